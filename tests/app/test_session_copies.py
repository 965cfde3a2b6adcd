"""A week or a month once more. The clock stands on Saturday, 2026-11-21."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from core.clock import FixedClock
from core.kinds import SeriesPlanned
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.series import plan_series
from desktop.app.session_copies import copy_month, copy_week, take_copies_back
from desktop.app.session_plans import plan_of
from desktop.app.sessions import amend_session, cancel_session, sessions_between
from tests.app.planning import planned
from tests.helpers.apart import meet, two_laptops


def _live(desk: Desk, first: str, last: str) -> list[str]:
    found = sessions_between(desk, date.fromisoformat(first), date.fromisoformat(last))
    return [f"{each.day[5:]} {each.title}" for each in found if each.state != "cancelled"]


def test_a_week_is_copied_without_what_rests_is_cancelled_recurs_or_is_of_a_course(desk: Desk) -> None:
    planned(desk, day="2026-11-16", title="月曜")
    planned(desk, day="2026-11-21", title="土曜", venue="図書館", conditions=("市民",))
    cancel_session(desk, planned(desk, day="2026-11-20", title="中止").session_id)
    told = SeriesPlanned(
        title="毎日", day="2026-11-21", starts="09:00", ends="10:00", weekdays=(6,), until="2026-11-22"
    )
    plan_series(desk, told)
    planned(desk, day="2026-11-21", title="第1回", course_id="c", course_place=1)
    copied = copy_week(desk, date(2026, 11, 18))
    assert _live(desk, "2026-11-23", "2026-11-29") == ["11-28 土曜"]
    assert [each.title for each in copied.resting] == ["月曜"]
    [made] = copied.planned
    assert (made.venue, made.conditions, made.series_id) == ("図書館", "市民", None)


def test_a_week_that_is_copied_twice_is_there_once(desk: Desk) -> None:
    planned(desk)
    copy_week(desk, desk.today)
    again = copy_week(desk, desk.today)
    assert (again.planned, again.known, again.changed) == ((), 1, frozenset())
    assert _live(desk, "2026-11-23", "2026-11-29") == ["11-28 スマホ相談会"]


def test_a_month_is_copied_by_weekday(desk: Desk) -> None:
    planned(desk, day="2026-12-08", title="第2火曜")
    planned(desk, day="2026-12-29", title="第5火曜")
    planned(desk, day="2026-12-14", title="第2月曜")
    copied = copy_month(desk, date(2026, 12, 1))
    assert _live(desk, "2027-01-01", "2027-01-31") == ["01-12 第2火曜"]
    assert [each.title for each in copied.resting] == ["第2月曜", "第5火曜"]


def test_copies_are_taken_back_and_can_be_made_again(desk: Desk) -> None:
    planned(desk)
    take_copies_back(desk, copy_week(desk, desk.today))
    assert _live(desk, "2026-11-23", "2026-11-29") == []
    copy_week(desk, desk.today)
    assert _live(desk, "2026-11-23", "2026-11-29") == ["11-28 スマホ相談会"]


def test_nothing_to_copy_is_said(desk: Desk) -> None:
    with pytest.raises(Problem, match="写す予定がありません"):
        copy_month(desk, desk.today)


def test_two_laptops_that_copy_a_week_apart_make_the_same(tmp_path: Path, clock: FixedClock) -> None:
    with two_laptops(tmp_path, clock) as laptops:
        planned(laptops[0])
        meet(*laptops)
        for each in laptops:
            copy_week(each, each.today)
        meet(*laptops)
        for each in laptops:
            assert _live(each, "2026-11-23", "2026-11-29") == ["11-28 スマホ相談会"]


def test_a_copy_that_was_moved_away_stays_where_it_is(desk: Desk) -> None:
    planned(desk)
    [copy] = copy_week(desk, desk.today).planned
    amend_session(desk, copy.session_id, msgspec.structs.replace(plan_of(copy), day="2026-11-29"))
    copy_week(desk, desk.today)
    assert _live(desk, "2026-11-23", "2026-11-29") == ["11-28 スマホ相談会", "11-29 スマホ相談会"]
