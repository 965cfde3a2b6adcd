"""Who waits, who was called, and the day's list."""

import pytest

from core.clock import FixedClock
from core.kinds import PersonRegistered
from core.problem import Problem
from desktop.app.calling import call_next, call_ticket, mark_no_show, skip_ticket
from desktop.app.check_in import check_in_person
from desktop.app.consultations import ConsultationForm, record_consultation, void_consultation
from desktop.app.day import went_home
from desktop.app.desk import Desk
from desktop.app.people import add_person, merge_people
from desktop.app.settings import change_setting
from desktop.app.staff import add_supporter, sit_down
from desktop.app.void_visit import void_attendance
from desktop.app.waiting import day_log, desk_choices, minutes_at_table, moment, visitors_here
from desktop.app.walk_in import receive_walk_in


def _visit(desk: Desk, clock: FixedClock) -> str:
    clock.advance(minutes=1)
    attendance = receive_walk_in(desk, "70s").attendance
    assert attendance is not None
    return attendance.attendance_id


def _consult(desk: Desk, attendance_id: str | None = None, person_id: str | None = None) -> str:
    form = ConsultationForm("T02-01", "O1", 15, attendance_id=attendance_id, person_id=person_id)
    return record_consultation(desk, form).consultation.consultation_id


def test_who_has_waited_longest_is_called_first(desk: Desk, clock: FixedClock) -> None:
    first, second = _visit(desk, clock), _visit(desk, clock)
    assert [call_next(desk).attendance.attendance_id for _ in range(2)] == [first, second]
    with pytest.raises(Problem, match="お待ちの方はいません"):
        call_next(desk)


def test_no_answer_comes_after_all_others(desk: Desk, clock: FixedClock) -> None:
    first, second, third = (_visit(desk, clock) for _ in range(3))
    call_next(desk)
    skip_ticket(desk, first)
    assert [call_next(desk).attendance.attendance_id for _ in range(3)] == [second, third, first]


def test_who_left_was_voided_did_not_come_or_was_helped_is_not_called(desk: Desk, clock: FixedClock) -> None:
    gone, voided, absent, helped = (_visit(desk, clock) for _ in range(4))
    went_home(desk, gone)
    void_attendance(desk, voided)
    mark_no_show(desk, absent)
    _consult(desk, helped)
    with pytest.raises(Problem, match="お待ちの方はいません"):
        call_next(desk)


def test_a_number_that_is_not_here_cannot_be_called(desk: Desk) -> None:
    with pytest.raises(Problem, match="受付が見つかりません"):
        call_ticket(desk, "nobody")


def test_the_last_called_stands_first(desk: Desk, clock: FixedClock) -> None:
    visits = [_visit(desk, clock) for _ in range(4)]
    for called in (visits[2], visits[1]):
        clock.advance(minutes=1)
        call_ticket(desk, called)
    order = [each.attendance.attendance_id for each in visitors_here(desk)]
    assert order == [visits[1], visits[2], visits[0], visits[3]]


def test_consultations_of_a_visit_are_counted_without_voided_ones(desk: Desk, clock: FixedClock) -> None:
    visit = _visit(desk, clock)
    _consult(desk, visit)
    void_consultation(desk, _consult(desk, visit))
    assert [each.consulted for each in visitors_here(desk)] == [1]


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (29, 0), (31, 1), (12 * 60, 12)])
def test_minutes_are_counted_from_the_call(desk: Desk, clock: FixedClock, seconds: int, minutes: int) -> None:
    visit = _visit(desk, clock)
    assert minutes_at_table(desk, visit) is None
    call_ticket(desk, visit)
    clock.advance(seconds=seconds)
    assert minutes_at_table(desk, visit) == minutes


@pytest.mark.parametrize(("passed", "minutes"), [(0, None), (2, None), (3, 3), (12, 12)])
def test_minutes_of_who_was_not_called_run_since_the_form_was_opened(
    desk: Desk, clock: FixedClock, passed: int, minutes: int | None
) -> None:
    visit = _visit(desk, clock)
    opened_at = moment(desk)
    clock.advance(minutes=passed)
    assert minutes_at_table(desk, visit, opened_at) == minutes


def test_the_first_consultation_of_a_visit_is_not_counted_into_the_second(desk: Desk, clock: FixedClock) -> None:
    visit = _visit(desk, clock)
    call_ticket(desk, visit)
    clock.advance(minutes=20)
    first = _consult(desk, visit)
    assert minutes_at_table(desk, visit) is None
    opened_at = moment(desk)
    clock.advance(minutes=5)
    assert minutes_at_table(desk, visit, opened_at) == 5
    void_consultation(desk, first)
    assert minutes_at_table(desk, visit, opened_at) == 25


def test_a_clock_that_went_back_counts_nothing(desk: Desk, clock: FixedClock) -> None:
    visit = _visit(desk, clock)
    call_ticket(desk, visit)
    clock.advance(minutes=-5)
    assert minutes_at_table(desk, visit) is None


def test_who_was_put_off_is_not_being_helped(desk: Desk, clock: FixedClock) -> None:
    visit = _visit(desk, clock)
    call_ticket(desk, visit)
    clock.advance(minutes=3)
    skip_ticket(desk, visit)
    assert minutes_at_table(desk, visit) is None


def test_people_once_and_each_anonymous_visit_as_one(desk: Desk, clock: FixedClock) -> None:
    change_setting(desk, "visitor_fields", "name")
    one, same = (add_person(desk, PersonRegistered(name=name)).person for name in ("山田", "山田 花子"))
    visit = check_in_person(desk, one, how="name").attendance
    assert visit is not None
    anonymous = _visit(desk, clock)
    for attendance_id in (visit.attendance_id, anonymous, anonymous, None):
        _consult(desk, attendance_id)
    _consult(desk, person_id=same.person_id)
    assert (day_log(desk).persons, day_log(desk).cases) == (4, 5)
    merge_people(desk, same.person_id, one.person_id)
    assert (day_log(desk).persons, day_log(desk).cases) == (3, 5)


def test_the_list_names_ticket_and_supporter_newest_first(desk: Desk, clock: FixedClock) -> None:
    staff = add_supporter(desk, "森田").supporter
    sit_down(desk, staff.supporter_id)
    visit = _visit(desk, clock)
    _consult(desk, visit)
    clock.advance(minutes=1)
    void_consultation(desk, _consult(desk))
    log = day_log(desk)
    assert [(line.ticket, line.supporter, line.consultation.voided) for line in log.lines] == [
        ("", "森田", 1),
        ("A1", "森田", 0),
    ]
    assert (log.persons, log.cases) == (1, 1)


def test_usual_topics_are_todays_most_used_first(desk: Desk) -> None:
    for topic in ("T05-01", "T02-01", "T05-01", "T06-05"):
        record_consultation(desk, ConsultationForm(topic, "O1", 5))
    choices = desk_choices(desk)
    assert [topic.code for topic in choices.usual] == ["T05-01", "T02-01"]
    assert "T06-05" not in [topic.code for group in choices.groups for topic in group.topics]
