"""Rows of past results: counts of a period, by programme, municipality or venue. Nobody is named in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from core.problem import Problem
from core.reports.period import Period, free_period
from core.tables.cells import Cell, Row, text_of
from core.tables.counts import Told, read_count
from core.tables.dates import read_day
from core.tables.desk_words import session_kind
from core.tables.entries import Entry, Kept, RowReader
from core.tables.meanings import Meaning
from core.tables.periods import read_period
from core.tables.reasons import Reason
from core.tables.result_words import Belongs, ResultWords

COUNTS = (
    Meaning.SESSIONS,
    Meaning.KOMA,
    Meaning.VISITS,
    Meaning.PERSONS,
    Meaning.CONSULTATIONS,
    Meaning.VENUES,
    Meaning.MUNICIPALITIES,
)
LONGEST_VENUE = 200


class Place(NamedTuple):
    """Where it was; `municipality` is a code."""

    municipality: str | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class ResultEntry(Entry):
    """What a row tells: counts by the name of the field (`core.kinds.ResultFields`), with what is 約 among them."""

    period: Period | None = None
    belongs: Belongs = field(default_factory=Belongs)
    funding: str | None = None
    channel: str = "in_person"
    place: Place = field(default_factory=Place)
    counts: tuple[tuple[str, int], ...] = ()
    estimated: tuple[str, ...] = ()


class ResultReader(RowReader):
    """A row of a table of results."""

    def __init__(
        self,
        row: Row,
        texts: tuple[str, ...],
        places: Mapping[Meaning, tuple[int, ...]],
        kept: Kept,
        words: ResultWords,
    ) -> None:
        super().__init__(row, texts, places, kept)
        self._words = words

    def entry(self) -> ResultEntry:
        counts = self._counts()
        municipality = self._municipality()
        period, belongs = self._period(), self._belongs(municipality)
        funding = self.read(Meaning.FUNDING, Reason.FUNDING, lambda cell: self._words.funding(text_of(cell)))
        channel = self.read(Meaning.CHANNEL, Reason.CHANNEL, lambda cell: self._words.desk.channel(text_of(cell)))
        return ResultEntry(
            row=self.row.number,
            period=period,
            belongs=belongs,
            funding=funding,
            channel=channel or "in_person",
            place=Place(municipality, self._venue()),
            counts=tuple((meaning.value, told.number) for meaning, told in counts.items()),
            estimated=tuple(meaning.value for meaning, told in counts.items() if told.estimated),
            faults=tuple(self.faults),
        )

    def _counts(self) -> dict[Meaning, Told]:
        found = {meaning: self.read(meaning, Reason.COUNT, read_count) for meaning in COUNTS}
        if self._tells_how_many():
            found[Meaning.MUNICIPALITIES] = self.read(Meaning.MUNICIPALITY, Reason.COUNT, read_count)
        known = {meaning: told for meaning, told in found.items() if told is not None}
        if not known and not any(fault.reason is Reason.COUNT for fault in self.faults):
            self.fault(Reason.NO_COUNT, *(meaning for meaning in COUNTS if meaning in self.places))
        return known

    def _tells_how_many(self) -> bool:
        """Published tables head with 自治体 also how many there were: 52 is no code of a municipality."""
        cells = self.cells(Meaning.MUNICIPALITY)
        return bool(cells) and text_of(cells[0]).removeprefix("約").isdecimal() and len(text_of(cells[0])) < 5

    def _period(self) -> Period | None:
        first, last = (self.read(each, Reason.PERIOD, self._on_day) for each in (Meaning.FIRST_DAY, Meaning.LAST_DAY))
        period = self.read(Meaning.PERIOD, Reason.PERIOD, self._named_period)
        if first is not None or last is not None:
            period = self._between(first, last)
        if period is None and not any(fault.reason is Reason.PERIOD for fault in self.faults):
            self.fault(Reason.NO_PERIOD, Meaning.PERIOD)
        elif period is not None and period.first > self.kept.today:
            self.fault(Reason.FUTURE, Meaning.PERIOD)
        return period

    def _between(self, first: date | None, last: date | None) -> Period | None:
        try:
            return free_period(first or last or self.kept.today, last or first or self.kept.today)
        except Problem:
            self.fault(Reason.PERIOD, Meaning.FIRST_DAY, Meaning.LAST_DAY)
            return None

    def _named_period(self, cell: Cell) -> Period:
        return read_period(cell, fiscal=True)

    def _on_day(self, cell: Cell) -> date:
        return read_day(cell, self.kept.today)

    def _belongs(self, at: str | None) -> Belongs:
        told = self.read(Meaning.PROGRAMME, Reason.PROGRAMME, lambda cell: self._words.programme(text_of(cell), at))
        kind = self.read(Meaning.SESSION_KIND, Reason.SESSION_KIND, lambda cell: session_kind(text_of(cell)))
        programme = told.programme if told else None
        part = self.read(Meaning.STRAND, Reason.STRAND, lambda cell: self._words.strand(text_of(cell), at, programme))
        found = part or told or Belongs()
        if not (found.programme or found.kind or kind) and not self.faults:
            self.fault(Reason.NO_PROGRAMME, Meaning.PROGRAMME)
        return found._replace(kind=kind or found.kind)

    def _municipality(self) -> str | None:
        if self._tells_how_many():
            return None
        return self.read(
            Meaning.MUNICIPALITY, Reason.MUNICIPALITY, lambda cell: self._words.municipality(text_of(cell))
        )

    def _venue(self) -> str | None:
        text = " ".join(map(text_of, self.cells(Meaning.VENUE))).strip()
        if len(text) > LONGEST_VENUE:
            self.fault(Reason.TOO_LONG, Meaning.VENUE)
            return None
        return None if not text or self.guarded(text, (Meaning.VENUE,)) else text
