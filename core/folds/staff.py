"""Who works here, and the days of the site."""

import msgspec

from core import kinds
from core.clock import local_day, sound_day, sound_moment
from core.events import Event
from core.facts import Badge, Day, Duty, Staffing, StaffRequest, Supporter, Training
from core.projector import begins, carries, changes, lasts
from core.versions import told_apart

carries(StaffRequest, "made_at")


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
        registered_on=payload.registered_on or local_day(event.wall_time),
        municipalities=" ".join(payload.municipalities),
        weekdays=" ".join(map(str, payload.weekdays)),
        strengths=" ".join(payload.strengths),
    )


@begins(Training, kinds.TrainingCompleted)
def _training(event: Event, payload: kinds.TrainingCompleted) -> Training:
    return Training(
        training_id=event.entity_id,
        supporter_id=payload.supporter_id,
        training=payload.training,
        day=sound_day(payload.day),
        minutes=payload.minutes,
        edition=payload.edition,
        passed=None if payload.passed is None else int(payload.passed),
    )


@changes(kinds.TrainingVoided)
def _training_voided(training: Training, payload: kinds.TrainingVoided) -> Training:
    return msgspec.structs.replace(training, voided=1)


@begins(Badge, kinds.BadgeIssued)
def _badge(event: Event, payload: kinds.BadgeIssued) -> Badge:
    return Badge(
        badge_id=event.entity_id,
        supporter_id=payload.supporter_id,
        badge=payload.badge,
        issued_on=payload.issued_on,
        expires_on=payload.expires_on,
        file_name=payload.file_name,
        file_hash=payload.file_hash,
    )


@changes(kinds.BadgeRevoked)
def _badge_revoked(badge: Badge, payload: kinds.BadgeRevoked) -> Badge:
    return msgspec.structs.replace(badge, voided=1)


@begins(StaffRequest, kinds.StaffRequestMade, kinds.StaffRequestAmended)
def _staff_request(event: Event, payload: kinds.StaffRequestFields) -> StaffRequest:
    return StaffRequest(
        request_id=event.entity_id,
        session_id=payload.session_id,
        role=payload.role,
        needed=payload.needed,
        needs_badge=int(payload.needs_badge),
        remark=payload.remark,
        made_at=event.wall_time,
    )


@changes(kinds.StaffRequestWithdrawn)
def _withdrawn(request: StaffRequest, payload: kinds.StaffRequestWithdrawn) -> StaffRequest:
    return msgspec.structs.replace(request, withdrawn=1)


@begins(Staffing, kinds.StaffingAssigned)
def _staffing(event: Event, payload: kinds.StaffingAssigned) -> Staffing:
    return Staffing(
        staffing_id=event.entity_id,
        session_id=payload.session_id,
        supporter_id=payload.supporter_id,
        state=payload.state,
        role=payload.role,
        request_id=payload.request_id,
        told_at=event.wall_time,
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


@begins(Day, kinds.DayClosed)
def _day(event: Event, payload: kinds.DayClosed) -> Day:
    return Day(
        day_id=event.entity_id,
        day=sound_day(payload.day),
        closed=1,
        closed_at=sound_moment(payload.at),
        weather=payload.weather,
        unsent=payload.unsent,
        notes=payload.notes,
    )


@changes(kinds.DayReopened)
def _reopened(day: Day, payload: kinds.DayReopened) -> Day:
    return msgspec.structs.replace(day, closed=0)


lasts(kinds.DayClosed)
lasts(kinds.StaffingAssigned)
told_apart(kinds.SupporterAmended)
told_apart(kinds.StaffRequestAmended, kinds.StaffRequestWithdrawn)
