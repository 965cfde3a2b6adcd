"""How a visitor wishes to be called: it stays on this laptop, and is forgotten when the day is closed."""

from dataclasses import dataclass
from datetime import date

from core.calling import Wish
from core.facts import Attendance, Day
from core.ids import day_id
from core.kinds import TicketIssued
from core.problem import Problem
from desktop.app.desk import Changed, Desk
from desktop.storage.journal import Draft


@dataclass(frozen=True)
class Wished:
    """The visit with its wish, and the wish that stood there before."""

    attendance: Attendance
    before: str | None
    changed: Changed


def set_wish(desk: Desk, attendance_id: str, wish: str | None) -> Wished:
    """Keep a wish until the day is closed; None is by voice, as usual. Raises Problem once the day is closed."""
    visit = desk.store.facts.one(Attendance, attendance_id)
    if visit is None or visit.voided or visit.ticket is None:
        raise Problem("attendance_unknown", "その受付が見つかりません。", "きょうの一覧から選び直してください。")
    if wish is not None and wish not in set(Wish):
        raise Problem("wish_unknown", "その呼び方はありません。", "番号表示、席まで迎え、筆談から選んでください。")
    day = desk.store.facts.one(Day, day_id(desk.identity.site_id, date.fromisoformat(visit.day)))
    if day is not None and day.closed:
        raise Problem("day_closed", "その日は、もう締めています。", "締めを取り消すと、選べます。")
    changed = desk.record(Draft(attendance_id, TicketIssued(ticket=visit.ticket, calling=wish))).changed
    after = desk.store.facts.one(Attendance, attendance_id)
    assert after is not None  # stood there a moment ago
    return Wished(after, visit.wish, changed)
