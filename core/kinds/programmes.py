"""A site's own programmes, plans that recur, and results that are known as counts alone."""

from core.kinds.sessions import SessionFields
from core.payload import Payload, kind
from core.placement import Plain


@kind("programme.defined")
class ProgrammeDefined(Payload, frozen=True, kw_only=True):
    """A programme of the site's own as it is from now on; the later word holds.

    The entity is the code (`core.ids.programme_id`), the same on every laptop; `source` is the TOML of
    `core.programmes`; `withdrawn` says that it is offered no more.
    """

    programme: Plain[str]
    source: Plain[str]
    withdrawn: Plain[bool] = False


class SeriesFields(SessionFields, frozen=True, kw_only=True):
    """A plan that recurs: the plan of each of its sessions (`day` is the first day that it can fall on), and when.

    `weekdays` count from Monday as 1 (ISO 8601); it recurs every `every_weeks` weeks until `until`, a day, inclusive.
    Days in `left_out`, national holidays and the closure at the year's end (12-29 to 01-03) are left out as told.
    """

    weekdays: Plain[tuple[int, ...]]
    until: Plain[str]
    every_weeks: Plain[int] = 1
    skips_holidays: Plain[bool] = True
    skips_year_end: Plain[bool] = True
    left_out: Plain[tuple[str, ...]] = ()


@kind("series.planned")
class SeriesPlanned(SeriesFields, frozen=True, kw_only=True):
    """毎週: its sessions are planned one by one, each with this series' id."""


@kind("series.amended")
class SeriesAmended(SeriesFields, frozen=True, kw_only=True):
    """The whole new plan; sessions that were held or changed by hand stay as they are."""


@kind("series.ended")
class SeriesEnded(Payload, frozen=True, kw_only=True):
    """No session of it is planned any more after `last_day`."""

    last_day: Plain[str]


class ResultFields(Payload, frozen=True, kw_only=True):
    """Results known as counts alone: of past years, of a venue without a laptop.

    They cover `first_day` to `last_day`, both inclusive. What is None is not known. `estimated` names the counts that
    were told as 約. `venues` and `municipalities` count places, for a total that names none of them.
    """

    first_day: Plain[str]
    last_day: Plain[str]
    session_kind: Plain[str] = "consultation"
    programme: Plain[str | None] = None
    strand: Plain[str | None] = None
    funding: Plain[str | None] = None
    organiser: Plain[str | None] = None
    venue: Plain[str | None] = None
    municipality: Plain[str | None] = None
    channel: Plain[str] = "in_person"
    sessions: Plain[int | None] = None
    koma: Plain[int | None] = None
    visits: Plain[int | None] = None
    persons: Plain[int | None] = None
    consultations: Plain[int | None] = None
    venues: Plain[int | None] = None
    municipalities: Plain[int | None] = None
    estimated: Plain[tuple[str, ...]] = ()
    source: Plain[str] = "import"


@kind("result.entered")
class ResultEntered(ResultFields, frozen=True, kw_only=True):
    """Counts were entered: `source` is import or hand."""


@kind("result.amended")
class ResultAmended(ResultFields, frozen=True, kw_only=True):
    """The whole new version."""


@kind("result.voided")
class ResultVoided(Payload, frozen=True, kw_only=True):
    """The counts were entered by mistake and count nowhere."""

    reason: Plain[str] = "undo"
