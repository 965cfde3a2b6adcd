"""印刷 as a person uses it: choose, see, print or save; no printer ever holds anybody up."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from core.kinds import SessionPlanned
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.sessions import SessionWritten, plan_session
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.printing.model import KINDS
from desktop.ui.screens.printing.options import CardOptions
from desktop.ui.screens.printing.poster_options import PosterOptions
from desktop.ui.screens.printing.set_options import SetOptions
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
    titles = {
        "blank": "受付カード",
        "slips": "相談票",
        "tickets": "整理券",
        "reception_slips": "受付用紙",
        "handouts": "お持ち帰りの紙",
        "poster": "スマホ相談会",
        "survey": "アンケート",
        "plain_words": "言いかえの一覧",
        "daily": "日報",
    }
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
    for kind in ("card", "slips", "blank", "poster", "reception_slips"):
        _screen(opened).choose(kind)
        opened.settle()
        assert problems(opened.window) == []


def test_a_session_leads_to_its_poster(opened: Opened, desk: Desk) -> None:
    plan = SessionPlanned(title="来月の相談会", day="2026-12-05", starts="10:00", ends="12:00")
    chosen: list[SessionWritten] = []
    opened.workplace.do(plan_session, plan).then(chosen.append, owner=opened.shell)
    opened.qtbot.waitUntil(lambda: bool(chosen))
    opened.window.open("settings")
    opened.shell.print_paper(f"poster:{chosen[0].session.session_id}")
    opened.qtbot.waitUntil(lambda: _screen(opened).panel.paper is not None and _screen(opened).kind == "poster")
    opened.qtbot.waitUntil(lambda: "来月の相談会" in pages_of(_paper(opened))[0], timeout=10_000)


def test_the_sites_words_stand_on_the_poster_at_once(opened: Opened) -> None:
    _choose(opened, "poster")
    options = cast(PosterOptions, _screen(opened).options["poster"])
    options.more.click()
    options.phone.setText("042-461-1170")
    options.url.setText("http://example.jp/")
    options.url.editingFinished.emit()
    opened.qtbot.waitUntil(opened.window.problem_strip.isVisible)
    assert "https://" in opened.window.problem_strip.sentence.text()
    options.url.setText("https://www.example.jp/sumaho")
    options.url.editingFinished.emit()
    opened.qtbot.waitUntil(lambda: bool(qr_codes(_paper(opened))), timeout=10_000)
    assert [seen.text for seen in qr_codes(_paper(opened))] == ["https://www.example.jp/sumaho"]
    assert "042-461-1170" in pages_of(_paper(opened))[0]
    options.back.click()
    before = _screen(opened).panel.paper
    options.wording._segments["easy"].click()
    opened.qtbot.waitUntil(lambda: _screen(opened).panel.paper not in (before, None), timeout=10_000)
    assert "でんわ" in pages_of(_paper(opened))[0]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_paper_and_its_choices_are_seen_without_scrolling(opened: Opened, language: str) -> None:
    """On the smallest laptop: below the tiles stands what this paper needs, not the largest of all."""
    i18n.install("en" if language == "en" else "ja")
    opened.window.resize(1366, 720)
    screen = _screen(opened)
    page: QWidget | None = screen
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    assert isinstance(page, QScrollArea)
    for kind in screen.tiles:
        screen.choose(kind)
        opened.settle()
        assert page.verticalScrollBar().maximum() == 0, kind
    assert problems(opened.window) == []
