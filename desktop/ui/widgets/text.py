"""Text that translates itself, and the faces it comes in."""

from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.i18n import tr

Kind = Literal["body", "caption", "muted", "strong", "lead", "heading", "title", "figure", "error"]


class Text(QLabel):
    """A label. `Text("来場者 {n}人", "heading", n=3)`; wraps by default; never takes markup from data."""

    def __init__(self, source: str = "", kind: Kind = "body", *, wrap: bool = True, **values: object) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.say(source, **values)

    def say(self, source: str, **values: object) -> None:
        """Show this text from now on, in whatever language the window is."""
        self._source, self._values = source, values
        self.setText(tr(source, **values))

    def retranslate(self) -> None:
        """The same in the language of the window."""
        self.say(self._source, **self._values)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class Line(Text):
    """One line that gives way when there is no room: the rest becomes …, and the whole is in the tip."""

    def __init__(self, source: str = "", kind: Kind = "body") -> None:
        super().__init__(source, kind, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, source: str, **values: object) -> None:
        super().say(source, **values)
        self._whole = self.text()
        self.setAccessibleName(self._whole)
        self.setToolTip(self._whole)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set what the stylesheet looks at, and have it looked at again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
