"""筆談 in the real window, gone when it is closed; and what all pages of the table have in common."""

import json
import os
import subprocess
import sys
from functools import partial
from itertools import count
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.calling import Wish
from core.clock import FixedClock
from core.number_guard import guard
from desktop.app.day import close_day, visitors_today
from desktop.app.desk import Desk
from desktop.app.walk_in import receive_walk_in
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.view import ConsultationsScreen
from desktop.ui.screens.reception.view import ReceptionScreen
from desktop.ui.table.door import SCAM, WORDS, WRITING
from desktop.ui.table.fitting import fitting_pixels
from desktop.ui.table.phrases import PHRASES, TONGUES, phrase_in
from desktop.ui.table.words import WordsPage
from desktop.ui.table.writing import COVERED, Way, WritingPage
from tests.helpers.accessibility import problems
from tests.ui.busy import named
from tests.ui.table_pages import Start, escape, focused, ink, laptop_on, writing

MY_NUMBER = "123456789018"
SECRET = "ないしょの話です"
LOOKS = [("ja", 100), ("ja", 200), ("en", 100), ("en", 200)]


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return partial(laptop_on, qtbot, shell, desk)


def _everything(window: QWidget) -> str:
    """All that any part of the window still holds."""
    texts = [getattr(each, name)() for each in window.findChildren(QWidget) for name in _HOLD if hasattr(each, name)]
    return "\n".join(text for text in texts if isinstance(text, str))


_HOLD = ("text", "toPlainText", "accessibleName", "accessibleDescription", "toolTip", "placeholderText")


# 筆談


def test_what_is_typed_stands_large_and_grows_and_shrinks(start: Start) -> None:
    page = writing(start("reception"))
    page.field.say("はい")
    short = page.near.pixel_size()
    page.field.say("きょうは、どんなことでお困りですか。ここに書いてください。" * 4)
    assert page.near.text.startswith("きょうは")
    assert page.near.pixel_size() < short
    assert short > 8 * page.field.fontMetrics().height()
    place = page.near._place()
    assert fitting_pixels(page.near.text, place) >= 24


def test_what_is_still_composed_is_seen_too(start: Start) -> None:
    page = writing(start("reception"))
    QApplication.sendEvent(page.field, QInputMethodEvent("こんにち", []))
    assert page.near.text == "こんにち"


@pytest.mark.parametrize("tongue", [tongue for tongue, _name in TONGUES])
def test_a_phrase_is_one_touch_in_each_language(start: Start, tongue: str) -> None:
    page = writing(start("reception"))
    QTest.mouseClick(page.tongue._segments[tongue], Qt.MouseButton.LeftButton)
    for place, button in enumerate(page.phrases):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert page.near.text == phrase_in(PHRASES[place], page._tongue())
        assert focused() is page.field
    assert "{" not in page.near.text


def test_no_phrase_meets_the_number_guard() -> None:
    for phrase in PHRASES:
        guard("\n".join(phrase_in(phrase, tongue) for tongue, _name in TONGUES))


def test_another_language_says_the_phrase_anew_and_leaves_other_words_alone(start: Start) -> None:
    page = writing(start("reception"))
    page.show_phrase(0)
    page.tongue._segments["en"].click()
    assert page.near.text == "We will call your number"
    page.field.say("A12")
    page.tongue._segments["easy"].click()
    assert page.near.text == "A12"


def test_it_can_be_read_from_across_the_table(start: Start) -> None:
    opened = start("reception")
    page = writing(opened)
    page.field.say("＿")  # a line at the foot of its letter
    opened.settle()
    assert not _stands_on_its_head(page.near)
    page.next_way()
    opened.settle()
    assert page.way is Way.FACING
    assert page.far.isVisible()
    assert _stands_on_its_head(page.far)
    assert not _stands_on_its_head(page.near)
    page.next_way()
    opened.settle()
    assert not page.far.isVisible()
    assert _stands_on_its_head(page.near)


def _stands_on_its_head(slate: QWidget) -> bool:
    above = QRect(0, 0, slate.width(), slate.height() // 2)
    return ink(slate.grab(above).toImage()) > 0


def test_black_and_white_change_places(start: Start) -> None:
    page = writing(start("reception"))
    page.field.say("字")
    before = ink(page.near.grab().toImage())
    page.contrast.click()
    area = page.near.width() * page.near.height()
    assert ink(page.near.grab().toImage()) == pytest.approx(area - before, rel=0.02)


def test_a_my_number_is_covered_and_told_as_elsewhere(start: Start) -> None:
    page = writing(start("reception"))
    QTest.keyClicks(page.field, MY_NUMBER)
    assert page.near.text == page.far.text == COVERED
    assert "マイナンバー" in page.warning.text()
    page.wipe()
    assert page.warning.isHidden()


def test_a_composed_my_number_is_covered_too(start: Start) -> None:
    page = writing(start("reception"))
    QApplication.sendEvent(page.field, QInputMethodEvent("１２３４５６７８９０１８", []))
    assert page.near.text == COVERED


def test_it_knows_no_undo_and_no_clipboard(start: Start) -> None:
    page = writing(start("reception"))
    QGuiApplication.clipboard().setText("前の")
    page.field.say(SECRET)
    page.field.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(page.field, key, Qt.KeyboardModifier.ControlModifier)
    page.field.copy()
    assert SECRET not in QGuiApplication.clipboard().text()
    assert page.field.toPlainText() == SECRET
    page.wipe()
    QTest.keyClicks(page.field, "ab")
    QTest.keyClick(page.field, Qt.Key.Key_Backspace)
    QTest.keyClick(page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.field.toPlainText() == "a"


def test_ctrl_z_there_takes_back_no_record(start: Start, desk: Desk) -> None:
    opened = start("reception")
    undone: list[bool] = []
    opened.shell.tell("記録しました", lambda: undone.append(True))
    QTest.keyClick(writing(opened).field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == []


def test_more_than_can_be_read_is_not_taken(start: Start) -> None:
    page = writing(start("reception"))
    page.field.say("あ" * 5_000)
    assert len(page.near.text) == 300


@pytest.mark.parametrize("how", ["escape", "away", "idle", "day closed"])
def test_however_it_is_closed_nothing_of_it_stays(
    start: Start, desk: Desk, tmp_path: Path, qtbot: QtBot, how: str
) -> None:
    opened = start("reception")
    watch = opened.window.watch_idle(60)
    page = writing(opened)
    QTest.keyClicks(page.field, "naisho 0312")
    page.field.say(SECRET)
    with qtbot.waitSignal(page.destroyed):
        if how == "escape":
            escape()
        elif how == "away":
            QTest.keyClick(page.field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        elif how == "idle":
            watch.idle.emit()
        else:
            opened.workplace.do(close_day).then(owner=opened.window)
    opened.settle()
    assert opened.window.table.page() is None
    assert SECRET not in _everything(opened.window)
    if how in ("away", "idle"):
        assert opened.window.cover.isVisible()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]


def test_escape_leads_back_to_the_form_as_it_was(start: Start) -> None:
    opened = start("consultation")
    screen = cast(ConsultationsScreen, opened.screen)
    screen.toggle_details()
    screen.details.note.set_text("書きかけ")
    screen.details.note.setFocus()
    focus = focused()
    writing(opened)
    assert not screen.isVisible()
    escape()
    opened.settle()
    assert screen.details.note.text() == "書きかけ"
    assert focused() is focus


def test_a_card_is_received_while_it_is_open_and_told_without_a_name(start: Start, desk: Desk) -> None:
    _, card = named(desk, "山田 花子")
    opened = start("consultation")
    page = writing(opened)
    page.field.say("お待ちください")
    keys = count()
    opened.window.scans.now = lambda: next(keys) * 0.004  # a scanner's pace, however busy the machine is
    QTest.keyClicks(page.field, card)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    opened.settle()
    assert len(visitors_today(desk)) == 1
    assert page.field.toPlainText() == "お待ちください"
    assert "受け付けました" in page.answer.sentence.text()
    assert "山田" not in page.answer.sentence.text()
    screen = cast(ConsultationsScreen, opened.screen)
    assert screen.opened.top.visits == ()
    escape()
    assert screen.isVisible()


def test_who_wishes_writing_is_one_touch_away_from_it(start: Start, desk: Desk) -> None:
    attendance = receive_walk_in(desk, "70s").attendance
    assert attendance is not None
    opened = start("reception")
    bar = cast(ReceptionScreen, opened.screen).wish
    bar.show_visit(attendance)
    assert bar.write.isHidden()
    bar.choice.chosen.emit(Wish.WRITING.value)
    opened.settle()
    QTest.mouseClick(bar.write, Qt.MouseButton.LeftButton)
    assert isinstance(opened.window.table.page(), WritingPage)


def test_the_queue_and_the_desk_lead_there_too(start: Start) -> None:
    opened = start("reception")
    menu = cast(ReceptionScreen, opened.screen).queue.menu
    for title, page in (("筆談をひらく", WritingPage), ("言いかえをさがす", WordsPage)):
        next(action for action in menu.actions() if action.data() == title).trigger()
        assert isinstance(opened.window.table.page(), page)
        opened.window.table.close()
    assert {WRITING, WORDS} <= set(cast(ConsultationsScreen, opened.window.open("consultation")).handy._ids)


def test_its_page_is_not_offered_to_a_second_display_that_is_not_there(start: Start) -> None:
    page = writing(start("reception"))
    assert page.beside.isHidden()
    page.toggle_side()
    assert page.side is None


def test_on_a_free_second_display_stands_the_text_alone_and_never_where_the_call_board_is(tmp_path: Path) -> None:
    displays = [
        {"name": name, "x": x, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
        for name, x, width, height in (("desk", 0, 1366, 768), ("visitor", 1366, 1920, 1080))
    ]
    config = tmp_path / "displays.json"
    config.write_text(json.dumps({"screens": displays}))
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.writing_on_two_displays", str(tmp_path / "data")],
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert json.loads(done.stdout) == {
        "offered": True, "full": True, "x": 1366, "text": "大きな字", "left": 0, "kept": "", "beside the board": False,
    }  # fmt: skip


# all of them


@pytest.mark.parametrize("screen_id", ["consultation", "reception"])
@pytest.mark.parametrize(("key", "page"), [(Qt.Key.Key_R, WritingPage), (Qt.Key.Key_G, WordsPage)])
def test_each_is_one_key_away(start: Start, screen_id: str, key: Qt.Key, page: type[QWidget]) -> None:
    opened = start(screen_id)
    QTest.keyClick(focused(), key, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(opened.window.table.page(), page)


@pytest.mark.parametrize(("language", "percent"), LOOKS)
@pytest.mark.parametrize("command", [WRITING, WORDS, SCAM])
def test_nothing_keeps_anybody_from_using_them(
    start: Start, qapp: QApplication, language: i18n.Language, percent: int, command: str
) -> None:
    theme.apply(qapp, percent)
    i18n.install(language)
    opened = start("reception")
    opened.shell.commands.run(command)
    opened.settle()
    assert problems(opened.window) == []


@pytest.mark.parametrize("command", [WRITING, WORDS, SCAM])
def test_tab_goes_round(start: Start, command: str) -> None:
    opened = start("reception")
    opened.shell.commands.run(command)
    first, seen = focused(), set()
    for _ in range(60):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        seen.add(focused())
        if focused() is first:
            break
    assert first in seen
    page = opened.window.table.page()
    assert page is not None
    assert all(page.isAncestorOf(each) for each in seen)


def test_names_behind_it_are_out_of_sight(start: Start, desk: Desk, clock: FixedClock) -> None:
    named(desk, "山田 花子")
    opened = start("consultation")
    writing(opened)
    assert not opened.window.desk.isVisible()


def test_nothing_of_it_is_a_record_or_a_setting(start: Start, desk: Desk) -> None:
    opened = start("reception")
    kept = _kept(desk)
    page = writing(opened)
    page.field.say(SECRET)
    page.next_way()
    page.swap_colours()
    escape()
    opened.settle()
    assert _kept(desk) == kept


def _kept(desk: Desk) -> list[object]:
    """Every row of every table of the file, below the encryption."""
    tables = [name for name in desk.store.db.table_names() if not name.startswith("sqlite_")]
    return [desk.store.db.execute(f"SELECT * FROM [{name}]").fetchall() for name in tables]
