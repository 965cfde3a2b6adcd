"""A wish to be called otherwise stays on the laptop, and is forgotten when the day is closed."""

from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.facts import Attendance
from core.problem import Problem
from core.segment import open_segment, take_apart
from desktop.app.day import close_day, open_day
from desktop.app.desk import Desk
from desktop.app.opening import reopen_today
from desktop.app.site import desk_of
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import receive_walk_in
from desktop.app.wishes import set_wish
from tests.helpers.sites import make_identity, make_store

WISHES = ("display", "seat", "writing")


def _visit(desk: Desk) -> str:
    attendance = receive_walk_in(desk, "70s").attendance
    assert attendance is not None
    return attendance.attendance_id


def _wish(desk: Desk, attendance_id: str) -> str | None:
    found = desk.store.facts.one(Attendance, attendance_id)
    assert found is not None
    return found.wish


def _local_parts(desk: Desk) -> list[bytes]:
    return [part for (part,) in desk.store.db.execute("SELECT local FROM event WHERE local IS NOT NULL").fetchall()]


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_is_kept_changed_and_taken_back(desk: Desk, wish: str) -> None:
    visit = _visit(desk)
    assert set_wish(desk, visit, wish).before is None
    assert _wish(desk, visit) == wish
    desk.store.journal.rebuild()
    assert _wish(desk, visit) == wish
    assert set_wish(desk, visit, None).before == wish
    assert _wish(desk, visit) is None


def test_the_number_stays_the_same(desk: Desk) -> None:
    visits = [_visit(desk), _visit(desk)]
    set_wish(desk, visits[0], "seat")
    tickets = [each.ticket for each in desk.store.facts.where(Attendance, "1", order="ticket")]
    assert tickets == ["A1", "A2"]


def test_closing_leaves_no_byte_of_a_wish_and_reopening_brings_none_back(desk: Desk) -> None:
    visits = [_visit(desk) for _ in WISHES]
    for visit, wish in zip(visits, WISHES, strict=True):
        set_wish(desk, visit, wish)
    set_wish(desk, visits[0], None)
    assert len(_local_parts(desk)) >= len(WISHES)
    changed = close_day(desk).changed
    assert Attendance in changed
    for again in (reopen_today, lambda each: each.store.journal.rebuild()):
        assert _local_parts(desk) == []
        assert [_wish(desk, visit) for visit in visits] == [None] * len(visits)
        again(desk)
    assert _local_parts(desk) == []
    assert [_wish(desk, visit) for visit in visits] == [None] * len(visits)


def test_a_day_left_open_forgets_when_it_is_closed_later_and_today_keeps_its_own(desk: Desk, clock: FixedClock) -> None:
    yesterday = _visit(desk)
    set_wish(desk, yesterday, "seat")
    clock.advance(days=1)
    today = _visit(desk)
    set_wish(desk, today, "writing")
    close_day(desk, day=desk.today - timedelta(days=1))
    assert (_wish(desk, yesterday), _wish(desk, today)) == (None, "writing")
    assert len(_local_parts(desk)) == 1


def test_closing_today_forgets_the_days_that_nobody_closed(desk: Desk, clock: FixedClock) -> None:
    yesterday = _visit(desk)
    set_wish(desk, yesterday, "seat")
    clock.advance(days=1)
    open_day(desk)
    close_day(desk)
    assert _local_parts(desk) == []
    assert _wish(desk, yesterday) is None


def test_another_laptop_that_closes_the_day_makes_this_one_forget(
    desk: Desk, clock: FixedClock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    visit = _visit(desk)
    set_wish(desk, visit, "seat")
    me = desk.identity
    other = desk_of(
        make_store(tmp_path_factory.mktemp("b"), make_identity(letter="B", site_id=me.site_id), clock=clock), clock
    )
    close_day(other)
    closing = other.store.db.execute("SELECT data FROM event WHERE kind = 'day.closed'").fetchall()
    with desk.store.db.atomic():
        desk.store.journal.absorb([data for (data,) in closing])
    other.store.close()
    assert _local_parts(desk) == []
    assert _wish(desk, visit) is None


def test_no_wish_leaves_the_laptop(desk: Desk) -> None:
    visit = _visit(desk)
    for wish in WISHES:
        set_wish(desk, visit, wish)
    desk.store.outbox.cut_segments()
    segments = [data for (data,) in desk.store.db.execute("SELECT data FROM segment").fetchall()]
    lines = [line for data in segments for line in open_segment(take_apart(data), desk.identity.transport_key)]
    assert sum(b"ticket.issued" in line for line in lines) == 1 + len(WISHES)
    for line in lines:
        assert b"calling" not in line
        assert not any(wish.encode() in line for wish in WISHES)


def test_what_cannot_be_wished_is_refused_with_a_sentence(desk: Desk) -> None:
    visit = _visit(desk)
    with pytest.raises(Problem, match="呼び方はありません"):
        set_wish(desk, visit, "loud")
    with pytest.raises(Problem, match="受付が見つかりません"):
        set_wish(desk, "nobody", "seat")
    voided = _visit(desk)
    void_attendance(desk, voided)
    with pytest.raises(Problem, match="受付が見つかりません"):
        set_wish(desk, voided, "seat")
    close_day(desk)
    with pytest.raises(Problem, match="締めて"):
        set_wish(desk, visit, "seat")
    assert _local_parts(desk) == []
