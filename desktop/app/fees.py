"""参加費: what a visitor has paid, recorded as the price paid and never as the price planned."""

from core.facts import Attendance
from core.ids import new_entity_id
from core.kinds import FeeReceived, FeeVoided
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.questions import Questions, fees_of, questions_about
from desktop.storage.journal import Draft


def receive_fee(desk: Desk, attendance_id: str, yen: int | None = None) -> Questions:
    """The visitor has now paid this much in all; by default the price, which follows a lent device.

    0 gives everything back. An earlier payment of another sum is voided, so that each visitor paid one price.
    """
    asked = questions_about(desk, attendance_id)
    total = asked.price if yen is None else yen
    if total < 0:
        raise Problem("fee_negative", "参加費は0円より少なくできません。", "受け取った金額を入れてください。")
    if total == asked.paid:
        return asked
    recorded = desk.record(*void_fees(desk, asked.attendance), *_paid(desk, asked.attendance, total))
    return questions_about(desk, attendance_id, recorded.changed)


def void_fees(desk: Desk, visit: Attendance) -> tuple[Draft, ...]:
    """The events by which what this visit paid counts no more."""
    return tuple(Draft(fee.fee_id, FeeVoided()) for fee in fees_of(desk, visit))


def _paid(desk: Desk, visit: Attendance, yen: int) -> tuple[Draft, ...]:
    if not yen:
        return ()
    paid = FeeReceived(yen=yen, at=desk.now, attendance_id=visit.attendance_id, session_id=visit.session_id)
    return (Draft(new_entity_id(), paid),)
