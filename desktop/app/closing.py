"""締め, led through page by page: what is still open on a day, and where whoever closes it was.

Nothing here is needed for the closing itself (`desktop.app.day.close_day`), and nothing of it is forced.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec

from core.doubles import COUNTED
from core.facts import Attendance, Day
from core.ids import day_id
from core.kinds import AttendanceLeft, AttendanceStayed
from core.problem import Problem
from core.tickets import Ticket
from desktop.app.cash import CashDay, cash_day
from desktop.app.day import end_of_day
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.kept_prints import kept_prints
from desktop.app.loans import LoanLine, days_to_keep, loans_out
from desktop.app.slips import slip_day
from desktop.app.unsettled import unsettled
from desktop.storage.journal import Draft

_PLACE = "closing.place"


class Step(StrEnum):
    """The pages in their order; those from the daily sheet on come when the day is closed."""

    HERE = "here"
    LOANS = "loans"
    CASH = "cash"
    SLIPS = "slips"
    UNSETTLED = "unsettled"
    NOTES = "notes"
    SHEET = "sheet"
    SEND = "send"
    POWER = "power"

    @property
    def is_after(self) -> bool:
        """Whether the day is closed by then."""
        return self in AFTER


AFTER = (Step.SHEET, Step.SEND, Step.POWER)


class Place(msgspec.Struct, frozen=True):
    """Where somebody was in closing a day, kept over a restart, with what was typed and not yet recorded."""

    day: str
    step: str = Step.HERE.value
    weather: str = ""
    notes: str = ""


@dataclass(frozen=True)
class ClosingState:
    """All that the pages show. `prints` are papers that wait for a printer."""

    day: date
    is_today: bool
    here: tuple[Attendance, ...]
    loans: tuple[LoanLine, ...]
    keep_until: tuple[date, ...]
    cash: CashDay
    slips: tuple[Ticket, ...]
    unsettled: int
    closed: Day | None
    unsent: int
    prints: int
    sends: bool
    place: Place

    def is_open(self, step: Step) -> bool:
        """Whether something is left to be looked at there."""
        match step:
            case Step.HERE:
                return bool(self.here)
            case Step.LOANS:
                return bool(self.loans)
            case Step.CASH:
                return self.cash.is_open
            case Step.SLIPS:
                return bool(self.slips)
            case Step.UNSETTLED:
                return bool(self.unsettled)
            case Step.SEND:
                return self.sends and bool(self.unsent)
            case _:
                return False


def closing_state(desk: Desk, day: date | None = None) -> ClosingState:
    """How far a day is (today by default)."""
    day = day or desk.today
    found = desk.store.facts.one(Day, day_id(desk.identity.site_id, day))
    return ClosingState(
        day=day,
        is_today=day == desk.today,
        here=tuple(_here(desk, day)),
        loans=loans_out(desk),
        keep_until=days_to_keep(desk),
        cash=cash_day(desk, day),
        slips=slip_day(desk, day).left,
        unsettled=len(unsettled(desk)),
        closed=found if found is not None and found.closed else None,
        unsent=desk.store.outbox.pending(),
        prints=len(kept_prints(desk)),
        sends=desk.identity.hq is not None and not desk.training,
        place=_place(desk, day, found),
    )


def keep_place(desk: Desk, day: date, step: Step, weather: str = "", notes: str = "") -> None:
    """Remember where it was left. A note that may not be kept is not remembered either."""
    try:
        told = guarded(notes) or "", guarded(weather) or ""
    except Problem:
        told = "", ""
    place = Place(day.isoformat(), step.value, told[1], told[0])
    desk.store.settings.put(_PLACE, msgspec.json.encode(place).decode())


def forget_place(desk: Desk) -> None:
    """It came to its end."""
    desk.store.settings.put(_PLACE, "")


def everybody_left(desk: Desk, day: date) -> "EverybodyLeft":
    """全員お帰り: all who are still here have left, now or when that day ended. All or nothing."""
    visits = _here(desk, day)
    at = end_of_day(desk, day)
    drafts = [Draft(each.attendance_id, AttendanceLeft(at=max(at, each.at))) for each in visits]
    changed: Changed = desk.record(*drafts).changed if drafts else frozenset()
    return EverybodyLeft(tuple(each.attendance_id for each in visits), changed)


def everybody_stays(desk: Desk, attendance_ids: Sequence[str]) -> Changed:
    """取り消す: these are still here."""
    return desk.record(*(Draft(each, AttendanceStayed()) for each in attendance_ids)).changed


@dataclass(frozen=True)
class EverybodyLeft:
    """Who was let go, for 取り消す."""

    attendance_ids: tuple[str, ...]
    changed: Changed


def _here(desk: Desk, day: date) -> list[Attendance]:
    still = f"day = ? AND {COUNTED} AND left_at IS NULL"
    return desk.store.facts.where(Attendance, still, [day.isoformat()], order="at, attendance_id")


def _place(desk: Desk, day: date, closing: Day | None) -> Place:
    """The first page where nothing was left; what a day was closed with before stands there again."""
    kept = desk.store.settings.get(_PLACE)
    try:
        place = msgspec.json.decode(kept, type=Place) if kept else None
    except msgspec.MsgspecError:
        place = None
    is_known = place is not None and place.day == day.isoformat() and place.step in set(Step)
    left = place if place is not None and is_known else Place(day.isoformat())
    if closing is None or left.weather or left.notes:
        return left
    return Place(left.day, left.step, closing.weather or "", closing.notes or "")
