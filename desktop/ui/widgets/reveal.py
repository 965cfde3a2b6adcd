"""Scrolling to what comes next."""

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.ui import theme

_AIR = 16


def reveal(part: QWidget) -> None:
    """Scroll whatever page holds this part until it is seen, once everything has its place."""
    QTimer.singleShot(0, part, lambda: _scroll_to(part))


def bring_to_top(part: QWidget) -> None:
    """Scroll so that this part begins where the page does, as far as the page goes on below it."""
    QTimer.singleShot(0, part, lambda: _scroll_to_top(part))


def reveal_area(part: QWidget, area: QRect) -> None:
    """As `reveal`, for a piece of a large part, in its own coordinates."""
    page = _page_of(part)
    content = page.widget() if page is not None else None
    if page is not None and content is not None and part.isVisible():
        middle = part.mapTo(content, area.center())
        page.ensureVisible(middle.x(), middle.y(), 0, area.height() // 2 + theme.px(_AIR))


def _scroll_to(part: QWidget) -> None:
    page = _page_of(part)
    if page is not None and part.isVisible():
        page.ensureWidgetVisible(part, 0, theme.px(_AIR))


def _scroll_to_top(part: QWidget) -> None:
    page = _page_of(part)
    content = page.widget() if page is not None else None
    if page is not None and content is not None and part.isVisible():
        page.verticalScrollBar().setValue(part.mapTo(content, QPoint(0, 0)).y() - theme.px(_AIR))


def _page_of(part: QWidget) -> QScrollArea | None:
    page: QWidget | None = part
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    return page
