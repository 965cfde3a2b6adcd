"""Reading 速報値: what still stands in for records, what arrived beside it, and every version of one."""

from collections.abc import Mapping
from datetime import date, timedelta

from core.problem import Problem
from core.reports.period import Period, PeriodKind
from core.reports.provisional import Foretold, foretold
from core.reports.splits import Parts
from core.reports.table import Split
from hq.records.models import ProvisionalFigure
from hq.reports.tables import names_of
from hq.reports.totals import refresh_totals
from hq.reports.whose import Sites, source_of

EVER = Period(kind=PeriodKind.FREE, first=date(2000, 1, 1), last=date(9999, 12, 31))
SHOWN_FOR = timedelta(days=92)
"""So long what was told stands beside the records that arrived."""


def told_of(period: Period = EVER, site_id: str | None = None) -> list[Foretold]:
    """All that was told of these days and not taken back, by days, of one site or of all."""
    refresh_totals()
    return _read(period, Sites((site_id,), "") if site_id else None)


def sites_waiting(day: date) -> frozenset[str]:
    """The sites of which a told figure counts on this day, because their records are not here. Mostly a small query."""
    if not ProvisionalFigure.objects.filter(day=day, is_last=True, withdrawn=False).exists():
        return frozenset()
    found = _read(Period(kind=PeriodKind.DAY, first=day, last=day), None)
    return frozenset(each.site_id for each in found if not each.arrived)


def standing(row: ProvisionalFigure) -> Foretold:
    """One of them beside what is here; it must not have been taken back."""
    found = told_of(Period(kind=PeriodKind.DAY, first=row.day, last=row.day), row.site_id)
    return next(each for each in found if each.figure_id == row.figure_id)


def find(figure_id: str) -> ProvisionalFigure:
    """The version that holds. Raises Problem where there is none of that id."""
    found = ProvisionalFigure.objects.select_related("site").filter(figure_id=figure_id, is_last=True).first()
    if found is None:
        raise Problem("provisional_unknown", "その速報値は見つかりません。", "一覧で番号を確かめてください。")
    return found


def versions(figure_id: str) -> list[ProvisionalFigure]:
    """Every version, the newest first."""
    return list(ProvisionalFigure.objects.filter(figure_id=figure_id).order_by("-version"))


def withdrawn() -> list[ProvisionalFigure]:
    """What was taken back, the last first, as far as it is still shown."""
    found = ProvisionalFigure.objects.select_related("site").filter(is_last=True, withdrawn=True)
    return list(found.order_by("-taken_at")[:50])


def parts_of(site_id: str | None) -> Parts:
    """Which programmes and kinds are parts of others."""
    return names_of(site_id).parts


def kinds(site_id: str | None = None) -> Mapping[str, int]:
    """The kinds of sessions, in the order of their list."""
    return names_of(site_id).order(Split.KIND)


def _read(period: Period, sites: Sites | None) -> list[Foretold]:
    return foretold(source_of(sites, (), many=sites is None), parts_of(None), period)
