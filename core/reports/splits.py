"""How a record is told apart by each split, as an expression of SQL, and what a report is kept to.

`s` is the session of the counted row `t`; what stands in braces is filled in by `core.reports.side`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.reports.table import Asked, Split

NOWHERE = "-"
"""The key of the row for what says nothing of a split: a consultation outside sessions, a plan without a programme."""


class Family(StrEnum):
    """What is counted in one go: `t` is a session, a visit, a consultation, or a registered visitor of a session."""

    SESSIONS = "sessions"
    VISITS = "visits"
    CASES = "cases"
    PERSONS = "persons"


REGULAR, REGULAR_PROGRAMME = "regular", "P05"
"""定期相談会: the kind of session as which they were planned before there were programmes, and the programme."""
_REGULAR = f"CASE WHEN s.session_kind = '{REGULAR}' THEN '{REGULAR_PROGRAMME}' END"
_MONTHS = "(cast(substr(t.day, 1, 4) AS integer) * 12 + cast(substr(t.day, 6, 2) AS integer) - 3)"
"""Months since March of the year 0: leap days are then the last of a year."""
_DAYS = (
    f"{_MONTHS} / 12 + {_MONTHS} / 48 - {_MONTHS} / 1200 + {_MONTHS} / 4800"
    f" + ({_MONTHS} % 12 * 306 + 5) / 10 + cast(substr(t.day, 9, 2) AS integer)"
)
"""Days since 1 March of the year 0, a Wednesday, less whole weeks."""
_HOUR = "substr(cast(100 + t.hour AS text), 2, 2)"
_OF_SESSION = {
    Split.NONE: "''",
    Split.SITE: "{site}",
    Split.VENUE: "coalesce(s.place, '')",
    Split.MUNICIPALITY: "coalesce(nullif(s.municipality, ''), {home})",
    Split.PROGRAMME: f"coalesce(nullif(s.programme, ''), {_REGULAR}, '')",
    Split.STRAND: f"coalesce(nullif(s.strand, ''), nullif(s.programme, ''), {_REGULAR}, '')",
    Split.KIND: "coalesce(s.session_kind, '')",
    Split.FUNDING: "coalesce(s.funding, '')",
    Split.CHANNEL: "coalesce(s.channel, 'in_person')",
    Split.WEEKDAY: f"CASE WHEN t.day = '' THEN '' ELSE cast(({_DAYS} + 1) % 7 + 1 AS text) END",
    Split.DAY: "t.day",
    Split.MONTH: "substr(t.day, 1, 7)",
    Split.FISCAL_YEAR: (
        "CASE WHEN t.day = '' THEN ''"
        " WHEN substr(t.day, 6, 2) < '04' THEN cast(cast(substr(t.day, 1, 4) AS integer) - 1 AS text)"
        " ELSE substr(t.day, 1, 4) END"
    ),
}
_OF_RECORD = {
    (Family.VISITS, Split.AGE_BAND): "t.age_band",
    (Family.PERSONS, Split.AGE_BAND): "t.age_band",
    (Family.CASES, Split.AGE_BAND): "t.age_band",
    (Family.CASES, Split.TOPIC): "t.topic",
    (Family.CASES, Split.OUTCOME): "substr(t.outcome, 1, 2)",
    (Family.CASES, Split.CHANNEL): "t.channel",
    (Family.VISITS, Split.HOUR): _HOUR,
    (Family.CASES, Split.HOUR): _HOUR,
}
"""What a record says itself, and not its session."""
_OF_SITES = frozenset({Split.TOPIC, Split.PROGRAMME, Split.STRAND})
_SITES_OWN, _APART = "V", "@"
"""How a code of a site's own begins, and what stands between it and the site where several sites are counted."""
TIMES = frozenset({Split.DAY, Split.MONTH, Split.FISCAL_YEAR})
Parts = Mapping[Split, Mapping[str, str]]
"""By split: of which value a value is a part (定期相談会 of 相談会)."""


def expression(split: Split, family: Family) -> str | None:
    """The value of the split in a row of facts; None where such rows do not say it."""
    if is_own(split, family):
        return _OF_RECORD[family, split]
    text = _OF_SESSION.get(split)
    return text.replace("t.day", "s.day") if text and family is Family.SESSIONS else text


def is_own(split: Split, family: Family) -> bool:
    """Whether the record says it itself."""
    return (family, split) in _OF_RECORD


def value_of(split: Split, family: Family, totals: bool, apart: bool) -> str:
    """The value of the split in a row of finished totals or of facts.

    `apart`: a code of a site's own means something else at each site, and has the site's id behind it.
    """
    is_sum = totals and family in (Family.VISITS, Family.CASES) and is_own(split, family)
    text = "t.value" if is_sum else expression(split, family) or "''"
    if not apart or split not in _OF_SITES:
        return text
    return f"CASE WHEN substr({text}, 1, 1) = '{_SITES_OWN}' THEN {text} || '{_APART}' || {{site}} ELSE {text} END"


def value_apart(split: Split, value: str, site_id: str) -> str:
    """The same of a value that is known already."""
    return f"{value}{_APART}{site_id}" if split in _OF_SITES and value.startswith(_SITES_OWN) else value


def own_of(split: Split, value: str) -> tuple[str, str]:
    """Such a value as its code and its site's id; of any other the value and nothing: an @ in a name says nothing."""
    if split not in _OF_SITES or not value.startswith(_SITES_OWN):
        return value, ""
    code, _, site_id = value.partition(_APART)
    return code, site_id


@dataclass(frozen=True)
class Kept:
    """What a report is kept to, as conditions with their values."""

    asked: Asked
    parts: Parts
    apart: bool
    """Whether several sites can be among the records."""
    values: Mapping[str, object] = field(default_factory=dict)

    def condition(self, family: Family, split: Split, totals: bool) -> str | None:
        """To follow WHERE …; None where such rows do not say all that was asked for.

        `totals`: the rows are finished totals, which are told apart by one thing of the records' own at a time.
        """
        asked = {split, *(each for each, _ in self.asked.only)}
        if any(expression(each, family) is None for each in asked):
            return None
        if totals and family is not Family.PERSONS and len(self.own(family, split)) > 1:
            return None
        found = [] if self.asked.session_id is None else ["AND s.session_id = :session"]
        for number, (each, value) in enumerate(self.asked.only):
            names = ", ".join(f":only{number}_{place}" for place in range(len(self.with_parts(each, value))))
            found.append(f"AND {value_of(each, family, totals, self.apart)} IN ({names})")
        return " ".join(found)

    def own(self, family: Family, split: Split) -> set[Split]:
        """Of what the report is told apart by and kept to: what the records say themselves."""
        return {each for each in (split, *(each for each, _ in self.asked.only)) if is_own(each, family)}

    def with_parts(self, split: Split, value: str) -> list[str]:
        """A value and those that are counted in it."""
        return [value, *(part for part, whole in self.parts.get(split, {}).items() if whole == value)]

    def folding(self, split: Split) -> Mapping[str, str]:
        """Which values are counted in another; none where a part itself is asked for."""
        parts = self.parts.get(split, {})
        return {} if any(each == split and value in parts for each, value in self.asked.only) else parts


def kept(asked: Asked, parts: Parts, apart: bool) -> Kept:
    """The conditions of what was asked for."""
    return Kept(asked, parts, apart, dict(_values(Kept(asked, parts, apart))))


def _values(made: Kept) -> Iterator[tuple[str, object]]:
    if made.asked.session_id is not None:
        yield "session", made.asked.session_id
    for number, (split, value) in enumerate(made.asked.only):
        for place, each in enumerate(made.with_parts(split, value)):
            yield f"only{number}_{place}", "" if each == NOWHERE else each


def folded(text: str, parts: Mapping[str, str]) -> tuple[str, Mapping[str, object]]:
    """The expression with each part counted in its whole, and the values that it names."""
    values: dict[str, object] = {}
    for number, (part, whole) in enumerate(parts.items()):
        values |= {f"part{number}": part, f"whole{number}": whole}
    whens = " ".join(f"WHEN :part{number} THEN :whole{number}" for number in range(len(parts)))
    return (f"CASE {text} {whens} ELSE {text} END" if parts else text), values
