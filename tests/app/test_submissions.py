"""提出: frozen as it was handed in, what has changed since, versions that take its place, two laptops apart."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from core.clock import FixedClock
from core.facts import Submission
from core.ids import submission_id
from core.problem import Problem
from core.reports.changes import ChangeKind
from core.reports.figures import figure_text
from core.reports.handed_in import freeze
from core.reports.period import end_of, fiscal_year_period, month_period
from core.reports.table import TOTAL, Asked, ReportCode, Split
from desktop.app.desk import Desk
from desktop.app.kept_prints import KeptPrint, keep_prints, kept_prints, paper_again
from desktop.app.report_papers import report_paper
from desktop.app.reporting import report_table
from desktop.app.submissions import (
    changed_since,
    hand_in,
    paper_handed_in,
    replace_report,
    reports_handed_in,
    table_handed_in,
    the_report_handed_in,
)
from desktop.app.walk_in import receive_walk_in
from tests.helpers.apart import meet, two_laptops
from tests.printing.reading import text_of
from tests.ui.busy import new_desk, with_sessions, with_staff

ASKED = Asked(report=ReportCode.RESULTS, period=month_period(2026, 11), split=Split.AGE_BAND)
CITY = "西東京市デジタル推進課"


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = with_sessions(with_staff(new_desk(tmp_path, clock)))
    for _ in range(3):
        receive_walk_in(made, "70s", admit=True)
    yield made
    made.store.close()


def test_what_was_handed_in_stays_as_it_was(desk: Desk, clock: FixedClock) -> None:
    counted = report_table(desk, ASKED)
    handed = hand_in(desk, ASKED, CITY).handed_in
    clock.advance(minutes=5)
    receive_walk_in(desk, "80plus", admit=True)
    told = handed.told
    assert (told.version, told.handed_to, told.cut_off) == (1, CITY, counted.cut_off)
    assert (handed.title, handed.who.staff, handed.is_part) == ("実績報告", "森 陽子", True)
    assert table_handed_in(desk, handed.id) == counted
    assert handed.submission_id == submission_id(desk.identity.site_id, "r7", "2026-11-01/2026-11-30", "age_band", 1)


def test_what_has_changed_since_is_told_figure_by_figure(desk: Desk) -> None:
    handed = hand_in(desk, ASKED, CITY).handed_in
    assert changed_since(desk, handed.id).changes == ()
    receive_walk_in(desk, "80plus", admit=True)
    receive_walk_in(desk, "70s", admit=True)
    found = {(each.row, each.column): each for each in changed_since(desk, handed.id).changes}
    visits = found["70s", "visits"]
    assert (figure_text(visits.before), figure_text(visits.after)) == ("3", "4")
    assert found["80plus", "visits"].kind is ChangeKind.ADDED
    assert figure_text(found[TOTAL, "visits"].after) == "5"


def test_a_version_takes_its_place_and_both_are_read_and_printed(desk: Desk, clock: FixedClock) -> None:
    first = hand_in(desk, ASKED, CITY).handed_in
    clock.advance(hours=1)
    receive_walk_in(desk, "80plus", admit=True)
    second = replace_report(desk, first.id, "紙の受付が1件遅れて届いたため").handed_in
    assert (second.told.version, second.told.handed_to) == (2, CITY)
    assert second.told.reason == "紙の受付が1件遅れて届いたため"
    latest, earlier = reports_handed_in(desk)
    assert (latest.id, latest.is_replaced) == (second.id, False)
    assert (earlier.id, earlier.is_replaced) == (first.id, True)
    rows = [table_handed_in(desk, each.id).row("80plus") for each in (first, second)]
    assert [row is not None for row in rows] == [False, True]
    papers = [text_of(paper_handed_in(desk, each.id).pdf) for each in (first, second)]
    assert ["80" in paper for paper in papers] == [False, True]


def test_papers_that_wait_for_a_printer_are_made_again_after_a_restart(desk: Desk) -> None:
    """What was handed in as it was then, a report as it is counted now."""
    handed = hand_in(desk, ASKED, CITY).handed_in
    papers = [report_paper(desk, report_table(desk, ASKED), ASKED), paper_handed_in(desk, handed.id)]
    kept = [KeptPrint(each.title, "office", 1, desk.now, each.request) for each in papers if each.request]
    keep_prints(desk, tuple(kept))
    receive_walk_in(desk, "80plus", admit=True)
    again = [paper_again(desk, each.request) for each in kept_prints(desk)]
    assert ["80" in text_of(each.pdf) for each in again] == [True, False]


def test_the_same_report_is_handed_in_once_and_then_replaced(desk: Desk) -> None:
    handed = hand_in(desk, ASKED, CITY).handed_in
    with pytest.raises(Problem, match="もう提出"):
        hand_in(desk, ASKED, CITY)
    with pytest.raises(Problem, match="理由"):
        replace_report(desk, handed.id, " ")
    other = Asked(report=ReportCode.RESULTS, period=fiscal_year_period(2026))
    assert hand_in(desk, other).handed_in.told.version == 1
    with pytest.raises(Problem, match="見つかりません"):
        the_report_handed_in(desk, "nothing")


def test_what_came_after_its_cut_off_is_no_change_of_it(desk: Desk, clock: FixedClock) -> None:
    until = msgspec.structs.replace(ASKED, cut_off=end_of(desk.today))
    handed = hand_in(desk, until, CITY).handed_in
    assert handed.told.by == f"age_band until={desk.today}"
    clock.advance(days=1)
    receive_walk_in(desk, "80plus", admit=True)
    assert changed_since(desk, handed.id).changes == ()
    assert table_handed_in(desk, replace_report(desk, handed.id, "確かめのため").handed_in.id).row("80plus") is None


def test_a_period_that_was_over_is_no_part(desk: Desk, clock: FixedClock) -> None:
    clock.advance(days=40)
    assert not hand_in(desk, ASKED).handed_in.is_part
    assert not the_report_handed_in(desk, reports_handed_in(desk)[0].submission_id).is_part


def test_a_number_that_must_not_be_kept_is_refused(desk: Desk) -> None:
    with pytest.raises(Problem):
        hand_in(desk, ASKED, "1234 5678 9018")
    assert reports_handed_in(desk) == []


def test_one_that_is_not_what_was_handed_in_is_told(desk: Desk) -> None:
    """Whoever changed the content in the file did not change what its hash says."""
    handed = hand_in(desk, ASKED).handed_in
    (data,) = desk.store.db.execute("SELECT data FROM event WHERE event_id = ?", [handed.id]).fetchone()
    assert data.count(b"visits") > 1
    with desk.store.db.conn:
        desk.store.db.execute(
            "UPDATE event SET data = ? WHERE event_id = ?", [data.replace(b"visits", b"visit5"), handed.id]
        )
    (found,) = reports_handed_in(desk)
    assert not found.is_whole
    with pytest.raises(Problem, match="同じではありません"):
        table_handed_in(desk, handed.id)


def test_a_report_that_no_event_can_hold_is_refused(desk: Desk) -> None:
    table = report_table(desk, ASKED)
    with pytest.raises(Problem, match="大きすぎ"):
        freeze(msgspec.structs.replace(table, rows=table.rows * 900))


def test_two_laptops_that_hand_in_the_same_version_apart_are_both_there(tmp_path: Path, clock: FixedClock) -> None:
    with two_laptops(tmp_path, clock) as (first, second):
        for desk, visitors in ((first, 1), (second, 2)):
            clock.advance(minutes=1)
            for _ in range(visitors):
                receive_walk_in(desk, "70s", admit=True)
            hand_in(desk, ASKED, CITY)
        meet(first, second)
        for desk in (first, second):
            found = reports_handed_in(desk)
            assert [(each.told.version, each.is_apart, each.who.letter) for each in found] == [
                (1, True, "B"),
                (1, True, "A"),
            ]
            totals = [table_handed_in(desk, each.id).cell(TOTAL, "visits") for each in found]
            assert [figure_text(each) for each in totals] == ["2", "1"]
            assert len(desk.store.facts.where(Submission, "1")) == 1
        clock.advance(minutes=1)
        settled = replace_report(first, reports_handed_in(first)[0].id, "2台で別々に提出したため").handed_in
        assert (settled.told.version, settled.is_apart) == (2, False)
        assert date.fromisoformat(settled.told.period_from) == date(2026, 11, 1)
