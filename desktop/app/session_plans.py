"""What the plan of a session may be, and a session's plan as it stands."""

from datetime import date, time
from typing import TypeVar

import msgspec

from core.bookings import MOST_SLOTS, MOST_TABLES, slot_times
from core.facts import Session
from core.kinds import SeriesAmended, SeriesPlanned, SessionAmended, SessionFields, SessionPlanned
from core.plan_told import guard_codes
from core.problem import Problem
from desktop.app.desk import guarded

Plan = TypeVar("Plan", SessionPlanned, SessionAmended, SeriesPlanned, SeriesAmended)
MOST_CONDITIONS = 10
_FLAGS = ("lends_devices", "is_trial", "is_online")


def plan_of(session: Session) -> SessionAmended:
    """The whole plan of a session, to be changed in part or put back."""
    kept = {name: getattr(session, name) for name in SessionFields.__struct_fields__}
    lists = {"conditions": tuple(session.conditions.splitlines()), "materials": tuple(session.materials.split())}
    flags = {name: bool(getattr(session, name)) for name in _FLAGS}
    return SessionAmended(**kept | lists | flags)


def planned_anew(session: Session, day: date | None = None) -> SessionPlanned:
    """The same plan for a session of its own, on another day if one is given."""
    plan = plan_of(session)
    kept = {name: getattr(plan, name) for name in SessionFields.__struct_fields__}
    return SessionPlanned(**kept | {"day": day.isoformat() if day else session.day})


def checked(plan: Plan) -> Plan:
    """The plan as it is kept: guarded, with the quota that its slots make where none is told. Raises Problem."""
    _check_times(plan)
    guard_codes(plan)
    if not plan.title.strip():
        raise Problem("session_title", "名前がありません。", "「スマホ相談会」のように名前を入れてください。")
    return msgspec.structs.replace(
        plan,
        title=guarded(plan.title) or "",
        venue=guarded(plan.venue) or "",
        target_group=guarded(plan.target_group),
        organiser=guarded(plan.organiser),
        conditions=_conditions(plan.conditions),
        tables=_tables(plan),
        quota=plan.quota if plan.quota is not None else quota_of_slots(plan),
        lends_devices=plan.lends_devices or plan.fee_with_loan is not None,
    )


def quota_of_slots(plan: SessionFields) -> int | None:
    """How many the board of slots holds; None for a session without slots."""
    if not plan.slot_minutes:
        return None
    return len(slot_times(plan.starts, plan.ends, plan.slot_minutes)) * (plan.tables or 1)


def _check_times(plan: SessionFields) -> None:
    try:
        date.fromisoformat(plan.day)
        starts, ends = time.fromisoformat(plan.starts), time.fromisoformat(plan.ends)
    except ValueError as error:
        raise Problem(
            "session_time",
            "日付か時刻が読み取れません。",
            "日付は 2026-11-21、時刻は 13:00 のように入れてください。",
        ) from error
    if ends < starts:
        raise Problem(
            "session_time",
            "終わりの時刻が、始まりより前です。",
            "時刻を直してください。夜中の0時をまたぐときは、日ごとに2つの予定に分けてください。",
        )


def _tables(plan: SessionFields) -> int | None:
    """The tables of the board: one where none are told. Raises Problem when it cannot be laid out."""
    if plan.slot_minutes is None:
        if plan.tables:
            raise Problem(
                "session_slots", "予約の枠の長さがありません。", "1枠の分を入れるか、席の数を空にしてください。"
            )
        return None
    tables = 1 if plan.tables is None else plan.tables
    times = slot_times(plan.starts, plan.ends, plan.slot_minutes)
    if not (times and 1 <= tables <= MOST_TABLES and len(times) < MOST_SLOTS):
        raise Problem(
            "session_slots",
            "その長さと席の数では、予約の表を作れません。",
            "1枠は 30 分、席は 2 のように入れてください。",
        )
    return tables


def _conditions(told: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(dict.fromkeys(text for each in told if (text := guarded(" ".join(each.split())))))
    if len(kept) > MOST_CONDITIONS:
        raise Problem("session_conditions", "おたずねすることが多すぎます。", "10行までにしてください。")
    return kept
