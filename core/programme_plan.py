"""What a programme says of the plan of a session: what has not been told is taken from it."""

import datetime
from collections.abc import Collection
from typing import TypeVar

import msgspec

from core.kinds import SessionFields, SessionPlanned
from core.problem import Problem
from core.programme_parts import Slot
from core.programmes import Programme

P = TypeVar("P", bound=SessionFields)
FILLED = (
    "session_kind",
    "strand",
    "funding",
    "organiser",
    "co_organiser",
    "target_group",
    "ratio",
    "channel",
    "fee",
    "fee_with_loan",
    "min_age",
    "conditions",
    "lends_devices",
    "operator",
    "is_trial",
    "is_online",
    "koma_minutes",
    "materials",
)
"""The fields of `core.kinds.SessionFields` that a programme fills."""


def slot_on(programme: Programme, day: datetime.date | None) -> Slot:
    """When and where it is held on a day, as far as the programme tells one time and one place for it."""
    fit = [each for each in programme.schedule if not each.weekdays or (day and day.isoweekday() in each.weekdays)]
    return fit[0] if len(fit) == 1 else Slot()


def programme_plan(programme: Programme, strand: str | None = None, day: datetime.date | None = None) -> SessionPlanned:
    """The plan as the programme has it, without its day; its times and its venue where they are told for this `day`.

    Where it leaves a choice (of money, of parts) nothing is filled; `strand` is the part that was chosen.
    """
    slot = slot_on(programme, day)
    parts = programme.strands
    part = programme.strand(strand) if strand else parts[0] if len(parts) == 1 else None
    return SessionPlanned(
        title=programme.ja,
        day="",
        starts=slot.starts or "",
        ends=slot.ends or "",
        venue=slot.venue,
        programme=programme.code,
        session_kind=(part.kind if part else None) or programme.kind,
        strand=part.code if part else None,
        funding=programme.funding[0] if len(programme.funding) == 1 else None,
        organiser=programme.organiser,
        co_organiser=(part.co_organiser if part else None) or programme.co_organiser,
        target_group=(part.target_group if part else None) or programme.target_group,
        ratio=programme.ratio,
        channel="online" if programme.channels[0] == "online" else "in_person",
        fee=programme.fee,
        fee_with_loan=programme.fee_with_loan,
        min_age=programme.min_age,
        conditions=programme.asks,
        lends_devices=programme.lends_devices,
        operator=programme.operator,
        is_trial=programme.is_trial,
        is_online=programme.is_online,
        koma_minutes=programme.koma_minutes,
        materials=tuple(each.mark for each in programme.materials),
    )


def filled(plan: SessionPlanned, programme: Programme, told: Collection[str]) -> SessionPlanned:
    """The plan with everything from the programme but the fields that were `told`."""
    says = programme_plan(programme, plan.strand, datetime.date.fromisoformat(plan.day))
    taken = {name: getattr(says, name) for name in FILLED if name not in told}
    if says.venue and "venue" not in told:
        taken["venue"] = says.venue
    return msgspec.structs.replace(plan, programme=programme.code, **taken)


def in_turns(plan: P, programme: Programme | None) -> P:
    """The plan with a board of bookings in steps of one visitor's turn, where only its tables were told.

    The turn alone makes no board: a board holds so many and no more, and most sessions are for whoever comes.
    """
    if not plan.tables or plan.slot_minutes is not None or programme is None or programme.slot_minutes is None:
        return plan
    return msgspec.structs.replace(plan, slot_minutes=programme.slot_minutes)


def check_offered(programme: Programme, day: datetime.date) -> None:
    """Raises Problem `programme_over` for a day on which it is not offered: before its first day, after its last."""
    if programme.valid_on(day):
        return
    over = programme.valid_to is not None and day > programme.valid_to
    bound = f"{programme.valid_to}まで" if over else f"{programme.valid_from}から"
    raise Problem(
        "programme_over",
        f"「{programme.ja}」の予定を入れられるのは、{bound}です。",
        "日にちを直すか、別の事業を選んでください。",
    )


def check_parts(plan: SessionFields, programme: Programme) -> None:
    """Raises Problem for a part, level, term or place in the course that the programme does not have."""
    if plan.strand is not None and programme.strand(plan.strand) is None:
        raise _not_there("区分")
    if plan.level is not None and programme.levels and programme.level(plan.level) is None:
        raise _not_there("段階")
    if plan.term is not None and programme.terms and all(plan.term != each.ja for each in programme.terms):
        raise _not_there("期")
    if plan.course_place is not None and programme.lessons and not 1 <= plan.course_place <= programme.lessons:
        raise _not_there("回")


def _not_there(what: str) -> Problem:
    return Problem("programme_part", f"その{what}は、この事業にありません。", "一覧から選び直してください。")
