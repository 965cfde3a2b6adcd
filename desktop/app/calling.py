"""Calling visitors by their number: called, no answer (again later), back to its place, did not come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.calling import in_line
from core.facts import Attendance, Session
from core.kinds import AttendanceLeft, AttendanceStayed, TicketCalled, TicketNoShow, TicketSkipped, TicketWaiting
from core.payload import Payload
from core.problem import Problem
from core.tickets import Ticket
from desktop.app.desk import Changed, Desk
from desktop.app.sessions import open_sessions
from desktop.app.settings import setting
from desktop.storage.journal import Draft

HIGHEST_TABLE = 99


@dataclass(frozen=True)
class Called:
    """The visit as it now stands; `before` is how it stood, for `put_back`."""

    attendance: Attendance
    before: Attendance
    changed: Changed


@dataclass(frozen=True)
class CallingPlaces:
    """Where can be called from and to: today's open sessions, and how many tables there are (0: not numbered)."""

    sessions: tuple[Session, ...]
    tables: int


def calling_places(desk: Desk) -> CallingPlaces:
    """As of now: tables as the site has set them, or as a session with a board of slots has."""
    opened = tuple(open_sessions(desk))
    return CallingPlaces(opened, max((int(setting(desk, "tables")), *(session.tables or 0 for session in opened))))


def visits_on(desk: Desk, day: date) -> list[Attendance]:
    """All receptions of a day, voided ones too, in no particular order."""
    return desk.store.facts.where(Attendance, "day = ?", [day.isoformat()])


def helped_on(desk: Desk, day: date) -> frozenset[str]:
    """Visits of a day with a standing consultation that was logged since the number was last called."""
    rows = desk.store.db.execute(
        "SELECT DISTINCT attendance_id FROM fact_consultation JOIN fact_attendance USING (attendance_id)"
        " WHERE fact_attendance.day = ? AND fact_consultation.voided = 0"
        " AND (calling <> 'called' OR called_at IS NULL OR entered_at >= called_at)",
        [day.isoformat()],
    )
    return frozenset(attendance_id for (attendance_id,) in rows.fetchall())


def waiting_line(desk: Desk, session_id: str | None = None, day: date | None = None) -> list[Attendance]:
    """Who waits (today by default), the next one first; of all sessions, or of one."""
    day = day or desk.today
    visits = (each for each in visits_on(desk, day) if session_id in (None, each.session_id))
    return in_line(visits, helped_on(desk, day))


def call_next(desk: Desk, session_id: str | None = None, table: str | None = None) -> Called:
    """Call who has waited longest; those who did not answer come after all others. Raises Problem if none."""
    waiting = waiting_line(desk, session_id)
    if not waiting:
        raise Problem("nobody_waits", "お待ちの方はいません。", "受付をしてから、お呼びください。")
    return call_ticket(desk, waiting[0].attendance_id, table)


def call_ticket(desk: Desk, attendance_id: str, table: str | None = None) -> Called:
    """Call this number, whoever is before it, to `table` if tables are numbered. Who had left is here again."""
    called = TicketCalled(at=desk.now, table=_checked(table))
    visit = _visit(desk, attendance_id)
    return _record(desk, visit, *([AttendanceStayed()] if visit.left_at else []), called)


def skip_ticket(desk: Desk, attendance_id: str) -> Called:
    """No answer, or called too early: the number waits again, behind the others."""
    return _record(desk, _visit(desk, attendance_id), TicketSkipped(at=desk.now))


def take_call_back(desk: Desk, attendance_id: str) -> Called:
    """The number waits again at its old place."""
    return _record(desk, _visit(desk, attendance_id), TicketWaiting())


def mark_no_show(desk: Desk, attendance_id: str) -> Called:
    """The visitor did not come any more; the reception still counts."""
    return _record(desk, _visit(desk, attendance_id), TicketNoShow(at=desk.now))


def put_back(desk: Desk, before: Attendance) -> Called:
    """取り消す: the visit stands again as it stood, with its place, its table and the moment of its call."""
    return _record(desk, _visit(desk, before.attendance_id), *_as_it_was(before, desk.now))


def settle_waiting(desk: Desk, visits: Sequence[Attendance], how: Literal["no_show", "left"]) -> Changed:
    """What became of numbers that still wait: 来られませんでした, or left without a consultation. All or nothing."""
    gone: Payload = AttendanceLeft(at=desk.now) if how == "left" else TicketNoShow(at=desk.now)
    return desk.record(*(Draft(each.attendance_id, gone) for each in visits)).changed


def unsettle_waiting(desk: Desk, visits: Sequence[Attendance]) -> Changed:
    """Take `settle_waiting` back."""
    drafts = [
        Draft(each.attendance_id, payload)
        for each in visits
        for payload in (AttendanceStayed(), *_as_it_was(each, desk.now))
    ]
    return desk.record(*drafts).changed


def visit_of(desk: Desk, number: str) -> Attendance:
    """Today's visit with this number (A12, also full-width or small). Raises Problem."""
    try:
        ticket = str(Ticket.parse(number))
    except ValueError:
        ticket = ""
    told = [desk.today.isoformat(), ticket]
    found = desk.store.facts.where(Attendance, "day = ? AND ticket = ? AND voided = 0", told)
    if not ticket or not found:
        raise Problem(
            "ticket_unknown", "その番号の方は、今日の受付にいません。", "番号（A12 など）を確かめてください。"
        )
    return max(found, key=lambda each: each.at)


def _as_it_was(before: Attendance, now: str) -> list[Payload]:
    if before.calling == "skipped":
        stood: list[Payload] = [TicketSkipped(at=before.called_at or now)]
    else:
        was_called = before.called_at is not None
        stood = [TicketCalled(at=before.called_at or now, table=before.called_to) if was_called else TicketWaiting()]
        stood += [TicketNoShow(at=now)] if before.calling == "no_show" else []
    return [*stood, AttendanceLeft(at=before.left_at)] if before.left_at else stood


def _checked(table: str | None) -> str | None:
    """A number: the table is shown on the board, where nothing else may stand."""
    if table is None or not table.strip():
        return None
    if not table.strip().isdecimal() or not 1 <= int(table) <= HIGHEST_TABLE:
        raise Problem("table_unknown", "テーブルは番号で選んでください。", "1 から 99 までです。")
    return str(int(table))


def _visit(desk: Desk, attendance_id: str) -> Attendance:
    found = desk.store.facts.one(Attendance, attendance_id)
    if found is None or found.voided:
        raise Problem("attendance_unknown", "その受付が見つかりません。", "きょうの一覧から選び直してください。")
    return found


def _record(desk: Desk, before: Attendance, *payloads: Payload) -> Called:
    changed = desk.record(*(Draft(before.attendance_id, payload) for payload in payloads)).changed
    after = desk.store.facts.one(Attendance, before.attendance_id)
    assert after is not None  # stood there a moment ago
    return Called(after, before, changed)
