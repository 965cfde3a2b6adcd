"""A site's own programmes, plans that recur, and results that are known as counts alone."""

from core.facts.fact import Fact
from core.placement import Plain


class OwnProgramme(Fact, frozen=True, kw_only=True):
    """A programme of the site's own. `source` is its TOML."""

    own_programme_id: Plain[str]
    programme: Plain[str]
    source: Plain[str]
    withdrawn: Plain[int]


class Series(Fact, frozen=True, kw_only=True):
    """A plan that recurs. `plan` is the JSON of `core.kinds.SeriesFields`, `ends_on` the last day it can fall on."""

    series_id: Plain[str]
    title: Plain[str]
    starts_on: Plain[str]
    ends_on: Plain[str]
    plan: Plain[str]
    diverging: Plain[str] = ""


class Result(Fact, frozen=True, kw_only=True):
    """Results known as counts alone (`core.kinds.ResultFields`). `estimated` names counts told as 約, by a space."""

    result_id: Plain[str]
    first_day: Plain[str]
    last_day: Plain[str]
    session_kind: Plain[str]
    programme: Plain[str | None]
    strand: Plain[str | None]
    funding: Plain[str | None]
    organiser: Plain[str | None]
    venue: Plain[str | None]
    municipality: Plain[str | None]
    channel: Plain[str]
    sessions: Plain[int | None]
    koma: Plain[int | None]
    visits: Plain[int | None]
    persons: Plain[int | None]
    consultations: Plain[int | None]
    venues: Plain[int | None]
    municipalities: Plain[int | None]
    estimated: Plain[str]
    source: Plain[str]
    voided: Plain[int] = 0
    diverging: Plain[str] = ""
