"""desktop.app.opening and what it stands on: checks before the doors open, 締め of an earlier day and its undo."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from core.clock import FixedClock
from core.facts import Attendance, Day, Duty, Session
from core.wire import Receipt
from desktop.app.check_in import check_in
from desktop.app.day import close_day, day_state, open_day, open_since_before
from desktop.app.desk import Desk
from desktop.app.opening import (
    Check,
    CheckCode,
    look_at_machine,
    look_at_records,
    reopen_today,
    unsent_since,
)
from desktop.app.staff import duties_today, start_duty, supporters
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import receive_walk_in
from desktop.devices.machine import Power, from_windows, is_in_japan, power
from tests.helpers.sites import MORNING, fixed_clock
from tests.ui.busy import new_desk, with_sessions, with_staff


@pytest.fixture
def clock() -> FixedClock:
    return fixed_clock()


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return with_staff(new_desk(tmp_path, clock))


@pytest.fixture(autouse=True)
def _in_japan(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def _check(desk: Desk, code: CheckCode) -> Check:
    return next(check for check in look_at_records(desk) if check.code is code)


def test_a_morning_on_which_all_is_well(desk: Desk) -> None:
    assert {check.verdict for check in look_at_records(desk)} == {"fine"}


def test_a_day_that_was_left_open_is_named_until_it_is_closed(desk: Desk, clock: FixedClock) -> None:
    receive_walk_in(desk, "70s")
    clock.advance(days=1)
    yesterday = MORNING.date()
    found = _check(desk, CheckCode.YESTERDAY)
    assert (found.verdict, found.day) == ("look", yesterday)
    close_day(desk, day=yesterday)
    assert _check(desk, CheckCode.YESTERDAY).verdict == "fine"
    assert open_since_before(desk) == []


def test_an_earlier_day_ends_when_its_last_session_was_to_end(desk: Desk, clock: FixedClock) -> None:
    with_sessions(desk)
    open_day(desk)
    start_duty(desk, supporters(desk)[0].supporter_id)
    clock.advance(days=1)
    close_day(desk, day=MORNING.date())
    [duty] = desk.store.facts.where(Duty, "1")
    assert duty.ended_at is not None
    assert duty.ended_at.startswith("2026-11-21T16:00:00")
    assert {session.state for session in desk.store.facts.where(Session, "1")} == {"closed"}


def test_a_clock_behind_the_newest_record_is_told_and_refuses_nothing(desk: Desk, clock: FixedClock) -> None:
    receive_walk_in(desk, "70s")
    clock.moment -= timedelta(days=3)
    assert _check(desk, CheckCode.CLOCK).finding == "before_records"
    open_day(desk, ("clock",))
    assert day_state(desk).is_open


def test_a_clock_far_from_the_last_exchange_is_told(desk: Desk, clock: FixedClock) -> None:
    receipt = Receipt("", "", (), (), (), 0, "2026-08-01T09:00:00.000+09:00")
    desk.store.db.execute("INSERT INTO receipt (data, signature) VALUES (?, ?)", [msgspec.msgpack.encode(receipt), b""])
    assert _check(desk, CheckCode.CLOCK).finding == "far_from_exchange"


def test_another_time_zone_is_told(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    assert not is_in_japan(MORNING)
    assert _check(desk, CheckCode.CLOCK).finding == "zone"


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    monkeypatch.setattr("desktop.app.opening.LEAST_FREE", 10**18)
    assert _check(desk, CheckCode.DISK).finding == "short"


def test_unsent_records_are_counted_from_their_first_day(desk: Desk, clock: FixedClock) -> None:
    assert unsent_since(desk) == MORNING.date()
    clock.advance(days=4)
    found = _check(desk, CheckCode.UNSENT)
    assert (found.verdict, found.day, found.number) == ("look", MORNING.date(), desk.store.outbox.pending())


def test_what_a_receipt_named_is_not_unsent(desk: Desk) -> None:
    desk.store.outbox.cut_segments()
    desk.store.db.execute("UPDATE segment SET confirmed_at = '2026-11-21T10:00:00+09:00'")
    assert unsent_since(desk) is None
    assert _check(desk, CheckCode.UNSENT).finding == "none"


def test_the_machine_is_looked_at_without_a_desk() -> None:
    codes = {check.code: check.verdict for check in look_at_machine()}
    assert set(codes) == {CheckCode.POWER, CheckCode.PRINTER}
    assert set(codes.values()) <= {"fine", "look", "unknown"}


def _supply(folder: Path, name: str, **files: str) -> None:
    (folder / name).mkdir()
    for file, text in files.items():
        (folder / name / file).write_text(f"{text}\n", encoding="ascii")


def test_a_laptop_on_its_battery(tmp_path: Path) -> None:
    _supply(tmp_path, "AC", type="Mains", online="0")
    _supply(tmp_path, "BAT0", type="Battery", capacity="64", status="Discharging")
    assert power(tmp_path) == Power(on_mains=False, percent=64)


def test_a_laptop_on_mains_with_a_wireless_mouse(tmp_path: Path) -> None:
    _supply(tmp_path, "AC", type="Mains", online="1")
    _supply(tmp_path, "BAT0", type="Battery", capacity="88", status="Charging")
    _supply(tmp_path, "hid-mouse", type="Battery", scope="Device", capacity="5", status="Discharging")
    assert power(tmp_path) == Power(on_mains=True, percent=88)


def test_a_machine_that_says_nothing_about_power(tmp_path: Path) -> None:
    assert power(tmp_path / "nothing") == Power()


@pytest.mark.parametrize(
    ("ac_line", "percent", "meant"),
    [(1, 100, Power(True, 100)), (0, 15, Power(False, 15)), (255, 255, Power()), (1, 255, Power(True))],
)
def test_windows_numbers(ac_line: int, percent: int, meant: Power) -> None:
    assert from_windows(ac_line, percent) == meant


def test_taking_the_end_of_a_day_back_goes_on_where_it_was(desk: Desk, clock: FixedClock) -> None:
    with_sessions(desk)
    open_day(desk)
    gone, stays = (each.supporter_id for each in supporters(desk)[:2])
    for supporter in (gone, stays):
        start_duty(desk, supporter)
    receive_walk_in(desk, "70s")
    before = day_state(desk)
    close_day(desk, "晴れ", "よい日でした")
    assert day_state(desk).closed
    clock.advance(minutes=2)
    reopen_today(desk)
    after = day_state(desk)
    assert (after.is_open, after.closed, after.visits) == (True, None, before.visits)
    assert [session.state for session in after.sessions] == ["open", "open"]
    assert len([line for line in duties_today(desk) if not line.duty.ended_at]) == 2


def test_a_session_that_ended_before_the_day_did_stays_ended(desk: Desk, clock: FixedClock) -> None:
    from desktop.app.sessions import close_session, open_sessions

    with_sessions(desk)
    open_day(desk)
    close_session(desk, open_sessions(desk)[0].session_id)
    clock.advance(hours=2)
    close_day(desk)
    reopen_today(desk)
    assert [session.state for session in day_state(desk).sessions] == ["closed", "open"]


def test_a_day_with_only_voided_visits_needs_no_closing(desk: Desk, clock: FixedClock) -> None:
    answer = receive_walk_in(desk, "70s")
    assert answer.attendance is not None
    void_attendance(desk, answer.attendance.attendance_id)
    clock.advance(days=1)
    assert _check(desk, CheckCode.YESTERDAY).verdict == "fine"
    assert desk.store.facts.count(Attendance, "voided = 1") == 1
    assert desk.store.facts.count(Day) == 0
    assert check_in(desk, "nothing of ours").attendance is None
    assert date(2026, 11, 22) == desk.today
