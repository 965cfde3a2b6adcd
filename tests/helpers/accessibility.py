"""What would keep somebody from using a window: unnamed controls, cut-off words, targets too small to touch."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.widgets.text import Line


def problems(window: QWidget) -> list[str]:
    """Every fault among the visible widgets, a line each; the window must be shown and laid out."""
    found: list[str] = []
    for widget in visible(window):
        found += _unnamed(widget)
        found += _cut_off(widget)
        found += _too_small(widget)
        found += _sideways(widget)
    return found


def visible(window: QWidget) -> Iterator[QWidget]:
    """The window's widgets that are shown, without Qt's own inner parts."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not _is_inner(widget):
            yield widget


def describe(widget: QWidget) -> str:
    """Enough to find a widget in the code."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    return f"{type(widget).__name__} 「{text}」 in {type(widget.parentWidget()).__name__}"


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def _is_inner(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(widget, QScrollBar) or (
        isinstance(parent, QAbstractScrollArea) and widget in (parent.viewport(), parent.cornerWidget())
    )


def _unnamed(widget: QWidget) -> Iterator[str]:
    by_keyboard = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    if (by_keyboard or isinstance(widget, QAbstractButton)) and not spoken_name(widget).strip():
        yield f"no spoken name: {describe(widget)}"


def _cut_off(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QLabel | QPushButton) or not widget.text() or isinstance(widget, Line):
        return
    if isinstance(widget, QLabel) and widget.wordWrap():
        if widget.heightForWidth(widget.width()) > widget.height() + 1:
            yield f"cut off below: {describe(widget)}"
    elif widget.minimumSizeHint().width() > widget.width() + 1:
        yield f"cut off at the side: {describe(widget)}"
    parent = widget.parentWidget()
    if parent is not None and not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
        yield f"outside its frame: {describe(widget)}"


def _too_small(widget: QWidget) -> Iterator[str]:
    touched = isinstance(widget, QPushButton | QLineEdit)
    if touched and widget.isEnabled() and min(widget.width(), widget.height()) < theme.target():
        yield f"{widget.width()}x{widget.height()} is too small to touch: {describe(widget)}"


def _sideways(widget: QWidget) -> Iterator[str]:
    """A page goes on below, never at the side: who reads large text would not find what stands there."""
    if isinstance(widget, QScrollArea) and (over := widget.horizontalScrollBar().maximum()) > 0:
        inner = widget.widget()
        yield f"scrolls {over} px sideways: {type(inner).__name__} in {type(widget.parentWidget()).__name__}"
