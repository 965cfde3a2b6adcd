"""The list of sites of a day, counted and drawn once for all who may see the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from hq.portal.labels import Labels
from hq.portal.reach import Reach
from hq.portal.recent import DAYS
from hq.portal.site_days import SiteDay, site_days
from hq.provisional.listing import sites_waiting

MOST = 200
"""So many are shown at once, first those that miss a report; of more, a municipality can be chosen."""


@dataclass(frozen=True, eq=False)
class Sites:
    """All that may be seen, as they were counted at one moment: no other ones are equal."""

    day: date
    all: tuple[SiteDay, ...]

    def of(self, municipality: str) -> tuple[SiteDay, ...]:
        """Those of a municipality, or all for none. 404 for one of which there is no site."""
        found = tuple(site for site in self.all if municipality in ("", site.municipality))
        if municipality and not found:
            raise Http404
        return found

    @property
    def towns(self) -> list[str]:
        """The codes to choose from, where there are more sites than are shown at once."""
        return sorted({site.municipality for site in self.all}) if len(self.all) > MOST else []


def sites_on(day: date, reach: Reach) -> Sites:
    """As they were a moment ago."""
    return DAYS.of(reach.common, ("sites", day), lambda: Sites(day, site_days(day, reach.site_ids)))


def rows(of: Sites, shown: Sequence[SiteDay], reach: Reach, labels: Labels, days: Mapping[str, object]) -> SafeString:
    """The rows of the table, most of the page; `days` is what the page says of its day."""
    ids = tuple(site.site_id for site in shown)
    foretold = sites_waiting(of.day).intersection(ids)

    def drawn() -> SafeString:
        lines = [
            (site, labels.municipality(site.municipality), reverse("site", args=[site.site_id]) + f"?day={of.day}")
            for site in shown
        ]
        told = {**days, "lines": lines, "foretold": foretold, "language": labels.language, "reach": reach}
        return render_to_string("today_rows.html", told)

    return DAYS.of(reach.common, ("rows", of, labels.language, foretold, ids), drawn)
