"""What the full pages of the table have in common: a way back, tools in one row, a word about scans."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.shell.bars import announce
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.frames import Notice, Tone
from desktop.ui.widgets.result import RESULTS, ResultView

_TONES: dict[str, Tone] = {"done": "success", "please_look": "warning", "not_read": "error"}


class TablePage(QWidget):
    """Made when it is opened, gone when it is closed. `leave` closes it, as Escape does."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._leave = leave
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = Button("もどる", leave, icon="back")
        self.tools, self.column = QHBoxLayout(), QVBoxLayout(self)
        self.tools.setSpacing(8)
        self.tools.addWidget(self.back)
        self.answer = Notice()
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(8)
        self.column.addLayout(self.tools)
        self.column.addWidget(self.answer)

    def first_focus(self) -> QWidget:
        """What gets the keyboard."""
        return self.back

    def show_answer(self, view: ResultView) -> None:
        """A card was read meanwhile: what came of it, in a line, without a name."""
        look = RESULTS[view.code]
        said = " ".join(filter(None, (view.ticket, tr(view.sentence or look.sentence))))
        self.answer.show_notice(said, _TONES[look.sound])
        announce(self, said)

    def forget(self) -> None:
        """Called when it is closed, whoever closes it: nothing that was typed here stays anywhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)


def tool(source: str, handler: Callable[[], object], icon: str) -> Button:
    """A tool of the row: with its word, or its icon alone where the text is large."""
    kind = IconButton if theme.scale() >= theme.LARGE else Button
    return kind(source, handler, icon=icon)
