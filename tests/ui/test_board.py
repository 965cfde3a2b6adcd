"""The call board as those who wait see it: the real window on a real file."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.call_board import CALLING_AT_MOST, Board, Call, DoorState, Line, Place
from core.clock import FixedClock
from core.kinds import SessionPlanned
from desktop.app.calling import call_next, call_ticket, skip_ticket, take_call_back, visit_of
from desktop.app.check_in import check_in
from desktop.app.day import close_day
from desktop.app.desk import Desk
from desktop.app.sessions import close_session, open_session, open_sessions, plan_session
from desktop.app.settings import change_setting
from desktop.app.walk_in import receive_walk_in
from desktop.ui import i18n, theme
from desktop.ui.board.cells import NextNumber
from desktop.ui.board.door import COMMAND, BoardDoor
from desktop.ui.board.face import BEAT_MS, BEATS, BoardFace
from desktop.ui.board.sign import Sign
from desktop.ui.board.window import BoardWindow
from desktop.ui.screen import Shell
from desktop.ui.screens.reception.view import ReceptionScreen
from desktop.ui.sounds import SoundName, Sounds
from tests.helpers.accessibility import problems
from tests.ui.busy import busy_day, named
from tests.ui.windows import Opened, open_window

NOON = datetime(2026, 11, 21, 12)
SIZES = [(1366, 768), (1920, 1080), (1024, 768), (1280, 960), (640, 480)]


class _Heard(Sounds):
    def __init__(self) -> None:
        super().__init__(volume=0)
        self.heard: list[str] = []

    def play(self, name: SoundName) -> None:
        self.heard.append(name)


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Iterator[Opened]:
    shell.sounds = _Heard()
    made = open_window(qtbot, shell, desk, "reception")
    yield made
    BoardDoor.stand(made.workplace).close()


def _visit(desk: Desk, clock: FixedClock) -> str:
    clock.advance(minutes=1)
    attendance = receive_walk_in(desk, "70s").attendance
    assert attendance is not None
    return attendance.attendance_id


def _board(opened: Opened) -> BoardWindow:
    """The board, opened by its command, at rest."""
    door = BoardDoor.stand(opened.workplace)
    if not door.is_open():
        opened.shell.commands.run(COMMAND)
    opened.settle()
    assert door.window is not None
    door.window.refresh()
    opened.settle()
    return door.window


def _words(face: QWidget) -> list[str]:
    signs = [each for each in face.findChildren(Sign) if each.isVisible() and each.text()]
    return [each.text() for each in signs]


def _large(board: BoardWindow) -> list[str]:
    return [cell.number.text() for cell in board.face.cells if cell.isVisible()]


def test_a_call_is_seen_large_with_its_table_and_the_next_know_their_place(opened: Opened, clock: FixedClock) -> None:
    for _ in range(4):
        _visit(opened.desk, clock)
    call_next(opened.desk, table="3")
    board = _board(opened)
    assert _large(board) == ["A1"]
    words = _words(board.face)
    assert {"3番テーブルへ", "to table 3", "A2", "次の方です", "A3", "あと1人", "1 before you", "A4", "あと2人"} <= set(
        words
    )
    large = board.face.cells[0].number.pixel_size()
    assert large == max(sign.pixel_size() for sign in board.face.findChildren(Sign) if sign.isVisible())
    assert large > board.face.height() / 5


def test_the_board_follows_the_desk_by_itself(opened: Opened, clock: FixedClock) -> None:
    _visit(opened.desk, clock)
    board = _board(opened)
    assert _large(board) == []
    opened.workplace.do(call_next).then(owner=opened.window)
    opened.settle()
    assert _large(board) == ["A1"]
    opened.workplace.do(take_call_back, visit_of(opened.desk, "A1").attendance_id).then(owner=opened.window)
    opened.settle()
    assert _large(board) == []


def test_another_programs_call_is_seen_without_a_word_from_the_desk(
    opened: Opened, clock: FixedClock, qtbot: QtBot
) -> None:
    _visit(opened.desk, clock)
    board = _board(opened)
    call_next(opened.desk)
    qtbot.waitUntil(lambda: _large(board) == ["A1"], timeout=10_000)


def test_it_goes_on_while_the_desk_is_covered(opened: Opened, clock: FixedClock) -> None:
    _visit(opened.desk, clock)
    board = _board(opened)
    opened.shell.leave()
    opened.workplace.do(call_next).then(owner=opened.window)
    opened.settle()
    assert board.isVisible()
    assert _large(board) == ["A1"]


def test_no_name_is_ever_on_it(opened: Opened, clock: FixedClock) -> None:
    change_setting(opened.desk, "visitor_fields", "name,kana")
    for name in ("山田 花子", "佐藤 清"):
        check_in(opened.desk, named(opened.desk, name, "やまだ はなこ")[1])
        clock.advance(minutes=1)
    call_next(opened.desk)
    face = _board(opened).face
    told = " ".join((*_words(face), face.accessibleName()))
    assert "A1" in told
    assert not any(word in told for word in ("山田", "佐藤", "やまだ", "70"))


def test_who_did_not_answer_is_listed_and_what_was_called_stays_readable(opened: Opened, clock: FixedClock) -> None:
    visits = [_visit(opened.desk, clock) for _ in range(3)]
    call_ticket(opened.desk, visits[0])
    skip_ticket(opened.desk, visits[0])
    call_ticket(opened.desk, visits[1])
    clock.advance(minutes=4)
    call_ticket(opened.desk, visits[2])
    face = _board(opened).face
    assert (face.later.numbers.text(), face.recent.numbers.text()) == ("A1", "A2")
    assert "もういちど よびます　Called again later" in _words(face)


def test_a_new_call_flashes_calmly_and_comes_to_rest(opened: Opened, clock: FixedClock) -> None:
    for _ in range(2):
        _visit(opened.desk, clock)
    call_next(opened.desk)
    board = _board(opened)
    assert not board.face.is_flashing()
    clock.advance(seconds=10)
    call_next(opened.desk)
    board.refresh()
    opened.settle()
    new, old = board.face.cells[:2]
    assert (new.number.text(), old.number.text()) == ("A2", "A1")
    seen = []
    for _ in range(BEATS):
        seen.append(new.is_reversed)
        board.face.beat()
    assert {True, False} == set(seen)
    assert not old.is_reversed
    assert not new.is_reversed
    assert not board.face.is_flashing()
    assert 1_000 / BEAT_MS <= 3


def test_the_same_number_called_again_flashes_again(opened: Opened, clock: FixedClock) -> None:
    visit = _visit(opened.desk, clock)
    call_next(opened.desk)
    board = _board(opened)
    clock.advance(minutes=1)
    call_ticket(opened.desk, visit)
    board.refresh()
    opened.settle()
    assert board.face.is_flashing()


def test_a_call_is_silent_unless_the_sound_is_switched_on(opened: Opened, clock: FixedClock) -> None:
    heard = cast(_Heard, opened.shell.sounds).heard
    for _ in range(3):
        _visit(opened.desk, clock)
    board = _board(opened)
    for switched, expected in (("off", []), ("on", ["call"])):
        change_setting(opened.desk, "board_sound", switched)
        clock.advance(seconds=5)
        call_next(opened.desk)
        board.refresh()
        opened.settle()
        assert heard == expected


def test_what_it_says_while_nobody_is_called(opened: Opened, clock: FixedClock) -> None:
    desk = opened.desk
    board = _board(opened)
    assert "お待ちの方はいません" in _words(board.face)
    _visit(desk, clock)
    board.refresh()
    opened.settle()
    assert "お待ちください" in _words(board.face)
    close_session(desk, open_sessions(desk)[0].session_id)
    later = SessionPlanned(title="午後の相談会", day=desk.today.isoformat(), starts="13:00", ends="16:00")
    session = plan_session(desk, later).session
    board.refresh()
    opened.settle()
    assert "ただいま休憩中です　13:00から" in _words(board.face)
    assert "いまは やすみ時間です　Break　from 13:00" in _words(board.face)
    open_session(desk, session.session_id)
    close_day(desk)
    board.refresh()
    opened.settle()
    assert "本日の受付は終わりました" in _words(board.face)


def test_two_sessions_have_their_titles_and_lines(opened: Opened, clock: FixedClock) -> None:
    desk = opened.desk
    plan = SessionPlanned(title="体験会", day=desk.today.isoformat(), starts="09:00", ends="12:00")
    talk, course = open_sessions(desk)[0].session_id, plan_session(desk, plan).session.session_id
    open_session(desk, course)
    for session in (talk, course, course):
        clock.advance(minutes=1)
        receive_walk_in(desk, "70s", session_id=session)
    words = _words(_board(opened).face)
    assert words.count("体験会") == 1
    assert (words.count("次の方です"), words.count("あと1人"), words.count("あと2人")) == (2, 1, 0)


def test_keys_on_the_board_reach_the_desk(opened: Opened) -> None:
    board = _board(opened)
    field = cast(ReceptionScreen, opened.screen).scan
    field.setFocus()
    board.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_M, Qt.KeyboardModifier.NoModifier, "M"))
    opened.qtbot.waitUntil(lambda: field.text() == "M")
    assert QApplication.activeWindow() is not board


def test_f11_and_a_double_click_make_it_full_screen_and_back(opened: Opened) -> None:
    board = _board(opened)
    assert not board.isFullScreen()
    QTest.keyClick(board, Qt.Key.Key_F11)
    assert board.isFullScreen()
    QTest.keyClick(board, Qt.Key.Key_Escape)
    assert not board.isFullScreen()
    QTest.mouseDClick(board.face, Qt.MouseButton.LeftButton)
    assert board.isFullScreen()


def test_when_its_display_is_unplugged_it_does_not_cover_the_desk(opened: Opened, qapp: QApplication) -> None:
    board = _board(opened)
    board.showFullScreen()
    qapp.screenRemoved.emit(qapp.primaryScreen())
    assert board.isVisible()
    assert not board.isFullScreen()


def test_the_command_opens_and_closes_it_and_the_keyboard_stays_at_the_desk(opened: Opened) -> None:
    board = _board(opened)
    assert board.isVisible()
    assert not board.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    opened.shell.commands.run(COMMAND)
    assert not board.isVisible()


def test_the_program_ends_with_the_desk_whether_the_board_is_open_or_not(opened: Opened) -> None:
    desk = QWidget()
    board = BoardWindow(opened.workplace, desk)
    board.show()
    with opened.qtbot.waitSignal(board.destroyed):
        desk.deleteLater()


def _call(number: str, table: str | None = None) -> Call:
    return Call(number, table, "s", f"2026-11-21T12:00:{number[1:]:0>2.2}.000+09:00")


def _full(calls: int) -> Board:
    places = tuple(Place(f"A{120 + n}", n) for n in range(5))
    lines = (
        Line("s", "スマホ相談会", True, 60, places, ("A3", "A17")),
        Line("t", "はじめてのスマートフォン体験会 第2回", True, 5, places, ("B3",)),
    )
    shown = tuple(_call(f"A{100 + n}", str(n + 1)) for n in range(calls))
    return Board(DoorState.OPEN, None, shown, tuple(_call(f"A{n}") for n in range(90, 98)), lines)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("calls", range(CALLING_AT_MOST + 1))
def test_at_any_size_nothing_is_cut_off_and_every_word_can_be_read(
    qtbot: QtBot, size: tuple[int, int], calls: int
) -> None:
    face = BoardFace()
    qtbot.addWidget(face)
    face.resize(*size)
    face.show_board(_full(calls), NOON)
    face.show()
    assert problems(face) == []
    for sign in face.findChildren(Sign):
        if sign.isVisible() and sign.text():
            place = sign.geometry()
            frame = sign.parentWidget()
            assert frame is not None
            assert frame.rect().contains(place), sign.text()
            assert sign.pixel_size() >= size[1] // 90, (sign.text(), sign.pixel_size())
    numbers = [cell.number.pixel_size() for cell in face.cells if cell.isVisible()]
    assert all(number >= size[1] / (12 if size in SIZES[:-1] else 16) for number in numbers)


def test_in_training_it_says_so(opened: Opened, clock: FixedClock) -> None:
    opened.desk.training = True
    _visit(opened.desk, clock)
    assert any("練習モード" in words and "Training" in words for words in _words(_board(opened).face))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_japanese_and_english_stand_together_in_either_language_of_the_window(
    qtbot: QtBot, language: i18n.Language
) -> None:
    i18n.install(language)
    face = BoardFace()
    qtbot.addWidget(face)
    face.show_board(_full(1), NOON)
    face.show()
    assert {"お呼び出し中", "よばれた ばんごう　Now calling", "あと1人", "1 before you"} <= set(_words(face))


def test_the_text_size_of_the_window_changes_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    def drawn() -> list[tuple[str, QRect, int]]:
        face = BoardFace()
        qtbot.addWidget(face)
        face.resize(1024, 768)
        face.show_board(_full(2), NOON)
        face.show()
        return [(each.text(), each.geometry(), each.pixel_size()) for each in face.findChildren(Sign)]

    small = drawn()
    theme.apply(qapp, 200)
    assert drawn() == small


def test_a_busy_day(qtbot: QtBot, shell: Shell, tmp_path: Path, clock: FixedClock) -> None:
    desk = busy_day(tmp_path, clock)
    opened = open_window(qtbot, shell, desk, "reception")
    for table in "123":
        clock.advance(seconds=20)
        call_next(desk, table=table)
    board = _board(opened)
    assert _large(board) == ["A3", "A2", "A1"]
    soon = [each.number.text() for each in board.face.findChildren(NextNumber)]
    assert soon == ["A4", "A5", "A6", "A46", "A47", "A48"]
    assert problems(board) == []
    board.close()


def test_with_a_second_display_it_opens_there_in_full_and_the_program_ends_with_the_desk(tmp_path: Path) -> None:
    displays = [
        {"name": name, "x": x, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
        for name, x, width, height in (("desk", 0, 1366, 768), ("board", 1366, 1920, 1080))
    ]
    config = tmp_path / "displays.json"
    config.write_text(json.dumps({"screens": displays}))
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_displays", str(tmp_path / "data")],
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert json.loads(done.stdout) == {"full": True, "x": 1366, "width": 1920, "height": 1080}
