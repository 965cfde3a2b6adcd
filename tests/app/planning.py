"""Sessions and bookings for tests, in one line each."""

import pytest

from core.facts import Person, Session
from core.kinds import BookingMade, PersonRegistered, SessionPlanned
from core.problem import Problem
from desktop.app.booking_board import Board, board
from desktop.app.bookings import (
    BookingWritten,
    make_booking,
)
from desktop.app.desk import Desk
from desktop.app.people import add_person
from desktop.app.sessions import plan_session


def with_slots(desk: Desk, **changes: object) -> Session:
    """Ten to noon, four slots at two tables, in half an hour."""
    return planned(desk, **{"slot_minutes": 30, "tables": 2, **changes})


def planned(desk: Desk, **changes: object) -> Session:
    plan = {"title": "スマホ相談会", "day": desk.today.isoformat(), "starts": "10:00", "ends": "12:00", **changes}
    return plan_session(desk, SessionPlanned(**plan)).session  # type: ignore[arg-type]  # varied by tests


def book(
    desk: Desk, session: Session, slot: str | None = None, table: int | None = None, **told: object
) -> BookingWritten:
    content = {"session_id": session.session_id, "slot": slot, "table": table, "age_band": "70s", **told}
    return make_booking(desk, BookingMade(**content))  # type: ignore[arg-type]  # varied by tests


def somebody(desk: Desk, **told: str) -> Person:
    return add_person(desk, PersonRegistered(**{"age_band": "70s", **told})).person


def look(desk: Desk, session: Session) -> Board:
    return board(desk, session.session_id)


def refused(problem: pytest.ExceptionInfo[Problem]) -> str:
    return problem.value.code
