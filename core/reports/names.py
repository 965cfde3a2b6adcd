"""What the values of a split are called, in which order they stand, and which are parts of another."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from core.age_band import AgeBand
from core.catalogue import Catalogue
from core.english_dates import english_day, english_month
from core.municipality import Municipality
from core.programme_parts import Strand
from core.programmes import Programmes
from core.reports.splits import NOWHERE, REGULAR, Parts, own_of
from core.reports.table import Split
from core.wareki import fiscal_year_label, wareki, wareki_year

Label = tuple[str, str]
"""Japanese, English."""
SESSION_KINDS: Mapping[str, Label] = {
    "consultation": ("相談会", "Consultation sessions"),
    REGULAR: ("定期相談会", "Regular consultation sessions"),
    "standing": ("常設相談会場", "Standing desks"),
    "trial": ("体験会", "Trial sessions"),
    "course": ("講座", "Courses"),
    "social": ("交流の場", "Social sessions"),
    "training": ("研修・養成", "Training"),
    "meeting": ("連絡会・意見交換", "Meetings"),
}
_WEEKDAYS = {
    "1": ("月曜日", "Monday"),
    "2": ("火曜日", "Tuesday"),
    "3": ("水曜日", "Wednesday"),
    "4": ("木曜日", "Thursday"),
    "5": ("金曜日", "Friday"),
    "6": ("土曜日", "Saturday"),
    "7": ("日曜日", "Sunday"),
}
_NOWHERE = {
    Split.VENUE: ("会場の記録なし", "No venue recorded"),
    Split.PROGRAMME: ("事業の指定なし", "No programme"),
    Split.STRAND: ("区分の指定なし", "No part of a programme"),
    Split.KIND: ("会の外での相談", "Outside sessions"),
    Split.FUNDING: ("財源の指定なし", "No funding given"),
}
_ELSE = ("内訳のわからない実績", "Results without details")


@dataclass(frozen=True)
class Names:
    """The lists by which codes are named: one site's, or headquarters'. `sites` are names by id."""

    catalogue: Catalogue
    programmes: Programmes
    municipalities: Mapping[str, Municipality]
    sites: Mapping[str, str] = field(default_factory=dict)
    own: "Callable[[str], Names] | None" = None
    """The lists of one site, where there are several."""

    def label(self, split: Split, value: str) -> Label:
        """The name of a value; the code itself where no list knows it."""
        if value in ("", NOWHERE):
            return _NOWHERE.get(split, _ELSE)
        code, site_id = own_of(split, value)
        if site_id in self.sites and self.own is not None:  # a laptop may have written any site behind the @
            ja, en = self.own(site_id).label(split, code)
            return f"{ja}（{self.sites[site_id]}）", f"{en} ({self.sites[site_id]})"
        match split:
            case Split.SITE:
                return self._both(self.sites.get(value, value))
            case Split.MUNICIPALITY:
                found = self.municipalities.get(value)
                return self._both(found.name if found else value)
            case Split.DAY | Split.MONTH | Split.FISCAL_YEAR:
                with suppress(ValueError):  # it may have been typed in an address
                    return _time(split, value)
                return self._both(value)
            case _:
                return self._labels.get(split, {}).get(value, self._both(value))

    def order(self, split: Split) -> Mapping[str, int]:
        """The place of each value that a list holds; others stand behind them by value."""
        known: Iterable[str] = self._labels.get(split, {})
        if split is Split.MUNICIPALITY:
            known = self.municipalities
        if split is Split.SITE:
            known = self.sites
        return {value: place for place, value in enumerate(known)}

    def heading(self, strand: str) -> str:
        """The heading under which a part of a programme stands (①)."""
        return next((each.heading for each in self._strands() if each.code == strand), "")

    @cached_property
    def parts(self) -> Parts:
        """定期相談会 are 相談会; a programme of one part alone is that part."""
        alone = {each.code: each.strands[0].code for each in self.programmes.all if len(each.strands) == 1}
        inside = {each.code: each.counts_in for each in self.programmes.all if each.counts_in is not None}
        return {Split.PROGRAMME: inside, Split.KIND: {REGULAR: "consultation"}, Split.STRAND: alone}

    @cached_property
    def _labels(self) -> Mapping[Split, Mapping[str, Label]]:
        catalogue, programmes = self.catalogue, self.programmes
        return {
            Split.KIND: SESSION_KINDS,
            Split.PROGRAMME: {each.code: (each.ja, each.en) for each in programmes.all},
            Split.STRAND: dict(self._strand_labels()),
            Split.FUNDING: {each.code: (each.ja, each.en) for each in programmes.funding},
            Split.TOPIC: {each.code: (each.ja, each.en) for each in catalogue.topics()},
            Split.OUTCOME: {each.code: (each.ja, each.en) for each in catalogue.outcomes},
            Split.CHANNEL: {each.code: (each.ja, each.en) for each in catalogue.channels},
            Split.WEEKDAY: _WEEKDAYS,
            Split.HOUR: {f"{hour:02}": (f"{hour}時台", f"{hour}:00–{hour}:59") for hour in range(24)},
            Split.AGE_BAND: {each.value: (each.ja, each.en) for each in AgeBand},
        }

    def _strand_labels(self) -> Iterator[tuple[str, Label]]:
        """A programme without parts is one itself; a part without a heading is called after its programme too."""
        for programme in self.programmes.all:
            yield programme.code, (programme.ja, programme.en)
            for each in programme.strands:
                whole = (
                    (each.ja, each.en) if each.heading else (f"{programme.ja}　{each.ja}", f"{programme.en}: {each.en}")
                )
                yield each.code, whole

    def _strands(self) -> Iterator[Strand]:
        return (strand for each in self.programmes.all for strand in each.strands)

    @staticmethod
    def _both(name: str) -> Label:
        return name, name


def _time(split: Split, value: str) -> Label:
    """A day, month or fiscal year; ValueError for what is none."""
    if split is Split.DAY:
        day = date.fromisoformat(value)
        return wareki(day), english_day(day)
    if split is Split.FISCAL_YEAR:
        return fiscal_year_label(int(value)), f"Fiscal {value}"
    first = date.fromisoformat(f"{value}-01")
    return f"{wareki_year(first)}{first.month}月", f"{english_month(first)} {first.year}"
