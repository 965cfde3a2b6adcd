"""Calling visitors by their number: called, no answer (again later), did not come."""

from dataclasses import dataclass

from core.facts import Attendance
from core.kinds import TicketCalled, TicketNoShow, TicketSkipped
from core.problem import Problem
from desktop.app.desk import Changed, Desk
from desktop.storage.journal import Draft


@dataclass(frozen=True)
class Called:
    """The visit whose number was called."""

    attendance: Attendance
    changed: Changed


def call_next(desk: Desk) -> Called:
    """Call who has waited longest; those who did not answer come after all others. Raises Problem if none."""
    waiting = desk.store.facts.where(
        Attendance,
        "day = ? AND voided = 0 AND left_at IS NULL AND calling IN ('waiting', 'skipped')"
        " AND attendance_id NOT IN (SELECT attendance_id FROM fact_consultation"
        " WHERE voided = 0 AND attendance_id IS NOT NULL)",
        [desk.today.isoformat()],
        order="calling = 'skipped', at, attendance_id",
    )
    if not waiting:
        raise Problem("nobody_waits", "お待ちの方はいません。", "受付をしてから、お呼びください。")
    return call_ticket(desk, waiting[0].attendance_id)


def call_ticket(desk: Desk, attendance_id: str, table: str | None = None) -> Called:
    """Call this number, to `table` if tables are numbered."""
    return _record(desk, attendance_id, TicketCalled(at=desk.now, table=table))


def skip_ticket(desk: Desk, attendance_id: str) -> Called:
    """No answer, or called too early: the number waits again, behind the others."""
    return _record(desk, attendance_id, TicketSkipped(at=desk.now))


def mark_no_show(desk: Desk, attendance_id: str) -> Called:
    """The visitor did not come any more; the reception still counts."""
    return _record(desk, attendance_id, TicketNoShow(at=desk.now))


def _record(desk: Desk, attendance_id: str, payload: TicketCalled | TicketSkipped | TicketNoShow) -> Called:
    if desk.store.facts.one(Attendance, attendance_id) is None:
        raise Problem(
            "attendance_unknown", "その受付が見つかりません。", "きょうの一覧から選び直してください。"
        )
    changed = desk.record(Draft(attendance_id, payload)).changed
    attendance = desk.store.facts.one(Attendance, attendance_id)
    assert attendance is not None  # stood there a moment ago
    return Called(attendance, changed)
