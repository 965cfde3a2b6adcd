"""端末の貸し出し: lent at the door, returned at any time; what is still out is listed until it is back."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.clock import JAPAN, local_day, parse_moment, stamp
from core.facts import Attendance, Loan, Session
from core.ids import new_entity_id
from core.kinds import LoanClosed, LoanExtended, LoanOpened, LoanReopened, LoanVoided
from core.problem import Problem
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.questions import Questions, loans_of, questions_about, the_attendance
from desktop.storage.journal import Draft

LONGEST_LABEL = 20
LONGEST_KEPT = timedelta(days=366)
_EVENING = time(17)


@dataclass(frozen=True)
class LoanLine:
    """A device that is out: the number of the visitor who has it, and whether it should be back by now."""

    loan: Loan
    ticket: str
    overdue: bool
    today: bool = True
    """Whether it is due today, or was lent today without a due time."""


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


def keep_device(desk: Desk, loan_id: str, until: date) -> Changed:
    """The visitor keeps it until that day. Raises Problem for a day that is over, or more than a year away."""
    the_loan(desk, loan_id)
    if not desk.today <= until <= desk.today + LONGEST_KEPT:
        raise Problem("loan_day", "その日までは貸し出せません。", "きょうから1年までの日を選んでください。")
    return desk.record(Draft(loan_id, LoanExtended(due=_by_evening(desk, until)))).changed


def take_keeping_back(desk: Desk, loan_id: str, due: str | None) -> Changed:
    """取り消す: due when it was due before."""
    the_loan(desk, loan_id)
    return desk.record(Draft(loan_id, LoanExtended(due=due))).changed


def days_to_keep(desk: Desk, days: int = 14) -> tuple[date, ...]:
    """Days by which a device could come back: the next one with a session first, then the coming ones in order."""
    coming = [desk.today + timedelta(days=number) for number in range(1, days + 1)]
    planned = desk.store.facts.where(
        Session, "state <> 'cancelled' AND day BETWEEN ? AND ?", [coming[0].isoformat(), coming[-1].isoformat()]
    )
    held = {each.day for each in planned}
    first = next((day for day in coming if day.isoformat() in held), coming[0])
    return (first, *(day for day in coming if day != first))


def loans_between(desk: Desk, first: date, last: date) -> tuple[LoanLine, ...]:
    """Everything lent on these days, returned or not, in order of time."""
    span = [first.isoformat(), last.isoformat()]
    found = desk.store.facts.where(Loan, "voided = 0 AND day BETWEEN ? AND ?", span, order="lent_at, loan_id")
    return tuple(_line(desk, loan) for loan in found)


def loans_out(desk: Desk) -> tuple[LoanLine, ...]:
    """Everything that is out, of earlier days too: what should be back first, then the longest."""
    out = desk.store.facts.where(Loan, "returned_at IS NULL AND voided = 0", order="lent_at")
    return tuple(sorted((_line(desk, loan) for loan in out), key=lambda line: not line.overdue))


def loan_line(desk: Desk, loan_id: str) -> LoanLine:
    """One loan as lists show it, returned or not. Raises Problem."""
    return _line(desk, the_loan(desk, loan_id))


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
    overdue = loan.returned_at is None and loan.due is not None and parse_moment(loan.due) < desk.clock.now()
    day = local_day(loan.due) if loan.due else loan.day
    return LoanLine(loan, (visit.ticket or "") if visit else "", overdue, day == desk.today.isoformat())


def _by_evening(desk: Desk, day: date) -> str:
    """When the last session of that day ends; at five where there is none."""
    held = desk.store.facts.where(Session, "state <> 'cancelled' AND day = ?", [day.isoformat()])
    ends = max((time.fromisoformat(each.ends) for each in held), default=_EVENING)
    return stamp(datetime.combine(day, ends, JAPAN))


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
