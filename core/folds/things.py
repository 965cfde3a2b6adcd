"""Things lent, money taken, mishaps."""

import msgspec

from core import kinds
from core.clock import local_day, sound_day
from core.events import Event
from core.facts import CashCount, Fee, Incident, Loan
from core.projector import begins, changes, lasts


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


@changes(kinds.LoanExtended)
def _loan_extended(loan: Loan, payload: kinds.LoanExtended) -> Loan:
    return msgspec.structs.replace(loan, due=payload.due)


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


@begins(CashCount, kinds.CashCounted)
def _cash(event: Event, payload: kinds.CashCounted) -> CashCount:
    return CashCount(
        cash_id=event.entity_id,
        day=sound_day(payload.day),
        at=payload.at,
        opening_yen=payload.opening_yen,
        received_yen=payload.received_yen,
        counted_yen=payload.counted_yen,
        staff_id=event.staff_id,
        note=payload.note,
    )


@changes(kinds.CashVoided)
def _cash_voided(count: CashCount, payload: kinds.CashVoided) -> CashCount:
    return msgspec.structs.replace(count, voided=1)


@begins(Incident, kinds.IncidentRecorded)
def _incident(event: Event, payload: kinds.IncidentRecorded) -> Incident:
    return Incident(
        incident_id=event.entity_id,
        day=local_day(payload.at),
        at=payload.at,
        incident_kind=payload.incident_kind,
        text=payload.text,
    )


lasts(kinds.CashCounted)
