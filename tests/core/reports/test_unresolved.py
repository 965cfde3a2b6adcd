"""R9: which cases stayed unresolved, ISO weeks, and what is said of few."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assets import asset_path
from core.catalogue import load_catalogue
from core.clock import JAPAN
from core.handouts import shipped_handouts
from core.lessons import load_lessons, shipped_lessons
from core.problem import Problem
from core.reports.sql import for_postgres
from core.reports.unresolved import (
    Cell,
    Count,
    Line,
    Topic,
    asked_weeks,
    is_unresolved,
    unresolved_week,
    week_of,
    weeks_between,
)
from core.reports.unresolved_table import COLUMNS, Names, WeekTable, csv_text, rows, week_table

CATALOGUE = load_catalogue(asset_path("catalogue", "topics.toml"))
WEEK = week_of(date(2026, 11, 21))
NOW = datetime(2026, 11, 21, 16, 30, tzinfo=JAPAN)
DAYS = st.dates(date(2026, 10, 12), date(2026, 11, 29)).map(date.isoformat)


def cell(code: str, ended: str, cases: int = 1, day: str = "2026-11-21", followed_up: str = "") -> Cell:
    return Cell("", code, day, ended, followed_up, cases)


def table(cells: Sequence[Cell], lines: Sequence[Line] = ()) -> WeekTable:
    return week_table(unresolved_week(cells, WEEK), lines, Names(lambda _site: CATALOGUE, shipped_handouts()), NOW)


@pytest.mark.parametrize(
    ("ended", "followed_up", "expected"),
    [
        ("O1", "", False),
        ("O2", "", True),
        ("O3", "", True),
        ("O4", "", False),
        ("O5", "", True),
        ("O6", "", True),
        ("O7", "", False),
        ("O1", "trouble", True),
        ("O4", "trouble", True),
        ("O1", "works", False),
        ("O2", "works", True),
    ],
)
def test_the_rule(ended: str, followed_up: str, expected: bool) -> None:
    assert is_unresolved(ended, followed_up) is expected


def test_a_week_is_an_iso_week() -> None:
    assert (WEEK.name, WEEK.monday, WEEK.sunday) == ("2026-W47", date(2026, 11, 16), date(2026, 11, 22))
    assert WEEK.first_before == date(2026, 10, 19)
    assert week_of(date(2027, 1, 3)).name == "2026-W53"
    assert [each.name for each in weeks_between(date(2026, 12, 27), date(2027, 1, 4))] == [
        "2026-W52",
        "2026-W53",
        "2027-W01",
    ]


def test_the_weeks_of_a_period() -> None:
    today = date(2026, 11, 21)
    assert asked_weeks(None, None, today) == (WEEK,)
    assert asked_weeks(date(2026, 11, 9), None, today) == (week_of(date(2026, 11, 9)), WEEK)
    assert asked_weeks(None, date(2026, 11, 1), today) == (week_of(date(2026, 11, 1)),)
    assert asked_weeks(date(2026, 12, 1), None, today) == (week_of(date(2026, 12, 1)),)
    mistyped = ((date.min, date(1, 2, 1)), (date(9999, 12, 25), date.max), (date.max, None))
    for first, last in ((today, date(2026, 11, 15)), (date(2024, 1, 1), today), *mistyped):
        with pytest.raises(Problem) as told:
            asked_weeks(first, last, today)
        assert told.value.code == "period"


def test_shares_come_of_raw_counts_and_few_have_none() -> None:
    found = table([cell("T05-01", "O2", 2), cell("T05-01", "O1", 5), cell("T02-01", "O2", 4)])
    line, few = found.topics
    assert (line.topic, line.now.cases, line.now.unresolved, line.now.share) == ("T05-01", 7, 2, 28.6)
    assert (few.topic, few.now.cases, few.now.unresolved, few.now.share) == ("T02-01", 4, 4, None)
    assert (found.now.cases, found.now.unresolved, found.now.share) == (11, 6, 54.5)
    assert line.change is None


def test_the_week_is_compared_with_the_four_before_and_no_more() -> None:
    before = [cell("T05-01", "O1", 6, "2026-11-15"), cell("T05-01", "O2", 4, "2026-10-19")]
    outside = [cell("T05-01", "O2", 90, "2026-10-18"), cell("T05-01", "O2", 90, "2026-11-23")]
    found = unresolved_week([cell("T05-01", "O2", 5), *before, *outside], WEEK)
    (line,) = found.topics
    assert (line.now, line.before, line.change) == (Count(5, 5), Count(10, 4), 600)


def test_the_highest_share_stands_first_and_few_follow_by_how_many() -> None:
    cells = [
        cell("T01-01", "O1", 9),
        cell("T02-01", "O2", 2),
        cell("T03-01", "O2", 3),
        *(cell("T04-01", ended, 5) for ended in ("O1", "O2")),
        cell("T05-01", "O2", 5),
        cell("T06-01", "O2", 9, "2026-11-10"),
    ]
    order = [each.topic.code for each in unresolved_week(cells, WEEK).topics]
    assert order == ["T05-01", "T04-01", "T01-01", "T03-01", "T02-01", "T06-01"]


def test_lesson_and_handout_are_suggested_where_something_stayed_open() -> None:
    found = table([cell("T10-01", "O2", 5), cell("T08-01", "O2", 1), cell("T05-01", "O1", 9)])
    life, pay, line = found.topics[0], found.topics[2], found.topics[1]
    assert life.lesson is not None
    assert (life.lesson.code, life.handout) == ("T10", None)
    assert pay.handout is not None
    assert pay.handout.handout == "H05"
    assert (line.lesson, line.handout) == (None, None)
    assert found.next_lesson == life.lesson
    assert found.next_handout == pay.handout


def test_behind_each_figure_stand_its_consultations() -> None:
    lines = [
        Line("", "T05-01", "2026-11-21", "O5", "", "a", "2026-11-21T05:10:00.000+00:00", 15, "O5-device", ""),
        Line("", "T05-01", "2026-11-10", "O1", "trouble", "b", "2026-11-10T14:10:00.000+09:00", 20, "", "2026-11-21"),
        Line("", "T05-01", "2026-10-18", "O2", "", "c", "2026-10-18T14:10:00.000+09:00", 20, "", ""),
        Line("", "T02-01", "2026-11-21", "O2", "", "d", "2026-11-21T14:10:00.000+09:00", 20, "", ""),
    ]
    found = table([cell("T05-01", "O5"), cell("T05-01", "O1", 1, "2026-11-10", "trouble")], lines)
    now, before = found.topics[0].consultations
    assert (now.consultation_id, now.time, now.outcome_title, now.reason_title) == (
        "a",
        "14:10",
        "ここではできない",
        "機器",
    )
    assert (now.unresolved, now.this_week) == (True, True)
    assert (before.consultation_id, before.followed_up, before.unresolved, before.this_week) == (
        "b",
        "trouble",
        True,
        False,
    )


def test_a_table_has_a_row_a_topic_and_tells_when_the_week_is_not_over() -> None:
    found = table([cell("T05-01", "O2", 5)])
    assert not found.finished
    (row,) = rows(found)
    assert len(row) == len(COLUMNS)
    assert csv_text([found]).splitlines()[1].startswith("2026-W47,2026-11-16,2026-11-22,2026-11-21T16:30")
    assert ",5,5,100.0,0,0,,," in csv_text([found])


def test_each_group_of_topics_has_a_lesson() -> None:
    without = {topic.code for topic in CATALOGUE.topics() if shipped_lessons().for_topic(topic.code) is None}
    assert without == {"T99-01"}
    known = CATALOGUE.codes()
    assert all(each.code in known for each in shipped_lessons().lessons)


def test_a_lesson_that_stands_there_twice_is_told_with_its_line() -> None:
    one = b'[[lessons]]\ncode = "T01"\nja = "a"\nen = "a"\n'
    with pytest.raises(Problem) as told:
        load_lessons(one + one)
    assert "6行目" in told.value.sentence


def test_named_values_as_postgresql_writes_them() -> None:
    assert for_postgres("day BETWEEN :first AND :last") == "day BETWEEN %(first)s AND %(last)s"


@given(
    st.lists(
        st.builds(
            Cell,
            st.just(""),
            st.sampled_from(["T01-01", "T05-01", "V01-01"]),
            DAYS,
            st.sampled_from(["O1", "O2", "O3", "O4", "O5", "O6", "O7"]),
            st.sampled_from(["", "", "works", "trouble"]),
            st.integers(1, 7),
        )
    )
)
def test_it_is_a_plain_count_whatever_the_order(cells: list[Cell]) -> None:
    found = unresolved_week(cells, WEEK)
    assert unresolved_week(reversed(cells), WEEK) == found
    for line in found.topics:
        for count, first, days in ((line.now, WEEK.monday, 7), (line.before, WEEK.first_before, 28)):
            span = {(first + timedelta(days=day)).isoformat() for day in range(days)}
            mine = [each for each in cells if each.topic == line.topic and each.day in span]
            assert count.cases == sum(each.cases for each in mine)
            assert count.unresolved == sum(
                each.cases for each in mine if each.ended in ("O2", "O3", "O5", "O6") or each.followed_up == "trouble"
            )
            assert count.asked == sum(each.cases for each in mine if each.followed_up)
            assert count.permille is None or abs(count.permille * count.cases - 1000 * count.unresolved) <= count.cases
            assert (count.permille is None) == (count.cases < 5)
    assert {line.topic for line in found.topics} <= {Topic(each.code) for each in cells}
