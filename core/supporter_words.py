"""What is said of supporters, in words: who they are beside it (attributes), what they do in a session (duties)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from core import wareki
from core.age_band import AgeBand
from core.english_dates import SHORT_WEEKDAYS
from core.programme_parts import Role
from core.programmes import shipped_programmes


class Word(Protocol):
    """A code with its titles."""

    @property
    def code(self) -> str: ...
    @property
    def ja(self) -> str: ...
    @property
    def en(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week by its number from Monday (ISO 8601)."""

    code: str
    ja: str
    en: str


BANDS: tuple[AgeBand, ...] = tuple(band for band in AgeBand if band is not AgeBand.UNDER_18)
"""Those of R4, and unknown: nobody younger is registered."""

WEEKDAYS: tuple[Weekday, ...] = tuple(
    Weekday(str(number), ja, en) for number, (ja, en) in enumerate(zip(wareki.WEEKDAYS, SHORT_WEEKDAYS, strict=True), 1)
)


@cache
def attributes() -> tuple[Role, ...]:
    """Those of the catalogue; kept as codes, so that renaming one changes no record."""
    return tuple(each for each in shipped_programmes().roles if each.is_attribute)


@cache
def duties() -> tuple[Role, ...]:
    """What somebody can be asked for."""
    return tuple(each for each in shipped_programmes().roles if not each.is_attribute)


def find(words: Iterable[Word], text: str) -> Word | None:
    """The word that has this code or title, or else the only one whose title holds it."""
    known = list(words)
    same = [each for each in known if text in (each.code, each.ja, each.en)]
    holding = [each for each in known if text in each.ja]
    return same[0] if same else holding[0] if len(holding) == 1 else None


def title(words: Iterable[Word], code: str, *, english: bool = False) -> str:
    """The title of a code; the code itself where it is of a newer program."""
    found = next((each for each in words if each.code == code), None)
    return code if found is None else found.en if english else found.ja
