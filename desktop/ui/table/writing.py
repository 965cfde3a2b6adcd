"""筆談: what is typed stands large before both, and is gone when the page is closed.

Nothing of it is recorded. Neither the page nor its field outlives its closing; the field knows no undo and no
clipboard, and what the number guard refuses is covered while it is typed.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.table.field import PassingField
from desktop.ui.table.page import TablePage, tool
from desktop.ui.table.phrases import PHRASES, TONGUES, Tongue, phrase_in
from desktop.ui.table.slate import Slate
from desktop.ui.table.visitor_side import VisitorSide, free_screen
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import scrolling
from desktop.ui.widgets.free_line import guard_sentence
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.text import Text, set_property

COVERED = "●●●"
_PHRASES_HEIGHT, _PHRASES_HEIGHT_LARGE = 148, 96


class Way(StrEnum):
    """How the two sit: side by side, across from each other (both read), or all turned to the visitor."""

    BESIDE = "beside"
    FACING = "facing"
    TURNED = "turned"


_WAYS = {Way.BESIDE: "並んで読む", Way.FACING: "向かい合って読む", Way.TURNED: "相手に向ける"}


class WritingPage(TablePage):
    """The slate above, the field and the phrases below."""

    def __init__(self, leave: Callable[[], object], text: str = "") -> None:
        super().__init__(leave)
        self.way, self.is_dark = Way.BESIDE, False
        self.side: VisitorSide | None = None
        self.far, self.near = Slate(turned=True), Slate()
        self.field, self.warning = PassingField(), Text("", "error")
        self.tongue = SegmentedChoice("ことば", TONGUES, "ja")
        self.tongue.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.turning = tool("向きを変える", self.next_way, "turn")
        self.contrast = tool("白黒を入れかえる", self.swap_colours, "contrast")
        self.clear = tool("消す", self.wipe, "trash")
        self.beside = tool("もう1台の画面に出す", self.toggle_side, "board")
        self.phrases = [Button(phrase.ja, partial(self.show_phrase, place)) for place, phrase in enumerate(PHRASES)]
        self._arrange()
        self._connect()
        self._show_way()
        self.field.say(text)

    def first_focus(self) -> QWidget:
        return self.field

    def show_phrase(self, place: int) -> None:
        """One of the phrases, in the chosen language; more can be typed behind it."""
        self.field.say(phrase_in(PHRASES[place], self._tongue()))
        self.field.setFocus()

    def next_way(self) -> None:
        """The next way to sit."""
        ways = list(Way)
        self.way = ways[(ways.index(self.way) + 1) % len(ways)]
        self._show_way()
        self.field.setFocus()

    def swap_colours(self) -> None:
        """Black on white, white on black."""
        self.is_dark = not self.is_dark
        for slate in self._slates():
            slate.darken(self.is_dark)
        self.field.setFocus()

    def wipe(self) -> None:
        """An empty slate."""
        self.field.clear()
        self.field.setFocus()

    def toggle_side(self) -> None:
        """Show the text on the second display, or take it away there."""
        screen = free_screen(self.window()) if self.side is None else None
        if screen is None:
            self._close_side()
        else:
            self.side = VisitorSide(self.window(), screen, self._close_side)
            self.side.slate.darken(self.is_dark)
            self.side.slate.say(self.near.text)
            self.side.open_side()
            self.beside.say("もう1台の画面から消す")
        self.field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.beside.setVisible(self.side is not None or free_screen(self.window()) is not None)

    def forget(self) -> None:
        self._close_side()
        self.field.blockSignals(True)
        self.field.clear()
        QGuiApplication.inputMethod().reset()
        for slate in self._slates():
            slate.say("")

    def _slates(self) -> list[Slate]:
        return [self.far, self.near, *([self.side.slate] if self.side else [])]

    def _tongue(self) -> Tongue:
        return next(tongue for tongue, _name in TONGUES if tongue == self.tongue.value())

    def _look(self, text: str) -> None:
        refused = guard_sentence(text) or ""
        self.warning.say(refused)
        self.warning.setVisible(bool(refused))
        self.field.setAccessibleDescription(refused)
        set_property(self.field, "state", "error" if refused else "")
        for slate in self._slates():
            slate.say(COVERED if refused else text.strip())

    def _other_tongue(self, _tongue: str) -> None:
        """A phrase that is seen is said anew."""
        text = self.field.toPlainText()
        for place, phrase in enumerate(PHRASES):
            if text in {phrase_in(phrase, tongue) for tongue, _name in TONGUES}:
                self.show_phrase(place)
        self.field.setFocus()

    def _show_way(self) -> None:
        self.far.setVisible(self.way is Way.FACING)
        self.near.turn(self.way is Way.TURNED)
        self.turning.setAccessibleDescription(tr(_WAYS[self.way]))
        self.turning.setToolTip(tr(_WAYS[self.way]))

    def _close_side(self) -> None:
        side, self.side = self.side, None
        if side is not None:
            side.slate.say("")
            side.close()
            side.deleteLater()
            self.beside.say("もう1台の画面に出す")

    def _connect(self) -> None:
        self.field.looking.connect(self._look)
        self.tongue.chosen.connect(self._other_tongue)
        self.field.setAccessibleName(tr("筆談の文"))
        self.field.setPlaceholderText(tr("ここに入れた文が、大きく出ます。記録には残りません。"))

    def _arrange(self) -> None:
        for button in (self.turning, self.contrast, self.clear, self.beside):
            self.tools.addWidget(button)
        self.tools.addStretch()
        self.tools.addWidget(self.tongue)
        slates = QVBoxLayout()
        slates.setSpacing(2)
        slates.addWidget(self.far, 1)
        slates.addWidget(self.near, 1)
        self.column.addLayout(slates, 1)
        for part in (self.warning, self.field, self._phrases_row()):
            self.column.addWidget(part)
        self.warning.hide()

    def _phrases_row(self) -> QScrollArea:
        row = QWidget()
        row.setLayout(FlowRow(*self.phrases, gap=8))
        area = scrolling(row)
        is_large = theme.scale() >= theme.LARGE
        area.setFixedHeight(theme.px(_PHRASES_HEIGHT_LARGE if is_large else _PHRASES_HEIGHT))
        return area
