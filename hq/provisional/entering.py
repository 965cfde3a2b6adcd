"""Taking down what a site told, amending it, taking it back. Every version stays, with who and when."""

from datetime import date, datetime

from django.db import transaction

from core.clock import JAPAN
from core.ids import new_entity_id
from core.problem import Problem
from core.reports.splits import Parts
from hq import audit
from hq.database import cursor
from hq.provisional.listing import find, kinds, parts_of, standing
from hq.provisional.told import Told, What, check_day
from hq.records.models import ProvisionalFigure, Site
from hq.reports.tables import names_of

_ENTERING = 0x6D6476
"""The advisory lock of whoever enters: two at once could tell the same twice."""


def add(site: Site, day: date, told: Told, by: str, now: datetime) -> ProvisionalFigure:
    """A new one. Raises Problem where it is none, where the same was told already, or where the records are here."""
    told.check()
    check_day(day, now.astimezone(JAPAN).date())
    with transaction.atomic():
        row = _written(ProvisionalFigure(figure_id=new_entity_id(), version=1, site=site, day=day), told, by, now)
        if standing(row).arrived:
            raise Problem(
                "provisional_arrived",
                "この拠点のこの日の記録は、もう届いています。",
                "集計には、届いた記録が入っています。",
            )
    return row


def amend(figure_id: str, told: Told, by: str, now: datetime) -> ProvisionalFigure:
    """Other numbers of the same site and day; what was taken back counts again. Raises Problem as `add`."""
    told.check()
    with transaction.atomic():
        return _written(_next(find(figure_id)), told, by, now)


def withdraw(figure_id: str, by: str, now: datetime, note: str = "") -> ProvisionalFigure:
    """Taken back: it counts no more, and stays to be read. Twice is once. Raises Problem."""
    with transaction.atomic():
        cursor().execute("SELECT pg_advisory_xact_lock(%s)", [_ENTERING])
        last = find(figure_id)
        if last.withdrawn:
            return last
        Told(sessions=0, note=note).check()
        return _kept(_next(last), withdrawn=True, note=note, by=by, now=now)


def _written(row: ProvisionalFigure, told: Told, by: str, now: datetime) -> ProvisionalFigure:
    cursor().execute("SELECT pg_advisory_xact_lock(%s)", [_ENTERING])
    what = _known(told.what, row.site_id, row.day)
    _check_alone(row, what, parts_of(row.site_id))
    row.session_kind, row.programme, row.how = what.session_kind, what.programme, told.how.value
    row.sessions, row.visits, row.consultations = told.sessions, told.visits, told.consultations
    return _kept(row, withdrawn=False, note=told.note, by=by, now=now)


def _next(last: ProvisionalFigure) -> ProvisionalFigure:
    """The version after it, not written yet: in all the same."""
    kept = {each.attname: getattr(last, each.attname) for each in ProvisionalFigure._meta.concrete_fields}
    return ProvisionalFigure(**kept | {"id": None, "version": last.version + 1})


def _kept(row: ProvisionalFigure, *, withdrawn: bool, note: str, by: str, now: datetime) -> ProvisionalFigure:
    ProvisionalFigure.objects.filter(figure_id=row.figure_id, is_last=True).update(is_last=False)
    row.withdrawn, row.note, row.is_last = withdrawn, note, True
    row.taken_by, row.taken_at = by, now
    row.save(force_insert=True)
    audit.note("provisional %s version %s site %s by %s", row.figure_id, row.version, row.site_id, by)
    return row


def _known(what: What, site_id: str, day: date) -> What:
    """The kind of a programme is the programme's own. Raises Problem for codes that no list has."""
    names = names_of(site_id)
    if what.programme:
        return What(names.programmes.programme(what.programme).kind, what.programme)
    if what.session_kind and what.session_kind not in kinds(site_id):
        raise Problem("provisional_kind", "その種類の会はありません。", "一覧から選び直してください。")
    return what


def _check_alone(row: ProvisionalFigure, what: What, parts: Parts) -> None:
    others = ProvisionalFigure.objects.filter(site=row.site_id, day=row.day, is_last=True, withdrawn=False)
    for other in others.exclude(figure_id=row.figure_id):
        if what.overlaps(What(other.session_kind, other.programme), parts):
            raise Problem(
                "provisional_twice",
                "この拠点のこの日の速報値は、もう入っています。二重に数えることになります。",
                "前の速報値を直すか、取り消してから入れてください。",
            )
