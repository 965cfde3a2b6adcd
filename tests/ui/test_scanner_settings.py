"""設定, 読み取り機: one scan tells what to set, and receives nobody."""

from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.card_code import CodeKind, new_code
from core.typed_forms import LAYOUT_SAMPLE
from desktop.app.day import open_day, visitors_today
from desktop.app.desk import Desk
from desktop.devices.decoder import texts_in
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.settings.scanner import ScannerSection
from desktop.ui.screens.settings.view import SettingsScreen
from tests.helpers.accessibility import problems
from tests.helpers.sites import fixed_clock
from tests.helpers.wedge import Ime, Layout, Suffix, Wedge, events, typed
from tests.ui.busy import named, new_desk
from tests.ui.test_wedge import send
from tests.ui.windows import Opened, open_window

AWRY = Wedge(Layout.US, Layout.JIS, Ime.ROMAJI, True, Suffix.CRLF, "]Q2\\000026", forgets=False)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = new_desk(tmp_path, fixed_clock())
    open_day(made)
    return made


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    opened = open_window(qtbot, shell, desk, "settings")
    cast(SettingsScreen, opened.screen).choose("scanner")
    opened.settle()
    return opened


def _section(opened: Opened) -> ScannerSection:
    return cast(ScannerSection, cast(SettingsScreen, opened.screen).section("scanner"))


def _said(opened: Opened) -> list[str]:
    section = _section(opened)
    return [each.sentence.text() for each in (section.answer, *section.advice) if each.isVisible()]


def _scan(opened: Opened, wedge: Wedge, code: str, ms: int = 3) -> list[str]:
    with opened.qtbot.waitSignal(opened.shell.scanner_traced):
        send(events(wedge, code, composes=True, ms=ms))
    return _said(opened)


def test_the_code_on_the_screen_is_read_from_the_screen(opened: Opened) -> None:
    png = QBuffer()
    png.open(QIODevice.OpenModeFlag.WriteOnly)
    _section(opened).code.grab().save(png, "PNG")
    [text] = texts_in(Image.open(BytesIO(png.data().data())).convert("L"))
    assert text.startswith(LAYOUT_SAMPLE + CodeKind.SCANNER_TEST)


def test_a_scanner_that_is_set_right_is_told_so(opened: Opened) -> None:
    assert _scan(opened, Wedge(), LAYOUT_SAMPLE + new_code(CodeKind.SCANNER_TEST)) == [
        "読み取れました。直すところはありません。"
    ]


def test_one_scan_tells_everything_that_is_awry(opened: Opened) -> None:
    said = _scan(opened, AWRY, LAYOUT_SAMPLE + new_code(CodeKind.SCANNER_TEST))
    told = ("受付に使えます", "日本語入力がオン", "大文字と小文字", "英語配列", "二つ以上", "AIM ID", "ECI")
    assert len(said) == len(told)
    for sentence, part in zip(said, told, strict=True):
        assert part in sentence
    assert _section(opened).field.text() == ""


def test_the_next_scan_is_told_alone(opened: Opened) -> None:
    code = LAYOUT_SAMPLE + new_code(CodeKind.SCANNER_TEST)
    _scan(opened, AWRY, code)
    assert len(_scan(opened, Wedge(suffix=Suffix.TAB), code)) == 2


def test_a_visitors_card_is_tried_and_nobody_received(opened: Opened) -> None:
    said = _scan(opened, Wedge(), named(opened.desk, "山田")[1])
    opened.settle()
    assert "配列は、上のコード" in said[0]
    assert not visitors_today(opened.desk)


def test_what_is_none_of_ours_is_named_without_being_shown(opened: Opened) -> None:
    send(typed("MyNumber:123456789018\r", 5))
    assert "読み取れませんでした" in _said(opened)[0]
    assert "1234" not in _said(opened)[0]


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_everybody_can_read_what_it_says(
    qtbot: QtBot, qapp: QApplication, shell: Shell, desk: Desk, size: int, language: i18n.Language
) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    opened = open_window(qtbot, shell, desk, "settings")
    cast(SettingsScreen, opened.screen).choose("scanner")
    opened.settle()
    _scan(opened, AWRY, LAYOUT_SAMPLE + new_code(CodeKind.SCANNER_TEST))
    opened.settle()
    assert problems(opened.window) == []
