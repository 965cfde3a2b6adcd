"""Programmes, their parts, funding, municipalities as offices write them: by code, or in words that mean only one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from core.municipality import Municipality, is_municipality_code
from core.programmes import Programme, Programmes
from core.search_text import search_form
from core.tables.desk_words import DeskWords, session_kind

_UNNUMBERED = re.compile("[①-⑳]")
"""Numbers of headings."""


class Belongs(NamedTuple):
    """What a cell says of a programme: its code and its part, or a sort of session alone."""

    programme: str | None = None
    strand: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class ResultWords:
    """Words to codes. `home` is the site's own municipality: of two of one name, the one in its prefecture is meant."""

    desk: DeskWords
    programmes: Programmes
    municipalities: Mapping[str, Municipality]
    home: str

    def programme(self, text: str, at: str | None = None) -> Belongs:
        """A programme, a sort of session (体験会), or a part of a programme, of this municipality or of all.

        ValueError for none, or for several.
        """
        here = self._here(at)
        found = _one(text, ((each.code, (each.code, each.ja, each.en)) for each in here))
        if found is not None:
            return Belongs(found, kind=self.kind_of(found))
        try:
            return Belongs(kind=session_kind(_UNNUMBERED.sub("", text)))
        except ValueError:
            return self._strand(text, here)

    def strand(self, text: str, at: str | None = None, programme: str | None = None) -> Belongs:
        """A part of this programme, or of whichever has one of this name. ValueError for none."""
        among = [each for each in self._here(at) if programme in (None, each.code)]
        return self._strand(text, among)

    def kind_of(self, code: str) -> str | None:
        """The sort of session of a programme."""
        found = self.programmes.find(code)
        return found.kind if found is not None else None

    def funding(self, text: str) -> str:
        """A source of money. ValueError for none."""
        found = _one(text, ((each.code, (each.code, each.ja, each.en)) for each in self.programmes.funding))
        if found is None:
            raise ValueError("no funding")
        return found

    def municipality(self, text: str) -> str:
        """A municipality's code. ValueError for a wrong check digit, an unknown name, or one that two have."""
        digits = re.sub(r"\D", "", text)
        if len(digits) in (5, 6) and digits == text.strip():
            if not is_municipality_code(digits.zfill(6)):
                raise ValueError("wrong check digit")
            return digits.zfill(6)
        told = _form(text)
        named = [each for each in self.municipalities.values() if told in (_form(each.name), _form(_whole(each)))]
        near = [each for each in named if each.code[:2] == self.home[:2]]
        chosen = named if len(named) == 1 else near
        if len(chosen) != 1:
            raise ValueError("no municipality of this name, or several")
        return chosen[0].code

    def _here(self, at: str | None) -> list[Programme]:
        """Those that can be meant: other municipalities' own are not."""
        return [each for each in self.programmes.all if each.municipality in (None, self.home, at)]

    def _strand(self, text: str, among: Iterable[Programme]) -> Belongs:
        owners = {strand.code: each for each in among for strand in each.strands}
        words = {strand.code: (strand.code, strand.ja, strand.en) for each in among for strand in each.strands}
        found = _one(text, words.items())
        if found is None:
            raise ValueError("no part of a programme")
        return Belongs(owners[found].code, found, owners[found].kind)


def _one(text: str, known: Iterable[tuple[str, tuple[str, ...]]]) -> str | None:
    """The code whose words these are; else the only one whose words hold them."""
    told = _form(text)
    forms = [(code, tuple(map(_form, words))) for code, words in known]
    exact = [code for code, words in forms if told in words]
    if exact:
        return exact[0]
    holding = [code for code, words in forms if len(told) > 1 and any(told in word for word in words[1:])]
    return holding[0] if len(holding) == 1 else None


def _whole(each: Municipality) -> str:
    return f"{each.prefecture}{each.name}"


def _form(text: str) -> str:
    return re.sub(r"[\s・\-_]+", "", search_form(_UNNUMBERED.sub("", text)))
