"""A scam may be going on right now: what not to do and whom to call, as large as the window is, for both to read."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.board.words import Words
from desktop.ui.table.fitting import draw_line, draw_wrapped, turn
from desktop.ui.table.page import TablePage, tool
from desktop.ui.table.phrases import TONGUES, Tongue, phrase_in
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.segmented import SegmentedChoice

DO_NOT = Words(
    "振り込まない・電話を切る",
    "おかねを おくらない・でんわを きる",  # no-tr
)
_HEAD = 0.23
_NUMBER = 0.46


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to call, and when."""

    number: str
    when: Words
    who: Words


CALLS = (
    Call(
        "110",
        Words(
            "いま危ないとき・お金を払ったあと",
            "いま あぶない・おかねを はらった",  # no-tr
        ),
        Words(
            "警察",
            "けいさつ",  # no-tr
        ),
    ),
    Call(
        "#9110",
        Words(
            "詐欺かもしれないとき",
            "だまされたかも しれない とき",  # no-tr
        ),
        Words(
            "警察相談専用電話",
            "けいさつに そうだん する でんわ",  # no-tr
        ),
    ),
    Call(
        "188",
        Words(
            "契約や買い物でこまったとき",
            "かいもので こまった とき",  # no-tr
        ),
        Words(
            "消費者ホットライン",
            "かいものの そうだんの でんわ",  # no-tr
        ),
    ),
)


class ScamFace(QWidget):
    """Every line fills its place, whatever the window's and the text's size; nothing is cut off."""

    def __init__(self) -> None:
        super().__init__()
        self.tongue: Tongue = "ja"
        self.is_turned = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.show_in("ja")

    def show_in(self, tongue: Tongue) -> None:
        """In this language."""
        self.tongue = tongue
        told = [
            f"{call.number}: {phrase_in(call.when, tongue)}（{phrase_in(call.who, tongue)}）" for call in CALLS
        ]  # no-tr
        self.setAccessibleName("。".join((phrase_in(DO_NOT, tongue), *told)))
        self.update()

    def turn(self, is_turned: bool) -> None:
        """On its head, for who sits across, or upright."""
        self.is_turned = is_turned
        self.update()

    def number_place(self, row: int) -> QRectF:
        """Where the number of a row stands."""
        return self._row(row).adjusted(0, 0, -(1 - _NUMBER) * self.width(), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        if self.is_turned:
            turn(painter, self.rect())
        self._draw_head(painter)
        for row, call in enumerate(CALLS):
            self._draw_call(painter, row, call)

    def _draw_head(self, painter: QPainter) -> None:
        band = QRectF(0, 0, self.width(), self.height() * _HEAD)
        painter.fillRect(band, theme.color("error_fill"))
        draw_wrapped(painter, _inset(band, 16), phrase_in(DO_NOT, self.tongue), theme.color("on_colour"))

    def _draw_call(self, painter: QPainter, row: int, call: Call) -> None:
        whole, number = self._row(row), self.number_place(row)
        draw_line(painter, _inset(number, 12), call.number, theme.color("strong"))
        words = QRectF(number.right(), whole.top(), whole.right() - number.right(), whole.height())
        middle = words.top() + words.height() * 0.56
        when = QRectF(words.left(), words.top(), words.width(), middle - words.top())
        who = QRectF(words.left(), middle, words.width(), words.bottom() - middle)
        draw_wrapped(painter, _inset(when, 6), phrase_in(call.when, self.tongue), theme.color("strong"))
        draw_wrapped(painter, _inset(who, 6), phrase_in(call.who, self.tongue), theme.color("text"))
        if row:
            painter.fillRect(QRectF(whole.left(), whole.top(), whole.width(), 2), theme.color("border"))

    def _row(self, row: int) -> QRectF:
        head = self.height() * _HEAD
        height = (self.height() - head) / len(CALLS)
        return QRectF(0, head + row * height, self.width(), height)


class ScamPage(TablePage):
    """`record` closes the page and chooses the topic at 相談, `print_it` prints its leaflet besides: one touch each."""

    def __init__(
        self, leave: Callable[[], object], record: Callable[[], object], print_it: Callable[[], object]
    ) -> None:
        super().__init__(leave)
        self.face = ScamFace()
        self.record = PrimaryButton("相談に記録", record, icon="consultation")
        self.tongue = SegmentedChoice("ことば", TONGUES, "ja")
        self.tongue.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.turning = tool("相手に向ける", self.turn_over, "turn")
        self.paper = tool("資料を印刷", print_it, "print")
        for part in (self.record, self.paper, self.turning):
            self.tools.addWidget(part)
        self.tools.addStretch()
        self.tools.addWidget(self.tongue)
        self.column.addWidget(self.face, 1)
        self.tongue.chosen.connect(self._speak)

    def turn_over(self) -> None:
        """To the visitor, or back."""
        self.face.turn(not self.face.is_turned)

    def _speak(self, chosen: str) -> None:
        self.face.show_in(next(tongue for tongue, _name in TONGUES if tongue == chosen))


def _inset(place: QRectF, by: float) -> QRectF:
    return place.adjusted(by, by / 2, -by, -by / 2)
