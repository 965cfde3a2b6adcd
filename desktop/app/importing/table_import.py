"""What every import of a table has in common: rows are compared, then taken in, a batch in each transaction."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, Protocol, TypeVar

from core.payload import Payload
from core.tables.entries import Entry
from core.tables.reasons import Fault
from desktop.app.desk import Desk
from desktop.app.importing.tables import Reading
from desktop.app.importing.work import Progress, Work
from desktop.storage.imported import ImportedRows
from desktop.storage.journal import Draft


class NewRow(Protocol):
    """A row that is to be taken in. The id is given beforehand, so that its mark can name what is to come."""

    @property
    def entity_id(self) -> str:
        """What it puts on record."""

    @property
    def mark(self) -> bytes:
        """By which the row is known when the table comes again."""


New = TypeVar("New", bound=NewRow)


@dataclass
class TableImport(ABC, Generic[New]):
    """One import: `compare` first, then `take_in`, both as Work; its figures are right when neither is under way."""

    reading: Reading
    batch: int = 1_000
    new: list[New] = field(default_factory=list)
    known: int = 0
    faults: list[Fault] = field(default_factory=list)
    added: int = 0

    @property
    def to_add(self) -> int:
        """How many are new, on record by now or not yet."""
        return len(self.new)

    @property
    def compare(self) -> Work:
        """Find out what is on record already; nothing is written."""
        return Work(self._compare)

    @property
    def take_in(self) -> Work:
        """Put the new ones on record. Stopped in between, whole batches stand, and the next import goes on."""
        return Work(self._take_in)

    @property
    def undoable(self) -> bool:
        """Whether what was taken in can be taken back as a whole."""
        return self._void() is not None and self.added > 0

    @property
    def undo(self) -> Work:
        """Take back all that this import put on record, and forget its rows: they can be taken in again."""
        return Work(self._undo)

    def _void(self) -> Payload | None:
        """What takes one record back; None where that is no matter of one event."""
        return None

    @abstractmethod
    def _settle(self, desk: Desk, entries: list[Entry]) -> Iterator[int]:
        """Fill `new`, `known` and `faults` from the rows that can be read; how many are settled, from time to time."""

    @abstractmethod
    def _drafts(self, desk: Desk, some: Sequence[New]) -> Iterator[Draft]:
        """The events of a batch."""

    def _compare(self, desk: Desk) -> Iterator[Progress]:
        self.faults = [fault for entry in self.reading.entries for fault in entry.faults]
        entries = [entry for entry in self.reading.entries if not entry.refused]
        for done in self._settle(desk, entries):
            yield Progress(done, len(entries))
        self.faults.sort(key=lambda fault: fault.row)
        yield Progress(len(entries), len(entries))

    def _undo(self, desk: Desk) -> Iterator[Progress]:
        rows, void = ImportedRows(desk.store.db), self._void()
        taken = list(self.new[: self.added])
        for begin in range(0, len(taken) if void is not None else 0, self.batch):
            some = [each.entity_id for each in taken[begin : begin + self.batch]]
            recorded = desk.record(*(Draft(entity_id, void) for entity_id in some if void is not None))
            rows.forget(some)
            self.added -= len(some)
            yield Progress(begin + len(some), len(taken), changed=recorded.changed)

    def _take_in(self, desk: Desk) -> Iterator[Progress]:
        rows = ImportedRows(desk.store.db)
        waiting = iter(self.new[self.added :])
        while some := list(islice(waiting, self.batch)):
            rows.add((each.mark, each.entity_id) for each in some)
            recorded = desk.record(*self._drafts(desk, some))
            self.added += len(some)
            yield Progress(self.added, len(self.new), changed=recorded.changed)
