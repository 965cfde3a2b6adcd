"""設置条件 at the site: told from what is planned, held and staffed, before the week is over."""

from datetime import date, timedelta

import pytest

from core.clock import FixedClock, parse_moment
from core.kinds import TrainingCompleted
from core.problem import Problem
from core.reports.conditions_table import COLUMNS, FindingRow, csv_text, in_words, rows
from desktop.app.conditions_watch import conditions_now, conditions_report
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.desk import Desk
from desktop.app.sessions import cancel_session, close_session, open_session
from desktop.app.staff import start_duty
from desktop.app.staffing import assign
from desktop.app.supporter_training import complete_training
from desktop.app.walk_in import receive_walk_in
from tests.app.planning import refused
from tests.app.supporting import asked, planned, registered

DESK, CAFE, TRAINED, KUSU = "P06", "P07", "P12", "P17"


@pytest.fixture
def clock() -> FixedClock:
    """A Wednesday."""
    return FixedClock(parse_moment("2026-11-18T09:00:00+09:00"))


def standing_desk(desk: Desk, *days: str, programme: str = DESK, venue: str = "田無庁舎") -> None:
    for day in days:
        planned(desk, day=day, programme=programme, venue=venue, session_kind="standing")


def held(desk: Desk, day: str, **told: object) -> str:
    session = planned(desk, day=day, **told).session_id
    open_session(desk, session)
    close_session(desk, session)
    return session


def told(desk: Desk, rule: str) -> list[FindingRow]:
    return [each for each in conditions_now(desk).findings if each.rule == rule]


def test_a_standing_desk_short_of_three_days_is_told_on_wednesday_and_until_when(desk: Desk) -> None:
    held(desk, "2026-11-09", programme=DESK, venue="田無庁舎")
    held(desk, "2026-11-16", programme=DESK, venue="田無庁舎")
    standing_desk(desk, "2026-11-20")
    (found,) = told(desk, "frequency")
    assert (found.week, found.state, found.actual, found.planned, found.missing) == ("2026-W47", "at_risk", 1, 1, 1)
    assert (found.until, found.venue, found.programme_ja) == ("2026-11-22", "田無庁舎", "常設スマホ相談会場")
    assert found.ja == "あと1回たりません（開いた日1日・予定1日、3日以上）。"
    assert found.until_ja == "11月22日（日）まで"
    standing_desk(desk, "2026-11-19")
    assert told(desk, "frequency") == []


def test_two_sessions_of_one_day_are_one_day_and_other_venues_do_not_help(desk: Desk) -> None:
    standing_desk(desk, "2026-11-18", "2026-11-18", "2026-11-19")
    standing_desk(desk, "2026-11-20", "2026-11-21", "2026-11-22", venue="別の会場")
    (found,) = told(desk, "frequency")
    assert (found.venue, found.planned) == ("田無庁舎", 2)


def test_a_cancelled_session_is_missed(desk: Desk) -> None:
    standing_desk(desk, "2026-11-18", "2026-11-19")
    last = planned(desk, day="2026-11-20", programme=DESK, venue="田無庁舎").session_id
    assert told(desk, "frequency") == []
    cancel_session(desk, last)
    assert [each.missing for each in told(desk, "frequency")] == [1]


def test_a_week_that_cannot_be_mended_says_so_and_an_old_one_is_only_in_the_report(
    desk: Desk, clock: FixedClock
) -> None:
    held(desk, "2026-11-09", programme=DESK, venue="田無庁舎")
    held(desk, "2026-11-16", programme=DESK, venue="田無庁舎")
    clock.advance(days=4)  # Sunday
    (found,) = told(desk, "frequency")
    assert (found.state, found.until) == ("broken", None)
    (before, now) = [each for each in conditions_report(desk, date(2026, 11, 9)).findings if each.rule == "frequency"]
    assert [(each.week, each.state) for each in (before, now)] == [("2026-W46", "broken"), ("2026-W47", "broken")]


def test_a_missing_social_session_is_told_in_the_week_after(desk: Desk) -> None:
    held(desk, "2026-11-11", programme=CAFE, venue="公民館")
    (found,) = told(desk, "frequency")
    assert (found.state, found.should, found.actual, found.planned) == ("at_risk", 1, 0, 0)


def test_one_for_four_is_told_before_and_after_by_who_is_matched_or_served(desk: Desk, clock: FixedClock) -> None:
    session = planned(desk, day="2026-11-20", programme=TRAINED, quota=9)
    asked(desk, session)
    able = registered(desk, "講師")
    complete_training(
        desk, TrainingCompleted(supporter_id=able.supporter_id, training="講師研修", day="2026-10-01", passed=True)
    )
    assert [each.state for each in told(desk, "trained")] == ["at_risk"]
    assign(desk, session.session_id, able.supporter_id, "matched")
    assert told(desk, "trained") == []
    (short,) = told(desk, "ratio")
    assert (short.should, short.actual, short.planned, short.until) == (3, 1, 9, "2026-11-20")
    clock.advance(days=2)
    open_session(desk, session.session_id)
    for _ in range(5):
        receive_walk_in(desk, "70s")
    start_duty(desk, able.supporter_id)
    (now,) = told(desk, "ratio")
    assert (now.should, now.actual, now.planned, now.state) == (2, 1, 5, "broken")


def test_one_to_one_is_broken_by_two_visitors_at_once_and_one_adviser(desk: Desk, clock: FixedClock) -> None:
    session = planned(desk, day="2026-11-18", programme=DESK, venue="田無庁舎", starts="09:00", ends="12:00")
    open_session(desk, session.session_id)
    start_duty(desk, registered(desk).supporter_id)
    clock.advance(hours=1)
    for minutes in (30, 15):
        visit = receive_walk_in(desk, "70s").attendance
        assert visit is not None
        form = ConsultationForm("T05-01", "O1", minutes, attendance_id=visit.attendance_id)
        record_consultation(desk, form)
    (found,) = told(desk, "one_to_one")
    assert (found.actual, found.planned, found.state) == (1, 2, "broken")


def test_six_hundred_receptions_count_down_and_the_next_is_received(desk: Desk) -> None:
    session = planned(desk, day="2026-11-18", programme=KUSU, strand="P17-2")
    planned(desk, day="2026-11-18", programme=KUSU, strand="P17-1", starts="09:00")
    open_session(desk, session.session_id)
    visit = receive_walk_in(desk, "70s", session_id=session.session_id).attendance
    assert visit is not None
    (count,) = [each for each in conditions_report(desk).findings if each.rule == "receptions"]
    assert (count.state, count.actual, count.should) == ("met", 1, 600)


def test_the_table_can_be_handed_out(desk: Desk) -> None:
    standing_desk(desk, "2026-11-18")
    table = conditions_report(desk)
    assert all(len(row) == len(COLUMNS) for row in rows(table))
    assert csv_text(table).startswith("週,はじめの日")
    assert "まだ間に合います" in in_words(table)
    with pytest.raises(Problem) as problem:
        conditions_report(desk, date(2026, 1, 2), date(2026, 1, 1))
    assert refused(problem) == "period"
    with pytest.raises(Problem):
        conditions_report(desk, date(2024, 1, 1), date(2024, 1, 1) + timedelta(days=400))
