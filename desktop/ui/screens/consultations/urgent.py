"""A scam may be going on right now: whom to call, in the largest type there is, and what not to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.frames import IconLabel
from desktop.ui.widgets.text import Text

_NUMBERS = (
    ("110", "いま危ないとき・お金を払ってしまったとき", "警察"),
    ("#9110", "詐欺かもしれないとき", "警察相談専用電話"),
    ("188", "契約や買い物でこまったとき", "消費者ホットライン"),
)
_NUMBER_WIDTH = 384


class UrgentPanel(QWidget):
    """Stands in the place of the form until it is closed; what was chosen there stays."""

    def __init__(self, close: Callable[[], object]) -> None:
        super().__init__()
        self._close = close
        self.back = PrimaryButton("相談の記録に戻る", close, icon="back")
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(IconLabel("warning", "error", 48), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Text("振り込まない・電話を切る", "figure"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        for number, when, who in _NUMBERS:
            column.addWidget(_row(number, when, who))
        column.addSpacing(8)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.setFocusProxy(self.back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return
        super().keyPressEvent(event)


def _row(number: str, when: str, who: str) -> QFrame:
    frame, figure, words = QFrame(), Text(number, wrap=False), QVBoxLayout()
    frame.setProperty("kind", "card")
    frame.setAccessibleName(number)
    figure.setStyleSheet(f"font-size: {SIZES.ticket * theme.scale():g}pt; font-weight: bold;")
    figure.setMinimumWidth(theme.px(_NUMBER_WIDTH))
    words.addStretch()
    words.addWidget(Text(when, "heading"))
    words.addWidget(Text(who, "lead"))
    words.addStretch()
    row = QHBoxLayout(frame)
    row.setContentsMargins(24, 8, 24, 8)
    row.setSpacing(16)
    if theme.scale() >= theme.LARGE:
        row.setDirection(QBoxLayout.Direction.TopToBottom)
    row.addWidget(figure)
    row.addLayout(words, 1)
    return frame
