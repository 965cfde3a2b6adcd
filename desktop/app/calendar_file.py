"""カレンダーに書き出す: the sessions as a file for other calendars. It holds plans, nothing of a visitor."""

from datetime import date
from pathlib import Path

from core.facts import Session
from core.icalendar import calendar_file, session_entry
from core.problem import Problem
from desktop.app.day_facts import SESSION_KINDS
from desktop.app.desk import Desk
from desktop.app.files import write_file
from desktop.storage.revisions import session_changes


def session_calendar(desk: Desk, first: date | None = None, last: date | None = None) -> tuple[bytes, int]:
    """The file and how many sessions are in it: from a day (today by default) to another, or to the end.

    Cancelled ones are in it as such, so that a calendar that had them strikes them out.
    """
    begins, ends = (first or desk.today).isoformat(), (last or date.max).isoformat()
    sessions = desk.store.facts.where(Session, "day BETWEEN ? AND ?", [begins, ends], order="day, starts, session_id")
    changes = session_changes(desk.store.db, begins)
    entries = [session_entry(each, changes.get(each.session_id, 0), _told(each)) for each in sessions]
    return calendar_file(desk.identity.site_name, entries, desk.clock.now()), len(entries)


def save_session_calendar(desk: Desk, path: Path, first: date | None = None, last: date | None = None) -> int:
    """Write it; how many sessions are in it. Raises Problem when there is none, or for what stands in the way."""
    data, count = session_calendar(desk, first, last)
    if not count:
        raise Problem("nothing_to_export", "書き出す予定がありません。", "日にちを変えるか、予定を加えてください。")
    write_file(path, data)
    return count


def _told(session: Session) -> str:
    return "\n".join(f"{label}：{value}" for label, value in _details(session) if value)


def _details(session: Session) -> tuple[tuple[str, str], ...]:
    return (
        ("種類", SESSION_KINDS.get(session.session_kind, session.session_kind)),
        ("定員", f"{session.quota}人" if session.quota is not None else ""),
        ("対象", session.target_group or ""),
        ("主催", session.organiser or ""),
        ("共催", session.co_organiser or ""),
    )
