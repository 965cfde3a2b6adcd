"""まだ使えていますか is asked once a visit, of people on record, about what may be in use."""

import pytest

from core.clock import FixedClock
from core.problem import Problem
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in
from desktop.app.consultations import ConsultationForm, record_consultation, the_consultation, void_consultation
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.people import merge_people
from desktop.app.still_works import Answer, answer_still_works, still_works
from desktop.app.walk_in import receive_walk_in
from tests.app.planning import refused, somebody


@pytest.fixture
def person(desk: Desk) -> str:
    return somebody(desk).person_id


def asked_before(desk: Desk, person: str, outcome: str = "O2", at: str = "2026-10-24T10:00") -> str:
    form = ConsultationForm("T05-01", outcome, 15, person_id=person, at=at)
    return record_consultation(desk, form).consultation.consultation_id


def comes(desk: Desk, person: str) -> str:
    open_day(desk)
    visit = check_in(desk, issue_card(desk, person).card.code or "").attendance
    assert visit is not None
    return visit.attendance_id


def test_the_newest_earlier_consultation_is_asked_about(desk: Desk, person: str) -> None:
    asked_before(desk, person, at="2026-09-01T10:00")
    newest = asked_before(desk, person)
    question = still_works(desk, comes(desk, person))
    assert question is not None
    assert question.topic is not None
    assert question.outcome is not None
    assert (question.consultation_id, question.day.isoformat(), question.topic.ja, question.outcome.ja) == (
        newest,
        "2026-10-24",
        "LINE",
        "一部解決",
    )


@pytest.mark.parametrize(
    ("outcome", "at"),
    [
        ("O4", "2026-10-24T10:00"),
        ("O5", "2026-10-24T10:00"),
        ("O6", "2026-10-24T10:00"),
        ("O1", "2026-11-21T09:00"),
        ("O1", "2025-11-20T10:00"),
    ],
)
def test_what_was_sent_elsewhere_is_of_today_or_long_ago_is_not_asked_about(
    desk: Desk, person: str, outcome: str, at: str
) -> None:
    asked_before(desk, person, outcome, at)
    assert still_works(desk, comes(desk, person)) is None


def test_nobody_is_asked_who_is_not_on_record(desk: Desk, person: str) -> None:
    asked_before(desk, person)
    open_day(desk)
    visit = receive_walk_in(desk, "70s").attendance
    assert visit is not None
    assert still_works(desk, visit.attendance_id) is None
    assert still_works(desk, "nobody") is None


def test_one_answer_a_visit_and_the_next_time_the_one_before(desk: Desk, person: str, clock: FixedClock) -> None:
    older, newer = asked_before(desk, person, at="2026-09-01T10:00"), asked_before(desk, person)
    visit = comes(desk, person)
    answer_still_works(desk, newer, Answer.WORKS, visit)
    answered = the_consultation(desk, newer)
    assert (answered.followed_up, answered.followed_up_at) == ("works", desk.now)
    assert still_works(desk, visit) is None
    clock.advance(days=7)
    question = still_works(desk, comes(desk, person))
    assert question is not None
    assert question.consultation_id == older


def test_an_answer_can_be_taken_back_and_is_asked_again(desk: Desk, person: str) -> None:
    asked = asked_before(desk, person)
    visit = comes(desk, person)
    answer_still_works(desk, asked, Answer.TROUBLE, visit)
    answer_still_works(desk, asked, Answer.NONE)
    assert the_consultation(desk, asked).followed_up_at is None
    assert still_works(desk, visit) is not None


def test_records_that_were_merged_are_one_visitor(desk: Desk, person: str) -> None:
    other = somebody(desk).person_id
    asked = asked_before(desk, other)
    visit = comes(desk, person)
    assert still_works(desk, visit) is None
    merge_people(desk, other, person)
    question = still_works(desk, visit)
    assert question is not None
    assert question.consultation_id == asked


def test_what_cannot_be_answered_is_told(desk: Desk, person: str) -> None:
    asked = asked_before(desk, person)
    with pytest.raises(Problem) as odd:
        answer_still_works(desk, asked, "perhaps")
    assert refused(odd) == "answer_unknown"
    with pytest.raises(Problem) as unknown:
        answer_still_works(desk, "nothing", Answer.WORKS)
    assert refused(unknown) == "consultation_unknown"
    void_consultation(desk, asked)
    with pytest.raises(Problem) as voided:
        answer_still_works(desk, asked, Answer.WORKS)
    assert refused(voided) == "consultation_voided"
    assert still_works(desk, comes(desk, person)) is None
