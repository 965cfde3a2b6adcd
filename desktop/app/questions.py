"""What a session asks of a visitor at the door: conditions to confirm, the fee, a device to lend."""

from dataclasses import dataclass

from core.admission import age_condition, conditions_of, price
from core.facts import Attendance, Fee, Loan, Session
from core.problem import Problem
from desktop.app.desk import NOTHING, Changed, Desk

LABELS_AT_MOST = 3


@dataclass(frozen=True)
class Questions:
    """What is asked about one visit, and what has been answered so far. `price` and `paid` are yen.

    `unconfirmed` are conditions that nobody has confirmed yet; `labels` are devices lent before and now free.
    """

    attendance: Attendance
    unconfirmed: tuple[str, ...]
    price: int
    paid: int
    lends: bool
    loan: Loan | None
    labels: tuple[str, ...]
    changed: Changed = NOTHING

    @property
    def asks(self) -> bool:
        """Whether there is anything for this visit to ask about."""
        return bool(self.unconfirmed or self.price or self.paid or self.lends)


def asks_anything(session: Session) -> bool:
    """Whether this session asks at all: most do not, and their visitors wait for nothing."""
    return bool(conditions_of(session) or session.fee or session.lends_devices)


def questions_at_door(desk: Desk, attendance: Attendance, session: Session) -> Questions | None:
    """What is asked right with the result; None where there is nothing to ask."""
    asked = _questions(desk, attendance, session, NOTHING) if asks_anything(session) else None
    return asked if asked is not None and asked.asks else None


def questions_about(desk: Desk, attendance_id: str, changed: Changed = NOTHING) -> Questions:
    """The same for any visit, answered or not. Raises Problem when the visit is not known."""
    attendance = the_attendance(desk, attendance_id)
    session = desk.store.facts.one(Session, attendance.session_id)
    if session is None:
        raise Problem("session_unknown", "その予定が見つかりません。", "「予定」から選び直してください。")
    return _questions(desk, attendance, session, changed)


def the_attendance(desk: Desk, attendance_id: str) -> Attendance:
    """The visit with this id. Raises Problem."""
    found = desk.store.facts.one(Attendance, attendance_id)
    if found is None:
        raise Problem("attendance_unknown", "その受付が見つかりません。", "きょうの一覧から選び直してください。")
    return found


def fees_of(desk: Desk, attendance: Attendance) -> list[Fee]:
    """What this visit has paid and not been given back."""
    return desk.store.facts.where(
        Fee, "day >= ? AND attendance_id = ? AND voided = 0", [attendance.day, attendance.attendance_id], order="at"
    )


def loans_of(desk: Desk, attendance: Attendance) -> list[Loan]:
    """What this visit has borrowed, returned or not."""
    return desk.store.facts.where(
        Loan,
        "day >= ? AND attendance_id = ? AND voided = 0",
        [attendance.day, attendance.attendance_id],
        order="lent_at",
    )


def _questions(desk: Desk, attendance: Attendance, session: Session, changed: Changed) -> Questions:
    loans = loans_of(desk, attendance)
    lends = bool(session.lends_devices)
    return Questions(
        attendance,
        _unconfirmed(attendance, session),
        price(session, with_loan=bool(loans)),
        sum(fee.yen for fee in fees_of(desk, attendance)),
        lends,
        loans[-1] if loans else None,
        _free_labels(desk) if lends else (),
        changed,
    )


def _unconfirmed(attendance: Attendance, session: Session) -> tuple[str, ...]:
    answered = set(attendance.conditions.split("\n"))
    if "age" in attendance.admitted_over.split():
        answered.add(age_condition(session) or "")
    return tuple(condition for condition in conditions_of(session) if condition not in answered)


def _free_labels(desk: Desk) -> tuple[str, ...]:
    """Devices lent before that are not out now: the last used ones, in the order of their names."""
    rows = desk.store.db.execute(
        "SELECT device_label FROM fact_loan WHERE voided = 0 GROUP BY device_label"
        " HAVING sum(returned_at IS NULL) = 0 ORDER BY max(lent_at) DESC LIMIT ?",
        [LABELS_AT_MOST],
    )
    return tuple(sorted(label for (label,) in rows.fetchall()))
