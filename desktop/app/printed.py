"""What was printed already, told from the log that every laptop of the site has after an exchange.

Only what a printer took is in it. A file that was saved was not printed; but its numbers are given away with it, so
a saved set stands there with no copies.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.facts import Printing
from core.ids import new_entity_id
from core.kinds import PaperPrinted
from core.paper_marks import NumberSet, PaperMark, same_paper
from core.tickets import HIGHEST_NUMBER
from desktop.app.days import days_to_prepare
from desktop.app.desk import NOTHING, Changed, Desk
from desktop.app.numbering import FIRST_PAPER_NUMBER
from desktop.storage.journal import Draft


@dataclass(frozen=True)
class FreeNumbers:
    """A day to prepare papers for, and the first number that no set of it has yet."""

    day: date
    first: int


class Again(StrEnum):
    """Why a paper is printed once more."""

    FAILED = "failed"
    UNREADABLE = "unreadable"
    LOST = "lost"
    ANOTHER = "another"


def printed_before(desk: Desk, mark: PaperMark) -> Printing | None:
    """The last time that a printer took this paper, or one with a number of this set; None if it never did."""
    taken = (each for each in _log(desk, mark) if each.copies)
    return next((each for each in taken if same_paper(mark, PaperMark(each.paper, each.about))), None)


def note_printed(desk: Desk, mark: PaperMark, copies: int, again: Again | None = None) -> Changed:
    """A printer took it."""
    told = PaperPrinted(paper=mark.paper, about=mark.about, at=desk.now, copies=copies, again=again)
    return desk.record(Draft(new_entity_id(), told)).changed


def note_saved(desk: Desk, mark: PaperMark | None) -> Changed:
    """A file was made: the numbers in it are not offered again. Of other papers a file is not worth a record."""
    if mark is None or NumberSet.parse(mark.about) is None:
        return NOTHING
    return note_printed(desk, mark, copies=0)


def next_number(desk: Desk, paper: str, day: date) -> int:
    """The first number of this laptop's that no set of that day has yet; beyond the highest when all are taken."""
    marks = desk.store.facts.where(Printing, "paper = ? AND about LIKE ?", [paper, f"{day.isoformat()} %"])
    sets = filter(None, (NumberSet.parse(each.about) for each in marks))
    taken = (each.last for each in sets if each.letter == desk.identity.letter)
    return max(taken, default=FIRST_PAPER_NUMBER - 1) + 1


def free_numbers(desk: Desk, paper: str) -> list[FreeNumbers]:
    """For every day that papers are prepared for; the highest where all are taken."""
    return [FreeNumbers(day, min(next_number(desk, paper, day), HIGHEST_NUMBER)) for day in days_to_prepare(desk)]


def _log(desk: Desk, mark: PaperMark) -> list[Printing]:
    """What may be the same paper, the newest first."""
    numbers = NumberSet.parse(mark.about)
    if numbers is None:
        return desk.store.facts.where(Printing, "paper = ? AND about = ?", [mark.paper, mark.about], order="at DESC")
    that_day = [mark.paper, f"{numbers.day.isoformat()} %"]
    return desk.store.facts.where(Printing, "paper = ? AND about LIKE ?", that_day, order="at DESC")
