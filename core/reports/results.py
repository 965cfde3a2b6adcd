"""Results that are known as counts alone, beside what is counted from records.

What was told ahead of its records (速報値) counts as such a result until they are here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.facts import Result
from core.reports.count import Count
from core.reports.period import Period
from core.reports.provisional import standing_in
from core.reports.side import Source
from core.reports.splits import NOWHERE, REGULAR, REGULAR_PROGRAMME, Kept, value_apart
from core.reports.table import Measure, Split
from core.venue import venue_name
from core.wareki import fiscal_year

_COLUMNS = tuple(name for name in Result.__struct_fields__ if name not in ("voided", "diverging"))
_RESULTS = (
    f"SELECT {', '.join(f't.{name}' for name in _COLUMNS)}, {{site}}, {{home}} FROM fact_result AS t {{homes}}"
    " WHERE t.voided = 0 AND t.first_day <= :last AND t.last_day >= :first ORDER BY t.first_day, t.result_id"
)
COUNTED = {
    Measure.SESSIONS: "sessions",
    Measure.KOMA: "koma",
    Measure.VISITS: "visits",
    Measure.PERSONS: "persons",
    Measure.CONSULTATIONS: "consultations",
    Measure.VENUES: "venues",
    Measure.MUNICIPALITIES: "municipalities",
}
"""What results can tell, and how it is called there."""
_YEAR, _MONTH = 4, 7


@dataclass(frozen=True, slots=True)
class Told:
    """A result with the site that told it."""

    result: Result
    site_id: str
    home: str
    is_provisional: bool = False

    @property
    def title(self) -> str:
        """Of which days it is; how it was told, where it stands in for records."""
        return self.result.source if self.is_provisional else f"{self.result.first_day}～{self.result.last_day}"

    def value(self, split: Split, apart: bool) -> str:
        """Its value of a split; `NOWHERE` for what counts alone do not say. `apart` as in `core.reports.splits`."""
        value = self._value(split)
        return value_apart(split, value, self.site_id) if apart else value

    def _value(self, split: Split) -> str:
        told = self.result
        match split:
            case Split.NONE:
                return ""
            case Split.SITE:
                return self.site_id
            case Split.VENUE:
                return venue_name(told.venue or "")
            case Split.MUNICIPALITY:
                return told.municipality or ("" if told.municipalities else self.home)
            case Split.PROGRAMME:
                return self._programme
            case Split.STRAND:
                return told.strand or self._programme
            case Split.KIND:
                return told.session_kind
            case Split.FUNDING:
                return told.funding or ""
            case Split.CHANNEL:
                return told.channel
            case Split.FISCAL_YEAR:
                years = {fiscal_year(date.fromisoformat(day)) for day in (told.first_day, told.last_day)}
                return str(years.pop()) if len(years) == 1 else NOWHERE
            case Split.MONTH:
                return told.first_day[:_MONTH] if told.first_day[:_MONTH] == told.last_day[:_MONTH] else NOWHERE
            case Split.WEEKDAY:
                first = date.fromisoformat(told.first_day)
                return str(first.isoweekday()) if told.first_day == told.last_day else NOWHERE
            case Split.DAY:
                return told.first_day if told.first_day == told.last_day else NOWHERE
            case _:
                return NOWHERE

    @property
    def _programme(self) -> str:
        """定期相談会 told as a kind alone is that programme, as it is for sessions."""
        return self.result.programme or (REGULAR_PROGRAMME if self.result.session_kind == REGULAR else "")

    def is_within(self, period: Period) -> bool:
        """Whether all of its days are in the period: a part of a count cannot be told."""
        return period.first.isoformat() <= self.result.first_day and self.result.last_day <= period.last.isoformat()

    def add_to(self, count: Count) -> None:
        """Add what it tells."""
        about = set(self.result.estimated.split())
        for measure, name in COUNTED.items():
            number: int | None = getattr(self.result, name)
            if number is not None:
                count.tell(measure, number, is_about=name in about, is_provisional=self.is_provisional)
        if self.result.municipalities is None:
            self._add_municipality(count, self.result.municipality or self.home)
        if self.result.venue and self.result.venues is None:
            count.places.add((self.result.municipality or self.home, venue_name(self.result.venue)))
            count.told.add(Measure.VENUES)

    def _add_municipality(self, count: Count, municipality: str) -> None:
        if self.is_provisional and municipality not in count.municipalities:
            count.provisional.add(Measure.MUNICIPALITIES)
        count.municipalities.add(municipality)
        count.told.add(Measure.MUNICIPALITIES)


def results(source: Source, kept: Kept, period: Period) -> Iterator[Told]:
    """Those that have a day in the period and are what was asked for."""
    if kept.asked.session_id is not None:
        return
    for told in (*_known(source, period), *_provisional(source, kept, period)):
        if all(
            _plain(told.value(split, kept.apart)) in kept.with_parts(split, _plain(value))
            for split, value in kept.asked.only
        ):
            yield told


def _known(source: Source, period: Period) -> Iterator[Told]:
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    for *columns, site_id, home in source.read(_RESULTS, days):
        yield Told(Result(**dict(zip(_COLUMNS, columns, strict=True))), site_id, home)


def _provisional(source: Source, kept: Kept, period: Period) -> Iterator[Told]:
    for result, site_id, home in standing_in(source, kept.parts, period):
        yield Told(result, site_id, home, is_provisional=True)


def value_in(told: Told, split: Split, kept: Kept) -> str:
    """Under which value it is counted."""
    value = told.value(split, kept.apart)
    return kept.folding(split).get(value, value)


def _plain(value: str) -> str:
    return "" if value == NOWHERE else value
