"""A line for free words: what must not be kept is told while it is typed, right at the field."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from core.number_guard import refusal
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.text import Text, set_property


def guard_sentence(text: str) -> str | None:
    """Why this may not be kept, in the language of the window; None if it may."""
    found = refusal(text)
    return tr(found.sentence) if found else None


class FreeLine(LineField):
    """One line of free words. While the number guard has something against them, Enter does nothing."""

    def __init__(self, label: str, placeholder: str = "") -> None:
        super().__init__(label, placeholder)
        self.warning = ""
        self._bubble: Text | None = None
        self.textChanged.connect(self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.warning:
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._look(self.text())

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() in _MOVES and self.warning:
            self._show_bubble()
        return answer

    def _look(self, text: str) -> None:
        self.warning = guard_sentence(text) or ""
        self.setAccessibleDescription(self.warning)
        set_property(self, "state", "error" if self.warning else "")
        self._show_bubble()

    def _show_bubble(self) -> None:
        """Right below the line, or above it where there is no room, over whatever stands there."""
        if not self.warning or not self.isVisible():
            if self._bubble is not None:
                self._bubble.hide()
            return
        bubble, host = self._bubble or self._new_bubble(), _host(self)
        if bubble.parentWidget() is not host:
            bubble.setParent(host)
        bubble.setText(self.warning)
        width = min(max(self.width(), theme.px(320)), host.width())
        bubble.resize(width, bubble.heightForWidth(width))
        gap = theme.px(2)
        corner = self.mapTo(host, QPoint(0, self.height() + gap))
        if corner.y() + bubble.height() > host.height():
            corner = self.mapTo(host, QPoint(0, -bubble.height() - gap))
        bubble.move(max(0, min(corner.x(), host.width() - width)), max(corner.y(), 0))
        bubble.show()
        bubble.raise_()

    def _new_bubble(self) -> Text:
        self._bubble = bubble = _Bubble("", "error")
        bubble.setProperty("bubble", True)
        bubble.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.destroyed.connect(bubble.deleteLater)
        return bubble


class _Bubble(Text):
    """What it says is the field's, which says it anew in another language."""

    def retranslate(self) -> None:
        """Left to the field."""


_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


def _host(field: QWidget) -> QWidget:
    """What the field scrolls with; else its window."""
    part = field
    while (parent := part.parentWidget()) is not None and not part.isWindow():
        if isinstance(parent.parentWidget(), QScrollArea):
            return part
        part = parent
    return part
