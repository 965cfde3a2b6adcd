"""Where everything stands on the consultation screen: beside each other, or one below the other with large text."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from desktop.ui import theme
from desktop.ui.calling.bar import CallBar
from desktop.ui.calling.caller import Caller
from desktop.ui.screens.consultations.layers import Layers
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, EmptyState
from desktop.ui.widgets.stack import Pages

if TYPE_CHECKING:
    from desktop.ui.screens.consultations.view import ConsultationsScreen

_SIDE_BY_SIDE = 900
"""Below this width, in logical pixels at 100 % text, all stands one below the other."""
_FORM, _SIDE = 13, 5
"""Shares of the width."""


class Arrangement:
    """The head with search and visitor; the form; who is being helped; and beside it one page of several."""

    def __init__(self, screen: "ConsultationsScreen", caller: Caller) -> None:
        self._screen = screen
        screen.details.set_margins(16, 12, 16, 12)
        self.calls = CallBar(caller)
        self.who = QWidget()
        self.who.setLayout(FlowRow(self.calls, screen.later, screen.strip.more, screen.strip, gap=4))
        self.empty = EmptyState("まだ相談がありません", "記録した相談が、ここに並びます。", icon="consultation")
        self._lists = Pages(screen.list, self.empty)
        self.log = Card()
        self.log.set_margins(16, 12, 8, 12)
        self.log.body.setSpacing(8)
        self.log.add(screen.figures)
        self.log.add(self._lists, 1)
        self._details = _Scrolled(screen.details)
        self._side = Pages(self.log, self._details)
        self._desk = QWidget()
        self._grid = QGridLayout(self._desk)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._beside: bool | None = None
        self.layers = Layers(self._desk)
        self.layers.turned.connect(self._head_follows)
        self._head = QWidget()
        self._head.setLayout(FlowRow(screen.form.topics.search, screen.visitors, screen.handy, screen.help, gap=8))
        screen.title.setWordWrap(False)
        screen.tools.addWidget(self._head)
        screen.add(self.layers, 1)
        self.follow_width(theme.px(_SIDE_BY_SIDE))

    def add_side(self, page: QWidget) -> None:
        """One more page that can stand in the place of today's list."""
        self._side.add(page)

    def show_side(self, page: QWidget) -> None:
        """Show this page beside the form."""
        self._side.show_page(self._details if page is self._screen.details else page)

    def shows(self, page: QWidget) -> bool:
        """Whether this page stands beside the form."""
        return self._side.current() is (self._details if page is self._screen.details else page)

    def show_list(self, has_lines: bool) -> None:
        """Today's list, or a word that there is nothing yet."""
        self._lists.show_page(self._screen.list if has_lines else self.empty)

    def follow_width(self, width: int) -> None:
        """Two columns where there is room."""
        beside = width >= theme.px(_SIDE_BY_SIDE)
        if beside == self._beside:
            return
        self._beside = beside
        self._screen.title.setVisible(beside)  # with large text its room is needed; the strip says what is open
        grid, form = self._grid, self._screen.form
        for part in (form, self.who, self._side):
            grid.removeWidget(part)
        if beside:
            grid.addWidget(self.who, 0, 1)
            grid.addWidget(form, 0, 0, 2, 1)
            grid.addWidget(self._side, 1, 1)
        else:
            for row, part in enumerate((self.who, form, self._side)):
                grid.addWidget(part, row, 0)
        grid.setColumnStretch(0, _FORM)
        grid.setColumnStretch(1, _SIDE if beside else 0)
        grid.setRowStretch(1, 1 if beside else 0)
        self._details.stand_free(beside)

    def _head_follows(self, covered: bool) -> None:
        self._head.setVisible(not covered)


class _Scrolled(QScrollArea):
    """Beside the form it scrolls by itself, so that the form stays; below it, the page scrolls."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._free, self._content = True, content
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(content)
        self.setWidget(content)

    def stand_free(self, free: bool) -> None:
        """Whether it may be lower than what it holds."""
        self._free = free
        self._measure()

    def sizeHint(self) -> QSize:
        """No more than it needs: the page would scroll for room that is not wanted."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        content = self._content
        whole = max(content.sizeHint().height(), content.heightForWidth(self.width()))
        self.setMinimumHeight(theme.px(200) if self._free else whole)
