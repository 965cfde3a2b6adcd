"""One paper slip that two laptops entered: it counts once, both versions are shown, one touch settles it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.conflicts import Conflict, Decision
from core.facts import Attendance, Consultation
from core.kinds import SessionPlanned
from core.reports.unresolved import COUNTS, Cell
from core.slip_code import Slip
from core.slip_typing import SlipRead, Step
from core.tickets import Ticket
from desktop.app.check_in import check_in
from desktop.app.daily_sheet import daily_sheet
from desktop.app.day import day_state
from desktop.app.days import days_with_records
from desktop.app.desk import Desk
from desktop.app.sessions import open_session, plan_session
from desktop.app.settling import settle
from desktop.app.slip_entry import SlipWritten, enter_slip
from desktop.app.slips import find_number
from desktop.app.staff import add_supporter, sit_down
from desktop.app.unsettled import unsettled
from desktop.app.unsettled_words import sentence
from desktop.app.void_visit import void_attendance
from desktop.app.waiting import day_log
from tests.app.test_slips import code_of
from tests.helpers.apart import meet, two_laptops

A501 = Ticket("A", 501)
READ = SlipRead(Step.DONE, topics=("T02-01",), outcome="O1", minutes=20, band="70s")
OTHERWISE = SlipRead(Step.DONE, topics=("T05-01",), outcome="O2", minutes=20, band="70s")


@pytest.fixture
def laptops(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Desk, Desk]]:
    with two_laptops(tmp_path, clock) as both:
        plan = SessionPlanned(title="スマホ相談会", day=both[0].today.isoformat(), starts="09:00", ends="17:00")
        open_session(both[0], plan_session(both[0], plan).session.session_id)
        sit_down(both[0], add_supporter(both[0], "森 陽子").supporter.supporter_id)
        meet(*both)
        yield both


def enter(desk: Desk, read: SlipRead = READ, ticket: Ticket = A501) -> SlipWritten:
    return enter_slip(desk, Slip(desk.today, ticket), read)


def twice(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    """The same slip, read differently by the second; then they meet."""
    for desk, read in zip(laptops, (READ, OTHERWISE), strict=True):
        clock.advance(minutes=5)
        enter(desk, read)
    meet(*laptops)


def counts(desk: Desk) -> tuple[int, int]:
    """Visits and consultations; every place that counts them says the same."""
    state, sheet = day_state(desk), daily_sheet(desk, desk.today)
    day = {"first": desk.today.isoformat(), "last": desk.today.isoformat()}
    cells = [Cell(*row) for row in desk.store.db.execute(COUNTS.format(site="''", only="", day="day"), day).fetchall()]
    (line, *_) = days_with_records(desk)
    assert (line.visits, line.consultations) == (state.visits, state.consultations)
    assert (len(sheet.receptions), len(sheet.consultation_lines)) == (state.visits, state.consultations)
    assert sum(each.cases for each in cells) == day_log(desk).cases == state.consultations
    return state.visits, state.consultations


def test_both_stay_one_counts_and_both_are_shown(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    twice(laptops, clock)
    for desk in laptops:
        assert desk.store.facts.count(Attendance, "voided = 0") == desk.store.facts.count(Consultation) == 2
        assert counts(desk) == (1, 1)
        (item,) = unsettled(desk)
        assert (item.conflict, item.thing, item.ticket) == (Conflict.DOUBLE_VISIT, "slip", "A501")
        assert (item.session, item.choices) == ("スマホ相談会", (Decision.ONE, Decision.TWO))
        assert [(each.letter, each.staff, each.at[11:16], each.stands) for each in item.versions] == [
            ("A", "森 陽子", "09:35", True),
            ("B", "", "09:40", False),
        ]
        first, second = ({each.field: each.ja for each in side.tells} for side in item.versions)
        assert first["topic"] != second["topic"]
        assert first["minutes"] == second["minutes"] == "20"
        assert sentence(item) == "整理番号A501の相談票が、2台で記録されています。1回と数えています（スマホ相談会）。"
        found = find_number(desk, desk.today, "A501")
        assert found.visit
        assert found.consultation
        assert (found.visit.double_of, found.consultation.double_of) == (None, None)


@pytest.mark.parametrize(("decision", "counted"), [(Decision.ONE, (1, 1)), (Decision.TWO, (2, 2))])
def test_one_touch_settles_it_everywhere_and_is_taken_back(
    laptops: tuple[Desk, Desk], clock: FixedClock, decision: Decision, counted: tuple[int, int]
) -> None:
    twice(laptops, clock)
    (item,) = unsettled(laptops[1])
    settle(laptops[1], item.conflict, item.about, decision)
    meet(*laptops)
    assert [(unsettled(desk), counts(desk)) for desk in laptops] == [([], counted)] * 2
    settle(laptops[0], item.conflict, item.about, Decision.OPEN)
    meet(*laptops)
    assert [(unsettled(desk), counts(desk)) for desk in laptops] == [([item], (1, 1))] * 2


def test_received_at_the_door_here_and_typed_from_paper_there(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    check_in(laptops[0], code_of(laptops[0]))
    clock.advance(minutes=5)
    enter(laptops[1])
    meet(*laptops)
    assert [counts(desk) for desk in laptops] == [(1, 1)] * 2
    (item,) = unsettled(laptops[0])
    assert [(side.letter, bool(side.tells)) for side in item.versions] == [("A", False), ("B", True)]


def test_two_laptops_type_the_slip_of_one_reception(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    check_in(laptops[0], code_of(laptops[0]))
    meet(*laptops)
    twice(laptops, clock)
    assert [counts(desk) for desk in laptops] == [(1, 1)] * 2
    (item,) = unsettled(laptops[0])
    assert (item.conflict, item.ticket, len(item.versions)) == (Conflict.SAME_SLIP, "A501", 2)
    settle(laptops[0], item.conflict, item.about, Decision.TWO)
    meet(*laptops)
    assert [(unsettled(desk), counts(desk)) for desk in laptops] == [([], (1, 2))] * 2
    settle(laptops[1], item.conflict, item.about, Decision.ONE)
    meet(*laptops)
    assert [(unsettled(desk), counts(desk)) for desk in laptops] == [([], (1, 1))] * 2


def test_slips_of_other_numbers_and_of_one_laptop_are_no_doubles(laptops: tuple[Desk, Desk]) -> None:
    enter(laptops[0])
    enter(laptops[0], OTHERWISE)
    enter(laptops[1], ticket=Ticket("A", 502))
    meet(*laptops)
    assert [(unsettled(desk), counts(desk)) for desk in laptops] == [([], (2, 3))] * 2


def test_voiding_one_of_them_leaves_nothing_to_settle(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    twice(laptops, clock)
    (item,) = unsettled(laptops[0])
    counted = laptops[0].store.facts.where(Consultation, "attendance_id = ?", [item.about[0]])
    void_attendance(laptops[0], item.about[0])
    meet(*laptops)
    for desk in laptops:
        assert Conflict.DOUBLE_VISIT not in {each.conflict for each in unsettled(desk)}
        assert desk.store.facts.count(Attendance, "voided = 0 AND double_of IS NULL") == 1
    assert len(counted) == 1
