"""The door: attendances, companions, tickets."""

import msgspec

from core import kinds
from core.clock import local_day, local_hour
from core.events import Event
from core.facts import Attendance
from core.projector import begins, changes
from core.versions import told_apart


@begins(Attendance, kinds.AttendanceRecorded)
def _attendance(event: Event, payload: kinds.AttendanceRecorded) -> Attendance:
    return Attendance(
        attendance_id=event.entity_id,
        session_id=payload.session_id,
        day=local_day(payload.at),
        at=payload.at,
        hour=local_hour(payload.at),
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


@changes(kinds.AttendanceReinstated)
def _reinstated(attendance: Attendance, payload: kinds.AttendanceReinstated) -> Attendance:
    return msgspec.structs.replace(attendance, voided=0)


@changes(kinds.AttendanceLeft)
def _left(attendance: Attendance, payload: kinds.AttendanceLeft) -> Attendance:
    return msgspec.structs.replace(attendance, left_at=payload.at)


@changes(kinds.AttendanceStayed)
def _stayed(attendance: Attendance, payload: kinds.AttendanceStayed) -> Attendance:
    return msgspec.structs.replace(attendance, left_at=None)


@changes(kinds.ConditionsConfirmed)
def _confirmed(attendance: Attendance, payload: kinds.ConditionsConfirmed) -> Attendance:
    return msgspec.structs.replace(attendance, conditions="\n".join(payload.conditions))


@changes(kinds.AgeTold)
def _age_told(attendance: Attendance, payload: kinds.AgeTold) -> Attendance:
    return msgspec.structs.replace(attendance, age_band=payload.age_band)


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


told_apart(kinds.AttendanceVoided, kinds.AttendanceReinstated)
told_apart(kinds.AgeTold)
told_apart(kinds.ConditionsConfirmed)
told_apart(kinds.CompanionCounted)
