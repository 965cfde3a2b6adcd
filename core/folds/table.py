"""The consultation table."""

import msgspec

from core import kinds
from core.clock import local_day, local_hour, sound_day
from core.events import Event
from core.facts import Consultation, GivenHandout, OwnHandout, SurveySheet
from core.projector import begins, carries, changes, lasts
from core.versions import told_apart

carries(Consultation, "entered_at", "device_id", "voided", "followed_up", "followed_up_at")


@begins(Consultation, kinds.ConsultationRecorded, kinds.ConsultationAmended)
def _consultation(event: Event, payload: kinds.ConsultationFields) -> Consultation:
    return Consultation(
        consultation_id=event.entity_id,
        day=local_day(payload.at),
        at=payload.at,
        hour=local_hour(payload.at),
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
        booking_id=payload.booking_id,
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


@changes(kinds.ConsultationFollowedUp)
def _followed_up(consultation: Consultation, payload: kinds.ConsultationFollowedUp) -> Consultation:
    at = payload.at if payload.answer else None
    return msgspec.structs.replace(consultation, followed_up=payload.answer, followed_up_at=at)


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


@begins(OwnHandout, kinds.HandoutDefined)
def _own_handout(event: Event, payload: kinds.HandoutDefined) -> OwnHandout:
    return OwnHandout(
        own_handout_id=event.entity_id,
        handout=payload.handout,
        version=payload.version,
        source=payload.source,
        withdrawn=int(payload.withdrawn),
        defined_at=event.wall_time,
        staff_id=event.staff_id,
    )


@begins(SurveySheet, kinds.SurveyEntered)
def _survey_sheet(event: Event, payload: kinds.SurveyEntered) -> SurveySheet:
    return SurveySheet(
        sheet_id=event.entity_id,
        day=sound_day(payload.day),
        survey=payload.survey,
        version=payload.version,
        session_id=payload.session_id,
        choices="\n".join(payload.choices),
        answers=payload.answers,
    )


@changes(kinds.SurveyVoided)
def _survey_voided(sheet: SurveySheet, payload: kinds.SurveyVoided) -> SurveySheet:
    return msgspec.structs.replace(sheet, voided=1)


lasts(kinds.HandoutDefined)
told_apart(kinds.ConsultationAmended, kinds.ConsultationVoided)
told_apart(kinds.ConsultationFollowedUp)
