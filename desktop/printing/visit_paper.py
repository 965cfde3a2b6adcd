"""What the slip (相談票) and the ticket (整理券) of one visit have in common."""

from dataclasses import dataclass
from datetime import date

from core.wareki import wareki_with_weekday


@dataclass(frozen=True, slots=True)
class VisitPaper:
    """One number of one day. `code` is the text of the visit QR, the same on slip and ticket."""

    ticket: str
    code: str
    day: date
    venue: str

    @property
    def day_in_words(self) -> str:
        return wareki_with_weekday(self.day)
