"""整理番号: the number a visitor is called by. Each laptop has a letter, so no two give the same one."""

import re
import unicodedata
from dataclasses import dataclass

HIGHEST_NUMBER = 999
_WRITTEN = re.compile(r"([A-Z])([0-9]{1,3})")


@dataclass(frozen=True, slots=True, order=True)
class Ticket:
    """A device's letter A to Z and a number from 1 to 999; ValueError on anything else."""

    letter: str
    number: int

    def __post_init__(self) -> None:
        if len(self.letter) != 1 or not "A" <= self.letter <= "Z":
            raise ValueError("a ticket's letter is one of A to Z")
        if not 1 <= self.number <= HIGHEST_NUMBER:
            raise ValueError(f"a ticket's number runs from 1 to {HIGHEST_NUMBER}")

    @classmethod
    def parse(cls, text: str) -> "Ticket":
        """Read `A12`, also full-width, small or with blanks around; ValueError if it is no ticket."""
        written = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
        if written is None:
            raise ValueError("a ticket is a letter and a number, such as A12")
        return cls(written[1], int(written[2]))

    def __str__(self) -> str:
        return f"{self.letter}{self.number}"
