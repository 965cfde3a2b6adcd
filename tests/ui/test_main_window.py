"""The window around the screens: places, keys, undo, problems, 席を外す, training."""

import ast
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.card_code import CodeKind, new_code
from core.problem import Problem
from desktop.ui import i18n, theme
from desktop.ui.commands import Command
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.screen import Screen, ScreenSpec, Shell, StaffChoice, Status
from desktop.ui.shell.away import AwayCover, IdleWatch
from desktop.ui.widgets.result import ResultView
from tests.helpers.accessibility import problems, visible
from tools.gallery import demo_window

TELLTALE = "山田 花子"


class _Counting(Screen):
    built: list[str] = []  # noqa: RUF012  # what the factories did, for one test

    def __init__(self, shell: Shell, name: str) -> None:
        super().__init__(shell, name)
        self.visits = 0
        self.first = QPushButton(name)
        self.add(self.first)
        _Counting.built.append(name)

    def first_focus(self) -> QWidget:
        return self.first

    def shown(self) -> None:
        self.visits += 1


def _window(qtbot: QtBot, shell: Shell) -> MainWindow:
    _Counting.built.clear()
    specs = [ScreenSpec(name, name, "today", partial(_Counting, name=name)) for name in "abc"]
    window = MainWindow(shell, specs)
    qtbot.addWidget(window)
    window.open("a")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_screens_are_built_on_their_first_visit_only(qtbot: QtBot, shell: Shell) -> None:
    window = _window(qtbot, shell)
    assert _Counting.built == ["a"]
    shell.go("b")
    shell.go("a")
    shell.go("b")
    assert _Counting.built == ["a", "b"]
    screen = window.current()
    assert isinstance(screen, _Counting)
    assert screen.visits == 2
    assert QApplication.focusWidget() is screen.first


@pytest.mark.parametrize("number", range(1, 10))
def test_alt_and_a_number_open_each_of_the_nine_places(qtbot: QtBot, main_window: MainWindow, number: int) -> None:
    QTest.keyClick(main_window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
    checked = [place for place in main_window.rail.findChildren(QPushButton) if place.isChecked()]
    assert [place.toolTip().endswith(f"Alt+{number}") for place in checked] == [True]


def test_a_screen_without_a_place_marks_the_one_it_is_part_of(qtbot: QtBot, shell: Shell) -> None:
    _Counting.built.clear()
    specs = [
        ScreenSpec(name, name, "today", partial(_Counting, name=name), within=within)
        for name, within in (("a", ""), ("b", ""), ("c", "b"))
    ]
    window = MainWindow(shell, specs)
    qtbot.addWidget(window)
    window.open("a")
    window.open("c")
    places = [place for place in window.rail.findChildren(QPushButton) if place.isCheckable()]
    assert [(place.accessibleName(), place.isChecked()) for place in places] == [("a", False), ("b", True)]


def test_a_command_that_comes_later_has_its_key_too(qtbot: QtBot, main_window: MainWindow) -> None:
    ran: list[int] = []
    main_window.shell.commands.add(Command("x", "印刷", lambda: ran.append(1), "Ctrl+P"))
    QTest.keyClick(main_window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert ran == [1]


def test_the_last_action_stays_until_the_next_and_is_undone_once(qtbot: QtBot, main_window: MainWindow) -> None:
    bar, undone = main_window.undo_bar, []
    main_window.shell.tell("A12 を受け付けました", lambda: undone.append("A12"))
    assert bar.sentence.text() == "A12 を受け付けました"
    assert bar.undo.isVisible()
    QTest.mouseClick(bar.undo, Qt.MouseButton.LeftButton)
    QTest.keyClick(main_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["A12"]
    assert not bar.undo.isVisible()


def test_what_cannot_be_undone_offers_no_button(main_window: MainWindow) -> None:
    main_window.shell.tell("送りました")
    assert not main_window.undo_bar.undo.isVisible()


def test_a_problem_is_shown_in_place_until_something_works(main_window: MainWindow) -> None:
    strip = main_window.problem_strip
    main_window.shell.tell_problem(Problem("printer_off", "印刷できませんでした。", "電源を確かめてください。"))
    assert strip.isVisible()
    assert (strip.sentence.text(), strip.next_step.text()) == ("印刷できませんでした。", "電源を確かめてください。")
    assert QApplication.activeModalWidget() is None
    main_window.shell.tell("印刷しました")
    assert not strip.isVisible()


def test_a_problem_of_a_job_reaches_the_strip(qtbot: QtBot, main_window: MainWindow, jobs: Jobs) -> None:
    def fail() -> None:
        raise Problem("disk_full", "空きがありません。")

    jobs.database(fail, owner=main_window)
    qtbot.waitUntil(main_window.problem_strip.isVisible)


def _words(window: QWidget) -> str:
    return "\n".join(
        f"{widget.text() if isinstance(widget, QLabel | QPushButton) else ''} {widget.accessibleName()}"
        for widget in visible(window)
    )


def test_stepping_away_hides_every_name(qtbot: QtBot, main_window: MainWindow) -> None:
    main_window.shell.tell(TELLTALE)
    main_window.open("reception")
    assert TELLTALE in _words(main_window)
    main_window.shell.leave()
    main_window.cover.show_result(ResultView("received", "A12", name=TELLTALE, detail=TELLTALE))
    words = _words(main_window)
    assert TELLTALE not in words
    assert "A12" in words
    assert TELLTALE not in main_window.windowTitle()


def test_scanning_goes_on_while_away(qtbot: QtBot, main_window: MainWindow) -> None:
    card = new_code(CodeKind.CARD)
    main_window.shell.leave()
    assert QApplication.focusWidget() is main_window.cover.scan
    with qtbot.waitSignal(main_window.shell.scanned_away) as scanned:
        QTest.keyClicks(main_window.cover.scan, card)
        QTest.keyClick(main_window.cover.scan, Qt.Key.Key_Return)
    assert scanned.args == [card]
    assert main_window.cover.scan.text() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_K, Qt.Key.Key_Z])
def test_no_key_reaches_the_desk_while_away(qtbot: QtBot, main_window: MainWindow, key: Qt.Key) -> None:
    undone: list[int] = []
    main_window.shell.tell("A12", lambda: undone.append(1))
    main_window.shell.leave()
    QTest.keyClick(main_window.cover.scan, key, Qt.KeyboardModifier.ControlModifier)
    assert undone == []
    assert main_window.palette_view is None


def test_a_touch_on_a_name_brings_the_desk_back(qtbot: QtBot, main_window: MainWindow) -> None:
    main_window.shell.leave()
    with qtbot.waitSignal(main_window.shell.staff_chosen) as chosen:
        QTest.mouseClick(main_window.cover.names.tiles()[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["s2"]
    assert main_window.desk.isVisible()
    assert not main_window.cover.isVisible()


def test_with_nobody_on_duty_there_is_still_a_way_back(qtbot: QtBot, main_window: MainWindow) -> None:
    main_window.shell.set_staff_choices([])
    main_window.shell.leave()
    QTest.mouseClick(main_window.cover.names.tiles()[0], Qt.MouseButton.LeftButton)
    assert main_window.desk.isVisible()


def test_idle_minutes_cover_the_desk_and_a_key_puts_them_off(qtbot: QtBot, main_window: MainWindow) -> None:
    watch = main_window.watch_idle(minutes=3)
    timer = watch.findChild(type(watch._timer))
    assert timer is not None
    assert timer.interval() == 180_000
    timer.setInterval(40)
    with qtbot.waitSignal(main_window.shell.away_changed) as away:
        pass
    assert away.args == [True]


def test_a_key_starts_the_idle_minutes_again(qtbot: QtBot, main_window: MainWindow) -> None:
    watch = IdleWatch(main_window, minutes=3)
    watch._timer.stop()
    QTest.keyClick(main_window, Qt.Key.Key_A)
    assert watch._timer.isActive()


def test_staff_is_one_touch_on_a_name(qtbot: QtBot, main_window: MainWindow) -> None:
    main_window.shell.set_staff_choices([StaffChoice("s9", "高橋")])
    main_window.header.choose_staff()
    menu = main_window.header._menu
    assert menu is not None
    with qtbot.waitSignal(main_window.shell.staff_chosen) as chosen:
        menu.actions()[0].trigger()
    assert chosen.args == ["s9"]
    menu.close()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_of_the_header_is_cut_off_where_nobody_is_seated(
    main_window: MainWindow, qapp: QApplication, qtbot: QtBot, language: i18n.Language
) -> None:
    theme.apply(qapp, 200)
    i18n.install(language)
    main_window.resize(1366, 720)
    status = Status(site="あおば公民館", venue="1階ロビー", unsent=243, is_open=True, missing="B", training=True)
    main_window.shell.set_status(status)
    assert main_window.header.staff.accessibleName() == ("担当者を選ぶ" if language == "ja" else "Choose staff")
    qtbot.waitUntil(lambda: not any("in Header" in each or "in StatusPill" in each for each in problems(main_window)))


def test_the_header_tells_where_when_and_whether_open(main_window: MainWindow) -> None:
    header = main_window.header
    main_window.shell.set_status(Status("高津", "午前の部", date(2026, 11, 21), is_open=True, unsent=3))
    assert header.place.toolTip() == "高津　午前の部"
    assert "開場中" in _words(header)
    assert "未送信 3件" in _words(header)
    main_window.shell.set_status(replace(main_window.shell.status, is_open=False, unsent=0))
    assert "閉場" in _words(header)
    assert "未送信" not in _words(header)


def test_training_is_seen_in_frame_words_and_title(main_window: MainWindow) -> None:
    plain = main_window.grab().toImage()
    main_window.shell.set_status(replace(main_window.shell.status, training=True))
    QApplication.sendPostedEvents()
    striped = main_window.grab().toImage()
    edge = {striped.pixelColor(x, 3).name() for x in range(0, 400, 2)}
    assert theme.color("warning_fill").name() in edge
    assert theme.color("warning_fill").name() not in {plain.pixelColor(x, 3).name() for x in range(0, 400, 2)}
    assert "練習モード" in _words(main_window.header)
    assert "練習モード" in main_window.windowTitle()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", theme.TEXT_SIZES)
def test_everything_can_be_read_touched_and_heard(
    qtbot: QtBot, qapp: QApplication, jobs: Jobs, percent: int, language: i18n.Language
) -> None:
    theme.apply(qapp, percent)
    i18n.install(language)
    window = demo_window(jobs)
    qtbot.addWidget(window)
    window.resize(1366, 728)
    window.show()
    found: list[str] = []
    for name in ("today", "reception", "people"):
        window.open(name)
        qapp.sendPostedEvents()
        qapp.processEvents()
        found += problems(window)
    window.shell.leave()
    qapp.processEvents()
    found += problems(window)
    assert found == []
    assert (window.width(), window.height()) == (1366, 728)


def test_the_start_loads_nothing_that_can_wait() -> None:
    code = "import sys, desktop.ui.main_window as m; print([n for n in sys.modules if n.startswith('PySide6.Qt')])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = ast.literal_eval(done.stdout)
    assert set(loaded) == {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg"}


def test_the_cover_stands_alone(qtbot: QtBot, shell: Shell) -> None:
    cover = AwayCover(shell)
    qtbot.addWidget(cover)
    cover.show()
    QApplication.sendPostedEvents()
    assert problems(cover) == []


def test_the_text_size_changes_while_the_window_is_shown(qapp: QApplication, main_window: MainWindow) -> None:
    main_window.resize(1366, 728)
    theme.apply(qapp, 200)
    qapp.sendPostedEvents()
    qapp.processEvents()
    assert problems(main_window) == []
    assert main_window.header.state.y() > main_window.header.place.y()
    assert main_window.header.place.width() > 300
    theme.apply(qapp, 100)
    qapp.sendPostedEvents()
    qapp.processEvents()
    assert problems(main_window) == []
    assert main_window.header.day.isVisible()
