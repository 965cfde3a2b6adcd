"""印刷 as a person uses it: choose, see, print or save; no printer ever holds anybody up."""

import threading
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.walk_in import receive_walk_in
from desktop.devices.printer import PrinterInfo
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.printing.model import KINDS
from desktop.ui.screens.printing.options import CardOptions, SetOptions
from desktop.ui.screens.printing.view import PrintScreen
from tests.helpers.accessibility import problems
from tests.helpers.sites import fixed_clock
from tests.printing.reading import pages_of, qr_codes
from tests.ui.busy import busy_day
from tests.ui.windows import Opened, open_window


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return busy_day(tmp_path, fixed_clock())


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    made = open_window(qtbot, shell, desk, "print")
    _paper(made)
    return made


def _screen(opened: Opened) -> PrintScreen:
    return cast(PrintScreen, opened.screen)


def _paper(opened: Opened) -> bytes:
    """What is shown, once it is drawn."""
    panel = _screen(opened).panel
    opened.qtbot.waitUntil(lambda: panel.paper is not None, timeout=10_000)
    assert panel.paper is not None
    return panel.paper.pdf


def _choose(opened: Opened, kind: str) -> bytes:
    before = _screen(opened).panel.paper
    _screen(opened).tiles[kind].click()
    opened.qtbot.waitUntil(lambda: _screen(opened).panel.paper is not before)
    return _paper(opened)


def test_the_newest_card_stands_ready_and_shows_no_name(opened: Opened) -> None:
    cards = cast(CardOptions, _screen(opened).options["card"])
    chosen = cards.table.selected()
    assert chosen is not None
    (seen,) = qr_codes(_paper(opened))
    assert seen.text.endswith(chosen.ending)
    assert len(cards.table.rows()) == 30
    words = " ".join(column.text(line) for line in cards.table.rows() for column in cards.table._columns)
    assert "山田" not in words


def test_a_card_is_found_by_todays_number(opened: Opened) -> None:
    cards = cast(CardOptions, _screen(opened).options["card"])
    QTest.keyClicks(cards.search, "a7")
    opened.qtbot.waitUntil(lambda: [line.ticket for line in cards.table.rows()] == ["A7"])


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS if kind.id != "card"])
def test_every_tile_gives_its_paper(opened: Opened, kind: str) -> None:
    pages = pages_of(_choose(opened, kind))
    titles = {"blank": "受付カード", "slips": "相談票", "tickets": "整理券", "daily": "日報"}
    assert titles.get(kind, "読み取りテスト") in pages[0]
    assert _screen(opened).tiles[kind].isChecked()


def test_a_button_elsewhere_leads_to_its_paper(opened: Opened) -> None:
    screen = _screen(opened)
    opened.window.open("settings")
    opened.shell.print_paper("scanner")
    _paper(opened)
    assert screen.kind == "scanner"
    assert opened.window.current() is screen
    opened.window.open("settings")
    opened.window.open("print")
    assert screen.kind == "scanner"


def test_another_number_of_slips_makes_another_paper(opened: Opened) -> None:
    assert len(pages_of(_choose(opened, "slips"))) == 10
    options = cast(SetOptions, _screen(opened).options["slips"])
    before = _screen(opened).panel.paper
    options.first.more.click()
    opened.qtbot.waitUntil(lambda: _screen(opened).panel.paper not in (before, None))
    assert "A502" in pages_of(_paper(opened))[0]


def test_with_no_printer_it_says_so_and_saves(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = _screen(opened).panel
    monkeypatch.setattr(panel, "find_printers", list)  # no printer, whatever this machine has
    panel.look_for_printers()
    opened.qtbot.waitUntil(panel.no_printer.isVisible)
    assert not panel.send.isVisible()
    target = tmp_path / "card.pdf"
    panel.save_to(target)
    opened.qtbot.waitUntil(target.exists)
    opened.qtbot.waitUntil(lambda: "card.pdf" in opened.window.undo_bar.sentence.text())
    assert target.read_bytes() == _paper(opened)


def test_a_folder_that_cannot_be_written_is_a_sentence(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    _screen(opened).panel.save_to(tmp_path / "file" / "card.pdf")
    opened.qtbot.waitUntil(opened.window.problem_strip.isVisible)
    assert opened.window.problem_strip.sentence.text() == "ファイルを保存できませんでした。"
    assert opened.window.problem_strip.next_step.text()


def test_a_printer_that_is_gone_is_a_sentence_with_a_next_step(opened: Opened) -> None:
    """The road to the system's printers is the real one: it finds none of this name."""
    panel = _screen(opened).panel
    panel._show_printers([PrinterInfo("どこにもない", "", True)])
    panel.print_paper()
    opened.qtbot.waitUntil(opened.window.problem_strip.isVisible)
    assert "見つかりません" in opened.window.problem_strip.sentence.text()
    assert not panel.progress.isVisible()


def test_a_stuck_printer_keeps_nobody_waiting(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for a device that is stuck: it takes the paper and never answers until it is let go."""
    panel, stuck = _screen(opened).panel, threading.Event()
    taken: list[tuple[str, int]] = []

    def hold(_pdf: bytes, printer: str, copies: int) -> None:
        taken.append((printer, copies))
        stuck.wait()

    monkeypatch.setattr(panel, "hand_over", hold)
    panel._show_printers([PrinterInfo("複合機", "2階の複合機", True)])
    panel.copies.set_value(3)
    for _ in range(3):
        panel.send.click()
    opened.qtbot.waitUntil(lambda: len(taken) == 2)
    assert taken[0] == ("複合機", 3)
    assert panel.progress.isVisible()
    assert "終わっていません" in opened.window.problem_strip.sentence.text()
    received: list[object] = []
    with opened.qtbot.waitSignal(opened.workplace.changed):
        opened.workplace.do(receive_walk_in, "70s", admit=True).then(received.append, owner=opened.shell)
    assert received
    _choose(opened, "daily")
    stuck.set()
    opened.qtbot.waitUntil(lambda: not panel.progress.isVisible())
    assert "プリンターに送りました" in opened.window.undo_bar.sentence.text()


def test_a_refusal_leaves_no_old_paper_to_print(opened: Opened) -> None:
    def refuse(_desk: Desk) -> "object":
        raise Problem("no", "できません。", "ほかを選んでください。")

    panel = _screen(opened).panel
    panel.ask(opened.workplace.do(refuse))  # type: ignore[arg-type]  # what it would give does not matter
    opened.qtbot.waitUntil(opened.window.problem_strip.isVisible)
    assert panel.paper is None
    assert not panel.save.isEnabled()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [100, 200])
def test_everybody_can_use_it(opened: Opened, qapp: QApplication, language: i18n.Language, size: int) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    opened.window.resize(1366, 720)
    for kind in ("card", "slips", "blank"):
        _screen(opened).choose(kind)
        opened.settle()
        assert problems(opened.window) == []
