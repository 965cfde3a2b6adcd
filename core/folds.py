"""The rules by which each kind of event makes or changes a fact."""

import msgspec

from core import kinds
from core.clock import in_japan
from core.conflicts import about
from core.events import Event
from core.facts import (
    Attendance,
    Booking,
    Card,
    Consultation,
    Day,
    Duty,
    Fee,
    GivenHandout,
    Incident,
    Loan,
    OwnTopic,
    Person,
    Session,
    Settlement,
    Supporter,
)
from core.projector import begins, carries, changes, lasts

carries(Person, "registered_at", "merged_into", "erased")
carries(Session, "state", "opened_at", "closed_at")
carries(Booking, "made_at")
carries(Consultation, "entered_at", "device_id", "voided")


def local_day(moment: str) -> str:
    """The date in Japan of an RFC 3339 text; 9 in the morning there is midnight in UTC."""
    if moment.endswith("+09:00"):
        return moment[:10]
    return in_japan(moment).date().isoformat()


@begins(Person, kinds.PersonRegistered, kinds.PersonAmended)
def _person(event: Event, payload: kinds.PersonFields) -> Person:
    return Person(
        person_id=event.entity_id,
        age_band=payload.age_band,
        registered_at=event.wall_time,
        name=payload.name,
        kana=payload.kana,
        phone=payload.phone,
        birth_date=payload.birth_date,
    )


@changes(kinds.PersonMerged)
def _merged(person: Person, payload: kinds.PersonMerged) -> Person:
    return msgspec.structs.replace(person, merged_into=payload.into)


@changes(kinds.PersonUnmerged)
def _unmerged(person: Person, payload: kinds.PersonUnmerged) -> Person:
    return msgspec.structs.replace(person, merged_into=None)


@changes(kinds.PersonErased)
def _erased(fact: Person | Booking, payload: kinds.PersonErased) -> Person | Booking:
    if isinstance(fact, Booking):  # of somebody who is not on record: the booking's own key goes
        return msgspec.structs.replace(fact, name=None, kana=None, phone=None)
    return msgspec.structs.replace(fact, erased=1, name=None, kana=None, phone=None, birth_date=None)


@begins(Card, kinds.CardIssued)
def _card(event: Event, payload: kinds.CardIssued) -> Card:
    return Card(
        card_id=event.entity_id,
        person_id=payload.person_id,
        state="valid",
        issued_at=event.wall_time,
        code=payload.code,
    )


@changes(kinds.CardReplaced)
def _replaced(card: Card, payload: kinds.CardReplaced) -> Card:
    return card if card.state in ("revoked", "undone") else msgspec.structs.replace(card, state="replaced")


@changes(kinds.CardRevoked)
def _revoked(card: Card, payload: kinds.CardRevoked) -> Card:
    return msgspec.structs.replace(card, state="undone" if payload.reason == "undo" else "revoked")


@changes(kinds.CardReinstated)
def _reinstated(card: Card, payload: kinds.CardReinstated) -> Card:
    return msgspec.structs.replace(card, state="valid")


@begins(Session, kinds.SessionPlanned, kinds.SessionAmended)
def _session(event: Event, payload: kinds.SessionFields) -> Session:
    return Session(
        session_id=event.entity_id,
        title=payload.title,
        day=payload.day,
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


@begins(Attendance, kinds.AttendanceRecorded)
def _attendance(event: Event, payload: kinds.AttendanceRecorded) -> Attendance:
    return Attendance(
        attendance_id=event.entity_id,
        session_id=payload.session_id,
        day=local_day(payload.at),
        at=payload.at,
        how=payload.how,
        age_band=payload.age_band,
        person_id=payload.person_id,
        first_visit=int(payload.first_visit),
        admitted_over=" ".join(payload.admitted_over),
        staff_id=event.staff_id,
        device_id=event.device_id,
        conditions="\n".join(payload.conditions),
        booking_id=payload.booking_id,
        again=int(payload.again),
    )


@changes(kinds.AttendanceVoided)
def _attendance_voided(attendance: Attendance, payload: kinds.AttendanceVoided) -> Attendance:
    return msgspec.structs.replace(attendance, voided=1)


@changes(kinds.AttendanceLeft)
def _left(attendance: Attendance, payload: kinds.AttendanceLeft) -> Attendance:
    return msgspec.structs.replace(attendance, left_at=payload.at)


@changes(kinds.AttendanceStayed)
def _stayed(attendance: Attendance, payload: kinds.AttendanceStayed) -> Attendance:
    return msgspec.structs.replace(attendance, left_at=None)


@changes(kinds.ConditionsConfirmed)
def _confirmed(attendance: Attendance, payload: kinds.ConditionsConfirmed) -> Attendance:
    return msgspec.structs.replace(attendance, conditions="\n".join(payload.conditions))


@changes(kinds.CompanionCounted)
def _companions(attendance: Attendance, payload: kinds.CompanionCounted) -> Attendance:
    return msgspec.structs.replace(attendance, companions=payload.companions)


@changes(kinds.TicketIssued)
def _ticket(attendance: Attendance, payload: kinds.TicketIssued) -> Attendance:
    return msgspec.structs.replace(attendance, ticket=payload.ticket, wish=payload.calling)


@changes(kinds.TicketCalled)
def _called(attendance: Attendance, payload: kinds.TicketCalled) -> Attendance:
    return msgspec.structs.replace(attendance, calling="called", called_at=payload.at, called_to=payload.table)


@changes(kinds.TicketWaiting)
def _waits_again(attendance: Attendance, payload: kinds.TicketWaiting) -> Attendance:
    return msgspec.structs.replace(attendance, calling="waiting", called_at=None, called_to=None)


@changes(kinds.TicketSkipped)
def _skipped(attendance: Attendance, payload: kinds.TicketSkipped) -> Attendance:
    return msgspec.structs.replace(attendance, calling="skipped", called_at=payload.at)


@changes(kinds.TicketNoShow)
def _no_show(attendance: Attendance, payload: kinds.TicketNoShow) -> Attendance:
    return msgspec.structs.replace(attendance, calling="no_show")


@begins(Consultation, kinds.ConsultationRecorded, kinds.ConsultationAmended)
def _consultation(event: Event, payload: kinds.ConsultationFields) -> Consultation:
    return Consultation(
        consultation_id=event.entity_id,
        day=local_day(payload.at),
        at=payload.at,
        entered_at=event.wall_time,
        topic=payload.topic,
        more_topics=" ".join(payload.more_topics),
        outcome=payload.outcome,
        minutes=payload.minutes,
        channel=payload.channel,
        session_id=payload.session_id,
        attendance_id=payload.attendance_id,
        person_id=payload.person_id,
        age_band=payload.age_band,
        referral=payload.referral,
        reason=payload.reason,
        phone_kind=payload.phone_kind,
        follow_up_day=payload.follow_up_day,
        supporter_id=payload.supporter_id,
        from_paper=int(payload.from_paper),
        device_id=event.device_id,
        version_id=event.event_id,
        amended=int(isinstance(payload, kinds.ConsultationAmended)),
        note=payload.note,
    )


@changes(kinds.ConsultationVoided)
def _consultation_voided(consultation: Consultation, payload: kinds.ConsultationVoided) -> Consultation:
    return msgspec.structs.replace(consultation, voided=1)


@begins(GivenHandout, kinds.HandoutGiven)
def _handout(event: Event, payload: kinds.HandoutGiven) -> GivenHandout:
    at = payload.at or event.wall_time
    return GivenHandout(
        given_id=event.entity_id,
        day=local_day(at),
        at=at,
        handout=payload.handout,
        register=payload.register,
        version=payload.version,
        printed=int(payload.printed),
        consultation_id=payload.consultation_id,
        attendance_id=payload.attendance_id,
        reason=payload.reason,
    )


@changes(kinds.HandoutVoided)
def _handout_voided(given: GivenHandout, payload: kinds.HandoutVoided) -> GivenHandout:
    return msgspec.structs.replace(given, voided=1)


@begins(Supporter, kinds.SupporterRegistered, kinds.SupporterAmended)
def _supporter(event: Event, payload: kinds.SupporterFields) -> Supporter:
    return Supporter(
        supporter_id=event.entity_id,
        display_name=payload.display_name,
        kana=payload.kana,
        role=payload.role,
        attributes=" ".join(payload.attributes),
        age_band=payload.age_band,
        active=int(payload.active),
    )


@begins(Duty, kinds.DutyStarted)
def _duty(event: Event, payload: kinds.DutyStarted) -> Duty:
    return Duty(
        duty_id=event.entity_id,
        supporter_id=payload.supporter_id,
        day=local_day(payload.at),
        started_at=payload.at,
        session_id=payload.session_id,
    )


@changes(kinds.DutyEnded)
def _duty_ended(duty: Duty, payload: kinds.DutyEnded) -> Duty:
    return msgspec.structs.replace(duty, ended_at=payload.at)


@begins(Loan, kinds.LoanOpened)
def _loan(event: Event, payload: kinds.LoanOpened) -> Loan:
    return Loan(
        loan_id=event.entity_id,
        day=local_day(payload.at),
        device_label=payload.device_label,
        lent_at=payload.at,
        attendance_id=payload.attendance_id,
        due=payload.due,
    )


@changes(kinds.LoanClosed)
def _loan_closed(loan: Loan, payload: kinds.LoanClosed) -> Loan:
    return msgspec.structs.replace(loan, returned_at=payload.at)


@changes(kinds.LoanReopened)
def _loan_reopened(loan: Loan, payload: kinds.LoanReopened) -> Loan:
    return msgspec.structs.replace(loan, returned_at=None)


@changes(kinds.LoanVoided)
def _loan_voided(loan: Loan, payload: kinds.LoanVoided) -> Loan:
    return msgspec.structs.replace(loan, voided=1)


@begins(Fee, kinds.FeeReceived)
def _fee(event: Event, payload: kinds.FeeReceived) -> Fee:
    return Fee(
        fee_id=event.entity_id,
        day=local_day(payload.at),
        at=payload.at,
        yen=payload.yen,
        attendance_id=payload.attendance_id,
        session_id=payload.session_id,
    )


@changes(kinds.FeeVoided)
def _fee_voided(fee: Fee, payload: kinds.FeeVoided) -> Fee:
    return msgspec.structs.replace(fee, voided=1)


@begins(Incident, kinds.IncidentRecorded)
def _incident(event: Event, payload: kinds.IncidentRecorded) -> Incident:
    return Incident(
        incident_id=event.entity_id,
        day=local_day(payload.at),
        at=payload.at,
        incident_kind=payload.incident_kind,
        text=payload.text,
    )


@begins(Day, kinds.DayClosed)
def _day(event: Event, payload: kinds.DayClosed) -> Day:
    return Day(
        day_id=event.entity_id,
        day=payload.day,
        closed=1,
        closed_at=payload.at,
        weather=payload.weather,
        unsent=payload.unsent,
        notes=payload.notes,
    )


@changes(kinds.DayReopened)
def _reopened(day: Day, payload: kinds.DayReopened) -> Day:
    return msgspec.structs.replace(day, closed=0)


@begins(Settlement, kinds.ConflictSettled)
def _settlement(event: Event, payload: kinds.ConflictSettled) -> Settlement:
    return Settlement(
        conflict_id=event.entity_id,
        conflict=payload.conflict,
        decision=payload.decision,
        kept_event_id=payload.kept_event_id,
        settled_at=payload.at or event.wall_time,
        staff_id=event.staff_id,
        about=about(*payload.about),
    )


@begins(OwnTopic, kinds.TopicDefined)
def _own_topic(event: Event, payload: kinds.TopicDefined) -> OwnTopic:
    return OwnTopic(
        topic_id=event.entity_id,
        topic=payload.topic,
        ja=payload.ja,
        reading=payload.reading,
        en=payload.en,
        valid_from=payload.valid_from,
        valid_to=payload.valid_to,
    )


lasts(kinds.DayClosed)
lasts(kinds.ConflictSettled)
lasts(kinds.TopicDefined)
