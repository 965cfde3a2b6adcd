"""Sessions and their bookings."""

import msgspec

from core import kinds
from core.clock import minutes_between, sound_day
from core.events import Event
from core.facts import Booking, Session
from core.projector import begins, carries, changes
from core.venue import venue_name
from core.versions import told_apart

carries(Session, "state", "opened_at", "closed_at")
carries(Booking, "made_at")


@begins(Session, kinds.SessionPlanned, kinds.SessionAmended)
def _session(event: Event, payload: kinds.SessionFields) -> Session:
    return Session(
        session_id=event.entity_id,
        title=payload.title,
        day=sound_day(payload.day),
        starts=payload.starts,
        ends=payload.ends,
        session_kind=payload.session_kind,
        programme=payload.programme,
        funding=payload.funding,
        organiser=payload.organiser,
        venue=payload.venue,
        municipality=payload.municipality,
        target_group=payload.target_group,
        level=payload.level,
        course_id=payload.course_id,
        course_place=payload.course_place,
        ratio=payload.ratio,
        channel=payload.channel,
        fee=payload.fee,
        quota=payload.quota,
        min_age=payload.min_age,
        slot_minutes=payload.slot_minutes,
        tables=payload.tables,
        conditions="\n".join(payload.conditions),
        lends_devices=int(payload.lends_devices),
        fee_with_loan=payload.fee_with_loan,
        strand=payload.strand,
        term=payload.term,
        room=payload.room,
        co_organiser=payload.co_organiser,
        operator=payload.operator,
        is_trial=int(payload.is_trial),
        is_online=int(payload.is_online),
        koma_minutes=payload.koma_minutes,
        minutes=minutes_between(payload.starts, payload.ends),
        materials=" ".join(payload.materials),
        series_id=payload.series_id,
        place=venue_name(payload.venue),
    )


@changes(kinds.SessionCancelled)
def _cancelled(session: Session, payload: kinds.SessionCancelled) -> Session:
    return msgspec.structs.replace(session, state="cancelled")


@changes(kinds.SessionOpened)
def _opened(session: Session, payload: kinds.SessionOpened) -> Session:
    first = min(session.opened_at or payload.at, payload.at)
    return msgspec.structs.replace(session, state="open", opened_at=first, closed_at=None)


@changes(kinds.SessionClosed)
def _closed(session: Session, payload: kinds.SessionClosed) -> Session:
    return msgspec.structs.replace(session, state="closed", closed_at=payload.at)


@begins(Booking, kinds.BookingMade, kinds.BookingAmended)
def _booking(event: Event, payload: kinds.BookingFields) -> Booking:
    return Booking(
        booking_id=event.entity_id,
        session_id=payload.session_id,
        made_at=event.wall_time,
        person_id=payload.person_id,
        age_band=payload.age_band,
        slot=payload.slot,
        desk=payload.table,
        waiting=int(payload.waiting),
        name=payload.name,
        kana=payload.kana,
        phone=payload.phone,
    )


@changes(kinds.BookingCancelled)
def _booking_cancelled(booking: Booking, payload: kinds.BookingCancelled) -> Booking:
    return msgspec.structs.replace(booking, cancelled=1, no_show=int(payload.no_show))


told_apart(kinds.SessionAmended, kinds.SessionCancelled)
told_apart(kinds.BookingAmended, kinds.BookingCancelled)
