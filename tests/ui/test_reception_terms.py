"""受付 on other terms: another visit, several sessions, what a session asks, walk-ins from anywhere, bookings."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from core.age_band import AgeBand
from core.card_code import CodeKind, new_code
from core.clock import FixedClock
from core.facts import Attendance, Card, Fee, Loan
from core.kinds import BookingMade, SessionPlanned
from desktop.app.bookings import make_booking
from desktop.app.cards import blank_cards, replace_card
from desktop.app.check_in import check_in
from desktop.app.day import visitors_today, went_home
from desktop.app.desk import Desk
from desktop.app.door_sessions import choose_session
from desktop.app.loans import lend_device, return_device
from desktop.app.sessions import open_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.walk_in import receive_walk_in
from desktop.app.who_is_here import who_is_here
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.reception.bands import BandTiles
from desktop.ui.screens.reception.model import found_title
from desktop.ui.screens.reception.view import ReceptionScreen
from desktop.ui.screens.reception.walk_in_keys import KEYS
from tests.helpers.accessibility import problems
from tests.ui.busy import named, new_desk
from tests.ui.windows import Opened, open_window


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = new_desk(tmp_path, clock)
    change_setting(made, "visitor_fields", "name,kana")
    return made


def session(desk: Desk, title: str, starts: str = "09:00", ends: str = "12:00", **changes: object) -> str:
    """An open session of today; its id."""
    plan = {"title": title, "day": desk.today.isoformat(), "starts": starts, "ends": ends, **changes}
    made = plan_session(desk, SessionPlanned(**plan)).session  # type: ignore[arg-type]  # varied by tests
    return open_session(desk, made.session_id).session.session_id


def opened_at(qtbot: QtBot, shell: Shell, desk: Desk, screen: str = "reception") -> Opened:
    return open_window(qtbot, shell, desk, screen)


def door(opened: Opened) -> ReceptionScreen:
    return cast(ReceptionScreen, opened.window.open("reception"))


def scan(opened: Opened, code: str) -> str:
    QTest.keyClicks(door(opened).scan, code)
    return result(opened)


def result(opened: Opened) -> str:
    opened.settle()
    view = door(opened).panel.view
    return view.code if view else ""


def touch(opened: Opened, button: QWidget) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    opened.settle()


def press(opened: Opened, text: str) -> None:
    buttons = [each for each in door(opened).panel.findChildren(QPushButton) if each.isVisible()]
    touch(opened, next(each for each in buttons if text in each.text()))


def undo(opened: Opened) -> None:
    opened.shell.undo()
    opened.settle()


def tickets(opened: Opened) -> list[str | None]:
    return [visit.ticket for visit in visitors_today(opened.desk) if not visit.voided]


def test_another_visit_is_asked_for_by_name_and_can_be_undone(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    session(desk, "相談会")
    code = named(desk, "山田 花子")[1]
    first = check_in(desk, code).attendance
    assert first is not None
    went_home(desk, first.attendance_id)
    opened = opened_at(qtbot, shell, desk)
    assert scan(opened, code) == "already"
    view = door(opened).panel.view
    assert view is not None
    assert "09:30 に帰りました" in view.detail
    press(opened, "もう一度の来場として受け付ける")
    assert result(opened) == "received"
    assert desk.store.facts.count(Attendance, "again = 1 AND voided = 0") == 1
    undo(opened)
    assert tickets(opened) == ["A1"]


def test_one_session_is_no_choice_and_two_are(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    session(desk, "相談会")
    opened = opened_at(qtbot, shell, desk)
    receiving = door(opened).receiving
    assert not receiving.isVisible()
    course = session(desk, "教室", quota=12)
    opened.window.open("today")
    opened.window.open("reception")
    opened.settle()
    assert receiving.isVisible()
    assert [button.text() for button in receiving.buttons.values()] == ["09:00 相談会　0人", "09:00 教室　0/12人"]
    touch(opened, receiving.buttons[course])
    touch(opened, door(opened).bands.buttons[AgeBand.SEVENTIES])
    assert visitors_today(desk)[0].session_id == course
    assert receiving.buttons[course].text() == "09:00 教室　1/12人"
    assert receiving.buttons[course].isChecked()


def test_the_booked_time_is_told_and_both_sessions_are_one_touch(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    here, later = session(desk, "相談会"), session(desk, "夕方の相談会", "15:00", "17:00")
    people = [named(desk, name) for name in ("山田 花子", "佐藤 清")]
    for person_id, _ in people:
        make_booking(desk, BookingMade(session_id=later, person_id=person_id))
    opened = opened_at(qtbot, shell, desk)
    assert scan(opened, people[0][1]) == "other_session"
    view = door(opened).panel.view
    assert view is not None
    assert view.detail == "ご予約は 15:00 からの「夕方の相談会」です。"
    press(opened, "予約の回で受け付ける")
    assert scan(opened, people[1][1]) == "other_session"
    press(opened, "この回で受け付ける")
    assert result(opened) == "received"
    assert [visit.session_id for visit in reversed(visitors_today(desk))] == [later, here]


def test_who_has_booked_by_telephone_is_found_by_name_and_received_in_one_touch(
    qtbot: QtBot, shell: Shell, desk: Desk
) -> None:
    course = session(desk, "教室")
    person_id, _ = named(desk, "山田 太郎", "やまだ たろう")
    told = BookingMade(session_id=course, age_band="80plus", name="山田 ふみ", kana="やまだ ふみ")
    booking = make_booking(desk, told).booking
    make_booking(desk, BookingMade(session_id=course, person_id=person_id))
    opened = opened_at(qtbot, shell, desk)
    finder = door(opened).finder
    finder.field.setText("やまだ")
    opened.settle()
    assert sorted(found_title(each) for each in finder.results.rows()) == ["山田 ふみ", "山田 太郎"]
    finder.field.setText("ふみ")
    opened.settle()
    QTest.keyClick(finder.field, Qt.Key.Key_Return)
    assert result(opened) == "received"
    [visit] = visitors_today(desk)
    assert (visit.how, visit.age_band, visit.booking_id) == ("booking", "80plus", booking.booking_id)
    assert [line.name for line in who_is_here(desk)] == ["山田 ふみ"]


def test_nothing_is_asked_where_the_session_asks_nothing(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    session(desk, "相談会")
    opened = opened_at(qtbot, shell, desk)
    touch(opened, door(opened).bands.buttons[AgeBand.UNKNOWN])
    assert not door(opened).questions.isVisible()


def test_what_the_session_asks_is_answered_by_one_touch_each_and_taken_back(
    qtbot: QtBot, shell: Shell, desk: Desk
) -> None:
    session(desk, "教室", min_age=65, conditions=("市内にお住まい",), fee=100, fee_with_loan=200, lends_devices=True)
    earlier = receive_walk_in(desk, "70s").attendance
    assert earlier is not None
    loan = lend_device(desk, earlier.attendance_id, "1番").loan
    assert loan is not None
    return_device(desk, loan.loan_id)
    opened = opened_at(qtbot, shell, desk)
    asks = door(opened).questions
    assert asks.waits.isVisible()
    assert not [each for each in asks.findChildren(QPushButton) if each.isVisible()]
    touch(opened, door(opened).bands.buttons[AgeBand.SIXTIES])
    assert result(opened) == "received"
    assert asks.conditions.text() == "65歳以上・市内にお住まい"
    touch(opened, asks.confirm)
    assert visitors_today(desk)[0].conditions == "65歳以上\n市内にお住まい"
    assert not asks.confirm.isVisible()
    undo(opened)
    assert visitors_today(desk)[0].conditions == ""
    assert asks.confirm.isVisible()
    assert "100円" in asks.fee.text()
    touch(opened, asks.labels[0])
    assert [each.device_label for each in desk.store.facts.where(Loan, "returned_at IS NULL AND voided = 0")] == ["1番"]
    assert "200円" in asks.fee.text()
    touch(opened, asks.fee)
    assert [fee.yen for fee in desk.store.facts.where(Fee, "voided = 0")] == [200]
    assert not asks.fee.isVisible()
    touch(opened, asks.back)
    assert asks.fee.text().strip() == "100円を返しました"
    touch(opened, asks.fee)
    assert [fee.yen for fee in desk.store.facts.where(Fee, "voided = 0")] == [100]
    assert door(opened).scan.hasFocus()


def test_the_first_device_is_named_and_a_card_scanned_meanwhile_is_still_a_card(
    qtbot: QtBot, shell: Shell, desk: Desk
) -> None:
    session(desk, "教室", lends_devices=True)
    code = named(desk, "山田 花子")[1]
    opened = opened_at(qtbot, shell, desk)
    touch(opened, door(opened).bands.buttons[AgeBand.SEVENTIES])
    field = door(opened).questions.device
    field.setFocus()
    QTest.keyClicks(field, "7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    opened.settle()
    assert [each.device_label for each in desk.store.facts.where(Loan, "1")] == ["7"]
    assert scan(opened, code) == "received"
    assert field.isVisible() or door(opened).questions.other.isVisible()


def test_the_next_visitor_is_not_asked_the_question_of_the_one_before(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    session(desk, "教室", fee=100)
    opened = opened_at(qtbot, shell, desk)
    touch(opened, door(opened).bands.buttons[AgeBand.SEVENTIES])
    assert door(opened).questions.fee.isVisible()
    assert scan(opened, new_code(CodeKind.CARD)) == "unknown"
    assert not door(opened).questions.fee.isVisible()
    assert door(opened).questions.waits.isVisible()


@pytest.mark.parametrize("band", list(KEYS))
def test_a_walk_in_is_one_key_from_any_screen(qtbot: QtBot, shell: Shell, desk: Desk, band: AgeBand) -> None:
    session(desk, "相談会")
    opened = opened_at(qtbot, shell, desk, "today")
    number = Qt.Key(ord(KEYS[band][0][-1]))
    QTest.keyClick(opened.window, number, Qt.KeyboardModifier.ControlModifier)
    assert result(opened) == "received"
    assert [visit.age_band for visit in visitors_today(desk)] == [band.value]


def test_a_walk_in_is_found_in_the_palette(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    session(desk, "相談会")
    opened = opened_at(qtbot, shell, desk, "today")
    found = [command.id for command in opened.shell.commands.find("カードのない 70")]
    assert found == ["walk_in.70s"]


def test_a_couple_is_two_touches_and_a_double_click_is_one_visitor(qtbot: QtBot) -> None:
    now = [0.0]
    bands = BandTiles(lambda: now[0])
    qtbot.addWidget(bands)
    chosen: list[str] = []
    bands.chosen.connect(lambda band, _card: chosen.append(band))
    button = bands.buttons[AgeBand.SEVENTIES]
    step = QApplication.doubleClickInterval() / 1000
    for wait in (0.0, step / 3, step, step * 2):
        now[0] += wait
        button.click()
    assert chosen == ["70s"] * 3
    bands.buttons[AgeBand.SIXTIES].click()
    assert chosen == ["70s"] * 3 + ["60s"]


def test_a_couple_is_told_both_numbers(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    session(desk, "相談会")
    opened = opened_at(qtbot, shell, desk)
    details = []
    for band in (AgeBand.SEVENTIES, AgeBand.OVER_80):
        touch(opened, door(opened).bands.buttons[band])
        view = door(opened).panel.view
        assert view is not None
        details.append((view.ticket, view.detail))
    assert details == [("A1", ""), ("A2", "前の方は A1 です")]
    assert scan(opened, named(desk, "山田 花子")[1]) == "received"
    touch(opened, door(opened).bands.buttons[AgeBand.SEVENTIES])
    view = door(opened).panel.view
    assert view is not None
    assert view.detail == ""


def test_companions_go_up_and_down_and_the_undo_follows(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    session(desk, "相談会")
    opened = opened_at(qtbot, shell, desk)
    touch(opened, door(opened).bands.buttons[AgeBand.SEVENTIES])
    press(opened, "付き添い +1")
    press(opened, "付き添い +1")
    assert visitors_today(desk)[0].companions == 2
    press(opened, "−1")
    assert visitors_today(desk)[0].companions == 1
    undo(opened)
    assert visitors_today(desk)[0].companions == 2
    view = door(opened).panel.view
    assert view is not None
    assert view.detail == "付き添い 2人"
    press(opened, "取り消す")
    assert visitors_today(desk)[0].voided
    assert door(opened).panel.view is None


def test_a_renewed_card_and_its_reception_are_undone_together(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    session(desk, "相談会")
    person_id, old = named(desk, "山田 花子")
    replace_card(desk, desk.store.facts.where(Card, "person_id = ?", [person_id])[0].card_id)
    opened = opened_at(qtbot, shell, desk)
    assert scan(opened, old) == "revoked"
    press(opened, "新しいカードを作って受け付ける")
    assert result(opened) == "received"
    states = [card.state for card in desk.store.facts.where(Card, "1", order="issued_at, card_id")]
    assert states == ["replaced", "replaced", "valid"]
    undo(opened)
    states = [card.state for card in desk.store.facts.where(Card, "1", order="issued_at, card_id")]
    assert states == ["replaced", "valid", "undone"]
    assert tickets(opened) == []


def test_a_blank_card_given_by_mistake_can_be_given_again(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    session(desk, "相談会")
    blank = blank_cards(1)[0]
    opened = opened_at(qtbot, shell, desk)
    for band in (AgeBand.TWENTIES, AgeBand.SEVENTIES):
        assert scan(opened, blank) == "unknown"
        press(opened, "このカードで登録して受け付ける")
        touch(opened, door(opened).bands.buttons[band])
        assert result(opened) == "received"
        if band is AgeBand.TWENTIES:
            undo(opened)
    assert [visit.age_band for visit in visitors_today(desk) if not visit.voided] == ["70s"]


def _tab_order(screen: ReceptionScreen) -> Iterator[QWidget]:
    widget = screen.scan.nextInFocusChain()
    while widget is not None and widget is not screen.scan:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        widget = widget.nextInFocusChain()


def test_the_tab_key_walks_from_the_card_to_what_is_offered_and_on_down(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    session(desk, "相談会", fee=100)
    session(desk, "教室")
    opened = opened_at(qtbot, shell, desk)
    scan(opened, named(desk, "山田 花子")[1])
    screen = door(opened)
    parts = (screen.panel, screen.questions, screen.receiving, screen.bands, screen.lists, screen.wish)
    walked = [part for widget in _tab_order(screen) for part in parts if part.isAncestorOf(widget)]
    assert list(dict.fromkeys(walked)) == list(parts)


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_panel_keeps_its_height_and_everything_is_whole(
    qtbot: QtBot, qapp: QApplication, shell: Shell, desk: Desk, size: int, language: i18n.Language
) -> None:
    """All eight results with what they offer, in a window of a common laptop; the door asks all it can."""
    theme.apply(qapp, size)
    i18n.install(language)
    session(
        desk, "スマホ教室", min_age=65, conditions=("市内にお住まい",), fee=100, fee_with_loan=200, lends_devices=True
    )
    later = session(desk, "夕方の相談会", "15:00", "17:00")
    booked = named(desk, "長谷川 進")
    make_booking(desk, BookingMade(session_id=later, person_id=booked[0]))
    person_id, old = named(desk, "近藤 ふみ")
    replace_card(desk, desk.store.facts.where(Card, "person_id = ?", [person_id])[0].card_id)
    code, young, last, here = (named(desk, "山田 花子", band=band)[1] for band in ("60s", "50s", "70s", "80plus"))
    check_in(desk, here)
    opened = opened_at(qtbot, shell, desk)
    opened.window.resize(1366, 720)
    seen = {"": door(opened).panel.height()}
    page: QWidget | None = door(opened)
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    assert page is not None
    for text in (code, here, booked[1], new_code(CodeKind.CARD), old, young):
        page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
        door(opened).door.scan(text)
        seen[result(opened)] = door(opened).panel.height()
        shown = door(opened).panel.visibleRegion().boundingRect()
        assert (shown.top(), shown.height() >= 0.95 * door(opened).panel.height()) == (0, True)
        assert problems(opened.screen) == []
    choose_session(desk, session(desk, "満席の回", quota=0))
    door(opened).door.scan(last)
    seen[result(opened)] = door(opened).panel.height()
    door(opened).door.unreadable()
    seen[result(opened)] = door(opened).panel.height()
    assert len(seen) == 9
    assert len(set(seen.values())) == 1
