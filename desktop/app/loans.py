"""端末の貸し出し: lent at the door, returned at any time; what is still out is listed until it is back."""

from dataclasses import dataclass
from datetime import date, datetime, time

from core.clock import JAPAN, parse_moment, stamp
from core.facts import Attendance, Loan, Session
from core.ids import new_entity_id
from core.kinds import LoanClosed, LoanOpened, LoanReopened, LoanVoided
from core.problem import Problem
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.questions import Questions, loans_of, questions_about, the_attendance
from desktop.storage.journal import Draft

LONGEST_LABEL = 20


@dataclass(frozen=True)
class LoanLine:
    """A device that is out: the number of the visitor who has it, and whether it should be back by now."""

    loan: Loan
    ticket: str
    overdue: bool


def lend_device(desk: Desk, attendance_id: str, label: str) -> Questions:
    """Lend this device to a visitor, until the session ends. Raises Problem when it is out already."""
    visit = the_attendance(desk, attendance_id)
    device = _label(label)
    if desk.store.facts.count(Loan, "device_label = ? AND returned_at IS NULL AND voided = 0", [device]):
        raise Problem("device_out", "その端末は貸し出し中です。", "返却を記録するか、別の端末を選んでください。")
    lent = LoanOpened(device_label=device, at=desk.now, attendance_id=attendance_id, due=_due(desk, visit))
    recorded = desk.record(Draft(new_entity_id(), lent))
    return questions_about(desk, attendance_id, recorded.changed)


def take_loan_back(desk: Desk, loan_id: str) -> Questions | None:
    """取り消す: the loan was entered by mistake and counts nowhere; None for one of no visit."""
    loan = the_loan(desk, loan_id)
    recorded = desk.record(Draft(loan_id, LoanVoided()))
    return questions_about(desk, loan.attendance_id, recorded.changed) if loan.attendance_id else None


def return_device(desk: Desk, loan_id: str) -> Changed:
    """返却: the device came back."""
    the_loan(desk, loan_id)
    return desk.record(Draft(loan_id, LoanClosed(at=desk.now))).changed


def take_return_back(desk: Desk, loan_id: str) -> Changed:
    """取り消す: the device is still out."""
    the_loan(desk, loan_id)
    return desk.record(Draft(loan_id, LoanReopened())).changed


def loans_out(desk: Desk) -> tuple[LoanLine, ...]:
    """Everything that is out, of earlier days too, the longest first."""
    out = desk.store.facts.where(Loan, "returned_at IS NULL AND voided = 0", order="lent_at")
    return tuple(_line(desk, loan) for loan in out)


def void_loans(desk: Desk, visit: Attendance) -> tuple[Draft, ...]:
    """The events by which what this visit has borrowed was never lent."""
    return tuple(Draft(loan.loan_id, LoanVoided()) for loan in loans_of(desk, visit))


def the_loan(desk: Desk, loan_id: str) -> Loan:
    """The loan with this id. Raises Problem."""
    found = desk.store.facts.one(Loan, loan_id)
    if found is None:
        raise Problem("loan_unknown", "その貸し出しが見つかりません。", "一覧から選び直してください。")
    return found


def _line(desk: Desk, loan: Loan) -> LoanLine:
    visit = desk.store.facts.one(Attendance, loan.attendance_id) if loan.attendance_id else None
    overdue = loan.due is not None and parse_moment(loan.due) < desk.clock.now()
    return LoanLine(loan, (visit.ticket or "") if visit else "", overdue)


def _label(text: str) -> str:
    label = guarded(text[: 2 * LONGEST_LABEL])
    if label is None or len(label) > LONGEST_LABEL:
        raise Problem("device_label", "端末の名前が読み取れません。", "「1番」のように短く入れてください。")
    return label


def _due(desk: Desk, visit: Attendance) -> str | None:
    session = desk.store.facts.one(Session, visit.session_id)
    if session is None:
        return None
    return stamp(datetime.combine(date.fromisoformat(session.day), time.fromisoformat(session.ends), JAPAN))
