"""Two sessions in one room at the same time."""

import msgspec
import pytest

from core.facts import Session
from core.rooms import in_each_others_way, in_one_room, meeting

ONE = Session(
    session_id="one",
    title="相談会",
    day="2026-11-21",
    starts="10:00",
    ends="12:00",
    session_kind="consultation",
    programme=None,
    funding=None,
    organiser=None,
    venue="田無公民館",
    municipality=None,
    target_group=None,
    level=None,
    course_id=None,
    course_place=None,
    ratio=None,
    channel="in_person",
    fee=0,
    quota=None,
    min_age=None,
)


def _other(**told: object) -> Session:
    return msgspec.structs.replace(ONE, **{"session_id": "other", "starts": "11:00", "ends": "13:00"} | told)


@pytest.mark.parametrize(
    ("told", "meets"),
    [
        ({}, True),
        ({"starts": "12:00"}, False),
        ({"starts": "08:00", "ends": "10:00"}, False),
        ({"starts": "10:30", "ends": "11:00"}, True),
        ({"day": "2026-11-22"}, False),
        ({"venue": "図書館"}, False),
        ({"venue": "田無 公民館"}, True),
        ({"room": "会議室"}, False),
        ({"state": "cancelled"}, False),
        ({"state": "closed"}, True),
        ({"is_online": 1}, False),
        ({"channel": "online"}, False),
        ({"session_id": "one"}, False),
    ],
)
def test_who_is_in_whose_way(told: dict[str, object], meets: bool) -> None:
    other = _other(**told)
    assert in_one_room(ONE, other) is meets
    assert in_one_room(other, ONE) is meets
    assert [each.session_id for each in meeting(ONE, [other])] == (["other"] if meets else [])


def test_rooms_are_compared_where_both_are_told() -> None:
    small = msgspec.structs.replace(ONE, room="第1会議室")
    assert in_one_room(small, _other(room="第１会議室"))
    assert not in_one_room(small, _other(room="第2会議室"))


def test_a_plan_without_a_venue_is_in_nobodys_way() -> None:
    assert not in_one_room(msgspec.structs.replace(ONE, venue=""), _other(venue=""))


def test_all_that_meet_are_found_day_by_day() -> None:
    alone, next_day = _other(session_id="alone", starts="15:00", ends="16:00"), _other(session_id="d", day="2026-11-22")
    assert in_each_others_way([ONE, _other(), alone, next_day]) == {"one", "other"}
