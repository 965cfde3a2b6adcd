"""One thing that a person must look at, told without personal data."""

from dataclasses import dataclass

from core.bookings import Place
from core.conflicts import CHOICES, Conflict, Decision
from desktop.app.versions import Version

SLIP = "slip"
"""The `thing` of a pair that came from one paper slip."""


@dataclass(frozen=True)
class UnsettledItem:
    """Something to be settled. `about` are the ids that its settlement names, `at` is when it came to be.

    `number` is how many visits are over quota or how many records are refused, `reason` why they were. `thing` is what
    there are versions of (`consultation`, `person` …, or `SLIP`), `ticket` of which visit; `personal` says that what
    differs is told to whoever asks for it (`desktop.app.diverging.revealed`), and `who` is then whose record it is.
    """

    conflict: Conflict
    about: tuple[str, ...]
    day: str
    at: str
    session: str = ""
    versions: tuple[Version, ...] = ()
    number: int = 0
    place: Place | None = None
    reason: str = ""
    thing: str = ""
    ticket: str = ""
    personal: bool = False
    who: str = ""

    @property
    def choices(self) -> tuple[Decision, ...]:
        """What can be decided about it here."""
        return CHOICES[self.conflict]
