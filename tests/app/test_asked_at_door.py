"""What a session asks at the door is asked after the reception, recorded once, and can all be taken back."""

import pytest

from core.clock import FixedClock
from core.facts import Attendance, Fee, Loan, Session
from core.kinds import SessionPlanned
from core.problem import Problem
from desktop.app.conditions import confirm_conditions, take_confirmation_back
from desktop.app.desk import Desk
from desktop.app.fees import receive_fee
from desktop.app.loans import lend_device, loans_out, return_device, take_loan_back, take_return_back
from desktop.app.questions import Questions
from desktop.app.sessions import open_session, plan_session
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import receive_walk_in


def session(desk: Desk, **changes: object) -> Session:
    plan = {"title": "スマホ教室", "day": desk.today.isoformat(), "starts": "09:00", "ends": "12:00", **changes}
    made = plan_session(desk, SessionPlanned(**plan)).session  # type: ignore[arg-type]  # varied by tests
    return open_session(desk, made.session_id).session


def asked(desk: Desk, band: str = "70s", *, admit: bool = False) -> Questions:
    found = receive_walk_in(desk, band, admit=admit).questions
    assert found is not None
    return found


def visit_of(questions: Questions) -> str:
    return questions.attendance.attendance_id


def standing(desk: Desk) -> list[int]:
    return [fee.yen for fee in desk.store.facts.where(Fee, "voided = 0")]


def test_a_session_that_asks_nothing_asks_nothing(desk: Desk) -> None:
    session(desk)
    assert receive_walk_in(desk, "unknown").questions is None


@pytest.mark.parametrize(
    ("band", "unconfirmed", "known"),
    [
        ("80plus", ("市内にお住まい",), "65歳以上"),
        ("60s", ("65歳以上", "市内にお住まい"), ""),
        ("unknown", ("65歳以上", "市内にお住まい"), ""),
    ],
)
def test_only_what_is_not_evident_is_asked(desk: Desk, band: str, unconfirmed: tuple[str, ...], known: str) -> None:
    session(desk, min_age=65, conditions=("市内にお住まい",))
    found = asked(desk, band)
    assert (found.unconfirmed, found.attendance.conditions) == (unconfirmed, known)


def test_who_was_let_in_over_the_age_is_not_asked_for_it_again(desk: Desk) -> None:
    session(desk, min_age=65, conditions=("市内にお住まい",))
    assert asked(desk, "30s", admit=True).unconfirmed == ("市内にお住まい",)


def test_conditions_are_confirmed_once_and_taken_back(desk: Desk) -> None:
    session(desk, min_age=65, conditions=("市内にお住まい", "スマホをお持ちでない方"))
    before = asked(desk)
    confirmed = confirm_conditions(desk, visit_of(before))
    assert confirmed.unconfirmed == ()
    assert confirmed.changed == {Attendance}
    assert confirmed.attendance.conditions == "65歳以上\n市内にお住まい\nスマホをお持ちでない方"
    back = take_confirmation_back(desk, visit_of(before), before.attendance.conditions)
    assert back.unconfirmed == before.unconfirmed


def test_the_price_paid_is_recorded_and_follows_the_loan(desk: Desk) -> None:
    session(desk, fee=100, fee_with_loan=200, lends_devices=True)
    visit = visit_of(asked(desk))
    assert receive_fee(desk, visit).paid == 100
    lent = lend_device(desk, visit, "1番")
    assert (lent.price, lent.paid) == (200, 100)
    assert receive_fee(desk, visit).paid == 200
    assert standing(desk) == [200]
    assert lent.loan is not None
    back = take_loan_back(desk, lent.loan.loan_id)
    assert back is not None
    assert (back.price, back.paid) == (100, 200)
    assert receive_fee(desk, visit).paid == 100
    assert standing(desk) == [100]
    assert receive_fee(desk, visit, 0).paid == 0
    assert standing(desk) == []


def test_paying_the_same_twice_writes_nothing(desk: Desk) -> None:
    session(desk, fee=100)
    visit = visit_of(asked(desk))
    receive_fee(desk, visit)
    before = desk.store.journal.last_seq
    receive_fee(desk, visit)
    assert desk.store.journal.last_seq == before


def test_nobody_pays_less_than_nothing(desk: Desk) -> None:
    session(desk, fee=100)
    with pytest.raises(Problem, match="0円"):
        receive_fee(desk, visit_of(asked(desk)), -100)


def test_a_device_is_lent_once_offered_again_after_its_return_and_told_when_late(desk: Desk, clock: FixedClock) -> None:
    session(desk, lends_devices=True)
    first, second = visit_of(asked(desk)), visit_of(asked(desk))
    loan = lend_device(desk, first, " 1番 ").loan
    assert loan is not None
    assert asked(desk).labels == ()
    with pytest.raises(Problem, match="貸し出し中"):
        lend_device(desk, second, "1番")
    assert [(line.loan.device_label, line.ticket, line.overdue) for line in loans_out(desk)] == [("1番", "A1", False)]
    clock.advance(hours=3)
    assert [line.overdue for line in loans_out(desk)] == [True]
    return_device(desk, loan.loan_id)
    assert loans_out(desk) == ()
    assert asked(desk).labels == ("1番",)
    take_return_back(desk, loan.loan_id)
    assert [line.loan.loan_id for line in loans_out(desk)] == [loan.loan_id]


def test_a_loan_by_mistake_leaves_no_name_to_offer(desk: Desk) -> None:
    session(desk, lends_devices=True)
    lent = lend_device(desk, visit_of(asked(desk)), "1版")
    assert lent.loan is not None
    return_device(desk, lent.loan.loan_id)
    assert asked(desk).labels == ("1版",)
    take_loan_back(desk, lent.loan.loan_id)
    assert asked(desk).labels == ()


@pytest.mark.parametrize("label", ["", "  ", "あ" * 21, "あ" * 4_000])
def test_a_device_has_a_short_name(desk: Desk, label: str) -> None:
    session(desk, lends_devices=True)
    with pytest.raises(Problem, match="端末の名前"):
        lend_device(desk, visit_of(asked(desk)), label)


def test_a_reception_taken_back_takes_its_fee_and_loan_along(desk: Desk) -> None:
    session(desk, fee=100, lends_devices=True)
    visit = visit_of(asked(desk))
    receive_fee(desk, visit)
    lend_device(desk, visit, "1番")
    void_attendance(desk, visit)
    assert standing(desk) == []
    assert desk.store.facts.where(Loan, "voided = 0") == []
    assert loans_out(desk) == ()


def test_a_rebuild_tells_the_same(desk: Desk) -> None:
    session(desk, fee=100, lends_devices=True, conditions=("市内にお住まい",))
    visit = visit_of(asked(desk))
    confirm_conditions(desk, visit)
    receive_fee(desk, visit)
    loan = lend_device(desk, visit, "1番").loan
    assert loan is not None
    return_device(desk, loan.loan_id)
    take_return_back(desk, loan.loan_id)
    tables = (Attendance, Fee, Loan)
    before = [desk.store.facts.where(table, "1") for table in tables]
    desk.store.journal.rebuild()
    assert [desk.store.facts.where(table, "1") for table in tables] == before
