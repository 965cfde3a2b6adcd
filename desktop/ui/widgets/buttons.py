"""Buttons: at least 44 logical pixels high, named for screen readers, translated by themselves."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.theme.icons import SIZE, icon
from desktop.ui.theme.tokens import Role


class Button(QPushButton):
    """What the others are made of. `handler` is called on a press, by mouse, Space or Enter."""

    KIND = "plain"
    COLOR: Role = "text"
    CHECKED: Role = "key"

    def __init__(self, source: str, handler: Callable[[], object] | None = None, *, icon: str = "") -> None:
        super().__init__()
        self._icon_name, self._hint = icon, ""
        self._values: dict[str, object] = {}
        self.setProperty("kind", self.KIND)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.say(source)
        self._draw_icon()
        if handler is not None:
            self.clicked.connect(lambda: handler())

    def say(self, source: str, **values: object) -> None:
        """Show this text from now on, in whatever language the window is."""
        self._source, self._values = source, values
        text = tr(source, **values)
        air = " " if self._icon_name and self.KIND != "text" else ""
        self.setText(air + text.replace("&", "&&"))
        self.setAccessibleName(text)

    def set_icon(self, name: str) -> None:
        """Another icon of assets/icons; empty for none."""
        self._icon_name = name
        if not name:
            self.setIcon(QIcon())
        self._draw_icon()

    def hint(self, source: str) -> None:
        """A tip shown by the mouse and spoken after the name."""
        self._hint = source
        self.setToolTip(tr(source))
        self.setAccessibleDescription(tr(source))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.say(self._source, **self._values)
            if self._hint:
                self.hint(self._hint)
        elif event.type() == QEvent.Type.StyleChange:
            self._draw_icon()
        super().changeEvent(event)

    def _draw_icon(self) -> None:
        if self._icon_name:
            self.setIcon(icon(self._icon_name, self.COLOR, checked=self.CHECKED))
            self.setIconSize(QSize(theme.px(SIZE), theme.px(SIZE)))


class PrimaryButton(Button):
    """The one obvious next step of a screen. At most one is seen at a time."""

    KIND = "primary"
    COLOR: Role = "on_colour"


class SecondaryButton(Button):
    """Everything else that can be done here."""

    KIND = "secondary"
    COLOR: Role = "key"


class TextButton(Button):
    """Small ways out: close, show more, undo."""

    KIND = "text"
    COLOR: Role = "key"


class IconButton(Button):
    """An icon alone; its text is spoken and shown as a tip."""

    KIND = "text"
    COLOR: Role = "text"

    def say(self, source: str, **values: object) -> None:
        super().say(source, **values)
        self.setToolTip(self.accessibleName())
        self.setText("")
        self.setMinimumWidth(theme.target())
