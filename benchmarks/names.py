"""Invented people: common names in the proportions of a telephone directory, numbers of no one."""

import tomllib
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

_LISTS = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
SURNAMES: list[tuple[str, str]] = [(kanji, kana) for kanji, kana in _LISTS["surnames"]]
GIVEN: list[tuple[str, str]] = [(kanji, kana) for kanji, kana in _LISTS["given"]]
# A name's share falls with its place, as it does in life: the first is some thirty times the last.
_WEIGHTS = list(accumulate(1 / (place + 2) for place in range(len(SURNAMES))))


@dataclass(frozen=True)
class Invented:
    """A person who does not exist."""

    name: str
    kana: str
    phone: str


def invent(chance: Random) -> Invented:
    """The next one."""
    surname, surname_kana = common_surname(chance)
    given, given_kana = chance.choice(GIVEN)
    phone = f"0{chance.choice('789')}0{chance.randrange(10**8):08d}"
    return Invented(f"{surname} {given}", f"{surname_kana} {given_kana}", phone)


def common_surname(chance: Random) -> tuple[str, str]:
    """A surname and its reading, common ones often."""
    return chance.choices(SURNAMES, cum_weights=_WEIGHTS)[0]
