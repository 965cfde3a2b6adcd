"""Scrolling to what comes next."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.ui import theme

_AIR = 16


def reveal(part: QWidget) -> None:
    """Scroll whatever page holds this part until it is seen, once everything has its place."""
    QTimer.singleShot(0, part, lambda: _scroll_to(part))


def _scroll_to(part: QWidget) -> None:
    page: QWidget | None = part
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    if page is not None and part.isVisible():
        page.ensureWidgetVisible(part, 0, theme.px(_AIR))
