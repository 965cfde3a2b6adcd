"""A supporter's card or letter on the screen, with its printer."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.widgets.buttons import TextButton
from desktop.ui.widgets.paper_panel import PaperPanel
from desktop.ui.workplace import Asked, Workplace

if TYPE_CHECKING:
    from desktop.app.paper import Paper


class PaperPage(QWidget):
    """`show_paper` draws what is asked for; the way out is above it."""

    def __init__(self, workplace: Workplace, leave: Callable[[], object]) -> None:
        super().__init__()
        self.back = TextButton("サポーターへ戻る", leave, icon="back")
        tools = QHBoxLayout()
        tools.setSpacing(12)
        self.panel = PaperPanel(workplace, tools)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch()
        head.addLayout(tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.panel, 1)
        self.setFocusProxy(self.back)

    def show_paper(self, asked: "Asked[Paper]") -> None:
        """Fill, draw, show."""
        self.panel.ask(asked)
        self.back.setFocus()
