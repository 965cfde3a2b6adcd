"""Quiet frames: cards, rows of label and value, pills of state, notices, what is shown where nothing is."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.theme.icons import pixmap
from desktop.ui.theme.tokens import Role
from desktop.ui.widgets.buttons import Button, SecondaryButton
from desktop.ui.widgets.text import Text, set_property

Tone = Literal["success", "warning", "error", "info", "quiet"]

TONE_ICONS: dict[Tone, tuple[str, Role]] = {
    "success": ("check_circle", "success_fill"),
    "warning": ("warning", "warning"),
    "error": ("error", "error"),
    "info": ("info", "key"),
    "quiet": ("minus", "muted"),
}


class IconLabel(QLabel):
    """A small icon beside words. It says nothing by itself."""

    def __init__(self, name: str, role: Role = "text", size: int = 24) -> None:
        super().__init__()
        self._size = size
        self.show_icon(name, role)

    def show_icon(self, name: str, role: Role) -> None:
        """Another icon or colour."""
        self._name, self._role = name, role
        self.setPixmap(pixmap(name, role, self._size))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.show_icon(self._name, self._role)
        super().changeEvent(event)


class Card(QFrame):
    """A white section with a heading. Add to `body`; `header` takes a button at the right of the heading."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "card")
        outer = QVBoxLayout(self)
        self._outer = outer
        self.set_margins(24, 20, 24, 24)
        outer.setSpacing(16)
        self.title = Text(title, "heading")
        self.header = QHBoxLayout()
        self.header.addWidget(self.title, 1)
        outer.addLayout(self.header)
        self.title.setVisible(bool(title))  # not before it has a parent, or it would be a window of its own
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        outer.addLayout(self.body, 1)

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Less air, where there is little room."""
        self._outer.setContentsMargins(left, top, right, bottom)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a part below the others."""
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)


class InfoRow(QWidget):
    """A label and its value, with what can be done about it at the right."""

    def __init__(self, label: str, value: str = "", action: Button | None = None) -> None:
        super().__init__()
        self.label, self.value = Text(label, "muted", wrap=False), Text(value)
        self.label.setMinimumWidth(theme.px(144))
        row = QHBoxLayout(self)
        air = theme.px(4)  # rows stand further apart than the lines of one value
        row.setContentsMargins(0, air, 0, air)
        row.setSpacing(24)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignVCenter if action else Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.value, 1)
        if action is not None:
            row.addWidget(action)


class StatusPill(QFrame):
    """A state in a word, with an icon of its own: never by colour alone."""

    def __init__(self, source: str = "", tone: Tone = "quiet", icon: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "pill")
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._icon, self._word = IconLabel("minus", "muted", 16), Text("", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._word)
        self.show_state(source, tone, icon)

    def show_state(self, source: str, tone: Tone, icon: str = "", **values: object) -> None:
        """Another word and tone; without `icon` the tone's own."""
        name, role = TONE_ICONS[tone]
        set_property(self, "tone", tone)
        set_property(self._word, "tone", tone)
        self._icon.show_icon(icon or name, role)
        self._word.say(source, **values)


class Notice(QFrame):
    """A sentence in place, such as a known problem with its next step."""

    def __init__(self, source: str = "", tone: Tone = "info", action: Button | None = None) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self._icon, self.sentence = IconLabel("info", "key"), Text("", "body")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter if action else Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
        if action is not None:
            row.addWidget(action)
        self.show_notice(source, tone)

    def show_notice(self, source: str, tone: Tone = "info", **values: object) -> None:
        """Another sentence; an empty one hides the notice."""
        set_property(self, "tone", tone)
        self._icon.show_icon(*TONE_ICONS[tone])
        self.sentence.say(source, **values)
        if self.parentWidget() is not None or not source:  # shown without a parent it would be a window of its own
            self.setVisible(bool(source))


class EmptyState(QWidget):
    """What stands where there is nothing yet: why, and the one thing to do."""

    def __init__(
        self, source: str, hint: str = "", *, icon: str = "info", action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addStretch()
        self.title, self.hint = Text(source, "lead"), Text(hint, "muted")
        for part in (IconLabel(icon, "border", 48), self.title, self.hint):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        self.hint.setVisible(bool(hint))
        if action is not None:
            column.addWidget(SecondaryButton(*action), 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch()


def scrolling(content: QWidget) -> QScrollArea:
    """The content in an area that scrolls down when the window is small or the text is large."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setProperty("kind", content.property("kind") or "through")
    area.setWidget(content)
    return area
