"""Opening never refuses, closing leaves nothing open, and the PIN guards."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.facts import Duty, Session
from core.kinds import PersonRegistered, SessionPlanned
from core.problem import Problem
from desktop.app.day import close_day, day_state, open_day, open_since_before, reopen_day, visitors_today, went_home
from desktop.app.desk import Desk
from desktop.app.people import add_person, find_people
from desktop.app.sessions import plan_session
from desktop.app.settings import change_setting, setting
from desktop.app.site import NewSite, init_site, keep_backup, newest_backup, open_site, restore_backup
from desktop.app.staff import add_supporter, check_pin, set_pin, start_duty, supporters
from desktop.app.walk_in import receive_walk_in
from tests.helpers.sites import fixed_clock


def test_opening_works_when_every_check_failed_and_nothing_was_planned(desk: Desk) -> None:
    open_day(desk, ("clock", "power", "scan", "paper", "staff", "yesterday"))
    assert day_state(desk).is_open
    open_day(desk)
    assert desk.store.facts.count(Session) == 1


def test_opening_opens_what_was_planned(desk: Desk) -> None:
    plan_session(desk, SessionPlanned(title="相談会", day=desk.today.isoformat(), starts="13:00", ends="16:00"))
    open_day(desk)
    assert [(each.title, each.state) for each in day_state(desk).sessions] == [("相談会", "open")]


def test_closing_ends_sessions_and_duties_and_can_be_reopened(desk: Desk) -> None:
    supporter = add_supporter(desk, "山田").supporter
    open_day(desk)
    start_duty(desk, supporter.supporter_id)
    start_duty(desk, supporter.supporter_id)
    closed = close_day(desk, "晴れ", "特になし")
    assert (closed.day.weather, closed.day.notes) == ("晴れ", "特になし")
    assert not day_state(desk).is_open
    assert [duty.ended_at is None for duty in desk.store.facts.where(Duty, "1")] == [False]
    reopen_day(desk, desk.today)
    assert day_state(desk).closed is None


def test_a_day_left_open_is_told_the_next_morning(desk: Desk, clock: FixedClock) -> None:
    receive_walk_in(desk, "70s")
    clock.advance(days=1)
    assert open_since_before(desk) == [date(2026, 11, 21)]
    assert day_state(desk).visits == 0


def test_who_went_home_is_not_here_any_more(desk: Desk) -> None:
    first = receive_walk_in(desk, "70s").attendance
    receive_walk_in(desk, "60s")
    assert first is not None
    went_home(desk, first.attendance_id)
    state = day_state(desk)
    assert (state.visits, state.here) == (2, 1)


def test_after_a_power_cut_the_queue_is_the_same(tmp_path: Path) -> None:
    clock = fixed_clock()
    desk = init_site(tmp_path, NewSite("田無公民館", "132292", "ひみつの言葉"), clock)
    for band in ("60s", "70s", "80plus"):
        receive_walk_in(desk, band)
        clock.advance(minutes=3)
    before = visitors_today(desk)
    again = open_site(tmp_path, clock, "ひみつの言葉")  # the first one was never closed
    assert visitors_today(again) == before
    for each in (desk, again):
        each.store.close()


def test_the_pin_guards_and_gives_up_after_ten_misses(desk: Desk, clock: FixedClock) -> None:
    set_pin(desk, "2468")
    check_pin(desk, "2468")
    for _ in range(10):
        with pytest.raises(Problem, match="ちがいます"):
            check_pin(desk, "1111")
    with pytest.raises(Problem) as told:
        check_pin(desk, "2468")
    assert told.value.code == "pin_locked"
    clock.advance(days=1)
    check_pin(desk, "2468")


@pytest.mark.parametrize("pin", ["", "123", "12a4", "１２３４", "1" * 13])
def test_a_pin_is_four_to_twelve_digits(desk: Desk, pin: str) -> None:
    with pytest.raises(Problem):
        set_pin(desk, pin)


def test_coordinators_come_first(desk: Desk) -> None:
    add_supporter(desk, "い")
    add_supporter(desk, "あ", "coordinator")
    assert [each.role for each in supporters(desk)] == ["coordinator", "supporter"]


def test_little_is_asked_until_the_site_switches_it_on(desk: Desk) -> None:
    told = PersonRegistered(age_band="70s", name="高橋 花子", phone="090-1234-5678")
    made = add_person(desk, told)
    assert made.left_out == ("name", "phone")
    assert (made.person.name, made.person.phone) == (None, None)
    change_setting(desk, "visitor_fields", "name")
    assert add_person(desk, told).left_out == ("phone",)
    assert [line.person.name for line in find_people(desk, "花")] == ["高橋 花子"]


def test_an_age_band_follows_the_birth_date(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "birth_date")
    assert add_person(desk, PersonRegistered(birth_date="1950-04-01")).person.age_band == "70s"
    with pytest.raises(Problem, match="生年月日"):
        add_person(desk, PersonRegistered(birth_date="昭和25年"))


@pytest.mark.parametrize(("name", "value"), [("language", "fr"), ("away_minutes", "x"), ("no_such", "1")])
def test_a_setting_takes_only_what_it_may(desk: Desk, name: str, value: str) -> None:
    with pytest.raises(Problem):
        change_setting(desk, name, value)
    assert setting(desk, "language") == "ja"


def test_restoring_keeps_the_damaged_file_and_opens_a_new_epoch(tmp_path: Path) -> None:
    clock = fixed_clock()
    desk = init_site(tmp_path, NewSite("田無公民館", "132292", "ひみつの言葉"), clock)
    receive_walk_in(desk, "70s")
    keep_backup(desk)
    desk.store.close()
    desk.store.path.write_bytes(b"\0" * 8192)
    with pytest.raises(Problem) as told:
        open_site(tmp_path, clock, "ひみつの言葉")
    assert told.value.code == "database_damaged"
    backup = newest_backup(tmp_path)
    assert backup is not None
    restored = restore_backup(tmp_path, backup, clock, "ひみつの言葉")
    assert day_state(restored).visits == 1
    assert restored.identity.epoch == 2
    assert list(restored.store.path.parent.glob("damaged-*.db"))
    restored.store.close()


def test_a_backup_that_does_not_open_changes_nothing(tmp_path: Path) -> None:
    clock = fixed_clock()
    desk = init_site(tmp_path, NewSite("田無公民館", "132292", "ひみつの言葉"), clock)
    receive_walk_in(desk, "70s")
    desk.store.close()
    rubbish = tmp_path / "site-20200101-000000.db"
    rubbish.write_bytes(b"\1" * 8192)
    with pytest.raises(Problem):
        restore_backup(tmp_path, rubbish, clock, "ひみつの言葉")
    again = open_site(tmp_path, clock, "ひみつの言葉")
    assert day_state(again).visits == 1
    again.store.close()


@pytest.mark.parametrize("code", ["132293", "13229", "", "１３２２９２"])
def test_a_wrong_municipality_code_is_told(tmp_path: Path, code: str) -> None:
    with pytest.raises(Problem) as told:
        init_site(tmp_path, NewSite("田無公民館", code, "ひみつ"), fixed_clock())
    assert told.value.code == "municipality"


def test_a_session_cannot_end_before_it_begins(desk: Desk) -> None:
    tomorrow = (desk.today + timedelta(days=1)).isoformat()
    with pytest.raises(Problem, match="前です"):
        plan_session(desk, SessionPlanned(title="講座", day=tomorrow, starts="16:00", ends="13:00"))
