"""要確認 in 今日: seen, settled by one touch, taken back; by keyboard and by ear too."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.conflicts import Conflict, Decision
from core.facts import Attendance, Consultation
from core.kinds import BookingMade, PersonAmended, PersonRegistered, SessionPlanned
from core.slip_code import Slip
from core.slip_typing import SlipRead, Step
from core.tickets import Ticket
from desktop.app.bookings import make_booking
from desktop.app.check_in import check_in_person, receive
from desktop.app.consultations import (
    ConsultationForm,
    amend_consultation,
    record_consultation,
    void_consultation,
)
from desktop.app.day import day_state
from desktop.app.desk import Desk
from desktop.app.people import add_person, amend_person
from desktop.app.sessions import open_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.settling import settle
from desktop.app.slip_entry import enter_slip
from desktop.app.unsettled import unsettled
from desktop.app.unsettled_item import SLIP
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import receive_walk_in
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.sending.apart import ApartPanel
from desktop.ui.screens.sending.view import SendScreen
from desktop.ui.screens.today.unsettled_card import VersionPanel
from desktop.ui.screens.today.view import TodayScreen
from desktop.ui.widgets.frames import InfoRow, StatusPill
from desktop.ui.widgets.text import Text
from tests.helpers import accessibility
from tests.helpers.apart import meet, two_laptops
from tests.helpers.sites import fixed_clock
from tests.ui.test_send_apart import keep_at_headquarters
from tests.ui.windows import Opened, open_window


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """A visitor with a name on both while apart; more came than there are places; one place was booked twice."""
    clock = fixed_clock()
    with two_laptops(tmp_path, clock) as both:
        first = both[0]
        change_setting(first, "visitor_fields", "name")
        session = _open(first, "スマホ相談会 午前", quota=2)
        afternoon = _open(first, "スマホ相談会 午後", starts="13:00", slot_minutes=30)
        person = add_person(first, PersonRegistered(name="高橋 花子")).person
        meet(*both)
        for desk in both:
            clock.advance(minutes=1)
            check_in_person(desk, person, how="card", session_id=session)
            receive_walk_in(desk, "70s", session_id=session)
            make_booking(desk, BookingMade(session_id=afternoon, slot="13:30", table=1))
        meet(*both)
        yield both


def _open(desk: Desk, title: str, starts: str = "09:00", **more: int) -> str:
    day = desk.today.isoformat()
    plan = SessionPlanned(title=title, day=day, starts=starts, ends="16:00", **more)  # type: ignore[arg-type]
    return open_session(desk, plan_session(desk, plan).session.session_id).session.session_id


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, laptops: tuple[Desk, Desk]) -> Opened:
    return open_window(qtbot, shell, laptops[0], "today")


def today(opened: Opened) -> TodayScreen:
    assert isinstance(opened.screen, TodayScreen)
    return opened.screen


def look(opened: Opened) -> TodayScreen:
    """Turn to the list."""
    screen = today(opened)
    screen.notice.wanted.emit()
    opened.settle()
    assert screen.pages.current() is screen.unsettled
    return screen


def card_of(screen: TodayScreen, conflict: Conflict) -> int:
    items = screen.unsettled._items or ()
    return [item.conflict for item in items].index(conflict)


def press(opened: Opened, conflict: Conflict, choice: int = 0) -> None:
    screen = today(opened)
    screen.unsettled.cards[card_of(screen, conflict)].buttons[choice].click()
    opened.settle()


def test_today_says_that_there_is_something_and_shows_it(opened: Opened) -> None:
    screen = today(opened)
    assert screen.notice.isVisible()
    assert screen.notice.sentence.text() == "要確認が 3件あります。"
    look(opened)
    assert not screen.notice.isVisible()
    assert len(screen.unsettled.cards) == 3
    screen.unsettled.back.click()
    opened.settle()
    assert screen.pages.current() is screen.running


def test_both_versions_are_told_and_nobody_is_named(opened: Opened) -> None:
    screen = look(opened)
    words = " ".join(label.text() for label in screen.unsettled.findChildren(QLabel))
    for told in ("整理番号A1とB1は、同じ方の受付です", "09:31", "端末A", "09:32", "端末B", "定員を1人こえています"):
        assert told in words
    assert "13:30からの1番に、予約が2件入っています" in words
    assert "高橋" not in words


@pytest.mark.parametrize(("choice", "visits"), [(0, 3), (1, 4)])
def test_one_touch_settles_it_and_undo_opens_it_again(opened: Opened, choice: int, visits: int) -> None:
    screen = look(opened)
    press(opened, Conflict.DOUBLE_VISIT, choice)
    assert Conflict.DOUBLE_VISIT not in {item.conflict for item in unsettled(opened.desk)}
    assert day_state(opened.desk).visits == visits
    opened.shell.undo()
    opened.settle()
    assert day_state(opened.desk).visits == 3
    assert len(screen.unsettled.cards) == 3


def test_what_is_only_to_be_known_is_confirmed(opened: Opened) -> None:
    screen = look(opened)
    press(opened, Conflict.OVER_QUOTA)
    assert len(screen.unsettled.cards) == 2
    press(opened, Conflict.SAME_PLACE)
    press(opened, Conflict.DOUBLE_VISIT)
    assert screen.unsettled.cards == []
    assert screen.unsettled.empty.isVisible()
    screen.unsettled.back.click()
    opened.settle()
    assert not screen.notice.isVisible()


def test_it_is_worked_by_keyboard(opened: Opened) -> None:
    screen = look(opened)
    first = screen.unsettled.cards[0].buttons[0]
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Return)
    opened.settle()
    assert len(screen.unsettled.cards) == 2
    assert QApplication.focusWidget() is screen.unsettled.cards[0].buttons[0]


def test_in_the_middle_of_the_list_the_keyboard_goes_on_to_the_next_one(opened: Opened) -> None:
    screen = look(opened)
    second, third = screen.unsettled.cards[1:3]
    second.buttons[0].setFocus()
    QTest.keyClick(second.buttons[0], Qt.Key.Key_Return)
    opened.settle()
    assert screen.unsettled.cards[1].item == third.item
    assert QApplication.focusWidget() is screen.unsettled.cards[1].buttons[0]
    opened.shell.undo()
    opened.settle()
    assert QApplication.focusWidget() is screen.unsettled.cards[2].buttons[0]


def test_of_a_reception_taken_back_it_is_told_who_did_what(opened: Opened, laptops: tuple[Desk, Desk]) -> None:
    visit = opened.desk.store.facts.where(Attendance, "double_of IS NULL AND ticket = 'A2'")[0].attendance_id
    void_attendance(laptops[0], visit)
    record_consultation(laptops[1], ConsultationForm("T02-01", "O1", 10, attendance_id=visit))
    meet(*laptops)
    screen = look(opened)
    words = [
        label.text() for label in screen.unsettled.cards[card_of(screen, Conflict.VOIDED_VISIT)].findChildren(QLabel)
    ]
    assert {"受付の取り消し　09:32　端末A　", "相談　09:32　端末B　"} <= set(words)


def test_what_headquarters_keeps_apart_is_opened_where_it_is_listed(opened: Opened) -> None:
    keep_at_headquarters(opened.desk, "my_number")
    screen = look(opened)
    press(opened, Conflict.REFUSED)
    sending = opened.window.open("send")
    assert isinstance(sending, SendScreen)
    assert isinstance(sending.current, ApartPanel)
    assert not screen.isVisible()


def test_a_screen_reader_says_what_each_button_is_about(opened: Opened) -> None:
    screen = look(opened)
    card = screen.unsettled.cards[card_of(screen, Conflict.DOUBLE_VISIT)]
    assert {button.accessibleDescription() for button in card.buttons} == {"整理番号A1とB1は、同じ方の受付です"}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off(
    qtbot: QtBot,
    qapp: QApplication,
    shell: Shell,
    laptops: tuple[Desk, Desk],
    language: i18n.Language,
    percent: int,
) -> None:
    diverge(laptops)
    enter_twice(laptops)
    theme.apply(qapp, percent)
    i18n.install(language)
    opened = open_window(qtbot, shell, laptops[0], "today")
    opened.window.resize(1366, 768)
    opened.settle()
    assert accessibility.problems(opened.window) == []
    look(opened)
    assert accessibility.problems(opened.window) == []


def test_another_laptop_s_word_is_heard(opened: Opened, laptops: tuple[Desk, Desk]) -> None:
    """What the other settled is gone here once it has arrived."""
    screen = look(opened)
    for item in unsettled(laptops[1]):
        settle(laptops[1], item.conflict, item.about, Decision.SEEN if len(item.choices) == 1 else Decision.ONE)
    opened.settle()
    meet(*laptops)
    screen.shown()
    opened.settle()
    assert screen.unsettled.cards == []


def test_what_was_never_decided_is_found_after_months(qtbot: QtBot, shell: Shell, laptops: tuple[Desk, Desk]) -> None:
    clock = laptops[0].clock
    assert isinstance(clock, FixedClock)
    clock.advance(days=40)
    opened = open_window(qtbot, shell, laptops[0], "today")
    screen = today(opened)
    screen._begin_closing()
    opened.settle()
    assert screen.pages.current() is screen.closing
    assert screen.notice.sentence.text() == "31日より前の要確認が 3件あります。"
    look(opened)
    assert (screen.unsettled.cards, screen.unsettled.empty.isVisible()) == ([], False)
    assert screen.unsettled.older.sentence.text() == "31日より前のものが、3件あります。"
    QTest.keyClick(screen.unsettled.more, Qt.Key.Key_Return)
    opened.settle()
    assert (len(screen.unsettled.cards), screen.unsettled.older.isVisible()) == (3, False)
    assert screen.unsettled.heading.text() == "要確認の一覧（3件）"
    press(opened, Conflict.DOUBLE_VISIT)
    assert len(screen.unsettled.cards) == 2
    screen.unsettled.back.click()
    opened.settle()
    assert screen.notice.sentence.text() == "31日より前の要確認が 2件あります。"
    opened.shell.undo()
    opened.settle()
    assert screen.notice.sentence.text() == "31日より前の要確認が 3件あります。"


def diverge(laptops: tuple[Desk, Desk]) -> str:
    """A visitor's record amended on both while apart, and a consultation voided here and amended there."""
    first, second = laptops
    person = add_person(first, PersonRegistered(name="高橋 一郎")).person.person_id
    case = record_consultation(first, ConsultationForm("T02-01", "O1", 10)).consultation.consultation_id
    meet(*laptops)
    amend_person(first, person, PersonAmended(name="高橋 二郎", age_band="60s"))
    amend_person(second, person, PersonAmended(name="高橋 一郎", age_band="70s"))
    void_consultation(first, case)
    amend_consultation(second, case, ConsultationForm("T05-01", "O3", 25))
    meet(*laptops)
    return case


def enter_twice(laptops: tuple[Desk, Desk]) -> None:
    """One paper slip on both while apart, read as two things; another one of a reception that both know of."""
    read = SlipRead(Step.DONE, topics=("T02-01",), outcome="O1", minutes=20, band="70s")
    slips = [Slip(laptops[0].today, Ticket("A", number)) for number in (501, 502)]
    session = day_state(laptops[0]).sessions[0]
    receive(laptops[0], session, how="paper", band="70s", ticket=slips[1].ticket)
    meet(*laptops)
    for desk, topics in zip(laptops, (("T02-01",), ("T05-01", "T03-01")), strict=True):
        for slip in slips:
            enter_slip(desk, slip, replace(read, topics=topics))
    meet(*laptops)


def test_a_paper_slip_on_two_laptops_is_shown_with_what_each_typed(opened: Opened, laptops: tuple[Desk, Desk]) -> None:
    enter_twice(laptops)
    screen = look(opened)
    cards = [card for card in screen.unsettled.cards if card.item.thing == SLIP]
    assert [card.item.conflict for card in cards] == [Conflict.DOUBLE_VISIT, Conflict.SAME_SLIP]
    for card, ticket in zip(cards, ("A501", "A502"), strict=True):
        words = [label.text() for label in card.findChildren(QLabel)]
        assert f"整理番号{ticket}の相談票が、2台で記録されています" in words
        assert {"相談の内容", "時間（分）", "20", "いま数えている方"} <= set(words)
        assert len({each for each in words if "端末" in each}) == 2
    assert [button.text() for button in cards[1].buttons] == ["同じ相談票（1件と数える）", "別の相談（2件と数える）"]
    before = day_state(opened.desk).consultations
    press(opened, Conflict.SAME_SLIP, 1)
    assert day_state(opened.desk).consultations == before + 1
    opened.shell.undo()
    opened.settle()
    assert day_state(opened.desk).consultations == before


def test_one_visitor_on_record_twice_is_one_after_one_touch_and_two_again(opened: Opened) -> None:
    desk = opened.desk
    change_setting(desk, "visitor_fields", "name,phone")
    told = PersonRegistered(name="大野 優子", phone="090-1234-5678", age_band="70s")
    first, second = (add_person(desk, told).person.person_id for _ in range(2))
    screen = look(opened)
    card = screen.unsettled.cards[card_of(screen, Conflict.SAME_PERSON)]
    assert "大野 優子" not in [label.text() for label in card.findChildren(QLabel)]
    buttons = [button.text().strip() for button in card.buttons]
    assert buttons == ["お名前などを見る", "同じ方です（1つにまとめる）", "別の方です"]
    press(opened, Conflict.SAME_PERSON, 0)
    card = screen.unsettled.cards[card_of(screen, Conflict.SAME_PERSON)]
    words = [label.text() for label in card.findChildren(QLabel)]
    assert words.count("大野 優子") == words.count("090-1234-5678") == 2
    kept, gone = card.findChildren(VersionPanel)
    assert [pill.isVisible() for side in (kept, gone) for pill in side.findChildren(StatusPill)] == [True, False]
    assert _lines_of(kept) == _lines_of(gone)
    assert QApplication.focusWidget() is card.buttons[0]
    QTest.keyClick(card.buttons[0], Qt.Key.Key_Return)
    opened.settle()
    assert QApplication.focusWidget() is screen.unsettled.cards[-1].buttons[0]
    assert desk.store.facts.standing_for(first) == desk.store.facts.standing_for(second)
    assert Conflict.SAME_PERSON not in [each.item.conflict for each in screen.unsettled.cards]
    opened.shell.undo()
    opened.settle()
    assert desk.store.facts.standing_for(first) != desk.store.facts.standing_for(second)
    press(opened, Conflict.SAME_PERSON, 2)
    assert Conflict.SAME_PERSON not in [each.item.conflict for each in screen.unsettled.cards]


def _lines_of(side: VersionPanel) -> list[int]:
    """How far down each field stands."""
    return [row.mapTo(side, QPoint(0, 0)).y() for row in side.findChildren(InfoRow)]


@pytest.mark.parametrize("percent", [100, 200])
def test_the_first_item_is_read_from_its_beginning(
    qtbot: QtBot, qapp: QApplication, shell: Shell, laptops: tuple[Desk, Desk], percent: int
) -> None:
    theme.apply(qapp, percent)
    opened = open_window(qtbot, shell, laptops[0], "today")
    opened.window.resize(1366, 768)
    opened.settle()
    first = look(opened).unsettled.cards[0]
    heading = next(each for each in first.findChildren(Text) if each.isVisible())
    for part in (heading, first.buttons[0]):
        assert part.visibleRegion().boundingRect() == part.rect()


def test_versions_stand_beside_each_other_and_one_touch_keeps_one(opened: Opened, laptops: tuple[Desk, Desk]) -> None:
    case = diverge(laptops)
    screen = look(opened)
    card = next(each for each in screen.unsettled.cards if each.item.thing == "consultation")
    words = [label.text() for label in card.findChildren(QLabel)]
    assert {"取り消し", "はい", "時間（分）", "25", "いま数えている方"} <= set(words)
    card.buttons[1].click()
    opened.settle()
    found = opened.desk.store.facts.one(Consultation, case)
    assert found is not None
    assert (found.voided, found.minutes) == (0, 25)
    opened.shell.undo()
    opened.settle()
    assert "consultation" in [each.item.thing for each in screen.unsettled.cards]


def test_names_are_seen_on_asking_alone_and_hidden_again(opened: Opened, laptops: tuple[Desk, Desk]) -> None:
    diverge(laptops)
    screen = look(opened)
    place = [each.item.thing for each in screen.unsettled.cards].index("person")
    shown = screen.unsettled.cards[place]
    assert "高橋" not in " ".join(label.text() for label in shown.findChildren(QLabel))
    shown.buttons[-1].click()
    opened.settle()
    words = " ".join(label.text() for label in screen.unsettled.cards[place].findChildren(QLabel))
    assert "高橋 二郎" in words
    opened.shell.leave()
    opened.settle()
    words = " ".join(label.text() for label in screen.unsettled.cards[place].findChildren(QLabel))
    assert "高橋" not in words
