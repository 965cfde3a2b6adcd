"""Who works here, and the days of the site."""

import msgspec

from core import kinds
from core.clock import local_day
from core.events import Event
from core.facts import Day, Duty, Supporter
from core.projector import begins, changes, lasts
from core.versions import told_apart


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


lasts(kinds.DayClosed)
told_apart(kinds.SupporterAmended)
