"""Rows of a register of supporters: who, since when, what they are beside it, and until when their badge holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from core import supporter_words
from core.age_band import AgeBand
from core.municipality import is_municipality_code
from core.tables.cells import Cell, Row
from core.tables.dates import read_day
from core.tables.entries import Entry, Kept, RowReader
from core.tables.meanings import Meaning
from core.tables.reasons import Reason

_KEPT = frozenset({"name", "kana"})
"""Supporters are headquarters' own records; a birth date is read for the age band and never kept."""
_APART = re.compile(r"[\s、,，;；/／]+")


@dataclass(frozen=True, slots=True)
class SupporterEntry(Entry):
    """What a row tells of a supporter; attributes and municipalities by code."""

    registered_on: date | None = None
    attributes: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    issued_on: date | None = None
    expires_on: date | None = None


class SupporterReader(RowReader):
    """`places` are codes by the names of municipalities that are none other's too."""

    def __init__(
        self,
        row: Row,
        texts: tuple[str, ...],
        columns: Mapping[Meaning, tuple[int, ...]],
        kept: Kept,
        places: Mapping[str, str],
    ) -> None:
        super().__init__(row, texts, columns, Kept(_KEPT, kept.today))
        self._places = places

    def entry(self) -> SupporterEntry:
        common = super().entry()
        known = {each.name: getattr(common, each.name) for each in fields(Entry)}
        name = common.name or self._name("name", Meaning.SUPPORTER)
        told = {
            "name": name,
            "age_band": AgeBand.UNKNOWN if common.age_band is AgeBand.UNDER_18 else common.age_band,
            "registered_on": self.read(Meaning.REGISTERED_ON, Reason.DAY, self._past),
            "issued_on": self.read(Meaning.ISSUED_ON, Reason.DAY, self._past),
            "expires_on": self.read(Meaning.EXPIRES_ON, Reason.DAY, self._any_day),
            "attributes": self._attributes(),
            "municipalities": self._municipalities(),
        }
        if name is None and not self.faults:
            self.fault(Reason.NO_NAME, Meaning.NAME)
        return SupporterEntry(**known | told | {"faults": tuple(self.faults)})

    def _attributes(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for text in filter(None, _APART.split(self.text(Meaning.ATTRIBUTE))):
            word = supporter_words.find(supporter_words.attributes(), text)
            if word is None:
                self.fault(Reason.ATTRIBUTE, Meaning.ATTRIBUTE)
            else:
                found[word.code] = None
        return tuple(found)

    def _municipalities(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for text in filter(None, _APART.split(self.text(Meaning.MUNICIPALITY))):
            code = self._places.get(text, text)
            if is_municipality_code(code):
                found[code] = None
            else:
                self.fault(Reason.MUNICIPALITY, Meaning.MUNICIPALITY)
        return tuple(found)

    def _any_day(self, cell: Cell) -> date:
        return read_day(cell, self.kept.today)

    def _past(self, cell: Cell) -> date:
        day = self._any_day(cell)
        if day > self.kept.today:
            raise ValueError("a day to come")
        return day
