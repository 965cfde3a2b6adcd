"""相談: recording, changing, voiding, and today's list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec

from core.catalogue import Catalogue
from core.clock import local_day, parse_moment, stamp
from core.facts import Attendance, Consultation, Person
from core.ids import new_entity_id
from core.kinds import ConsultationAmended, ConsultationRecorded, ConsultationVoided
from core.minutes import checked_minutes
from core.phone_kinds import checked_phone_kind
from core.problem import Problem
from desktop.app.appointments import Appointment, Kept, NextVisit, kept_appointment, next_visit, taken_back
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.door import band_today, surviving
from desktop.app.people import checked_band
from desktop.app.sessions import open_sessions
from desktop.storage.journal import Draft

V = TypeVar("V", ConsultationRecorded, ConsultationAmended)
LONGEST_NOTE = 4_000
AT_THE_VENUE = "in_person"
"""The channel of whoever came; all others reach the desk from elsewhere."""


@dataclass(frozen=True)
class ConsultationForm:
    """What the desk chose. Three things are needed, the rest may stay empty.

    `at` is when it happened (RFC 3339), for late entry; empty means now. `appointment` is a place to be kept for what
    goes on; `booking_id` is one that is kept already. Who types what paper tells (`from_paper`) did not give it.
    """

    topic: str
    outcome: str
    minutes: int
    more_topics: tuple[str, ...] = ()
    channel: str = AT_THE_VENUE
    attendance_id: str | None = None
    person_id: str | None = None
    supporter_id: str | None = None
    referral: str | None = None
    reason: str | None = None
    phone_kind: str | None = None
    follow_up_day: str | None = None
    note: str | None = None
    at: str | None = None
    from_paper: bool = False
    booking_id: str | None = None
    appointment: Appointment | None = None


@dataclass(frozen=True)
class ConsultationWritten:
    """The consultation as it now stands, and when the visitor comes again."""

    consultation: Consultation
    changed: Changed
    next_visit: NextVisit | None = None


@dataclass(frozen=True)
class GroupWritten:
    """One consultation for each of a group, as they now stand."""

    consultations: tuple[Consultation, ...]
    changed: Changed


def record_consultation(desk: Desk, form: ConsultationForm) -> ConsultationWritten:
    """Log a consultation. Raises Problem for an unknown code, odd minutes or a guarded number."""
    told = _content(desk, form, ConsultationRecorded)
    return _write(desk, new_entity_id(), told, kept_appointment(desk, told, form.appointment))


def record_for_group(desk: Desk, form: ConsultationForm, attendance_ids: Sequence[str]) -> GroupWritten:
    """The same for each of these visits, all or none. A place to come again is one visitor's: none is kept here.

    Raises Problem as `record_consultation`.
    """
    drafts = []
    for attendance_id in attendance_ids:
        one = replace(form, attendance_id=attendance_id, person_id=None, appointment=None, booking_id=None)
        told = _content(desk, one, ConsultationRecorded)
        consultation_id = new_entity_id()
        drafts.append(Draft(consultation_id, told, told.person_id or consultation_id))
    changed = desk.record(*drafts).changed
    return GroupWritten(tuple(the_consultation(desk, draft.entity_id) for draft in drafts), changed)


def amend_consultation(desk: Desk, consultation_id: str, form: ConsultationForm) -> ConsultationWritten:
    """A whole new version of a consultation; the earlier ones stay in the journal. Problem for one taken back."""
    present = the_consultation(desk, consultation_id)
    if present.voided:
        raise Problem("consultation_voided", "取り消した相談は直せません。", "もう一度記録してください。")
    if form.attendance_id != present.attendance_id and form.person_id == present.person_id:
        form = replace(form, person_id=None)  # another visitor's after all
    content = _content(desk, form, ConsultationAmended, present)
    kept_place = kept_appointment(desk, content, form.appointment, present.booking_id)
    return _write(desk, consultation_id, content, kept_place)


def void_consultation(desk: Desk, consultation_id: str, reason: str = "undo") -> Changed:
    """取り消す: it counts nowhere from now on, and the place that was kept with it is free again."""
    return void_consultations(desk, (consultation_id,), reason)


def void_consultations(desk: Desk, consultation_ids: Sequence[str], reason: str = "undo") -> Changed:
    """As `void_consultation`, all of them at once."""
    drafts: list[Draft] = []
    for present in (the_consultation(desk, each) for each in consultation_ids):
        drafts.append(Draft(present.consultation_id, ConsultationVoided(reason=reason)))
        drafts.extend(taken_back(desk, present.booking_id))
    return desk.record(*drafts).changed


def the_consultation(desk: Desk, consultation_id: str) -> Consultation:
    """The consultation with this id. Raises Problem."""
    found = desk.store.facts.one(Consultation, consultation_id)
    if found is None:
        raise Problem("consultation_unknown", "その相談が見つかりません。", "きょうの一覧から選び直してください。")
    return found


def consultations_on(desk: Desk, day: str) -> list[Consultation]:
    """A day's consultations, voided ones too, newest first."""
    return desk.store.facts.where(Consultation, "day = ?", [day], order="at DESC, consultation_id DESC")


def usual_topics(desk: Desk, count: int = 8) -> list[str]:
    """The topics most asked for in the last 500 consultations here, most used first; today's weigh five times."""
    rows = desk.store.db.execute(
        "SELECT topic FROM (SELECT topic, day FROM fact_consultation WHERE voided = 0 ORDER BY day DESC LIMIT 500)"
        " GROUP BY topic ORDER BY sum(CASE day WHEN ? THEN 5 ELSE 1 END) DESC, topic LIMIT ?",
        [desk.today.isoformat(), count],
    )
    return [topic for (topic,) in rows]


def _write(
    desk: Desk,
    consultation_id: str,
    payload: ConsultationRecorded | ConsultationAmended,
    next_time: Kept,
) -> ConsultationWritten:
    owner = payload.person_id or consultation_id
    told = msgspec.structs.replace(payload, booking_id=next_time.booking_id, follow_up_day=next_time.day)
    recorded = desk.record(Draft(consultation_id, told, owner), *next_time.drafts)
    consultation = the_consultation(desk, consultation_id)
    return ConsultationWritten(consultation, recorded.changed, next_visit(desk, consultation))


def _checked(form: ConsultationForm, catalogue: Catalogue, before: Consultation | None) -> None:
    """What stood there before may stay: another laptop's newer catalogue knows what this one does not yet."""
    kept = {before.topic, *before.more_topics.split()} if before else set()
    for code in {form.topic, *form.more_topics} - kept:
        catalogue.topic(code)
    outcome = catalogue.outcome(form.outcome)
    catalogue.channel(form.channel)
    checked_minutes(form.minutes)
    for code in filter(None, (form.referral, form.reason)):
        if catalogue.find_outcome(code) != outcome:
            raise Problem("follow_up", "その理由は、選んだ結果のものではありません。", "選び直してください。")
    if guarded(form.phone_kind) != (before.phone_kind if before else None):
        checked_phone_kind(form.phone_kind)
    if len(form.note or "") > LONGEST_NOTE:
        raise Problem("note_long", "メモが長すぎます。", "4,000文字までにしてください。")


def _attendance(desk: Desk, form: ConsultationForm) -> Attendance | None:
    if form.attendance_id is None:
        return None
    found = desk.store.facts.one(Attendance, form.attendance_id)
    if found is None:
        raise Problem("attendance_unknown", "その受付が見つかりません。", "一覧から選び直してください。")
    return found


def _person(desk: Desk, person_id: str | None) -> Person | None:
    if person_id is None:
        return None
    found = surviving(desk, person_id)
    if found is None:
        raise Problem("person_unknown", "その方の登録が見つかりません。", "もう一度さがしてください。")
    return found


def _content(desk: Desk, form: ConsultationForm, version: type[V], before: Consultation | None = None) -> V:
    _checked(form, desk.catalogue, before)
    attendance = _attendance(desk, form)
    person = _person(desk, form.person_id or (attendance.person_id if attendance else None))
    at = _moment(desk, form.at, before) if form.at else before.at if before else desk.now
    return version(
        at=at,
        topic=form.topic,
        outcome=form.outcome,
        minutes=form.minutes,
        more_topics=form.more_topics,
        channel=form.channel,
        session_id=_session_id(desk, form, attendance, at, before),
        attendance_id=form.attendance_id,
        person_id=person.person_id if person else None,
        age_band=_band(desk, attendance, person),
        referral=form.referral,
        reason=form.reason,
        phone_kind=form.phone_kind,
        follow_up_day=form.follow_up_day,
        booking_id=form.booking_id,
        supporter_id=form.supporter_id or (None if form.from_paper else desk.staff_id),
        from_paper=form.from_paper,
        note=guarded(form.note),
    )


def _session_id(
    desk: Desk, form: ConsultationForm, attendance: Attendance | None, at: str, before: Consultation | None
) -> str | None:
    """The session of the visit; without one, what is held at the venue now. A call or a letter belongs to none."""
    if attendance is not None:
        return attendance.session_id
    if form.channel != AT_THE_VENUE:
        return None
    if before is not None and before.channel == AT_THE_VENUE:
        return before.session_id
    opened = open_sessions(desk) if parse_moment(at).date() == desk.today else []
    return opened[0].session_id if opened else None


def _band(desk: Desk, attendance: Attendance | None, person: Person | None) -> str:
    if attendance is not None:
        return attendance.age_band
    return checked_band(band_today(person, desk.today)) if person else "unknown"


def _moment(desk: Desk, text: str, before: Consultation | None) -> str:
    """What happened lies behind; of what stands there already another laptop's clock may have thought otherwise."""
    try:
        at = stamp(parse_moment(text))
    except ValueError as error:
        raise Problem("moment", "日時が読み取れません。", "2026-11-21T13:00 のように入れてください。") from error
    if local_day(at) > desk.today.isoformat() and (before is None or at != before.at):
        raise Problem("moment_to_come", "これから先の日の相談は記録できません。", "日時を直してください。")
    return at
