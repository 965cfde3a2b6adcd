"""Paper slips: whose slip it is, one reception for each, minutes from the call, days on paper entered later."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from core.card_code import CodeKind, new_code
from core.clock import JAPAN, FixedClock, in_japan
from core.facts import Attendance, Consultation, Session
from core.kinds import PersonRegistered, SessionPlanned
from core.paper_marks import set_mark
from core.problem import Problem
from core.slip_code import Slip, slip_code
from core.slip_typing import SlipRead, Step, read_keys
from core.tickets import Ticket
from desktop.app.calling import call_ticket
from desktop.app.check_in import check_in
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.day import close_day, open_day, went_home
from desktop.app.desk import Desk
from desktop.app.paper import slips
from desktop.app.people import add_person
from desktop.app.printed import note_printed
from desktop.app.sessions import plan_session
from desktop.app.slip_entry import SlipWritten, amend_slip, close_again, enter_slip, take_back_slip
from desktop.app.slips import find_number, find_slip, is_closed, slip_day
from desktop.app.staff import add_supporter, sit_down
from tests.printing.reading import qr_codes, text_of

A501 = Ticket("A", 501)


def code_of(desk: Desk, ticket: Ticket = A501, day: date | None = None) -> str:
    return slip_code(desk.identity.site_id, day or desk.today, ticket)


def typed(desk: Desk, keys: str, ticket: Ticket = A501, day: date | None = None) -> SlipWritten:
    """The slip scanned and its digits typed."""
    found = find_slip(desk, code_of(desk, ticket, day))
    read = read_keys(found.plan, keys)
    assert read.step is Step.DONE
    return enter_slip(desk, found.slip, read)


def test_a_slip_of_a_visitor_received_at_the_door_needs_three_keys_once_the_call_is_known(
    desk: Desk, clock: FixedClock
) -> None:
    open_day(desk)
    visit = check_in(desk, code_of(desk)).attendance
    assert visit is not None
    call_ticket(desk, visit.attendance_id)
    called = desk.now
    clock.advance(minutes=17)
    written = typed(desk, "211")
    assert (written.consultation.topic, written.consultation.outcome, written.consultation.minutes) == (
        "T02-01",
        "O1",
        17,
    )
    assert written.consultation.at == called
    assert written.consultation.from_paper == 1
    assert desk.store.facts.count(Attendance) == 1


def test_a_pile_scanned_later_asks_for_minutes_that_nobody_recorded(desk: Desk, clock: FixedClock) -> None:
    open_day(desk)
    visits = [check_in(desk, code_of(desk, Ticket("A", number))).attendance for number in (501, 502, 503)]
    for visit in visits:
        assert visit is not None
        call_ticket(desk, visit.attendance_id)
        clock.advance(minutes=10)
    first = visits[0]
    assert first is not None
    went_home(desk, first.attendance_id)
    clock.advance(hours=3)
    plans = [find_slip(desk, code_of(desk, Ticket("A", number))).plan for number in (501, 502, 503)]
    assert [plan.minutes for plan in plans] == [30, None, None]


def test_a_numbered_table_ends_a_consultation_by_calling_the_next(desk: Desk, clock: FixedClock) -> None:
    open_day(desk)
    for number in (501, 502):
        visit = check_in(desk, code_of(desk, Ticket("A", number))).attendance
        assert visit is not None
        call_ticket(desk, visit.attendance_id, "3")
        clock.advance(minutes=20)
    clock.advance(hours=3)
    assert find_slip(desk, code_of(desk)).plan.minutes == 20


def test_a_day_on_paper_makes_the_visits_under_the_printed_numbers_once(desk: Desk) -> None:
    plan_session(desk, SessionPlanned(title="相談会", day=desk.today.isoformat(), starts="09:00", ends="12:00"))
    written = typed(desk, "82113")
    assert written.received
    assert (written.visit.ticket, written.visit.how, written.visit.age_band) == ("A501", "paper", "70s")
    assert written.consultation.age_band == "70s"
    again = find_slip(desk, code_of(desk))
    assert again.consultation == written.consultation
    assert not again.plan.asks_band
    assert desk.store.facts.count(Attendance) == desk.store.facts.count(Consultation) == 1


def test_times_on_the_slip_are_when_it_happened_and_entering_is_told_apart(desk: Desk, clock: FixedClock) -> None:
    clock.advance(hours=8)
    consultation = typed(desk, "0211.13051320").consultation
    assert in_japan(consultation.at).strftime("%H:%M") == "13:05"
    assert consultation.entered_at == desk.now
    assert consultation.minutes == 15


def test_a_consultation_of_today_did_not_begin_after_now(desk: Desk) -> None:
    plan = find_slip(desk, code_of(desk)).plan
    assert read_keys(plan, "0211.09300945").starts == time(9, 30)
    for keys in ("0211.0931", "0211.1"):
        with pytest.raises(ValueError, match="still to come"):
            read_keys(plan, keys)
    yesterday = desk.today - timedelta(days=1)
    assert read_keys(find_slip(desk, code_of(desk, day=yesterday)).plan, "0211.23302345").starts == time(23, 30)


def test_a_closed_day_of_the_past_is_opened_for_its_slips_and_closed_again(desk: Desk, clock: FixedClock) -> None:
    yesterday = desk.today
    open_day(desk)
    close_day(desk, weather="雨", notes="静かな日")
    clock.advance(days=1)
    written = typed(desk, "82114", day=yesterday)
    assert not is_closed(desk, yesterday)
    assert written.visit.day == written.consultation.day == yesterday.isoformat()
    close_again(desk, yesterday)
    assert is_closed(desk, yesterday)


def test_a_past_day_without_any_session_gets_one_that_was_held(desk: Desk, clock: FixedClock) -> None:
    yesterday = desk.today
    clock.advance(days=1)
    first = typed(desk, "82114", day=yesterday)
    second = typed(desk, "72114", Ticket("A", 502), yesterday)
    (session,) = desk.store.facts.where(Session, "1")
    assert first.visit.session_id == second.visit.session_id == session.session_id
    assert (session.day, session.state) == (yesterday.isoformat(), "closed")


def test_a_planned_session_that_nobody_opened_was_held_on_paper(desk: Desk, clock: FixedClock) -> None:
    day = desk.today.isoformat()
    plan_session(desk, SessionPlanned(title="午前", day=day, starts="10:00", ends="12:00"))
    plan_session(desk, SessionPlanned(title="午後", day=day, starts="13:00", ends="16:00"))
    yesterday = desk.today
    clock.advance(days=1)
    visit = typed(desk, "0211.14001420", day=yesterday).visit
    states = {session.title: session.state for session in desk.store.facts.where(Session, "1")}
    assert states == {"午前": "planned", "午後": "closed"}
    assert in_japan(visit.at) == datetime.combine(yesterday, time(14), JAPAN)


def test_who_types_a_slip_did_not_give_the_consultation(desk: Desk) -> None:
    coordinator = add_supporter(desk, "森 陽子").supporter
    sit_down(desk, coordinator.supporter_id)
    assert typed(desk, "82113").consultation.supporter_id is None


def test_taking_a_slip_back_takes_back_the_visit_that_it_made_and_no_other(desk: Desk) -> None:
    open_day(desk)
    take_back_slip(desk, typed(desk, "82113"))
    check_in(desk, code_of(desk, Ticket("A", 502)))
    take_back_slip(desk, typed(desk, "2113", Ticket("A", 502)))
    voided = {visit.ticket: visit.voided for visit in desk.store.facts.where(Attendance, "1")}
    assert voided == {"A501": 1, "A502": 0}
    assert desk.store.facts.count(Consultation, "voided = 0") == 0


def test_amending_a_slip_keeps_what_paper_does_not_tell(desk: Desk) -> None:
    written = typed(desk, "82113")
    visit_id, person = written.visit.attendance_id, add_person(desk, PersonRegistered(age_band="70s")).person
    told = ConsultationForm("T02-01", "O1", 15, attendance_id=visit_id, note="写真の続き", from_paper=True)
    known = replace(told, person_id=person.person_id, channel="online")
    with_note = record_consultation(desk, known).consultation
    read = read_keys(find_slip(desk, code_of(desk)).plan, "21417")
    amended = amend_slip(desk, written.slip, with_note.consultation_id, read).consultation
    assert (amended.outcome, amended.referral, amended.minutes, amended.note) == ("O4", "O4-shop", 60, "写真の続き")
    assert (amended.person_id, amended.channel) == (person.person_id, "online")
    assert desk.store.facts.count(Attendance) == 1


def test_numbers_that_are_still_to_be_entered_are_told(desk: Desk) -> None:
    note_printed(desk, set_mark("slips", desk.today, A501, 5), 1)
    typed(desk, "82113")
    typed(desk, "82113", Ticket("A", 504))
    typed(desk, "82113", Ticket("B", 503))
    shown = slip_day(desk, desk.today)
    assert shown.printed == 5
    assert [str(ticket) for ticket in shown.left] == ["A502", "A503", "A505"]
    assert {line.ticket for line in shown.lines} == {"A501", "A504", "B503"}


def test_a_number_typed_by_hand_finds_the_same_slip(desk: Desk) -> None:
    written = typed(desk, "82113")
    for text in ("A501", "501", "ａ５０１ "):
        assert find_number(desk, desk.today, text).consultation == written.consultation


@pytest.mark.parametrize("text", ["", "A0", "0", "A1000", "501a", "あ", "A" * 10_000, "983205673214"])
def test_a_number_that_is_none_is_told(desk: Desk, text: str) -> None:
    with pytest.raises(Problem) as told:
        find_number(desk, desk.today, text)
    assert told.value.code == "slip_number"
    assert text not in str(told.value) or len(text) < 3


def test_slips_that_are_not_ours_or_not_yet_leave_nothing(desk: Desk) -> None:
    events = "SELECT count(*) FROM event"
    before = desk.store.db.execute(events).fetchone()
    foreign = slip_code("11111111-2222-3333-4444-555555555555", desk.today, A501)
    for text, code in (
        (foreign, "slip_other_site"),
        (code_of(desk)[:-1] + "0", "slip_unreadable"),
        (new_code(CodeKind.CARD), "slip_unreadable"),
        (code_of(desk, day=desk.today + timedelta(days=1)), "slip_to_come"),
        (code_of(desk, day=date(2190, 1, 1)), "slip_to_come"),
    ):
        with pytest.raises(Problem) as told:
            find_slip(desk, text)
        assert told.value.code == code
    assert desk.store.db.execute(events).fetchone() == before


def test_a_slip_of_an_earlier_day_says_which(desk: Desk) -> None:
    earlier = desk.today - timedelta(days=1)
    assert find_slip(desk, code_of(desk, day=earlier)).slip == Slip(earlier, A501)


def test_what_the_desk_logged_of_the_same_visit_is_shown_not_doubled(desk: Desk) -> None:
    open_day(desk)
    visit = check_in(desk, code_of(desk)).attendance
    assert visit is not None
    logged = record_consultation(desk, ConsultationForm("T01-01", "O1", 5, attendance_id=visit.attendance_id))
    found = find_slip(desk, code_of(desk))
    assert found.consultation == logged.consultation
    assert isinstance(read_keys(found.plan, ""), SlipRead)


def test_the_printed_slip_reads_back_its_code_and_the_digits_of_every_box(desk: Desk) -> None:
    pdf = slips(desk, desk.today, 2, two_on_a4=False).pdf
    assert [find_slip(desk, seen.text).slip for page in range(2) for seen in qr_codes(pdf, page)] == [
        Slip(desk.today, Ticket("A", 501)),
        Slip(desk.today, Ticket("A", 502)),
    ]
    words = "".join(text_of(pdf).split())
    catalogue, plan = desk.catalogues.on(desk.today), find_slip(desk, code_of(desk)).plan
    for digits, code in plan.topics.items():
        assert digits + "".join(catalogue.topic(code).ja.split()) in words
    for digit, code in plan.outcomes.items():
        assert digit + catalogue.outcome(code).ja in words
    for part in ("何分15", "315", "9120", "980代以上", "開始", "終了"):
        assert part in words
