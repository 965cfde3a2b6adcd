"""The eight results, each for its reason; nothing is received twice, and nobody as another person."""

from datetime import timedelta

import pytest

from core.card_code import CodeKind, new_code
from core.clock import FixedClock
from core.door_results import DoorResult
from core.facts import Attendance, Booking, Card, Person, Session
from core.ids import new_entity_id
from core.kinds import BookingMade, PersonRegistered, SessionPlanned
from core.problem import Problem
from core.slip_code import slip_code
from core.tickets import Ticket
from desktop.app.cards import blank_cards, give_card, issue_card, replace_card, revoke_card, take_card_back
from desktop.app.check_in import check_in, check_in_person
from desktop.app.day import open_day, went_home
from desktop.app.desk import Desk
from desktop.app.door import DoorAnswer
from desktop.app.people import add_person, erase_person, merge_people, unmerge_person
from desktop.app.sessions import open_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import (
    add_companions,
    count_companions,
    receive_walk_in,
    receive_with_new_card,
    receive_with_renewed_card,
)
from desktop.storage.journal import Draft


def visitor(desk: Desk, band: str = "70s") -> tuple[Person, str]:
    """Somebody on record with a card."""
    person = add_person(desk, PersonRegistered(age_band=band)).person
    code = issue_card(desk, person.person_id).card.code
    assert code is not None
    return person, code


def session(desk: Desk, **changes: object) -> Session:
    """An open session of today."""
    plan = {"title": "スマホ相談会", "day": desk.today.isoformat(), "starts": "09:00", "ends": "12:00", **changes}
    made = plan_session(desk, SessionPlanned(**plan)).session  # type: ignore[arg-type]  # varied by tests
    return open_session(desk, made.session_id).session


def visits(desk: Desk) -> list[Attendance]:
    return desk.store.facts.where(Attendance, "voided = 0", order="attendance_id")


def test_a_card_is_received_with_the_next_number(desk: Desk) -> None:
    session(desk)
    for number in (1, 2, 3):
        answer = check_in(desk, visitor(desk)[1])
        assert answer.result is DoorResult.RECEIVED
        assert answer.attendance is not None
        assert answer.attendance.ticket == f"A{number}"


def test_full_width_text_and_small_letters_are_the_same_card(desk: Desk) -> None:
    session(desk)
    code = visitor(desk)[1]
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code.lower())
    assert check_in(desk, wide).result is DoorResult.RECEIVED


def test_the_same_card_again_is_the_same_visit(desk: Desk, clock: FixedClock) -> None:
    session(desk)
    code = visitor(desk)[1]
    first = check_in(desk, code)
    clock.advance(minutes=42)
    again = check_in(desk, code)
    assert again.result is DoorResult.ALREADY
    assert again.attendance == first.attendance
    assert len(visits(desk)) == 1


def test_another_visit_only_if_asked_for(desk: Desk, clock: FixedClock) -> None:
    session(desk)
    code = visitor(desk)[1]
    first = check_in(desk, code).attendance
    assert first is not None
    went_home(desk, first.attendance_id)
    clock.advance(hours=1)
    assert check_in(desk, code).result is DoorResult.ALREADY
    again = check_in(desk, code, again=True)
    assert (again.result, ticket(again), again.attendance and again.attendance.again) == (DoorResult.RECEIVED, "A2", 1)
    assert [visit.double_of for visit in visits(desk)] == [None, None]


def test_again_for_somebody_who_was_not_here_is_a_visit_like_any(desk: Desk) -> None:
    session(desk)
    answer = check_in(desk, visitor(desk)[1], again=True)
    assert answer.attendance is not None
    assert answer.attendance.again == 0


def test_a_blank_card_is_unknown_and_can_be_given_in_one_step(desk: Desk) -> None:
    session(desk)
    blank = blank_cards(1)[0]
    answer = check_in(desk, blank)
    assert (answer.result, answer.card_text) == (DoorResult.UNKNOWN, blank)
    assert visits(desk) == []
    given = receive_with_new_card(desk, blank, PersonRegistered(age_band="80plus"))
    assert given.result is DoorResult.RECEIVED
    assert check_in(desk, blank).result is DoorResult.ALREADY
    with pytest.raises(Problem, match="ほかの方"):
        receive_with_new_card(desk, blank, PersonRegistered())


@pytest.mark.parametrize(
    "text",
    ["", "x", "https://example.jp/", "983205673214", "MC" * 8, "あ" * 4_000, "\0\x1b[31m\r\n\t", "MC\0" * 4_000, "￼‮"],
)
def test_what_is_not_ours_is_unreadable_and_leaves_no_trace(desk: Desk, text: str) -> None:
    session(desk)
    before = desk.store.journal.last_seq
    answer = check_in(desk, text)
    assert answer.result is DoorResult.UNREADABLE
    assert answer.card_text is None
    assert desk.store.journal.last_seq == before


def test_a_staff_badge_opens_no_door(desk: Desk) -> None:
    assert check_in(desk, new_code(CodeKind.BADGE)).result is DoorResult.UNREADABLE


def test_replaced_revoked_and_erased_cards_ask_for_the_new_one(desk: Desk) -> None:
    session(desk)
    person, old = visitor(desk)
    card = issue_card(desk, person.person_id).card
    assert card.code is not None
    fresh = replace_card(desk, card.card_id).card
    assert check_in(desk, card.code).result is DoorResult.REVOKED
    revoke_card(desk, fresh.card_id)
    assert fresh.code is not None
    assert check_in(desk, fresh.code).result is DoorResult.REVOKED
    assert visits(desk) == []
    erase_person(desk, person.person_id)
    assert check_in(desk, old).result is DoorResult.UNKNOWN


def test_a_card_taken_back_is_blank_again(desk: Desk) -> None:
    """The wrong age band was touched: the same card can be given to the same visitor anew."""
    session(desk)
    blank = blank_cards(1)[0]
    given = receive_with_new_card(desk, blank, PersonRegistered(age_band="20s"))
    assert given.attendance is not None
    void_attendance(desk, given.attendance.attendance_id, card_id=given.new_card_id)
    answer = check_in(desk, blank)
    assert (answer.result, answer.card_text) == (DoorResult.UNKNOWN, blank)
    assert receive_with_new_card(desk, blank, PersonRegistered(age_band="70s")).result is DoorResult.RECEIVED
    assert [visit.age_band for visit in visits(desk)] == ["70s"]


def test_a_replaced_card_holds_again_when_the_new_one_is_taken_back(desk: Desk) -> None:
    session(desk)
    person, old = visitor(desk)
    given = give_card(desk, person.person_id)
    assert check_in(desk, old).result is DoorResult.REVOKED
    take_card_back(desk, given.card.card_id)
    assert check_in(desk, old).result is DoorResult.RECEIVED
    assert given.card.code is not None
    assert check_in(desk, given.card.code).result is DoorResult.UNKNOWN


def test_only_the_card_just_replaced_holds_again(desk: Desk) -> None:
    session(desk)
    person, first = visitor(desk)
    second = give_card(desk, person.person_id).card
    third = give_card(desk, person.person_id).card
    take_card_back(desk, third.card_id)
    assert check_in(desk, first).result is DoorResult.REVOKED
    assert second.code is not None
    assert check_in(desk, second.code).result is DoorResult.RECEIVED


def test_a_lost_card_stays_lost_when_a_later_one_is_taken_back(desk: Desk) -> None:
    session(desk)
    person, code = visitor(desk)
    revoke_card(desk, desk.store.facts.where(Card, "code = ?", [code])[0].card_id)
    take_card_back(desk, give_card(desk, person.person_id).card.card_id)
    assert check_in(desk, code).result is DoorResult.REVOKED


def test_a_renewed_card_and_its_reception_are_written_together_and_taken_back_together(desk: Desk) -> None:
    session(desk, quota=0)
    person, old = visitor(desk)
    before = desk.store.journal.last_seq
    assert receive_with_renewed_card(desk, person.person_id).result is DoorResult.FULL
    assert desk.store.journal.last_seq == before
    renewed = receive_with_renewed_card(desk, person.person_id, admit=True)
    assert renewed.result is DoorResult.RECEIVED
    assert renewed.attendance is not None
    assert check_in(desk, old).result is DoorResult.REVOKED
    void_attendance(desk, renewed.attendance.attendance_id, card_id=renewed.new_card_id)
    assert check_in(desk, old, admit=True).result is DoorResult.RECEIVED


def test_a_full_session_says_so_and_still_admits(desk: Desk) -> None:
    session(desk, quota=1)
    check_in(desk, visitor(desk)[1])
    code = visitor(desk)[1]
    answer = check_in(desk, code)
    assert (answer.result, answer.reason) == (DoorResult.FULL, "quota")
    admitted = check_in(desk, code, admit=True)
    assert admitted.result is DoorResult.RECEIVED
    assert admitted.attendance is not None
    assert admitted.attendance.admitted_over == "quota"


@pytest.mark.parametrize(
    ("band", "result"),
    [("50s", DoorResult.NOT_ELIGIBLE), ("60s", DoorResult.RECEIVED), ("unknown", DoorResult.RECEIVED)],
)
def test_an_age_condition_stops_only_who_is_surely_younger(desk: Desk, band: str, result: DoorResult) -> None:
    session(desk, min_age=65)
    assert receive_walk_in(desk, band).result is result


@pytest.mark.parametrize(
    ("born", "result"), [("1961-11-22", DoorResult.NOT_ELIGIBLE), ("1961-11-21", DoorResult.RECEIVED)]
)
def test_a_kept_birth_date_answers_exactly(desk: Desk, born: str, result: DoorResult) -> None:
    change_setting(desk, "visitor_fields", "birth_date")
    session(desk, min_age=65)
    person = add_person(desk, PersonRegistered(birth_date=born)).person
    answer = check_in_person(desk, person, how="name")
    assert answer.result is result
    if answer.attendance is not None:
        assert answer.attendance.conditions == "65歳以上"
        assert answer.questions is None


def test_a_newcomer_with_a_blank_card_meets_the_same_door(desk: Desk) -> None:
    session(desk, min_age=65)
    blank = blank_cards(1)[0]
    assert receive_with_new_card(desk, blank, PersonRegistered(age_band="30s")).result is DoorResult.NOT_ELIGIBLE
    assert check_in(desk, blank).result is DoorResult.UNKNOWN
    admitted = receive_with_new_card(desk, blank, PersonRegistered(age_band="30s"), admit=True)
    assert admitted.attendance is not None
    assert admitted.attendance.admitted_over == "age"


def test_a_booking_for_another_session_of_today_is_told(desk: Desk) -> None:
    session(desk)
    later = plan_session(
        desk, SessionPlanned(title="講座", day=desk.today.isoformat(), starts="14:00", ends="16:00")
    ).session
    person, code = visitor(desk)
    booking = BookingMade(session_id=later.session_id, person_id=person.person_id)
    desk.record(Draft(new_entity_id(), booking))
    assert desk.store.facts.count(Booking) == 1
    assert check_in(desk, code).result is DoorResult.OTHER_SESSION
    assert check_in(desk, code, session_id=later.session_id).result is DoorResult.RECEIVED


def test_a_voided_visit_counts_nowhere_and_its_number_is_not_given_again(desk: Desk) -> None:
    session(desk)
    code = visitor(desk)[1]
    first = check_in(desk, code).attendance
    assert first is not None
    void_attendance(desk, first.attendance_id)
    assert visits(desk) == []
    again = check_in(desk, code)
    assert again.result is DoorResult.RECEIVED
    assert again.attendance is not None
    assert again.attendance.ticket == "A2"


def test_merged_people_are_one_visitor_until_the_merge_is_taken_back(desk: Desk) -> None:
    session(desk)
    person, code = visitor(desk)
    other, other_code = visitor(desk)
    merge_people(desk, other.person_id, person.person_id)
    check_in(desk, code)
    assert check_in(desk, other_code).result is DoorResult.ALREADY
    unmerge_person(desk, other.person_id)
    assert check_in(desk, other_code).result is DoorResult.RECEIVED


def test_somebody_received_before_the_merge_is_received_already(desk: Desk) -> None:
    session(desk)
    person, code = visitor(desk)
    other, other_code = visitor(desk)
    check_in(desk, other_code)
    merge_people(desk, other.person_id, person.person_id)
    assert check_in(desk, code).result is DoorResult.ALREADY


def test_a_first_visit_is_the_first_of_all_records_of_a_person(desk: Desk) -> None:
    session(desk)
    person, code = visitor(desk)
    other, other_code = visitor(desk)
    check_in(desk, other_code)
    merge_people(desk, other.person_id, person.person_id)
    check_in(desk, code, again=True)
    assert [visit.first_visit for visit in visits(desk)] == [1, 0]


def test_a_walk_in_stays_anonymous_and_companions_count_apart(desk: Desk) -> None:
    session(desk)
    answer = receive_walk_in(desk, "80plus")
    assert answer.attendance is not None
    assert answer.attendance.person_id is None
    count_companions(desk, answer.attendance.attendance_id, 2)
    assert [visit.companions for visit in visits(desk)] == [2]
    assert add_companions(desk, answer.attendance.attendance_id, 1).attendance.companions == 3
    for _ in range(5):
        add_companions(desk, answer.attendance.attendance_id, -1)
    assert [visit.companions for visit in visits(desk)] == [0]
    with pytest.raises(Problem, match="99人"):
        add_companions(desk, answer.attendance.attendance_id, 100_000)
    assert [visit.companions for visit in visits(desk)] == [0]


def test_a_printed_slip_receives_under_its_own_number_once(desk: Desk) -> None:
    session(desk)
    text = slip_code(desk.identity.site_id, desk.today, Ticket("A", 12))
    answer = check_in(desk, text)
    assert answer.attendance is not None
    assert answer.attendance.ticket == "A12"
    assert check_in(desk, text).result is DoorResult.ALREADY
    assert receive_walk_in(desk, "60s").attendance is not None
    assert visits(desk)[-1].ticket == "A13"


def test_a_slip_of_another_day_or_site_receives_nobody(desk: Desk) -> None:
    session(desk)
    tomorrow = slip_code(desk.identity.site_id, desk.today + timedelta(days=1), Ticket("A", 1))
    assert check_in(desk, tomorrow).result is DoorResult.OTHER_SESSION
    elsewhere = slip_code("00000000-0000-4000-8000-000000000000", desk.today, Ticket("A", 1))
    assert check_in(desk, elsewhere).result is DoorResult.UNKNOWN
    assert visits(desk) == []


def test_a_visitor_before_opening_opens_the_day(desk: Desk) -> None:
    answer = receive_walk_in(desk, "70s")
    assert answer.session is not None
    assert answer.session.state == "open"


def test_the_nearer_of_two_open_sessions_receives(desk: Desk, clock: FixedClock) -> None:
    session(desk, title="午前")
    session(desk, title="午後", starts="14:00", ends="16:00")
    assert _title(receive_walk_in(desk, "70s").session) == "午前"
    clock.advance(hours=4)
    assert _title(receive_walk_in(desk, "70s").session) == "午後"


def test_somebody_found_by_name_is_received_once(desk: Desk) -> None:
    open_day(desk)
    person, code = visitor(desk)
    assert check_in_person(desk, person, how="name").result is DoorResult.RECEIVED
    assert check_in(desk, code).result is DoorResult.ALREADY


def ticket(answer: DoorAnswer) -> str | None:
    return answer.attendance.ticket if answer.attendance else None


def _title(found: Session | None) -> str:
    assert found is not None
    return found.title


def test_a_newcomer_who_cannot_be_received_is_not_put_on_record(desk: Desk) -> None:
    session(desk)
    taken = visitor(desk)[1]
    before = desk.store.journal.last_seq
    with pytest.raises(Problem):
        receive_with_new_card(desk, taken, PersonRegistered(age_band="70s"))
    assert desk.store.journal.last_seq == before
    made = receive_with_new_card(desk, blank_cards(1)[0], PersonRegistered(age_band="70s"))
    assert {Person, Card, Attendance} <= made.changed


def test_after_five_hundred_visits_no_number_is_given_twice(desk: Desk) -> None:
    session(desk)
    check_in(desk, slip_code(desk.identity.site_id, desk.today, Ticket("A", 502)))
    check_in(desk, slip_code(desk.identity.site_id, desk.today, Ticket("A", 500)))
    given = [receive_walk_in(desk, "70s").attendance for _ in range(3)]
    assert [visit.ticket for visit in given if visit] == ["A503", "A504", "A505"]
