"""Calling by number: where each visitor of a day stands, and in which order the numbers are called."""

from collections.abc import Callable, Collection, Iterable
from enum import StrEnum
from typing import TypeVar

from core.facts import Attendance

T = TypeVar("T")


class Standing(StrEnum):
    """Where a visit stands; lists show them in this order. `HELPED` had a consultation since the last call."""

    CALLED = "called"
    WAITING = "waiting"
    SKIPPED = "skipped"
    HELPED = "helped"
    NO_SHOW = "no_show"
    LEFT = "left"
    VOIDED = "voided"


class Wish(StrEnum):
    """How somebody wishes to be called, where it is not by voice: on the board, at the seat, in writing."""

    DISPLAY = "display"
    SEAT = "seat"
    WRITING = "writing"


_ORDER = tuple(Standing)
_IN_LINE = (Standing.WAITING, Standing.SKIPPED)


def standing(visit: Attendance, *, helped: bool) -> Standing:
    """Where this visit stands. A double reception waits on: its visitor may know no other number."""
    if visit.voided:
        return Standing.VOIDED
    if visit.left_at:
        return Standing.LEFT
    return Standing.HELPED if helped else Standing(visit.calling)


def place(visit: Attendance) -> tuple[bool, str, str, int, str]:
    """The place in the line: by arrival; whoever was put off comes behind, by when that was."""
    put_off = visit.calling == Standing.SKIPPED
    return put_off, (visit.called_at or "") if put_off else "", visit.at, number(visit.ticket), visit.attendance_id


def in_line(visits: Iterable[Attendance], helped: Collection[str]) -> list[Attendance]:
    """Who still waits to be called, the next one first. `helped` are visits by id."""
    waiting = [each for each in visits if standing(each, helped=each.attendance_id in helped) in _IN_LINE]
    return sorted(waiting, key=place)


def listed(items: Iterable[T], visit: Callable[[T], Attendance], helped: Collection[str]) -> list[T]:
    """A day's visits as every list shows them: by standing; called ones newest first, the others by their place."""

    def key(item: T) -> tuple[object, ...]:
        where = standing(visit(item), helped=visit(item).attendance_id in helped)
        return _ORDER.index(where), *(() if where is Standing.CALLED else place(visit(item)))

    newest_call_first = sorted(items, key=lambda item: visit(item).called_at or "", reverse=True)
    return sorted(newest_call_first, key=key)


def number(ticket: str | None) -> int:
    """The number behind the letter; 0 where there is none."""
    digits = (ticket or "")[1:]
    return int(digits) if digits.isdecimal() else 0
