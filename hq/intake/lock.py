"""The site's row: its lock, and the one sequence that numbers everything stored for the site."""

from dataclasses import dataclass
from datetime import datetime

from hq.database import Cursor
from hq.intake import history


@dataclass
class Locked:
    """A site under lock, and who brings what is being stored (None: a file)."""

    at: Cursor
    site_id: str
    last_seq: int
    now: datetime
    sender: str | None = None
    sender_epoch: int | None = None
    first_seq: int = 0
    """The site's first number that this transaction can give."""
    apart: tuple[int, int] | None = None
    """Things and bytes in quarantine that the sender brought and nobody has decided about; None: not asked yet."""

    def next_seq(self) -> int:
        """The next number of the site's sequence."""
        self.last_seq += 1
        return self.last_seq

    def next_seqs(self, count: int) -> range:
        """So many numbers, one after the other."""
        self.last_seq += count
        return range(self.last_seq - count + 1, self.last_seq + 1)

    def release(self) -> None:
        """Write the sequence back, and a mark for what was numbered, if anything was; commit follows."""
        if self.last_seq >= self.first_seq:
            history.mark(self.at, self.site_id, self.first_seq)
            self.at.execute("UPDATE site SET last_seq = %s WHERE site_id = %s", [self.last_seq, self.site_id])


def lock(at: Cursor, site_id: str, sender: str | None = None, sender_epoch: int | None = None) -> Locked:
    """Wait for the site's row and hold it until the transaction ends."""
    query = "SELECT last_seq, clock_timestamp() FROM site WHERE site_id = %s FOR UPDATE"
    row = at.execute(query, [site_id]).fetchone()
    assert row is not None, "the site was read before"
    return Locked(at, site_id, row[0], row[1], sender, sender_epoch, row[0] + 1)
