"""予約の表 as it is used while a caller waits: by mouse and by keyboard, on a real file."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.bookings import BookingState, Place, place_of
from core.clock import FixedClock
from core.facts import Attendance, Booking, Session
from core.ids import new_entity_id
from core.kinds import BookingMade, PersonalDataViewed, SessionPlanned
from desktop.app.booked import bookings_of
from desktop.app.booking_board import board
from desktop.app.bookings import cancel_booking, make_booking
from desktop.app.desk import Desk
from desktop.app.session_plans import plan_of
from desktop.app.sessions import amend_session, cancel_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.staff import set_pin
from desktop.storage.journal import Draft
from desktop.ui import i18n, theme
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.people.two_steps import TwoSteps
from desktop.ui.screens.sessions.board import BoardPage
from desktop.ui.screens.sessions.booking_form import BookingForm
from desktop.ui.screens.sessions.view import SessionsScreen
from desktop.ui.widgets.pin import PinPanel
from tests.helpers.accessibility import problems, visible
from tests.ui.busy import named, new_desk
from tests.ui.windows import Opened, open_window

Start = Callable[[], Opened]
HALF_PAST = Place("10:30", 2)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return new_desk(tmp_path, clock)


@pytest.fixture
def session(desk: Desk) -> Session:
    """Ten to noon in half hours at two tables."""
    return plan(desk, slot_minutes=30, tables=2)


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    def opened() -> Opened:
        window = open_window(qtbot, shell, desk, "sessions")
        press(window, tr("電話の予約"))
        return window

    return opened


def plan(desk: Desk, **changes: object) -> Session:
    told = {"title": "スマホ相談会", "day": desk.today.isoformat(), "starts": "10:00", "ends": "12:00", **changes}
    return plan_session(desk, SessionPlanned(**told)).session  # type: ignore[arg-type]  # varied by tests


def book(desk: Desk, session: Session, slot: str | None = None, table: int | None = None, **told: object) -> Booking:
    made = BookingMade(session_id=session.session_id, slot=slot, table=table, **told)  # type: ignore[arg-type]
    return make_booking(desk, made).booking


def page(opened: Opened) -> BoardPage:
    return cast(SessionsScreen, opened.screen).board


def press(opened: Opened, text: str) -> None:
    buttons = [each for each in visible(opened.window) if isinstance(each, QPushButton)]
    next(each for each in buttons if each.text().strip() == text).click()
    opened.settle()


def touch(opened: Opened, place: Place) -> None:
    """One touch on a cell."""
    grid = page(opened).bookings.grid
    area = grid.visualRect(grid.model().index(_slots(opened).index(place.slot), place.table - 1))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    opened.settle()


def keys(opened: Opened, *pressed: Qt.Key) -> None:
    """As a hand presses them, one after the other: what comes faster may be a scanner."""
    for key in pressed:
        QTest.keyClick(cast(QWidget, QApplication.focusWidget()), key)
        opened.qtbot.waitUntil(lambda: not opened.window.scans.is_waiting)
    opened.settle()


def _slots(opened: Opened) -> list[str]:
    shown = page(opened).board
    assert shown is not None
    return sorted({place.slot for place in shown.places})


def form(opened: Opened) -> BookingForm:
    return cast(BookingForm, page(opened).panel)


def test_a_call_is_booked_by_one_touch_a_band_and_enter(start: Start, desk: Desk, session: Session) -> None:
    opened = start()
    touch(opened, HALF_PAST)
    keys(opened, Qt.Key.Key_8, Qt.Key.Key_Return)
    [made] = bookings_of(desk, session.session_id)
    assert (place_of(made), made.age_band, made.name) == (HALF_PAST, "70s", None)
    number = board(desk, session.session_id).lines[0].number
    assert f"予約番号 {number} をお伝えください。" in _texts(opened)
    assert page(opened).bookings.grid.view_at(HALF_PAST).title == "70代"
    opened.shell.undo()
    opened.settle()
    assert page(opened).bookings.grid.view_at(HALF_PAST).title == "空き"


def test_a_call_is_booked_by_keys_alone(start: Start, desk: Desk, session: Session) -> None:
    change_setting(desk, "visitor_fields", "name,phone")
    opened = start()
    keys(opened, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return)
    keys(opened, *map(Qt.Key, b"YAMADA"))
    keys(opened, Qt.Key.Key_Tab)
    keys(opened, *map(Qt.Key, b"042"))
    keys(opened, Qt.Key.Key_Return)
    [made] = bookings_of(desk, session.session_id)
    assert (place_of(made), made.name, made.phone) == (HALF_PAST, "yamada", "042")
    assert page(opened).bookings.grid.view_at(HALF_PAST).title == "yamada"


def test_somebody_on_record_is_found_and_booked(start: Start, desk: Desk, session: Session) -> None:
    change_setting(desk, "visitor_fields", "name")
    person_id, _ = named(desk, "高橋 花子", "たかはし はなこ")
    opened = start()
    touch(opened, HALF_PAST)
    finder = form(opened)._finder
    finder.field.setText("高橋")
    opened.settle()
    finder.field.setFocus()
    keys(opened, Qt.Key.Key_Return, Qt.Key.Key_Return)
    [made] = bookings_of(desk, session.session_id)
    assert (made.person_id, made.age_band, made.name) == (person_id, "70s", None)
    assert page(opened).bookings.grid.view_at(HALF_PAST).title == "高橋 花子"


def test_what_the_session_asks_stands_in_the_form(start: Start, desk: Desk) -> None:
    plan(desk, slot_minutes=30, min_age=65, conditions=("市内にお住まい",))
    opened = start()
    touch(opened, Place("10:00", 1))
    assert "おたずねすること: 65歳から / 市内にお住まい" in _texts(opened)


def test_what_cannot_be_is_said_in_place(start: Start, desk: Desk, session: Session) -> None:
    opened = start()
    touch(opened, HALF_PAST)
    book(desk, session, *_cell(HALF_PAST))  # the command line beside the window
    press(opened, "この内容で予約する")
    assert form(opened).refusal.sentence.text().startswith("その枠は、もう予約されています。")


def test_a_booking_moves_to_another_free_place_and_back(start: Start, desk: Desk, session: Session) -> None:
    made = book(desk, session, *_cell(HALF_PAST))
    opened = start()
    touch(opened, HALF_PAST)
    press(opened, "時刻を変える")
    there = Place("11:30", 1)
    assert page(opened).bookings.grid.view_at(there).title == "ここへ動かす"
    touch(opened, there)
    assert _place(desk, made) == there
    opened.shell.undo()
    opened.settle()
    assert _place(desk, made) == HALF_PAST
    touch(opened, HALF_PAST)
    press(opened, "時刻を変える")
    keys(opened, Qt.Key.Key_Escape)
    touch(opened, there)
    assert isinstance(page(opened).panel, BookingForm)


def test_a_booking_moves_to_another_day_and_back(start: Start, desk: Desk, session: Session) -> None:
    later = plan(desk, title="次回", day="2026-12-05")
    made = book(desk, session, *_cell(HALF_PAST))
    opened = start()
    touch(opened, HALF_PAST)
    press(opened, "時刻を変える")
    page(opened).head.later.emit()
    opened.settle()
    press(opened, "この回に動かす")
    assert _booking(desk, made).session_id == later.session_id
    opened.shell.undo()
    opened.settle()
    assert (_booking(desk, made).session_id, _place(desk, made)) == (session.session_id, HALF_PAST)


def test_a_booking_that_the_changed_plan_left_out_is_seen(start: Start, desk: Desk, session: Session) -> None:
    book(desk, session, *_cell(HALF_PAST))
    amend_session(desk, session.session_id, replace(plan_of(session), tables=1))
    opened = start()
    assert page(opened).lists.unplaced.isVisible()
    [line] = page(opened).lists.unplaced.table.rows()
    page(opened).lists.line_chosen.emit(line)
    opened.settle()
    press(opened, "時刻を変える")
    touch(opened, Place("10:30", 1))
    assert not page(opened).lists.unplaced.isVisible()


def test_callers_of_a_cancelled_session_can_be_told(qtbot: QtBot, shell: Shell, desk: Desk, session: Session) -> None:
    change_setting(desk, "visitor_fields", "phone")
    book(desk, session, *_cell(HALF_PAST), phone="042-000-0000")
    cancel_session(desk, session.session_id)
    opened = open_window(qtbot, shell, desk, "sessions")
    screen = cast(SessionsScreen, opened.screen)
    screen.choose(screen.table.rows()[0])
    opened.settle()
    press(opened, "予約を見る")
    touch(opened, HALF_PAST)
    assert "042-000-0000" in _texts(opened)


def test_cancelling_is_taken_back(start: Start, desk: Desk, session: Session) -> None:
    made = book(desk, session, *_cell(HALF_PAST))
    opened = start()
    touch(opened, HALF_PAST)
    press(opened, "予約を取り消す")
    assert _booking(desk, made).cancelled
    opened.shell.undo()
    opened.settle()
    assert not _booking(desk, made).cancelled


def test_whoever_came_is_received_at_the_door(start: Start, desk: Desk, session: Session) -> None:
    made = book(desk, session, *_cell(HALF_PAST), age_band="80plus")
    opened = start()
    touch(opened, HALF_PAST)
    press(opened, "受け付ける")
    [visit] = desk.store.facts.where(Attendance, "1")
    assert (visit.booking_id, visit.age_band) == (made.booking_id, "80plus")
    assert opened.window.current() is not opened.screen
    opened.window.open("sessions")
    opened.settle()
    view = page(opened).bookings.grid.view_at(HALF_PAST)
    assert (view.caption, view.icon) == ("受付 A1", "check_circle")


def test_who_is_late_is_seen_and_the_place_given_up(
    start: Start, desk: Desk, session: Session, clock: FixedClock
) -> None:
    book(desk, session, "10:00", 1)
    clock.advance(minutes=41)
    opened = start()
    assert page(opened).bookings.grid.view_at(Place("10:00", 1)).caption == "まだです"
    touch(opened, Place("10:00", 1))
    press(opened, "来られませんでした")
    assert board(desk, session.session_id).count(BookingState.NO_SHOW) == 1
    assert page(opened).bookings.grid.view_at(Place("10:00", 1)).title == "空き"
    [line] = page(opened).lists.never_came.table.rows()
    page(opened).lists.line_chosen.emit(line)
    opened.settle()
    press(opened, "元に戻す")
    assert page(opened).bookings.grid.view_at(Place("10:00", 1)).caption == "まだです"


def test_the_first_who_waits_moves_up_by_one_touch_and_is_told(start: Start, desk: Desk, clock: FixedClock) -> None:
    change_setting(desk, "visitor_fields", "name,phone")
    session = plan(desk, quota=1)
    kept = book(desk, session, name="一番")
    first = book(desk, session, name="二番", phone="042-000-0000", waiting=True)
    clock.advance(minutes=1)
    book(desk, session, name="三番", waiting=True)
    opened = start()
    assert not page(opened).head.offer.isVisible()
    cancel_booking(desk, kept.booking_id)
    page(opened).fetch()
    opened.settle()
    sentence = page(opened).head.offer.sentence.text()
    assert "二番" in sentence
    assert "042-000-0000" in sentence
    press(opened, "繰り上げる")
    assert [each.booking.booking_id for each in board(desk, session.session_id).lines] == [first.booking_id]
    assert not page(opened).head.offer.isVisible()
    opened.shell.undo()
    opened.settle()
    assert [each.name for each in board(desk, session.session_id).waiting] == ["二番", "三番"]


def test_when_full_a_caller_goes_on_the_waiting_list(start: Start, desk: Desk) -> None:
    session = plan(desk, quota=1)
    opened = start()
    press(opened, "予約を加える")
    keys(opened, Qt.Key.Key_7, Qt.Key.Key_Return)
    press(opened, "閉じる")
    assert not page(opened).lists.add_button.isEnabled()
    press(opened, "キャンセル待ちに入れる")
    keys(opened, Qt.Key.Key_8, Qt.Key.Key_Return)
    shown = board(desk, session.session_id)
    assert ([each.booking.age_band for each in shown.lines], len(shown.waiting)) == (["60s"], 1)


def test_two_laptops_in_one_cell_are_seen_and_settled_by_moving_one(start: Start, desk: Desk, session: Session) -> None:
    book(desk, session, *_cell(HALF_PAST))
    other = BookingMade(session_id=session.session_id, slot="10:30", table=2)
    desk.record(Draft(new_entity_id(), other))  # as the other laptop's arrives
    opened = start()
    view = page(opened).bookings.grid.view_at(HALF_PAST)
    assert (view.title, view.icon) == ("要確認", "warning")
    touch(opened, HALF_PAST)
    press(opened, "時刻を変える")
    touch(opened, Place("10:00", 1))
    assert board(desk, session.session_id).doubles == ()


def test_a_name_told_by_telephone_is_erased_with_the_pin(start: Start, desk: Desk, session: Session) -> None:
    change_setting(desk, "visitor_fields", "name")
    set_pin(desk, "2468")
    made = book(desk, session, *_cell(HALF_PAST), name="高橋花子")
    opened = start()
    touch(opened, HALF_PAST)
    [steps] = [each for each in visible(opened.window) if isinstance(each, TwoSteps)]
    steps.first.click()
    steps.sure.click()
    opened.settle()
    assert _booking(desk, made).name == "高橋花子"
    [pin] = [each for each in visible(opened.window) if isinstance(each, PinPanel)]
    pin.entered.emit("2468")
    opened.settle()
    assert (_booking(desk, made).name, _booking(desk, made).cancelled) == (None, 1)


def test_sessions_of_the_day_and_next_days_are_turned_to(start: Start, desk: Desk, session: Session) -> None:
    evening = plan(desk, title="夜の相談会", starts="18:00", ends="19:00")
    later = plan(desk, title="次回", day="2026-12-05", slot_minutes=60)
    opened = start()
    shown = page(opened)
    shown.head.sessions.chosen.emit(evening.session_id)
    opened.settle()
    assert _title(opened) == "夜の相談会"
    assert shown.bookings.list.isVisible()
    for signal, title in ((shown.head.later, "次回"), (shown.head.earlier, "スマホ相談会")):
        signal.emit()
        opened.settle()
        assert _title(opened) == title
    assert later.quota == 2


def test_what_is_seen_stays_when_something_changes(start: Start, desk: Desk) -> None:
    session = plan(desk, starts="09:00", ends="18:00", slot_minutes=15, tables=4)
    opened = start()
    grid = page(opened).bookings.grid
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    seen = grid.verticalScrollBar().value()
    book(desk, session, "09:00", 1)
    page(opened).fetch()
    opened.settle()
    assert grid.view_at(Place("09:00", 1)).title == "不明"
    assert (grid.verticalScrollBar().value(), grid.place()) == (seen, Place("09:00", 1))
    assert seen > 0


def test_a_day_without_sessions_says_so(start: Start) -> None:
    opened = start()
    assert "この日の予定はありません" in _texts(opened)
    press(opened, "予定へ戻る")
    assert "予定を加える" in [
        each.text().strip() for each in opened.window.findChildren(QPushButton) if each.isVisible()
    ]


def test_the_board_is_one_key_away_from_every_screen(qtbot: QtBot, shell: Shell, desk: Desk, session: Session) -> None:
    opened = open_window(qtbot, shell, desk, "reception")
    for _ in range(2):
        QTest.keyClick(opened.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        opened.settle()
        board_page = cast(SessionsScreen, opened.window.open("sessions")).board
        assert board_page.isVisible()
        assert board_page.board is not None
        opened.window.open("reception")


def test_a_look_at_names_leaves_a_record(start: Start, desk: Desk, session: Session) -> None:
    change_setting(desk, "visitor_fields", "name")
    book(desk, session, *_cell(HALF_PAST), name="高橋花子")
    start()
    events = desk.store.journal.events_of(desk.identity.device_id)
    assert sum(isinstance(each.payload, PersonalDataViewed) for each in events) == 1


def test_a_screen_reader_hears_time_table_and_state(start: Start, desk: Desk, session: Session) -> None:
    book(desk, session, *_cell(HALF_PAST), age_band="70s")
    opened = start()
    grid = page(opened).bookings.grid
    number = board(desk, session.session_id).lines[0].number
    assert grid.view_at(HALF_PAST).spoken == f"10:30　席2　70代　{number}　予約しています"
    interface = QAccessible.queryAccessibleInterface(grid)
    assert interface is not None
    heard = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    assert grid.view_at(HALF_PAST).spoken in heard


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nobody_is_kept_out(start: Start, qapp: QApplication, desk: Desk, percent: int, language: str) -> None:
    theme.apply(qapp, percent)
    i18n.install("en" if language == "en" else "ja")
    change_setting(desk, "visitor_fields", "name,kana,phone")
    session = plan(desk, slot_minutes=15, tables=4, starts="13:00", ends="17:00", conditions=("市内にお住まい",))
    made = book(desk, session, "13:00", 1, name="高橋花子", phone="042-000-0000")
    book(desk, session, waiting=True, name="山田")
    opened = start()
    assert problems(opened.window) == []
    assert len(page(opened).board.places) == 64  # type: ignore[union-attr]
    grid = page(opened).bookings.grid
    assert grid.rowHeight(0) >= theme.target()
    assert grid.columnWidth(0) >= theme.target()
    page(opened)._choose(Place("13:00", 1))
    opened.settle()
    assert problems(opened.window) == []
    page(opened)._choose(Place("13:00", 2))
    opened.settle()
    assert problems(opened.window) == []
    assert grid.isVisible() is (percent == 100)  # with large text what is being done takes the page
    assert made.name == "高橋花子"


def _cell(place: Place) -> tuple[str, int]:
    return place.slot, place.table


def _booking(desk: Desk, booking: Booking) -> Booking:
    found = desk.store.facts.one(Booking, booking.booking_id)
    assert found is not None
    return found


def _place(desk: Desk, booking: Booking) -> Place | None:
    return place_of(_booking(desk, booking))


def _title(opened: Opened) -> str:
    shown = page(opened).board
    assert shown is not None
    return shown.session.title


def _texts(opened: Opened) -> list[str]:
    return [each.text() for each in visible(opened.window) if isinstance(each, QLabel)]
