"""A visitor's record, opened on purpose."""

import pytest

from core.clock import FixedClock
from core.kinds import PersonalDataViewed, PersonRegistered
from core.problem import Problem
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in_person
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.desk import Desk
from desktop.app.people import add_person, erase_person, merge_people, the_person
from desktop.app.person_file import VISITS_AT_MOST, open_person_file
from desktop.app.sessions import close_session, open_sessions
from desktop.app.settings import change_setting
from desktop.app.staff import add_supporter, sit_down
from desktop.app.void_visit import void_attendance


@pytest.fixture
def person_id(desk: Desk) -> str:
    change_setting(desk, "visitor_fields", "name")
    return add_person(desk, PersonRegistered(name="山田 花子", age_band="70s")).person.person_id


def _viewings(desk: Desk) -> list[tuple[str | None, str | None]]:
    events = desk.store.journal.events_of(desk.identity.device_id)
    return [
        (each.payload.person_id, each.event.staff_id) for each in events if isinstance(each.payload, PersonalDataViewed)
    ]


def test_that_it_was_seen_and_by_whom_is_recorded(desk: Desk, person_id: str) -> None:
    staff = add_supporter(desk, "森 陽子", "coordinator").supporter
    sit_down(desk, staff.supporter_id)
    open_person_file(desk, person_id)
    assert _viewings(desk) == [(person_id, staff.supporter_id)]


def test_nobody_is_seen_where_nobody_is(desk: Desk) -> None:
    with pytest.raises(Problem, match="登録が見つかりません"):
        open_person_file(desk, "nobody")
    assert _viewings(desk) == []


def test_cards_visits_and_merged_records(desk: Desk, person_id: str) -> None:
    issue_card(desk, person_id)
    other = add_person(desk, PersonRegistered(name="山田 はな子")).person
    merge_people(desk, other.person_id, person_id)
    file = open_person_file(desk, person_id)
    attendance = check_in_person(desk, file.person, how="name").attendance
    assert attendance is not None
    record_consultation(desk, ConsultationForm("T01-01", "O1", 5, attendance_id=attendance.attendance_id))
    file = open_person_file(desk, person_id)
    assert [(each.session, each.consultations) for each in file.visits] == [("スマホ相談会", 1)]
    assert ([card.state for card in file.cards], file.fields) == (["valid"], ("name",))
    assert [each.name for each in file.merged] == ["山田 はな子"]
    void_attendance(desk, attendance.attendance_id)
    assert open_person_file(desk, person_id).visit_count == 0


def test_the_record_that_stands_is_opened_with_what_belongs_to_both(desk: Desk, person_id: str) -> None:
    issue_card(desk, person_id)
    other = add_person(desk, PersonRegistered(name="山田 はな子")).person
    issue_card(desk, other.person_id)
    check_in_person(desk, other, how="name")
    merge_people(desk, other.person_id, person_id)
    file = open_person_file(desk, other.person_id)
    assert (file.person.person_id, len(file.cards), file.visit_count) == (person_id, 2, 1)
    assert _viewings(desk)[-1][0] == person_id


def test_only_the_latest_visits_are_listed_but_all_are_counted(desk: Desk, person_id: str, clock: FixedClock) -> None:
    for _ in range(VISITS_AT_MOST + 2):
        clock.advance(days=1)
        check_in_person(desk, open_person_file(desk, person_id).person, how="name")
        close_session(desk, open_sessions(desk)[0].session_id)
    file = open_person_file(desk, person_id)
    assert (len(file.visits), file.visit_count) == (VISITS_AT_MOST, VISITS_AT_MOST + 2)
    assert file.visits[0].attendance.day == desk.today.isoformat()


def test_erasing_takes_the_records_merged_into_this_one_along(desk: Desk, person_id: str) -> None:
    twin, older, other = (
        add_person(desk, PersonRegistered(name="山田 花子", age_band="70s")).person.person_id for _ in range(3)
    )
    merge_people(desk, twin, person_id)
    merge_people(desk, older, twin)
    erase_person(desk, person_id)
    desk.store.journal.rebuild()
    assert [the_person(desk, each).name for each in (person_id, twin, older)] == [None] * 3
    assert the_person(desk, other).name == "山田 花子"
