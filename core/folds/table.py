"""The consultation table."""

import msgspec

from core import kinds
from core.clock import local_day
from core.events import Event
from core.facts import Consultation, GivenHandout
from core.projector import begins, carries, changes

carries(Consultation, "entered_at", "device_id", "voided")


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
