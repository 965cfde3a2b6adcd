"""Request, apply, match: who fits is told with reasons, an unbadged person at once; nothing is refused."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from core.clock import FixedClock
from core.conflicts import Conflict, Decision
from core.facts import Staffing
from core.kinds import StaffRequestFields
from core.problem import Problem
from core.staff_fit import Point
from desktop.app.desk import Desk
from desktop.app.opening import CheckCode, look_at_records
from desktop.app.sessions import cancel_session
from desktop.app.settling import settle
from desktop.app.staff_requests import (
    amend_request,
    request_fields,
    request_staff,
    requests_of,
    restore_request,
    withdraw_request,
)
from desktop.app.staffing import assign
from desktop.app.staffing_board import coming_of, staffing_board, unbadged_on
from desktop.app.supporters import amend_register, fields_of
from desktop.app.unsettled import unsettled
from desktop.app.unsettled_words import sentence
from tests.app.supporting import asked, badged, planned, registered
from tests.helpers.apart import meet, two_laptops


@pytest.fixture
def laptops(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Desk, Desk]]:
    with two_laptops(tmp_path, clock) as both:
        yield both


def test_who_applied_is_matched_and_the_request_is_met(desk: Desk) -> None:
    session, person = planned(desk), badged(desk)
    request = asked(desk, session, 1, needs_badge=True)
    first = assign(desk, session.session_id, person.supporter_id, "applied")
    assert (first.before, first.staffing.request_id, first.concerns) == (None, request.request_id, ())
    assert staffing_board(desk, session.session_id).requests[0].missing == 1
    written = assign(desk, session.session_id, person.supporter_id, "matched")
    assert (written.before, written.staffing.role) == ("applied", "supporter")
    board = staffing_board(desk, session.session_id)
    assert (board.matched, board.requests[0].missing, board.requests[0].over) == (1, 0, 0)
    assert [line.supporter for line in board.people] == [person]
    assert desk.store.facts.count(Staffing) == 1
    assert [each.session_id for each, _ in coming_of(desk, person.supporter_id)] == [session.session_id]


@pytest.mark.parametrize("state", ["declined", "cancelled"])
def test_who_declined_or_was_taken_out_serves_no_more(desk: Desk, state: str) -> None:
    session, person = planned(desk), badged(desk)
    asked(desk, session)
    assign(desk, session.session_id, person.supporter_id, "matched")
    assign(desk, session.session_id, person.supporter_id, state)  # type: ignore[arg-type]  # both of them
    assert staffing_board(desk, session.session_id).matched == 0
    assert coming_of(desk, person.supporter_id) == []


def test_an_unbadged_person_is_told_at_once_and_again_on_the_day(desk: Desk) -> None:
    session = planned(desk)
    asked(desk, session, 3, needs_badge=True)
    none, expired, held = registered(desk, "無"), badged(desk, "切", "2026-11-20"), badged(desk, "有", "2026-11-21")
    told = [assign(desk, session.session_id, each.supporter_id, "matched") for each in (none, expired, held)]
    assert [each.concerns for each in told] == [(Point.BADGE_NONE,), (Point.BADGE_EXPIRED,), ()]
    assert [each.staffing.state for each in told] == ["matched"] * 3
    assert {line.supporter.display_name for line in unbadged_on(desk, desk.today)} == {"無", "切"}
    found = next(each for each in look_at_records(desk) if each.code is CheckCode.STAFF)
    assert (found.verdict, found.finding, found.number) == ("look", "unbadged", 2)
    cancel_session(desk, session.session_id)
    assert unbadged_on(desk, desk.today) == []


def test_without_need_of_a_badge_nobody_is_told(desk: Desk) -> None:
    session, person = planned(desk), registered(desk)
    asked(desk, session)
    assert assign(desk, session.session_id, person.supporter_id, "matched").concerns == ()
    assert unbadged_on(desk, desk.today) == []


def test_somebody_elsewhere_at_that_time_is_told(desk: Desk) -> None:
    here, there, person = planned(desk), planned(desk, starts="15:00", ends="17:00"), badged(desk)
    assign(desk, there.session_id, person.supporter_id, "matched")
    fits = {each.candidate.supporter.supporter_id: each for each in staffing_board(desk, here.session_id).fits}
    assert Point.ELSEWHERE in fits[person.supporter_id].points
    assert assign(desk, here.session_id, person.supporter_id, "matched").concerns == (Point.ELSEWHERE,)


def test_more_than_are_needed_are_taken_and_told(desk: Desk) -> None:
    session = planned(desk)
    asked(desk, session, 1)
    one, two = badged(desk, "一"), badged(desk, "二")
    assert assign(desk, session.session_id, one.supporter_id, "matched").concerns == ()
    assert assign(desk, session.session_id, two.supporter_id, "matched").concerns == (Point.MORE_THAN_NEEDED,)
    assert staffing_board(desk, session.session_id).requests[0].over == 1


def test_a_request_is_changed_withdrawn_and_put_back(desk: Desk) -> None:
    session = planned(desk)
    request = asked(desk, session, 2, remark="名札を持ってきてください")
    more = msgspec.structs.replace(request_fields(request), needed=4, needs_badge=True)
    assert amend_request(desk, request.request_id, more).request.needed == 4
    withdraw_request(desk, request.request_id)
    assert requests_of(desk, session.session_id) == []
    assert restore_request(desk, request.request_id).request == msgspec.structs.replace(
        request, needed=4, needs_badge=1
    )
    with pytest.raises(Problem):
        request_staff(desk, StaffRequestFields(session_id=session.session_id, needed=0))


def test_two_laptops_that_match_the_same_person_match_once(laptops: tuple[Desk, Desk]) -> None:
    one, other = laptops
    session, person = planned(one), badged(one)
    asked(one, session, 1)
    meet(*laptops)
    for desk in laptops:
        assign(desk, session.session_id, person.supporter_id, "matched")
    meet(*laptops)
    assert other.store.facts.count(Staffing) == 1
    assert staffing_board(other, session.session_id).requests[0].over == 0


def test_two_laptops_that_match_beyond_the_need_show_it_on_both(laptops: tuple[Desk, Desk]) -> None:
    session = planned(laptops[0])
    people = [badged(laptops[0], name) for name in ("一", "二")]
    asked(laptops[0], session, 1)
    meet(*laptops)
    for desk, person in zip(laptops, people, strict=True):
        assert assign(desk, session.session_id, person.supporter_id, "matched").concerns == ()
    meet(*laptops)
    assert [staffing_board(desk, session.session_id).requests[0].over for desk in laptops] == [1, 1]


def test_a_request_and_a_record_changed_apart_are_settled_by_a_person(
    laptops: tuple[Desk, Desk], clock: FixedClock
) -> None:
    one, other = laptops
    request, person = asked(one, planned(one), 1), registered(one)
    meet(*laptops)
    for desk, needed, name in ((one, 2, "山田 花"), (other, 3, "山田 華")):
        clock.advance(minutes=5)
        amend_request(desk, request.request_id, msgspec.structs.replace(request_fields(request), needed=needed))
        amend_register(
            desk, person.supporter_id, msgspec.structs.replace(fields_of(person), display_name=name, weekdays=(needed,))
        )
    meet(*laptops)
    items = {item.thing: item for item in unsettled(one)}
    assert {thing: item.conflict for thing, item in items.items()} == {
        "staffrequest": Conflict.VERSIONS,
        "supporter": Conflict.VERSIONS,
    }
    assert [side.tells[0].ja for side in items["staffrequest"].versions] == ["2", "3"]
    assert [[told.ja for told in side.tells] for side in items["supporter"].versions] == [
        ["山田 花", "火"],
        ["山田 華", "水"],
    ]
    assert "担当者の依頼" in sentence(items["staffrequest"])
    item = items["staffrequest"]
    settle(one, item.conflict, item.about, Decision.KEPT, item.versions[0].id)
    meet(*laptops)
    assert [requests_of(desk, request.session_id)[0].needed for desk in laptops] == [2, 2]
    assert [item.thing for item in unsettled(other)] == ["supporter"]


def test_a_withdrawal_and_a_change_apart_are_told_too(laptops: tuple[Desk, Desk]) -> None:
    one, other = laptops
    request = asked(one, planned(one), 1)
    meet(*laptops)
    withdraw_request(one, request.request_id)
    amend_request(other, request.request_id, msgspec.structs.replace(request_fields(request), needed=3))
    meet(*laptops)
    (item,) = unsettled(one)
    assert {told.field for side in item.versions for told in side.tells} >= {"withdrawn"}
