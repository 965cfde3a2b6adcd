"""One session as 予定 shows it: what should be known of it, and the series that it comes from."""

from dataclasses import dataclass, replace
from datetime import date

from core.facts import Series, Session
from core.kinds import SeriesAmended, SeriesFields
from core.programme_parts import Funding, Material
from core.programmes import Programme
from desktop.app.course_progress import CourseProgress, course_progress
from desktop.app.desk import Desk
from desktop.app.programmes import programmes_on
from desktop.app.series_plans import days_from, fields_of, is_as_planned, rests_from
from desktop.app.session_remarks import Remark, remarks
from desktop.app.sessions import the_session


@dataclass(frozen=True)
class SessionAbout:
    """`plan` is the series' whole plan; `is_own` says that this session was changed by hand and differs from it.

    `programme` and `funding` are None where the session has none, or one that is not known here; `course` is how the
    course goes that it is a lesson of.
    """

    session: Session
    remarks: tuple[Remark, ...]
    series: Series | None = None
    plan: SeriesAmended | None = None
    is_own: bool = False
    programme: Programme | None = None
    funding: Funding | None = None
    course: CourseProgress | None = None
    materials: tuple[tuple[str, Material | None], ...] = ()


@dataclass(frozen=True)
class SeriesPreview:
    """The days on which sessions would be planned from today on, and those on which the series rests."""

    days: tuple[date, ...]
    resting: tuple[date, ...]


def session_about(desk: Desk, session_id: str) -> SessionAbout:
    """As it stands now. Raises Problem for an unknown one."""
    session = the_session(desk, session_id)
    known = programmes_on(desk, date.fromisoformat(session.day))
    about = SessionAbout(
        session,
        remarks(desk, session),
        programme=known.find(session.programme or ""),
        funding=known.find_funding(session.funding or ""),
        course=course_progress(desk, session.course_id) if session.course_id else None,
        materials=tuple((mark, known.find_material(mark)) for mark in session.materials.split()),
    )
    series = desk.store.facts.one(Series, session.series_id) if session.series_id else None
    if series is None:
        return about
    plan = fields_of(series)
    is_own = not is_as_planned(session, plan, (date.fromisoformat(session.day),))
    return replace(about, series=series, plan=plan, is_own=is_own)


def preview_series(desk: Desk, plan: SeriesFields) -> SeriesPreview:
    """Looked at before it is planned. Raises Problem for a rule that cannot be."""
    return SeriesPreview(days_from(plan, desk.today), rests_from(plan, desk.today))
