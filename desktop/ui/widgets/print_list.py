"""印刷の一覧: what was sent to printers, how it stands, and what can be done about it."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.clock import time_of_day
from desktop.ui.i18n import told, tr
from desktop.ui.print_queue import Entry, PrintQueue, State
from desktop.ui.widgets.buttons import Button, SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, StatusPill, Tone, scrolling
from desktop.ui.widgets.text import Text

STATES: dict[State, tuple[str, Tone, str]] = {
    State.SENDING: ("送っています", "info", "print"),
    State.WAITING: ("印刷待ち", "quiet", "clock"),
    State.FAILED: ("できませんでした", "error", "error"),
    State.DONE: ("できました", "success", "check_circle"),
}


TITLES = ("整理券", "受付用紙", "読み取りテスト", "復旧用紙", "言いかえの一覧")
"""Titles of papers that are said here alone: those of `desktop.app` are no sources by themselves."""


class PrintStrip(QWidget):
    """One line below the paper: how many papers stand how. Hidden while nothing was sent."""

    def __init__(self, queue: PrintQueue, show_list: Callable[[], object]) -> None:
        super().__init__()
        self._queue = queue
        self.list_is_seen = False
        """The line says nothing more then."""
        self.pills = {state: StatusPill() for state in STATES}
        self.button = Button("印刷の一覧", show_list, icon="list")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        parts = QWidget()
        parts.setLayout(FlowRow(*self.pills.values()))
        row.addWidget(parts, 1)
        row.addWidget(self.button)
        queue.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Count anew."""
        counts = Counter(entry.state for entry in self._queue.entries())
        for state, pill in self.pills.items():
            word, tone, icon = STATES[state]
            pill.show_state("{state} {n}", tone, icon, state=tr(word), n=counts[state])
            pill.setVisible(bool(counts[state]))
        self.setVisible(bool(counts) and not self.list_is_seen)


class PrintList(QWidget):
    """Every paper of the queue, the newest first. `retried(number)`, `saved(Paper)` and `left` are for its owner."""

    retried = Signal(int)
    saved = Signal(object)
    left = Signal()

    def __init__(self, queue: PrintQueue) -> None:
        super().__init__()
        self._queue = queue
        self.back = TextButton("見本に戻る", self.left.emit, icon="back")
        head = QHBoxLayout()
        head.addWidget(Text("印刷の一覧", "heading"), 1)
        head.addWidget(self.back)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        content = QWidget()
        content.setLayout(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(scrolling(content), 1)
        self.rows: list[PrintRow] = []
        queue.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what there is now; the keyboard goes to the way back where its button went."""
        had_keyboard = any(row.isAncestorOf(focus) for row in self.rows if (focus := self.focusWidget()))
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = [PrintRow(entry, self, self._queue) for entry in self._queue.entries()]
        for row in self.rows:
            self._rows.addWidget(row)
        self._rows.addStretch()
        if had_keyboard:
            self.back.setFocus()


class PrintRow(Card):
    """One paper."""

    def __init__(self, entry: Entry, owner: PrintList, queue: PrintQueue) -> None:
        super().__init__()
        self.entry = entry
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        word, tone, icon = STATES[entry.state]
        head = QWidget()
        line = Text(
            "{title}（{copies}部） {when} {printer}",
            title=tr(entry.title),
            copies=entry.copies,
            when=time_of_day(entry.moment) if entry.moment else "",
            printer=entry.printer,
        )
        self.pill = StatusPill(word, tone, icon)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.pill)
        row.addWidget(line, 1)
        self.add(head)
        if entry.problem is not None:
            self.add(Text(told(entry.problem)))
        self.buttons = list(_buttons(entry, owner, queue))
        if self.buttons:
            buttons = QWidget()
            buttons.setLayout(FlowRow(*self.buttons))
            self.add(buttons)


def _buttons(entry: Entry, owner: PrintList, queue: PrintQueue) -> list[Button]:
    """What can be done about a paper that no printer has yet."""
    if entry.state is State.DONE:
        return []
    buttons: list[Button] = []
    if entry.state is State.FAILED:
        buttons.append(SecondaryButton("もう一度", partial(owner.retried.emit, entry.number), icon="refresh"))
    if entry.paper is not None:
        buttons.append(Button("PDFで保存", partial(owner.saved.emit, entry.paper), icon="save"))
    buttons.append(TextButton("取りやめる", partial(queue.give_up, entry.number)))
    return buttons
