"""サポーター as a coordinator uses it: behind the PIN, by keyboard, on a real file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.facts import Badge, Staffing, Supporter, Training
from desktop.app.desk import Desk
from desktop.app.staff import set_pin
from desktop.app.supporter_badges import badge_file
from desktop.app.supporter_page import supporter_page
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.supporters.record_form import RecordForm
from desktop.ui.screens.supporters.small_forms import BadgeForm, ThanksForm, TrainingForm
from desktop.ui.screens.supporters.view import SupportersScreen
from tests.app.supporting import asked, badged, planned, registered
from tests.helpers.accessibility import problems, visible
from tests.ui.busy import new_desk
from tests.ui.windows import Opened, open_window

PIN = "2580"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = new_desk(tmp_path, clock)
    badged(made, "青木 恵子", kana="あおき けいこ", attributes=("student",), strengths=("T02",))
    registered(made, "井上 正", kana="いのうえ ただし")
    return made


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    """Past the PIN, which is asked for in the first test."""
    made = open_window(qtbot, shell, desk, "supporters")
    _screen(made).gate._open(None)
    made.settle()
    return made


def _screen(opened: Opened) -> SupportersScreen:
    return cast(SupportersScreen, opened.screen)


def _names(opened: Opened) -> list[str]:
    return [line.supporter.display_name for line in _screen(opened).list.table.rows()]


def _words(opened: Opened) -> str:
    return "\n".join(each.text() for each in visible(opened.window) if isinstance(each, QLabel))


def _press(opened: Opened, text: str) -> None:
    buttons = [each for each in visible(opened.window) if isinstance(each, QPushButton)]
    next(each for each in buttons if each.text().strip() == text).click()
    opened.settle()


def _open(opened: Opened, words: str) -> None:
    search = _screen(opened).list.search
    search.setText(words)
    opened.settle()
    QTest.keyClick(search, Qt.Key.Key_Return)
    opened.settle()


def test_the_register_opens_with_the_pin_and_closes_with_the_desk(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    set_pin(desk, PIN)
    opened = open_window(qtbot, shell, desk, "supporters")
    assert _names(opened) == []
    gate = _screen(opened).gate
    QTest.keyClicks(gate.pin.field, PIN)
    QTest.keyClick(gate.pin.field, Qt.Key.Key_Return)
    opened.settle()
    assert _names(opened) == ["青木 恵子", "井上 正"]
    _open(opened, "あおき")
    assert "青木 恵子" in _words(opened)
    assert "オープンバッジ 有効" in _words(opened)
    opened.shell.leave()
    opened.shell.come_back("")
    opened.settle()
    assert _names(opened) == []
    assert "青木 恵子" not in _words(opened)


def test_somebody_is_registered_by_keyboard_and_taken_back(opened: Opened, desk: Desk) -> None:
    _press(opened, "登録する")
    form = cast(RecordForm, _screen(opened).panel)
    assert form.name.hasFocus()
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    opened.settle()
    assert "お名前と役割を入れてください。" in _words(opened)
    form.name.setText("宇野 光")
    form.attributes.set_values(["welfare_commissioner"])
    form.weekdays.set_values(["2", "4"])
    form.places.setText("小金井市、西東京市")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    opened.settle()
    (made,) = desk.store.facts.where(Supporter, "display_name = '宇野 光'")
    assert (made.attributes, made.weekdays, made.municipalities) == ("welfare_commissioner", "2 4", "132101 132292")
    assert "小金井市、西東京市" in _words(opened)
    opened.shell.undo()
    opened.settle()
    assert "宇野 光" not in _names(opened)


def test_a_record_is_changed_and_put_back(opened: Opened, desk: Desk) -> None:
    _open(opened, "青木")
    _press(opened, "登録を直す")
    form = cast(RecordForm, _screen(opened).panel)
    assert (form.name.text(), form.attributes.values(), form.strengths.values()) == (
        "青木 恵子", ("student",), ("T02",),
    )  # fmt: skip
    form.kana.setText("あおき けい")
    QTest.keyClick(form.kana, Qt.Key.Key_Return)
    opened.settle()
    assert "あおき けい" in _words(opened)
    opened.shell.undo()
    opened.settle()
    assert desk.store.facts.count(Supporter, "kana = 'あおき けいこ'") == 1


def test_a_training_and_a_badge_with_its_file(opened: Opened, desk: Desk, tmp_path: Path) -> None:
    _open(opened, "井上")
    _press(opened, "研修を加える")
    training = cast(TrainingForm, _screen(opened).panel)
    training.name.setText("オンライン講習")
    training.check.set_value("passed")
    QTest.keyClick(training.name, Qt.Key.Key_Return)
    opened.settle()
    assert "オンライン講習　合格" in _words(opened)
    _press(opened, "バッジを加える")
    form = cast(BadgeForm, _screen(opened).panel)
    (tmp_path / "badge.png").write_bytes(PNG)
    form.take(str(tmp_path / "badge.png"))
    form.name.setText("修了証")
    form.expires.setText("2026/12/01")
    QTest.keyClick(form.expires, Qt.Key.Key_Return)
    opened.settle()
    assert "オープンバッジ まもなく期限" in _words(opened)
    (badge,) = desk.store.facts.where(Badge, "badge = '修了証'")
    assert badge_file(desk, badge.badge_id).data == PNG
    opened.shell.undo()
    opened.settle()
    assert "オープンバッジ なし" in _words(opened)
    assert desk.store.facts.count(Training, "voided = 0") == 1


def test_a_file_that_is_no_badge_is_told_in_place(opened: Opened, desk: Desk, tmp_path: Path) -> None:
    _open(opened, "井上")
    _press(opened, "バッジを加える")
    form = cast(BadgeForm, _screen(opened).panel)
    (tmp_path / "badge.png").write_bytes(b"MZ")
    form.take(str(tmp_path / "badge.png"))
    form.name.setText("修了証")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    opened.settle()
    assert "このファイルは、オープンバッジとして読めません。" in _words(opened)
    QTest.keyClick(form.name, Qt.Key.Key_Escape)
    opened.settle()
    assert "登録を直す" in [each.text().strip() for each in visible(opened.window) if isinstance(each, QPushButton)]


def test_who_leaves_stays_on_record(opened: Opened) -> None:
    _open(opened, "井上")
    _press(opened, "活動をやめる")
    assert "活動していません" in _words(opened)
    _screen(opened).list.search.setText("")
    _press(opened, "活動していない人も出す")
    assert "井上 正" in _names(opened)
    _press(opened, "活動にもどす")
    assert "活動していません" not in _words(opened)


def test_a_card_is_shown_and_a_letter_only_where_there_is_something_to_thank_for(opened: Opened) -> None:
    _open(opened, "青木")
    _press(opened, "サポーター証")
    paper = _screen(opened).paper
    assert paper is not None
    opened.qtbot.waitUntil(lambda: paper.panel.paper is not None)
    _press(opened, "サポーターへ戻る")
    _press(opened, "感謝状・お礼状")
    form = cast(ThanksForm, _screen(opened).panel)
    form.first.setText("2026/02/30")
    _press(opened, "紙を見る")
    assert "日付が読み取れません。" in _words(opened)
    form.first.setText("2026/04/01")
    _press(opened, "紙を見る")
    assert "その期間の活動の記録がありません。" in _words(opened)


@pytest.mark.parametrize(("language", "size"), [("ja", 100), ("en", 200)])
def test_nothing_is_cut_off_or_unnamed(
    qtbot: QtBot, shell: Shell, desk: Desk, language: i18n.Language, size: int
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    asked(desk, planned(desk))
    i18n.install(language)
    theme.apply(app, size)
    opened = open_window(qtbot, shell, desk, "supporters")
    opened.window.resize(1366, 768)
    screen = _screen(opened)
    screen.gate._open(None)
    opened.settle()
    key = screen.list.ids()[0]
    assert problems(opened.window) == []
    show = partial(screen.open_page, key)
    turns: list[Callable[[], None]] = [show, screen.amend, screen.begin_badge, screen.begin_training]
    for turn in turns:
        turn()
        opened.settle()
        assert problems(opened.window) == []
    assert supporter_page(desk, key).supporter.display_name == "青木 恵子"


def test_a_request_that_fits_is_applied_for_and_taken_back(opened: Opened, desk: Desk) -> None:
    asked(desk, planned(desk), 1, needs_badge=True)
    _open(opened, "井上")
    assert "いまは、合う依頼がありません" in _words(opened)
    _open(opened, "青木")
    _press(opened, "応募を記録")
    assert desk.store.facts.count(Staffing, "state = 'applied'") == 1
    assert "スマホ相談会　応募" in _words(opened)
    opened.shell.undo()
    opened.settle()
    assert desk.store.facts.count(Staffing, "state = 'applied'") == 0
