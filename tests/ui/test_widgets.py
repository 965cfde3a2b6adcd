"""The parts that screens are made of, worked as a person works them: by keys, by touch, by input method."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from core.door_results import DOOR_MESSAGES, DoorResult, Sound
from desktop.ui import theme
from desktop.ui.widgets.buttons import IconButton, PrimaryButton
from desktop.ui.widgets.fields import LineField, NoteField, SearchField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.pin import PinPanel
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.result import RESULTS, ResultAction, ResultCode, ResultPanel, ResultView
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.text import Line, Text
from desktop.ui.widgets.tiles import Tile, TileGrid

_windows: list[QWidget] = []


@pytest.fixture(autouse=True)
def _keep_windows() -> Iterator[None]:
    """Nobody else holds them: qtbot knows its widgets weakly."""
    yield
    _windows.clear()


def shown(qtbot: QtBot, part: QWidget, width: int = 800) -> QWidget:
    """The part in an active window."""
    window = QWidget()
    QVBoxLayout(window).addWidget(part)
    qtbot.addWidget(window)
    window.resize(width, 600)
    _windows.append(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def _compose(field: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_button_works_by_key(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[int] = []
    button = PrimaryButton("進む", lambda: pressed.append(1))
    shown(qtbot, button)
    button.setFocus()
    QTest.keyClick(button, key)
    assert pressed == [1]


def test_an_ampersand_in_a_name_is_a_letter_and_no_key(qtbot: QtBot) -> None:
    button = PrimaryButton("A&B")
    qtbot.addWidget(button)
    assert button.text() == "A&&B"
    assert button.accessibleName() == "A&B"


def test_an_icon_button_speaks(qtbot: QtBot) -> None:
    button = IconButton("閉じる", icon="close")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip(), button.text()) == ("閉じる", "閉じる", "")


def test_text_takes_no_markup_from_data(qtbot: QtBot) -> None:
    label = Text("<b>山田</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_lines_of_running_text_stand_apart_and_are_seen_whole(qtbot: QtBot) -> None:
    text = Text("中" * 40)
    shown(qtbot, text, 400)
    high, letters = text.heightForWidth(text.width()), text.fontMetrics().height()
    picture = text.grab().toImage()
    paper = picture.pixelColor(text.width() - 1, 0)
    inked = [any(picture.pixelColor(x, y) != paper for x in range(picture.width())) for y in range(picture.height())]
    assert sum(now and not before for before, now in pairwise([False, *inked])) == 2
    assert high - 2 * letters >= letters * 0.3


def test_a_line_gives_way_and_keeps_the_whole_in_its_tip(qtbot: QtBot) -> None:
    line = Line("とても長い会場の名前です、どうしても入りません")
    shown(qtbot, line, 200)
    assert line.text() != line.toolTip()
    assert line.toolTip() == line.accessibleName() == "とても長い会場の名前です、どうしても入りません"
    line.window().resize(900, 100)
    qtbot.waitUntil(lambda: line.text() == line.toolTip())


def test_a_choice_is_made_by_arrow_keys_and_told(qtbot: QtBot) -> None:
    choice = SegmentedChoice("時間", [("15", "15分"), ("30", "30分"), ("45", "45分")], "15")
    shown(qtbot, choice)
    first = choice.findChildren(QPushButton)[0]
    first.setFocus()
    with qtbot.waitSignal(choice.chosen) as chosen:
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert chosen.args == ["30"]
    assert choice.value() == "30"


def test_a_choice_can_be_set_without_telling_and_emptied(qtbot: QtBot) -> None:
    choice = SegmentedChoice("時間", [("15", "15分"), ("30", "30分")])
    qtbot.addWidget(choice)
    assert choice.value() == ""
    with qtbot.assertNotEmitted(choice.chosen):
        choice.set_value("30")
        assert choice.value() == "30"
        choice.set_value("")
        assert choice.value() == ""


def _tiles(count: int) -> list[Tile]:
    return [Tile(f"題{number}", "説明", key_hint=str(number)) for number in range(count)]


@pytest.mark.parametrize(("width", "columns"), [(900, 4), (660, 3), (450, 2), (250, 1)])
def test_tiles_reflow_by_the_width(qtbot: QtBot, width: int, columns: int) -> None:
    grid = TileGrid(_tiles(6), tile_width=200)
    shown(qtbot, grid, width)
    tops = [tile.y() for tile in grid.tiles()]
    assert tops.count(tops[0]) == columns
    assert len({tile.width() for tile in grid.tiles()}) == 1


def test_arrow_keys_walk_over_tiles(qtbot: QtBot) -> None:
    grid = TileGrid(_tiles(6), tile_width=200)
    shown(qtbot, grid, 660)
    tiles = grid.tiles()
    tiles[0].setFocus()
    for key, goal in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 4), (Qt.Key.Key_Left, 3), (Qt.Key.Key_Up, 0)):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        assert QApplication.focusWidget() is tiles[goal]
    QTest.keyClick(tiles[0], Qt.Key.Key_Up)
    assert QApplication.focusWidget() is tiles[0]


def test_a_tile_is_named_by_all_its_words(qtbot: QtBot) -> None:
    tile = Tile("Wi-Fi", "つながらない", key_hint="1")
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "Wi-Fi つながらない"
    assert tile.accessibleDescription() == "キー 1"


def test_other_tiles_take_the_place_of_the_first(qtbot: QtBot) -> None:
    grid = TileGrid(_tiles(6))
    shown(qtbot, grid)
    grid.set_tiles(_tiles(2))
    assert len([tile for tile in grid.findChildren(Tile) if tile.isVisible()]) == 2


def test_a_row_goes_on_in_a_next_line(qtbot: QtBot) -> None:
    window = QWidget()
    parts = [PrimaryButton("とても長い言葉のボタン") for _ in range(3)]
    window.setLayout(FlowRow(*parts))
    qtbot.addWidget(window)
    window.resize(parts[0].sizeHint().width() * 2 + 20, 400)
    window.show()
    assert [part.y() > parts[0].y() for part in parts] == [False, False, True]


def test_enter_while_composing_never_submits_a_line(qtbot: QtBot) -> None:
    field = LineField("お名前")
    shown(qtbot, field)
    field.setFocus()
    with qtbot.assertNotEmitted(field.submitted):
        _compose(field, "やまだ")
        QTest.keyClick(field, Qt.Key.Key_Return)
    _compose(field, "", "山田")
    with qtbot.waitSignal(field.submitted) as submitted:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert submitted.args == ["山田"]


def test_enter_while_composing_never_submits_a_note(qtbot: QtBot) -> None:
    note = NoteField("メモ")
    shown(qtbot, note)
    with qtbot.assertNotEmitted(note.submitted):
        _compose(note.edit, "めも")
        QTest.keyClick(note.edit, Qt.Key.Key_Return)
    _compose(note.edit, "", "メモ")
    with qtbot.waitSignal(note.submitted):
        QTest.keyClick(note.edit, Qt.Key.Key_Return)
    assert note.text() == "メモ"


def test_shift_and_enter_begin_a_line_and_tab_leaves_a_note(qtbot: QtBot) -> None:
    note, after = NoteField("メモ"), PrimaryButton("進む")
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(note)
    column.addWidget(after)
    shown(qtbot, holder)
    note.edit.setFocus()
    with qtbot.assertNotEmitted(note.submitted):
        QTest.keyClick(note.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(note.edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert note.text() == "\n"


def test_a_guard_speaks_at_once_and_holds_the_note_back(qtbot: QtBot) -> None:
    note = NoteField("メモ", guard=lambda text: "番号は書けません。" if "1234" in text else None)
    shown(qtbot, note)
    with qtbot.assertNotEmitted(note.submitted):
        QTest.keyClicks(note.edit, "1234")
        assert note.warning.isVisible()
        assert note.edit.accessibleDescription() == "番号は書けません。"
        QTest.keyClick(note.edit, Qt.Key.Key_Return)
    note.set_text("よし")
    assert note.is_allowed()
    assert not note.warning.isVisible()


def test_escape_empties_a_search(qtbot: QtBot) -> None:
    field = SearchField()
    shown(qtbot, field)
    QTest.keyClicks(field, "yamada")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


@pytest.mark.parametrize("code", list(RESULTS))
def test_each_result_is_shown_spoken_and_offers_a_next_step(qtbot: QtBot, code: ResultCode) -> None:
    did: list[str] = []
    panel = ResultPanel()
    shown(qtbot, panel)
    panel.show_result(ResultView(code, "A12", name="山田", actions=[ResultAction("進む", lambda: did.append(code))]))
    look = RESULTS[code]
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert look.sentence in words
    assert "A12" in words
    assert (look.visitor or look.sentence) in panel.accessibleName()
    assert panel.grab().toImage().pixelColor(400, 3).name() == theme.color(look.fill).name()
    button = next(one for one in panel.findChildren(QPushButton) if one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert did == [code]


@pytest.mark.parametrize("code", list(RESULTS))
def test_the_window_says_and_plays_what_the_rules_say(code: ResultCode) -> None:
    told = DOOR_MESSAGES[DoorResult(code)]
    sounds = {Sound.DONE: "done", Sound.LOOK: "please_look", Sound.NOT_READ: "not_read"}
    assert (RESULTS[code].sentence, RESULTS[code].sound) == (told.staff.ja, sounds[told.sound])


def test_the_eight_results_differ_in_icon_and_sentence() -> None:
    assert len(RESULTS) == 8
    assert len({look.icon for look in RESULTS.values()}) == 8
    assert len({look.sentence for look in RESULTS.values()}) == 8


@pytest.mark.parametrize("code", ["full", "not_eligible"])
def test_nobody_is_shamed_before_the_queue(qtbot: QtBot, code: ResultCode) -> None:
    panel = ResultPanel(quiet=True)
    shown(qtbot, panel)
    panel.show_result(ResultView(code, detail="55歳以上の方"))
    words = "".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())
    assert words == "担当者がご案内します"
    assert RESULTS[code].fill == "warning_fill"
    assert RESULTS[code].sound == "done"


def test_the_number_is_readable_from_two_metres(qtbot: QtBot) -> None:
    """4 mm of height are read at one metre (ISO 9241: 20 arc minutes and more); 72 pt stand 18 mm high at 96 dpi."""
    panel = ResultPanel()
    shown(qtbot, panel)
    panel.show_result(ResultView("received", "A12"))
    label = next(one for one in panel.findChildren(QLabel) if one.text() == "A12")
    assert label.fontMetrics().capHeight() / 96 * 25.4 >= 12


def test_a_result_that_came_before_leaves_nothing_behind(qtbot: QtBot) -> None:
    panel = ResultPanel()
    shown(qtbot, panel)
    panel.show_result(ResultView("received", "A12", name="山田", actions=[ResultAction("進む", lambda: None)]))
    panel.clear()
    visible = [part for part in panel.findChildren(QWidget) if part.isVisible()]
    assert "山田" not in "".join(label.text() for label in visible if isinstance(label, QLabel))
    assert not any(isinstance(part, QPushButton) for part in visible)
    assert panel.accessibleName() == "カードをかざしてください"


def test_a_result_is_named_with_its_number(qtbot: QtBot) -> None:
    panel = ResultPanel()
    shown(qtbot, panel)
    panel.show_result(ResultView("received", "A12"))
    interface = QAccessible.queryAccessibleInterface(panel)
    assert interface.text(QAccessible.Text.Name) == "受け付けました 整理番号 A12"


def test_a_pin_is_entered_refused_and_given_up(qtbot: QtBot) -> None:
    panel = PinPanel("設定を開きます。")
    shown(qtbot, panel)
    QTest.keyClicks(panel.field, "12a34")
    with qtbot.waitSignal(panel.entered) as entered:
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert entered.args == ["1234"]
    panel.refuse("暗証番号がちがいます。")
    assert panel.refusal.isVisible()
    assert panel.field.text() == ""
    with qtbot.waitSignal(panel.cancelled):
        QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    assert not panel.refusal.isVisible()


def test_progress_tells_how_much(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    shown(qtbot, strip)
    strip.show_progress("{total}枚のうち{done}枚", 4, 10)
    assert strip.sentence.text() == strip.bar.accessibleName() == "10枚のうち4枚"
    assert (strip.bar.value(), strip.bar.maximum()) == (4, 10)


def test_a_paper_is_shown_page_by_page(qtbot: QtBot) -> None:
    from desktop.ui.widgets.pdf import PdfPreview

    paper = BytesIO()
    canvas = Canvas(paper)
    for number in range(3):
        canvas.drawString(72, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    preview = PdfPreview()
    shown(qtbot, preview)
    preview.show_pdf(paper.getvalue())
    assert preview.document.pageCount() == 3
    preview.turn(-1)
    assert preview.page() == 1
    preview.turn(1)
    assert preview.page() == 2
    assert preview._page.text() == "2 / 3 ページ"
    preview.zoom(2)
    preview.zoom(0)
    preview.show_pdf(paper.getvalue())
    assert preview.page() == 1
