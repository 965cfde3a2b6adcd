"""One of several pages in a place. Unlike in a QStackedWidget the hidden ones take no room."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Pages(QWidget):
    """`turn_to(page)` shows one of those added."""

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        self._pages = pages
        self._current: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for page in pages:
            page.hide()
            column.addWidget(page)

    def current(self) -> QWidget | None:
        """The page that is shown; None at first."""
        return self._current

    def turn_to(self, page: QWidget) -> bool:
        """Show this one; False when it is shown already."""
        if page is self._current:
            return False
        self._current = page
        for each in self._pages:
            each.setVisible(each is page)
        return True
