"""資料 at the desk: one touch prints what fits, one touch logs what was handed out, and both are taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.facts import GivenHandout
from core.handouts import Register
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.handouts import choose_register
from desktop.app.walk_in import receive_walk_in
from desktop.devices.printer import PrinterInfo
from desktop.ui import i18n, theme
from desktop.ui.print_queue import PrintQueue
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.handout_bar import HandoutBar
from desktop.ui.screens.consultations.leaflet_printing import LeafletPrinter
from desktop.ui.screens.consultations.view import ConsultationsScreen
from tests.helpers.accessibility import problems
from tests.printing.reading import text_of
from tests.ui.busy import new_desk, with_staff
from tests.ui.windows import Opened, open_window

Start = Callable[[], Opened]
PRINTER = PrinterInfo("office", "事務室", True)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = with_staff(new_desk(tmp_path, clock))
    open_day(made)
    return made


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return lambda: open_window(qtbot, shell, desk, "consultation")


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, str, int]]:
    """What a printer of this name got."""
    got: list[tuple[bytes, str, int]] = []

    def take(_self: PrintQueue, pdf: bytes, printer: str, copies: int, *_rest: object) -> None:
        got.append((pdf, printer, copies))

    monkeypatch.setattr(LeafletPrinter, "find_printers", lambda _self: [PRINTER])
    monkeypatch.setattr(PrintQueue, "hand_over", take)
    return got


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """What was opened for want of a printer."""
    files: list[Path] = []
    monkeypatch.setattr(LeafletPrinter, "find_printers", lambda _self: [])
    monkeypatch.setattr(LeafletPrinter, "folder", lambda _self: tmp_path)
    monkeypatch.setattr(LeafletPrinter, "open_file", lambda _self, path: files.append(path))
    return files


def bar(opened: Opened) -> HandoutBar:
    return cast(ConsultationsScreen, opened.screen).handouts


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose_topic(opened: Opened, typed: str = "wifi") -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, typed)
    QTest.keyClick(focus, Qt.Key.Key_Return)
    opened.settle()


def sit_down(opened: Opened) -> str:
    """A visitor whose form is on top."""
    visit = receive_walk_in(opened.desk, "70s").attendance
    assert visit is not None
    screen = cast(ConsultationsScreen, opened.screen)
    screen.shown()
    opened.settle()
    screen.open_visit(visit.attendance_id)
    opened.settle()
    return visit.attendance_id


def given(opened: Opened) -> list[GivenHandout]:
    opened.settle()
    return opened.desk.store.facts.where(GivenHandout, "voided = 0", [], order="at, given_id")


def test_one_touch_prints_what_was_asked_and_records_it(start: Start, printed: list[tuple[bytes, str, int]]) -> None:
    opened = start()
    visit = sit_down(opened)
    assert not bar(opened).print_it.isEnabled()
    choose_topic(opened)
    press(bar(opened).print_it)
    opened.qtbot.waitUntil(lambda: len(printed) == 1)
    pdf, printer, copies = printed[0]
    assert (printer, copies) == ("office", 1)
    assert "Wi-Fi接続" in "".join(text_of(pdf).split())
    (row,) = given(opened)
    assert (row.handout, row.attendance_id, row.printed) == ("H01", visit, 1)
    opened.qtbot.waitUntil(lambda: opened.shell.last is not None and "印刷しています" in opened.shell.last.sentence)
    opened.shell.undo()
    assert given(opened) == []


def test_right_after_recording_it_is_for_whoever_just_asked(
    start: Start, printed: list[tuple[bytes, str, int]]
) -> None:
    opened = start()
    choose_topic(opened)
    for keys in ("1", "15"):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, keys)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    opened.settle()
    press(bar(opened).print_it)
    opened.qtbot.waitUntil(lambda: len(printed) == 1)
    (row,) = given(opened)
    assert row.consultation_id


def test_who_asks_next_gets_a_handout_of_their_own(start: Start, printed: list[tuple[bytes, str, int]]) -> None:
    opened = start()
    recorded = record_consultation(opened.desk, ConsultationForm("T05-01", "O1", 15)).consultation
    visit = sit_down(opened)
    choose_topic(opened)
    bar(opened).show_recorded((recorded,))
    opened.settle()
    assert "LINE" in bar(opened).what.text()
    cast(ConsultationsScreen, opened.screen).form.choose_outcome("O1")
    opened.settle()
    press(bar(opened).print_it)
    opened.qtbot.waitUntil(lambda: len(printed) == 1)
    assert [(row.handout, row.attendance_id) for row in given(opened)] == [("H01", visit)]


def test_a_second_time_for_the_same_visit_asks_why_in_one_touch(
    start: Start, printed: list[tuple[bytes, str, int]]
) -> None:
    opened = start()
    sit_down(opened)
    choose_topic(opened)
    press(bar(opened).print_it)
    opened.qtbot.waitUntil(lambda: len(printed) == 1)
    opened.settle()
    press(bar(opened).print_it)
    opened.qtbot.waitUntil(bar(opened).again.isVisible)
    assert len(given(opened)) == 1
    press(bar(opened).again.reasons["lost"])
    opened.qtbot.waitUntil(lambda: len(printed) == 2)
    assert sorted(row.reason or "" for row in given(opened)) == ["", "lost"]


def test_one_from_the_shelf_is_one_touch_and_one_key(start: Start) -> None:
    opened = start()
    choose_topic(opened)
    press(bar(opened).from_stock)
    assert [row.printed for row in given(opened)] == [0]
    opened.shell.undo()
    assert given(opened) == []
    opened.shell.commands.run("handout.give")
    assert [row.handout for row in given(opened)] == ["H01"]


def test_without_a_printer_the_pdf_is_kept_opened_and_told(start: Start, opened_files: list[Path]) -> None:
    opened = start()
    choose_topic(opened)
    press(bar(opened).print_it)
    opened.qtbot.waitUntil(lambda: bool(opened_files))
    assert opened_files[0].read_bytes().startswith(b"%PDF")
    assert len(given(opened)) == 1
    assert opened.shell.last is not None
    assert opened_files[0].name in opened.shell.last.sentence
    press(bar(opened).print_it)
    opened.qtbot.waitUntil(lambda: len(opened_files) == 2)
    assert len(set(opened_files)) == 2


def test_where_no_handout_fits_it_says_so_and_offers_the_list(
    start: Start, printed: list[tuple[bytes, str, int]]
) -> None:
    opened = start()
    screen = cast(ConsultationsScreen, opened.screen)
    screen.form.choose_topic("T10-01")
    opened.settle()
    part = bar(opened)
    assert "まだありません" in part.what.text()
    assert not part.print_it.isEnabled()
    part.open_list()
    opened.settle()
    entries = part._list.actions()
    assert len(entries) == 10
    entries[7].trigger()
    part._list.hide()
    assert "災害" in part.what.text()
    screen.form.choose_outcome("O1")
    opened.settle()
    assert "災害" in part.what.text()
    press(part.print_it)
    opened.qtbot.waitUntil(lambda: len(printed) == 1)
    assert [row.handout for row in given(opened)] == ["H08"]


def test_the_register_is_as_last_chosen(start: Start, desk: Desk, printed: list[tuple[bytes, str, int]]) -> None:
    choose_register(desk, Register.EASY)
    opened = start()
    choose_topic(opened)
    assert bar(opened).register.value() == Register.EASY
    opened.shell.commands.run("handout.register")
    press(bar(opened).print_it)
    opened.qtbot.waitUntil(lambda: len(printed) == 1)
    assert [row.register for row in given(opened)] == ["standard"]
    opened.shell.commands.run("handout.register")
    opened.settle()
    cast(ConsultationsScreen, opened.screen).form.topics.search.setFocus()
    choose_topic(opened, "line")
    assert bar(opened).register.value() == Register.EASY


def test_a_line_of_today_prints_for_its_consultation(start: Start, printed: list[tuple[bytes, str, int]]) -> None:
    opened = start()
    recorded = record_consultation(opened.desk, ConsultationForm("T05-01", "O1", 15)).consultation
    screen = cast(ConsultationsScreen, opened.screen)
    screen.shown()
    opened.settle()
    screen.open_line(screen.list.lines()[0])
    opened.settle()
    press(bar(opened).print_it)
    opened.qtbot.waitUntil(lambda: len(printed) == 1)
    assert [(row.handout, row.consultation_id) for row in given(opened)] == [("H06", recorded.consultation_id)]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_or_untold(start: Start, qapp: QApplication, language: i18n.Language, percent: int) -> None:
    theme.apply(qapp, percent)
    i18n.install(language)
    opened = start()
    opened.window.resize(1366, 728)
    choose_topic(opened)
    bar(opened).ask_why()
    opened.settle()
    assert problems(bar(opened)) == []
