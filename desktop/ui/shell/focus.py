"""The focus ring of the design system, black around yellow, on whatever has the keyboard."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui import theme

_MARGIN = 5
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
)


class FocusRing(QWidget):
    """One for the window, above everything, untouchable. A press by mouse shows no ring; a key shows it again."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._by_mouse = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._app = QApplication.instance()
        if isinstance(self._app, QApplication):
            self._app.focusChanged.connect(self._focus_changed)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show and watched is self.window() and self._app is not None:
            self._app.installEventFilter(self)  # only now: a window that is being built has thousands of events
        if kind == QEvent.Type.MouseButtonPress:
            self._set_by_mouse(True)
        elif kind == QEvent.Type.KeyPress:
            self._set_by_mouse(False)
        elif kind in _MOVES and watched in self._watched:
            self._follow()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for inset, width, color in ((1.5, 3, theme.color("focus")), (4.0, 2, theme.color("focus_inner"))):
            painter.setPen(QPen(color, width))
            area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(area, 10 - inset, 10 - inset)

    def _set_by_mouse(self, by_mouse: bool) -> None:
        if self._by_mouse != by_mouse:
            self._by_mouse = by_mouse
            self._follow()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        inside = new is not None and new.window() is self.window()
        self._target = new if inside else None
        self._watched = _line_of(self._target)
        self._follow()

    def _follow(self) -> None:
        target = self._target
        if target is None or self._by_mouse or not target.isVisible():
            self.hide()
            return
        seen = _seen(target)
        self.setGeometry(seen.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN) & self.window().rect())
        self.raise_()
        self.setVisible(not seen.isEmpty())


def _line_of(widget: QWidget | None) -> list[QWidget]:
    line: list[QWidget] = []
    while widget is not None:
        line.append(widget)
        widget = None if widget.isWindow() else widget.parentWidget()
    return line


def _seen(widget: QWidget) -> QRect:
    """The part of a widget that its ancestors do not cut off, in the window's coordinates."""
    window = widget.window()
    seen = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    for ancestor in _line_of(widget)[1:]:
        seen &= QRect(ancestor.mapTo(window, QPoint(0, 0)), ancestor.size())
    return seen
