"""Several sessions at once: which one receives, and how many each has in. Not there while only one is open."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop.app.door_sessions import DoorSession, DoorSessions
from desktop.ui.i18n import tr
from desktop.ui.theme.tokens import Role
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.text import Text

_TITLE = "{starts} {title}　{n}人"
_TITLE_OF_QUOTA = "{starts} {title}　{n}/{quota}人"


class _SessionButton(Button):
    KIND = "segment"
    CHECKED: Role = "on_colour"

    def __init__(self, handler: Callable[[], object]) -> None:
        super().__init__("", handler)
        self.setProperty("place", "only")
        self.setCheckable(True)


class ReceivingSession(QWidget):
    """`chosen(session id)` when a person picks another one."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        self._before: QWidget | None = None
        self._group = QButtonGroup(self)
        self._row = FlowRow(Text("受け付ける回", "strong", wrap=False), gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        self.hide()

    def follow(self, before: QWidget) -> None:
        """Where the Tab key comes from: buttons made later would be reached last of all."""
        self._before = before

    def show_sessions(self, sessions: DoorSessions) -> None:
        """As they stand now. Buttons are made anew only where another session has opened or closed."""
        lines = {line.session.session_id: line for line in sessions.lines}
        if list(lines) != list(self.buttons):
            self._make(list(lines))
        for session_id, line in lines.items():
            button = self.buttons[session_id]
            button.say(_TITLE if line.session.quota is None else _TITLE_OF_QUOTA, **_values(line))
            button.setChecked(session_id == sessions.chosen)
        self.setVisible(len(lines) > 1)
        self.setAccessibleName(tr("受け付ける回"))

    def _make(self, session_ids: list[str]) -> None:
        for button in self.buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {session_id: self._button(session_id) for session_id in session_ids}
        for before, after in pairwise(filter(None, (self._before, *self.buttons.values()))):
            QWidget.setTabOrder(before, after)

    def _button(self, session_id: str) -> Button:
        button = _SessionButton(lambda: self.chosen.emit(session_id))
        self._group.addButton(button)
        self._row.addWidget(button)
        return button


def _values(line: DoorSession) -> dict[str, object]:
    session = line.session
    return {"starts": session.starts, "title": session.title, "n": line.received, "quota": session.quota}
