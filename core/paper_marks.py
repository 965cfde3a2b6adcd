"""What makes a printed paper this one and no other, so that it never comes out twice by mistake.

A mark says which sort of paper it is and what it is about: a card's id, a day with its version, a day with its numbers.
"""

import re
from dataclasses import dataclass
from datetime import date

from core.tickets import HIGHEST_NUMBER, Ticket

_SET = re.compile(r"(\d{4}-\d\d-\d\d) ([A-Z])(\d{1,3})-\2(\d{1,3})")


@dataclass(frozen=True, slots=True)
class PaperMark:
    """`paper` (card, slips…) and `about`, as `core.kinds.PaperPrinted` records them."""

    paper: str
    about: str


@dataclass(frozen=True, slots=True)
class NumberSet:
    """The numbers of one set of papers: of a day, of a laptop's letter, from the first to the last."""

    day: date
    letter: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.letter}{self.first}-{self.letter}{self.last}"

    @classmethod
    def parse(cls, about: str) -> "NumberSet | None":
        """Read what `str` wrote; None for what a mark of another sort is about."""
        written = _SET.fullmatch(about)
        if written is None:
            return None
        try:
            day = date.fromisoformat(written[1])
        except ValueError:
            return None
        first, last = int(written[3]), int(written[4])
        return cls(day, written[2], first, last) if 1 <= first <= last <= HIGHEST_NUMBER else None

    def meets(self, other: "NumberSet") -> bool:
        """Whether a number of one day stands in both."""
        same_line = (self.day, self.letter) == (other.day, other.letter)
        return same_line and self.first <= other.last and other.first <= self.last


def set_mark(paper: str, day: date, first: Ticket, count: int) -> PaperMark:
    """The mark of a set of `count` papers, numbered from `first`."""
    return PaperMark(paper, str(NumberSet(day, first.letter, first.number, first.number + count - 1)))


def same_paper(one: PaperMark, other: PaperMark) -> bool:
    """Whether printing both would give one paper twice: sets do that as soon as they share a number."""
    if one.paper != other.paper:
        return False
    numbers, others = NumberSet.parse(one.about), NumberSet.parse(other.about)
    return numbers.meets(others) if numbers and others else one.about == other.about
