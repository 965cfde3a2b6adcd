"""Every Japanese text of the window has its English, and both can be changed while it runs."""

from functools import partial
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui import i18n
from desktop.ui.i18n import english, listed, tr
from desktop.ui.main_window import MainWindow
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.text import Text
from hq.portal.words import ENGLISH
from tools import translations

_OF_THE_TRADE = (
    "同期", "ノード", "エポック", "セグメント", "フォーク", "ハッシュ",
    "署名", "プロトコル", "サーバー", "鍵の輪", "ペイロード",
)  # fmt: skip


def test_every_text_has_english() -> None:
    assert translations.faults(translations.sources(), translations.english()) == []


def test_no_word_of_the_trade_is_shown_to_anybody() -> None:
    """Say what happened and what to do: at the window as at headquarters."""
    shown = {*chain.from_iterable(translations.english().values()), *ENGLISH}
    assert [text for text in shown if any(word in text for word in _OF_THE_TRADE)] == []


def test_the_released_file_is_what_the_texts_say(tmp_path: Path) -> None:
    fresh = tmp_path / "madoguchi_en.qm"
    translations.release(translations.merged(translations.english()), fresh)
    assert fresh.read_bytes() == translations.RELEASED.read_bytes(), "run: python tools/translations.py"


def _faults(tmp_path: Path, code: str, **files: dict[str, str]) -> list[str]:
    (tmp_path / "screen.py").write_text(code, encoding="utf-8")
    return translations.faults(translations.sources(tmp_path), {f"{name}.toml": texts for name, texts in files.items()})


def test_a_text_without_english_is_named(tmp_path: Path) -> None:
    code = '"""説明"""\nText("開場する")\nwords = ("あける",)  # no-tr\n'
    assert _faults(tmp_path, code) == ["screen.py:2: no English: '開場する'"]


def test_an_f_string_is_named(tmp_path: Path) -> None:
    assert _faults(tmp_path, 'f"{n}人"') == ["screen.py:1: f-string; use tr() with values"]


def test_english_that_nobody_uses_is_named_unless_it_comes_from_elsewhere(tmp_path: Path) -> None:
    found = _faults(tmp_path, "", today={"古い": "Old"}, problems={"空きがありません。": "The disk is full."})
    assert found == ["today.toml: no longer used: '古い'"]


def test_other_places_in_the_english_are_named(tmp_path: Path) -> None:
    assert _faults(tmp_path, 'tr("{n}人")', today={"{n}人": "{count} people"}) == ["today.toml: places differ: '{n}人'"]


def test_two_meanings_of_one_text_are_named(tmp_path: Path) -> None:
    found = _faults(tmp_path, 'tr("回")', today={"回": "session"}, send={"回": "times"})
    assert found == ["send.toml: '回' is 'session' elsewhere"] or found == ["send.toml: '回' is 'times' elsewhere"]


@pytest.mark.usefixtures("qapp")
def test_values_are_filled_in_after_translating() -> None:
    assert tr("未送信 {n}件", n=3) == "未送信 3件"
    i18n.install("en")
    assert tr("未送信 {n}件", n=3) == "3 unsent"
    assert i18n.language() == "en"


@pytest.mark.usefixtures("qapp")
def test_data_passes_through_unchanged() -> None:
    i18n.install("en")
    assert tr("山田 {花子}") == "山田 {花子}"


@pytest.mark.usefixtures("qapp")
def test_english_is_known_while_the_window_is_japanese() -> None:
    assert english("席を外す") == "Step away"
    assert i18n.language() == "ja"


def _speak(language: i18n.Language) -> None:
    i18n.install(language)
    QApplication.sendPostedEvents()


def test_widgets_change_language_while_they_are_shown(qtbot: QtBot) -> None:
    button, label = PrimaryButton("取り消す"), Text("未送信 {n}件", n=2)
    qtbot.addWidget(button)
    qtbot.addWidget(label)
    _speak("en")
    assert (button.text(), button.accessibleName(), label.text()) == ("Undo", "Undo", "2 unsent")
    _speak("ja")
    assert (button.text(), label.text()) == ("取り消す", "未送信 2件")


def test_several_in_one_line_are_parted_as_the_language_does(qtbot: QtBot) -> None:
    label = Text("整理番号 {tickets}", tickets=partial(listed, ("A1", "A2")))
    qtbot.addWidget(label)
    assert (label.text(), listed(("月", "水"), "・")) == ("整理番号 A1、A2", "月・水")
    _speak("en")
    assert (label.text(), listed(("Mon", "Wed"), "・")) == ("Numbers A1, A2", "Mon, Wed")
    _speak("ja")


def test_the_window_changes_language(main_window: MainWindow) -> None:
    _speak("en")
    assert main_window.header.away.text().strip() == "Step away"
    assert "21 November 2026" in main_window.header.day.toolTip()
    _speak("ja")
    assert main_window.header.day.toolTip() == "令和8年11月21日（土）"
