"""Two laptops that disagree: both versions are kept and shown, a person settles it, the other laptop agrees."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.bookings import Place
from core.clock import FixedClock
from core.conflicts import CHOICES, Conflict, Decision
from core.facts import Attendance, Person, Session, Settlement
from core.kinds import BookingMade, PersonMerged, PersonRegistered, SessionPlanned, TicketIssued
from core.problem import Problem
from desktop.app.bookings import make_booking, move_booking
from desktop.app.check_in import check_in_person
from desktop.app.daily_sheet import daily_sheet
from desktop.app.day import day_state
from desktop.app.desk import Desk
from desktop.app.door import received_in, surviving
from desktop.app.overview import overview
from desktop.app.people import add_person, find_people, merge_people, person_lines
from desktop.app.receive_booking import receive_booking
from desktop.app.sessions import close_session, open_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.settling import settle, settle_by_id
from desktop.app.staff import add_supporter, sit_down
from desktop.app.unsettled import settlement_id, unsettled, unsettled_on
from desktop.app.unsettled_item import UnsettledItem
from desktop.app.unsettled_words import sentence
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import receive_walk_in
from desktop.storage.journal import Draft
from tests.helpers.apart import meet, two_laptops


@pytest.fixture
def laptops(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Desk, Desk]]:
    """Both know today's session and each other."""
    with two_laptops(tmp_path, clock) as both:
        yield both


def held(desk: Desk, **changes: object) -> Session:
    """Today's session, open."""
    plan = {"title": "スマホ相談会", "day": desk.today.isoformat(), "starts": "09:00", "ends": "12:00", **changes}
    planned = plan_session(desk, SessionPlanned(**plan)).session  # type: ignore[arg-type]  # varied by tests
    return open_session(desk, planned.session_id).session


def twice(laptops: tuple[Desk, Desk], clock: FixedClock) -> Person:
    """The same visitor on both laptops while apart; then they meet."""
    first, second = laptops
    held(first)
    person = add_person(first, PersonRegistered(age_band="70s")).person
    meet(*laptops)
    check_in_person(first, person, how="card")
    clock.advance(minutes=8)
    check_in_person(second, person, how="name")
    meet(*laptops)
    return person


def decide(desk: Desk, item: UnsettledItem, decision: Decision) -> None:
    settle(desk, item.conflict, item.about, decision)


def test_both_are_kept_one_counts_and_the_pair_is_to_be_settled(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    sit_down(laptops[0], add_supporter(laptops[0], "森 陽子").supporter.supporter_id)
    person = twice(laptops, clock)
    for desk in laptops:
        assert desk.store.facts.count(Attendance, "voided = 0") == 2
        state = day_state(desk)
        assert (state.visits, state.here, received_in(desk, state.sessions[0])) == (1, 1, 1)
        assert overview(desk).sessions[0].received == 1
        assert [line.visits for line in person_lines(desk, [person])] == [1]
        (item,) = unsettled(desk)
        assert (item.conflict, item.session, item.choices) == (
            Conflict.DOUBLE_VISIT,
            "スマホ相談会",
            (Decision.ONE, Decision.TWO),
        )
        assert [(each.ticket, each.letter, each.staff, each.at[11:16]) for each in item.versions] == [
            ("A1", "A", "森 陽子", "09:30"),
            ("B1", "B", "", "09:38"),
        ]
        assert [line.ticket for line in daily_sheet(desk, desk.today).receptions] == ["A1"]


@pytest.mark.parametrize(("decision", "visits"), [(Decision.ONE, 1), (Decision.TWO, 2)])
def test_settled_on_one_laptop_the_other_agrees_and_it_can_be_taken_back(
    laptops: tuple[Desk, Desk], clock: FixedClock, decision: Decision, visits: int
) -> None:
    twice(laptops, clock)
    (item,) = unsettled(laptops[1])
    decide(laptops[1], item, decision)
    meet(*laptops)
    for desk in laptops:
        assert (unsettled(desk), day_state(desk).visits) == ([], visits)
        assert daily_sheet(desk, desk.today).unsettled == ()
    decide(laptops[0], item, Decision.OPEN)
    meet(*laptops)
    for desk in laptops:
        assert (unsettled(desk), day_state(desk).visits) == ([item], 1)


def test_two_people_who_settle_apart_agree_when_they_meet(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    twice(laptops, clock)
    (item,) = unsettled(laptops[0])
    decide(laptops[0], item, Decision.ONE)
    clock.advance(minutes=1)
    decide(laptops[1], item, Decision.TWO)
    meet(*laptops)
    assert [day_state(desk).visits for desk in laptops] == [2, 2]


def test_without_a_plan_both_open_the_same_session(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    person = add_person(laptops[0], PersonRegistered(age_band="70s")).person
    meet(*laptops)
    for desk in laptops:
        clock.advance(minutes=5)
        check_in_person(desk, person, how="card")
    meet(*laptops)
    for desk in laptops:
        state = day_state(desk)
        assert (len(state.sessions), state.visits, state.is_open) == (1, 1, True)
    close_session(laptops[0], day_state(laptops[0]).sessions[0].session_id)
    receive_walk_in(laptops[0], "70s")
    assert len(day_state(laptops[0]).sessions) == 2


def test_voiding_one_of_them_leaves_nothing_to_settle(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    twice(laptops, clock)
    (item,) = unsettled(laptops[0])
    void_attendance(laptops[0], item.about[0])
    meet(*laptops)
    assert [(unsettled(desk), day_state(desk).visits) for desk in laptops] == [([], 1)] * 2


def test_who_comes_again_because_somebody_asked_counts_twice(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    person = twice(laptops, clock)
    check_in_person(laptops[0], person, how="card", again=True)
    assert day_state(laptops[0]).visits == 2
    assert len(unsettled(laptops[0])) == 1


def test_a_booking_of_somebody_who_is_not_on_record_brings_one_visit(
    laptops: tuple[Desk, Desk], clock: FixedClock
) -> None:
    session = held(laptops[0])
    booking = make_booking(laptops[0], BookingMade(session_id=session.session_id, age_band="70s")).booking
    meet(*laptops)
    for desk in laptops:
        receive_booking(desk, booking.booking_id)
        clock.advance(minutes=1)
    meet(*laptops)
    assert [(day_state(desk).visits, [each.conflict for each in unsettled(desk)]) for desk in laptops] == [
        (1, ["double_visit"])
    ] * 2


def test_more_than_the_quota_came_while_apart(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    held(laptops[0], quota=2)
    meet(*laptops)
    for desk in laptops:
        for _ in range(2):
            clock.advance(minutes=1)
            assert receive_walk_in(desk, "70s").result == "received"
    meet(*laptops)
    (item,) = unsettled(laptops[0])
    assert (item.conflict, item.number, item.at[11:16]) == (Conflict.OVER_QUOTA, 2, "09:33")
    assert [(each.ticket, each.letter, each.at[11:16]) for each in item.versions] == [
        ("B1", "B", "09:33"),
        ("B2", "B", "09:34"),
    ]
    assert sentence(item) == "定員を2人こえています（スマホ相談会）。"
    decide(laptops[0], item, Decision.SEEN)
    meet(*laptops)
    assert unsettled(laptops[1]) == []
    receive_walk_in(laptops[1], "70s", admit=True)
    assert [each.number for each in unsettled(laptops[1])] == [3]


def test_the_same_number_given_twice_is_listed_with_both_visits(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    """As after a clone: two laptops with one letter."""
    first, second = laptops
    held(first)
    meet(*laptops)
    receive_walk_in(first, "70s")
    clock.advance(minutes=1)
    visit = receive_walk_in(second, "70s").attendance
    assert visit is not None
    second.record(Draft(visit.attendance_id, TicketIssued(ticket="A1")))
    meet(*laptops)
    (item,) = unsettled(first)
    assert (item.conflict, [each.ticket for each in item.versions]) == (Conflict.SAME_TICKET, ["A1", "A1"])
    assert sentence(item) == "整理番号A1を、2人に渡しています（スマホ相談会）。"
    decide(first, item, Decision.SEEN)
    assert unsettled(first) == []
    assert day_state(first).visits == 2


def test_a_place_that_both_booked_is_settled_by_moving_one(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    session = held(laptops[0], starts="13:00", ends="15:00", slot_minutes=30, tables=2)
    meet(*laptops)
    for desk in laptops:
        clock.advance(minutes=1)
        told = BookingMade(session_id=session.session_id, slot="13:30", table=2)
        booked = make_booking(desk, told).booking
    meet(*laptops)
    for desk in laptops:
        (item,) = unsettled(desk)
        assert (item.conflict, item.place) == (Conflict.SAME_PLACE, Place("13:30", 2))
        assert [each.letter for each in item.versions] == ["A", "B"]
        assert sentence(item) == "13:30からの2番に、予約が2件入っています（スマホ相談会）。"
    move_booking(laptops[0], booked.booking_id, "14:00", 1)
    meet(*laptops)
    assert [unsettled(desk) for desk in laptops] == [[], []]


def test_after_the_session_nobody_is_asked_about_its_places(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    session = held(laptops[0], starts="13:00", ends="15:00", slot_minutes=30)
    meet(*laptops)
    for desk in laptops:
        make_booking(desk, BookingMade(session_id=session.session_id, slot="13:30", table=1))
    meet(*laptops)
    close_session(laptops[0], session.session_id)
    assert unsettled(laptops[0]) == []


def test_what_arrives_later_is_shown_on_later_days_and_on_its_own_sheet(
    laptops: tuple[Desk, Desk], clock: FixedClock
) -> None:
    twice(laptops, clock)
    day = laptops[0].today
    clock.advance(days=3)
    (item,) = unsettled(laptops[0])
    assert unsettled_on(laptops[0], day) == [item]
    assert len(daily_sheet(laptops[0], day).unsettled) == 1
    assert unsettled_on(laptops[0], day + timedelta(days=3)) == []


def test_merged_in_a_circle_by_two_laptops_they_are_one_person_with_one_record(
    laptops: tuple[Desk, Desk], clock: FixedClock
) -> None:
    first, second = laptops
    change_setting(first, "visitor_fields", "name")
    people = [add_person(first, PersonRegistered(name="高橋 花子")).person.person_id for _ in range(2)]
    meet(*laptops)
    first.record(Draft(people[0], PersonMerged(into=people[1])))
    second.record(Draft(people[1], PersonMerged(into=people[0])))
    meet(*laptops)
    for desk in laptops:
        for person_id in people:
            found = surviving(desk, person_id)
            assert found is not None
            assert found.person_id == min(people)
    assert [line.person.person_id for line in find_people(first, "高橋")] == [min(people)]
    with pytest.raises(Problem, match=r"一つにまとめられ"):
        merge_people(first, people[0], people[1])


@pytest.mark.parametrize("conflict", Conflict)
def test_a_decision_that_says_nothing_is_refused(laptops: tuple[Desk, Desk], conflict: Conflict) -> None:
    for decision in set(Decision) - {*CHOICES[conflict], Decision.OPEN}:
        with pytest.raises(Problem) as told:
            settle(laptops[0], conflict, ("a", "b"), decision)
        assert told.value.code == "decision_unfit"
    assert laptops[0].store.facts.count(Settlement) == 0


def test_an_item_is_settled_and_opened_again_by_its_id(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    twice(laptops, clock)
    desk = laptops[0]
    (item,) = unsettled(desk)
    item_id = settlement_id(desk, item.conflict, item.about)
    assert item_id == settlement_id(laptops[1], item.conflict, item.about)
    settle_by_id(desk, item_id, Decision.TWO)
    assert unsettled(desk) == []
    settle_by_id(desk, item_id, Decision.OPEN)
    assert unsettled(desk) == [item]
    with pytest.raises(Problem) as told:
        settle_by_id(desk, "00000000-0000-0000-0000-000000000000", Decision.ONE)
    assert told.value.code == "item_unknown"
