"""The queue of 印刷: nothing is lost, nothing comes out twice by mistake, and no printer holds anybody up."""

import threading
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.facts import Printing
from desktop.app.desk import Desk
from desktop.app.kept_prints import kept_prints
from desktop.app.walk_in import receive_walk_in
from desktop.devices.printer import PrinterInfo, print_pdf, print_pdf_to_file
from desktop.ui import i18n, theme
from desktop.ui.jobs import Jobs
from desktop.ui.print_queue import DONE_SHOWN, PrintQueue, State
from desktop.ui.screen import Shell
from desktop.ui.screens.printing.options import CardOptions
from desktop.ui.screens.printing.set_options import SetOptions
from desktop.ui.screens.printing.view import PrintScreen
from desktop.ui.widgets.paper_panel import PaperPanel
from tests.helpers.accessibility import problems
from tests.helpers.sites import fixed_clock
from tests.printing.reading import qr_codes, text_of
from tests.ui.busy import busy_day
from tests.ui.windows import Opened, open_window

OFFICE, GONE = PrinterInfo("複合機", "2階の複合機", True), PrinterInfo("どこにもない", "", False)


class Tray:
    """Where papers come out: a real QPrinter onto files. `stuck` ones wait for `let_go`, `gone` ones are not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.papers: list[bytes] = []
        self.copies: list[int] = []
        self.stuck: set[str] = set()
        self.gone: set[str] = set()
        self.let_go = threading.Event()

    def take(self, pdf: bytes, printer: str, copies: int, insist: bool, stop: threading.Event) -> None:
        if printer in self.stuck:
            self.let_go.wait()
        if printer in self.gone:
            print_pdf(pdf, printer, copies)  # the real one: it finds no such printer
        path = self._folder / f"{len(self.papers)}-{printer}.pdf"
        print_pdf_to_file(pdf, path, stop=stop)
        self.papers.append(path.read_bytes())
        self.copies.append(copies)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return busy_day(tmp_path, fixed_clock())


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    made = open_window(qtbot, shell, desk, "print")
    _panel(made)._show_printers([OFFICE, GONE])
    return made


@pytest.fixture
def tray(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tray:
    """A printer that this machine has not: what reaches it goes through QPrinter all the same."""
    made = Tray(tmp_path)
    monkeypatch.setattr(PrintQueue.of(opened.workplace), "hand_over", made.take)
    return made


def _panel(opened: Opened) -> PaperPanel:
    return cast(PrintScreen, opened.screen).panel


def _choose(opened: Opened, kind: str) -> None:
    screen = cast(PrintScreen, opened.screen)
    before = screen.panel.paper
    screen.choose(kind)
    opened.qtbot.waitUntil(lambda: screen.panel.paper not in (before, None), timeout=10_000)


def _states(opened: Opened) -> list[State]:
    return [entry.state for entry in _panel(opened).queue.entries()]


def _printed(opened: Opened, times: int) -> list[Printing]:
    opened.qtbot.waitUntil(lambda: _states(opened).count(State.DONE) == times, timeout=10_000)
    opened.settle()
    return opened.desk.store.facts.where(Printing, "1 = 1", order="at, printing_id")


def test_what_a_printer_took_is_in_the_log_and_asks_why_before_it_is_printed_again(opened: Opened, tray: Tray) -> None:
    panel = _panel(opened)
    opened.qtbot.waitUntil(lambda: panel.paper is not None)
    panel.copies.set_value(2)
    panel.send.click()
    (first,) = _printed(opened, 1)
    assert (first.paper, first.copies, first.again, tray.copies) == ("card", 2, None, [2])
    assert panel.copies.value() == 1
    panel.send.click()
    opened.qtbot.waitUntil(panel.again.isVisible)
    assert "11/21" in panel.again.question.text()
    assert len(tray.papers) == 1
    panel.again.stop.click()
    assert not panel.again.isVisible()
    panel.send.click()
    opened.qtbot.waitUntil(panel.again.isVisible)
    panel.again.reasons["unreadable"].click()
    assert sorted(str(each.again) for each in _printed(opened, 2)) == ["None", "unreadable"]


def test_the_next_set_has_the_next_numbers_and_the_old_ones_ask(opened: Opened, tray: Tray) -> None:
    panel, options = _panel(opened), cast(SetOptions, cast(PrintScreen, opened.screen).options["tickets"])
    options.count.set_value("10")
    _choose(opened, "tickets")
    panel.send.click()
    _printed(opened, 1)
    opened.qtbot.waitUntil(lambda: options.first.value() == 511)
    opened.qtbot.waitUntil(lambda: panel.paper is not None and "A511" in text_of(panel.paper.pdf))
    options.first.set_value(510)
    opened.qtbot.waitUntil(lambda: panel.paper is not None and "A510" in text_of(panel.paper.pdf))
    panel.send.click()
    opened.qtbot.waitUntil(panel.again.isVisible)
    assert "A501〜A510" in panel.again.question.text()


def test_blank_cards_never_come_out_twice_with_the_same_codes(opened: Opened, tray: Tray) -> None:
    _choose(opened, "blank")
    for times in (1, 2):
        _panel(opened).send.click()
        _printed(opened, times)
        opened.qtbot.waitUntil(lambda: _panel(opened).paper is not None)
    codes = [seen.text for pdf in tray.papers for seen in qr_codes(pdf)]
    assert len(codes) == len(set(codes)) == 20


def test_a_saved_set_gives_its_numbers_away(opened: Opened, tmp_path: Path) -> None:
    _choose(opened, "tickets")
    options = cast(SetOptions, cast(PrintScreen, opened.screen).options["tickets"])
    _panel(opened).save_to(tmp_path / "tickets.pdf")
    opened.qtbot.waitUntil(lambda: options.first.value() == 521)
    (saved,) = opened.desk.store.facts.where(Printing, "1 = 1")
    assert saved.copies == 0


def test_a_printer_that_is_gone_keeps_the_paper_in_the_queue(opened: Opened) -> None:
    """The road to the system's printers is the real one: it finds none of this name."""
    panel = _panel(opened)
    opened.qtbot.waitUntil(lambda: panel.paper is not None)
    panel.send.click()
    opened.qtbot.waitUntil(lambda: _states(opened) == [State.FAILED])
    assert "見つかりません" in opened.window.problem_strip.sentence.text()
    opened.settle()
    assert opened.desk.store.facts.where(Printing, "1 = 1") == []
    assert panel.strip.pills[State.FAILED].isVisible()
    panel.strip.button.click()
    (row,) = panel.list.rows
    assert [button.accessibleName() for button in row.buttons] == ["もう一度", "PDFで保存", "取りやめる"]
    panel.list.back.click()
    panel.send.click()
    opened.qtbot.waitUntil(lambda: "同じ紙" in opened.window.problem_strip.sentence.text())
    assert _states(opened) == [State.FAILED]


def test_tried_again_on_another_printer_it_is_printed(opened: Opened, tray: Tray) -> None:
    panel = _panel(opened)
    opened.qtbot.waitUntil(lambda: panel.paper is not None)
    tray.gone = {GONE.name}
    panel.printers.set_value(GONE.name)
    panel.send.click()
    opened.qtbot.waitUntil(lambda: _states(opened) == [State.FAILED])
    panel.printers.set_value(OFFICE.name)
    panel.show_list()
    panel.list.rows[0].buttons[0].click()
    assert [each.copies for each in _printed(opened, 1)] == [1]
    assert panel.queue.entries()[0].printer == OFFICE.name


def test_what_is_given_up_comes_back_by_undo(opened: Opened) -> None:
    panel = _panel(opened)
    opened.qtbot.waitUntil(lambda: panel.paper is not None)
    panel.send.click()
    opened.qtbot.waitUntil(lambda: _states(opened) == [State.FAILED])
    panel.list.rows[0].buttons[-1].click()
    assert _states(opened) == []
    assert not panel.strip.isVisible()
    opened.shell.undo()
    assert _states(opened) == [State.FAILED]


def test_a_stuck_printer_keeps_nobody_waiting(opened: Opened, tray: Tray) -> None:
    panel = _panel(opened)
    opened.qtbot.waitUntil(lambda: panel.paper is not None)
    tray.stuck = {OFFICE.name}
    panel.send.click()
    opened.qtbot.waitUntil(lambda: _states(opened) == [State.SENDING])
    _choose(opened, "scanner")
    panel.send.click()
    assert _states(opened) == [State.WAITING, State.SENDING]
    panel.printers.set_value(GONE.name)
    panel.send.click()
    opened.qtbot.waitUntil(lambda: _states(opened) == [State.DONE, State.WAITING, State.SENDING])
    received: list[object] = []
    with opened.qtbot.waitSignal(opened.workplace.changed):
        opened.workplace.do(receive_walk_in, "70s", admit=True).then(received.append, owner=opened.shell)
    assert received
    tray.let_go.set()
    _printed(opened, 3)


def test_a_paper_given_up_while_it_is_sent_is_stopped_and_not_in_the_log(opened: Opened, tray: Tray) -> None:
    panel = _panel(opened)
    opened.qtbot.waitUntil(lambda: panel.paper is not None)
    tray.stuck = {OFFICE.name}
    panel.send.click()
    opened.qtbot.waitUntil(lambda: _states(opened) == [State.SENDING])
    panel.queue.give_up(panel.queue.entries()[0].number)
    tray.let_go.set()
    opened.qtbot.waitUntil(lambda: not panel.queue._stops)
    opened.settle()
    assert tray.papers == []
    assert opened.desk.store.facts.where(Printing, "1 = 1") == []


def test_what_is_still_to_be_printed_stands_there_after_a_restart(opened: Opened, tmp_path: Path, tray: Tray) -> None:
    _choose(opened, "scanner")
    tray.stuck = {OFFICE.name}
    _panel(opened).send.click()
    opened.qtbot.waitUntil(lambda: _states(opened) == [State.SENDING])
    opened.settle()
    (kept,) = kept_prints(opened.desk)
    assert kept.sent
    assert kept.asked_at
    jobs = Jobs()
    again = open_window(opened.qtbot, Shell(jobs, opened.shell.commands, opened.shell.sounds), opened.desk, "print")
    (entry,) = _panel(again).queue.entries()
    assert (entry.state, entry.title, entry.paper) == (State.FAILED, "読み取りテスト", None)
    assert entry.problem is not None
    assert "確かめて" in entry.problem.next_step
    other = Tray(tmp_path / "again")
    (tmp_path / "again").mkdir()
    _panel(again).queue.hand_over = other.take  # type: ignore[method-assign]  # the printer after the restart
    _panel(again)._show_printers([OFFICE])
    _panel(again).list.retried.emit(entry.number)
    again.qtbot.waitUntil(lambda: _states(again) == [State.DONE], timeout=10_000)
    assert len(other.papers) == 1
    again.settle()
    assert kept_prints(again.desk) == ()
    jobs.close()
    tray.let_go.set()
    opened.qtbot.waitUntil(lambda: _states(opened) == [State.DONE])


def test_only_the_last_few_done_papers_stay(opened: Opened, tray: Tray) -> None:
    _choose(opened, "scanner")
    panel = _panel(opened)
    for _ in range(DONE_SHOWN + 2):
        panel.send.click()
    opened.qtbot.waitUntil(lambda: len(tray.papers) == DONE_SHOWN + 2, timeout=20_000)
    opened.qtbot.waitUntil(lambda: _states(opened) == [State.DONE] * DONE_SHOWN)


def test_the_usual_printer_of_a_size_is_chosen_again(opened: Opened) -> None:
    panel = _panel(opened)
    opened.qtbot.waitUntil(lambda: panel.paper is not None)
    panel.printers.set_value(GONE.name)
    panel.printers.activated.emit(panel.printers.currentIndex())
    _choose(opened, "scanner")
    panel.printers.set_value(OFFICE.name)
    panel.printers.activated.emit(panel.printers.currentIndex())
    _choose(opened, "card")
    opened.qtbot.waitUntil(lambda: panel.printers.value() == GONE.name)
    _choose(opened, "daily")
    opened.qtbot.waitUntil(lambda: panel.printers.value() == OFFICE.name)


def test_the_list_speaks_english_too_whole_in_large_letters(opened: Opened, qapp: QApplication) -> None:
    theme.apply(qapp, 200)
    panel = _panel(opened)
    opened.qtbot.waitUntil(lambda: panel.paper is not None)
    i18n.install("en")
    panel.send.click()
    opened.qtbot.waitUntil(lambda: _states(opened) == [State.FAILED])
    panel.show_list()
    words = [label.text() for label in panel.list.rows[0].findChildren(type(panel.empty.title))]
    assert any("was not found" in text for text in words)
    opened.settle()
    assert problems(opened.window) == []
    assert cast(CardOptions, cast(PrintScreen, opened.screen).options["card"]).table.selected() is not None
