"""What a reader of the calendar looks at: how much of it, from which day, of which sites and programme."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from core.recurrence import month_span
from hq.catalogue import municipalities, programmes
from hq.portal.labels import Labels
from hq.portal.planned import Wish
from hq.portal.reach import Reach
from hq.portal.views import asked_day

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


class View(StrEnum):
    """How much of the calendar is open."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True)
class Asked:
    """What a reader looks at."""

    view: View
    day: date
    site: str = ""
    municipality: str = ""
    programme: str = ""

    @property
    def span(self) -> tuple[date, date]:
        """First and last day: of a month, those of its weeks."""
        if self.view is View.DAY:
            return self.day, self.day
        first, last = month_span(self.day.year, self.day.month) if self.view is View.MONTH else (self.day, self.day)
        return first - first.weekday() * _DAY, last + (6 - last.weekday()) * _DAY

    def step(self, by: int) -> "Asked":
        """The month, week or day before (-1) or after (1)."""
        if self.view is View.MONTH:
            months = self.day.year * 12 + self.day.month - 1 + by
            return replace(self, day=date(months // 12, months % 12 + 1, 1))
        return replace(self, day=self.day + by * (_WEEK if self.view is View.WEEK else _DAY))

    @property
    def address(self) -> str:
        """To stand after the path."""
        named = {"site": self.site, "municipality": self.municipality, "programme": self.programme}
        told = {name: value for name, value in named.items() if value}
        return "?" + urlencode({"view": self.view, "day": self.day.isoformat(), **told})


def asked_plans(request: HttpRequest, reach: Reach) -> Asked:
    """Http404 for a view that there is not, and for what is not to be seen."""
    site, municipality, programme = (request.GET.get(name, "") for name in ("site", "municipality", "programme"))
    if site:
        reach.site(site)
    try:
        view = View(request.GET.get("view") or View.MONTH)
    except ValueError as error:
        raise Http404 from error
    if municipality and not reach.covers(municipality):
        raise Http404
    return Asked(view, asked_day(request), site, municipality, programme)


def wish_of(asked: Asked, reach: Reach) -> Wish:
    """The sessions that are looked at, none of them of a site beyond reach."""
    sites = reach.site_ids
    if asked.municipality:
        of = reach.sites.filter(municipality__in=municipalities.with_merged(asked.municipality))
        sites = tuple(of.values_list("site_id", flat=True))
    if asked.site:
        sites = tuple(each for each in (asked.site,) if sites is None or each in sites)
    return Wish(sites, asked.programme)


def choices(asked: Asked, reach: Reach, labels: Labels) -> dict[str, object]:
    """What the lists of the form offer."""
    english = labels.language == "en"
    known = programmes.of_site(asked.site) if asked.site else programmes.newest()
    named = [each for each in known.all if each.valid_on(asked.day) or each.code == asked.programme]
    towns = reach.sites.order_by("municipality").values_list("municipality", flat=True).distinct()
    return {
        "sites": reach.names.items(),
        "municipalities": [(code, labels.municipality(code)) for code in (towns if reach.is_headquarters else ())],
        "programmes": [(each.code, each.en if english else each.ja) for each in named],
    }
