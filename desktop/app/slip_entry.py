"""A ticked slip becomes a consultation, and a visit where nobody was received with its number."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.age_band import AgeBand
from core.clock import JAPAN, stamp
from core.facts import Attendance, Consultation, Day, Session
from core.ids import day_id, unplanned_session_id
from core.kinds import (
    AgeTold,
    ConsultationAmended,
    DayClosed,
    DayReopened,
    SessionClosed,
    SessionOpened,
    SessionPlanned,
)
from core.kinds.table import ConsultationFields
from core.slip_code import Slip
from core.slip_typing import SlipRead
from core.tickets import Ticket
from desktop.app.check_in import receive
from desktop.app.consultations import (
    AT_THE_VENUE,
    ConsultationForm,
    amend_consultation,
    record_consultation,
    the_consultation,
    void_consultation,
)
from desktop.app.desk import NOTHING, Changed, Desk
from desktop.app.door_sessions import where_received
from desktop.app.municipalities import placed
from desktop.app.people import checked_band
from desktop.app.questions import the_attendance
from desktop.app.sessions import sessions_on, the_session
from desktop.app.slips import is_closed, visit_of
from desktop.app.void_visit import void_attendance
from desktop.storage.journal import Draft

_UNPLANNED_ENDS = "17:00"
_UNPLANNED_BEGINS = "09:00"


@dataclass(frozen=True)
class SlipWritten:
    """The slip as it is now on record. `received` says that its visit was made with it."""

    slip: Slip
    consultation: Consultation
    visit: Attendance
    received: bool
    changed: Changed


def enter_slip(desk: Desk, slip: Slip, read: SlipRead, supporter_id: str | None = None) -> SlipWritten:
    """Put a whole slip on record; a closed day is opened again for it.

    Whoever was received with this number keeps that visit: a slip never makes a second one. Problem as for any
    consultation.
    """
    changed = _reopened(desk, slip.day)
    visit = visit_of(desk, slip)
    received = visit is None
    if visit is None:
        visit, made = _receive(desk, slip, read)
        changed |= made
    form = _form(desk, visit, read, supporter_id, _moment(visit, slip.day, read))
    written = record_consultation(desk, form)
    return SlipWritten(slip, written.consultation, visit, received, changed | written.changed)


def amend_slip(
    desk: Desk, slip: Slip, consultation_id: str, read: SlipRead, supporter_id: str | None = None
) -> SlipWritten:
    """The slip was read wrongly: what it says instead. What else is known of the consultation stays."""
    changed = _reopened(desk, slip.day)
    before = the_consultation(desk, consultation_id)
    visit = visit_of(desk, slip)
    assert visit is not None  # a consultation of this slip has it
    at = _moment(visit, slip.day, read) if read.starts else before.at
    form = _form(desk, visit, read, supporter_id or before.supporter_id, at, before)
    written = amend_consultation(desk, consultation_id, form)
    return SlipWritten(slip, written.consultation, visit, False, changed | written.changed)


def take_back_slip(desk: Desk, written: SlipWritten) -> Changed:
    """取り消す: the consultation counts nowhere, nor the visit if it was made with it."""
    changed = void_consultation(desk, written.consultation.consultation_id)
    return changed | (void_attendance(desk, written.visit.attendance_id) if written.received else NOTHING)


def tell_age(desk: Desk, consultation_id: str, band: str) -> SlipWritten:
    """The slip tells the age band of somebody who was received without one: the visit has it, and the consultation.

    Raises Problem for a band that is none.
    """
    before = the_consultation(desk, consultation_id)
    visit = the_attendance(desk, before.attendance_id or "")
    kept = {name: getattr(before, name) for name in ConsultationFields.__struct_fields__}
    told = kept | {"age_band": checked_band(band), "from_paper": bool(before.from_paper)}
    amended = ConsultationAmended(**told | {"more_topics": tuple(before.more_topics.split())})
    owner = before.person_id or consultation_id
    recorded = desk.record(
        Draft(visit.attendance_id, AgeTold(age_band=band)),
        Draft(consultation_id, amended, owner),
    )
    slip = Slip(date.fromisoformat(visit.day), Ticket.parse(visit.ticket or ""))
    now = the_attendance(desk, visit.attendance_id)
    return SlipWritten(slip, the_consultation(desk, consultation_id), now, False, recorded.changed)


def close_again(desk: Desk, day: date) -> Changed:
    """A day that was reopened for its slips is closed again, with what was told of it before."""
    entity = day_id(desk.identity.site_id, day)
    before = desk.store.facts.one(Day, entity)
    closing = DayClosed(
        day=day.isoformat(),
        at=desk.now,
        weather=before.weather if before else None,
        unsent=desk.store.outbox.pending(),
        notes=before.notes if before else None,
    )
    return desk.record(Draft(entity, closing)).changed


def _reopened(desk: Desk, day: date) -> Changed:
    if not is_closed(desk, day):
        return NOTHING
    return desk.record(Draft(day_id(desk.identity.site_id, day), DayReopened(day=day.isoformat()))).changed


def _form(
    desk: Desk,
    visit: Attendance,
    read: SlipRead,
    supporter_id: str | None,
    at: str,
    before: Consultation | None = None,
) -> ConsultationForm:
    assert read.minutes is not None  # only whole slips are entered
    referred = desk.catalogue.outcome(read.outcome).code == "O4"
    return ConsultationForm(
        topic=read.topics[0],
        outcome=read.outcome,
        minutes=read.minutes,
        more_topics=read.topics[1:],
        channel=before.channel if before else AT_THE_VENUE,
        attendance_id=visit.attendance_id,
        person_id=before.person_id if before and not visit.person_id else None,
        supporter_id=supporter_id,
        referral=read.follow_up or None if referred else None,
        reason=None if referred else read.follow_up or None,
        phone_kind=before.phone_kind if before else None,
        follow_up_day=before.follow_up_day if before else None,
        booking_id=before.booking_id if before else None,
        note=before.note if before else None,
        at=at,
        from_paper=True,
    )


def _moment(visit: Attendance, day: date, read: SlipRead) -> str:
    """When it began: as written on the slip, as called, or else when the visitor came."""
    return _on(day, read.starts) if read.starts else visit.called_at or visit.at


def _receive(desk: Desk, slip: Slip, read: SlipRead) -> tuple[Attendance, Changed]:
    band = read.band or AgeBand.UNKNOWN.value
    if slip.day == desk.today:
        at = _on(slip.day, read.starts) if read.starts else desk.now
        answer = receive(desk, where_received(desk, None).session, how="paper", band=band, ticket=slip.ticket, at=at)
        changed = answer.changed | {Session}
    else:
        session, made = _session_of(desk, slip.day, read.starts)
        at = _on(slip.day, read.starts or time.fromisoformat(session.starts))
        answer = receive(desk, session, how="paper", band=band, ticket=slip.ticket, at=at)
        changed = answer.changed | made
    assert answer.attendance is not None  # what is received has a visit
    return answer.attendance, changed


def _session_of(desk: Desk, day: date, starts: time | None) -> tuple[Session, Changed]:
    """The session of a past day: the one whose time it was, held on paper if nobody opened it then."""
    planned = sessions_on(desk, day)
    if not planned:
        return _unplanned(desk, day)
    at = starts or time.fromisoformat(planned[0].starts)
    session = min(planned, key=lambda each: _away(day, each, at))
    if session.state != "planned":
        return session, NOTHING
    changed = desk.record(*_held(session.session_id, day, session.starts, session.ends)).changed
    return the_session(desk, session.session_id), changed


def _unplanned(desk: Desk, day: date) -> tuple[Session, Changed]:
    session_id = unplanned_session_id(desk.identity.site_id, day)
    plan = SessionPlanned(
        title="スマホ相談会",
        day=day.isoformat(),
        starts=_UNPLANNED_BEGINS,
        ends=_UNPLANNED_ENDS,
        venue=desk.identity.site_name,
    )
    held = _held(session_id, day, plan.starts, plan.ends)
    changed = desk.record(Draft(session_id, placed(desk, plan)), *held).changed
    return the_session(desk, session_id), changed


def _held(session_id: str, day: date, starts: str, ends: str) -> tuple[Draft, Draft]:
    """It was opened and ended, though no laptop was there."""
    opened = SessionOpened(at=_on(day, time.fromisoformat(starts)), checks_failed=("not_checked",))
    return Draft(session_id, opened), Draft(session_id, SessionClosed(at=_on(day, time.fromisoformat(ends))))


def _away(day: date, session: Session, at: time) -> timedelta:
    starts, ends = (datetime.combine(day, time.fromisoformat(text)) for text in (session.starts, session.ends))
    moment = datetime.combine(day, at)
    return max(starts - moment, moment - ends, timedelta())


def _on(day: date, at: time) -> str:
    return stamp(datetime.combine(day, at, JAPAN))
