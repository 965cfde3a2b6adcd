"""One of several pages, as large as the one that is seen needs."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Pages(QWidget):
    """A QStackedWidget takes the room of its largest page, even of one that is never opened; this does not."""

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for page in pages:
            self.add(page)

    def add(self, page: QWidget) -> None:
        """One more page; the first that is added is seen."""
        self._column.addWidget(page)  # before it is shown: without a parent it would be a window of its own
        page.setVisible(not self._pages)
        self._pages.append(page)

    def show_page(self, page: QWidget) -> None:
        """Show this one of the pages."""
        for each in self._pages:
            if each is not page:
                each.hide()
        page.show()

    def current(self) -> QWidget | None:
        """The page that is seen."""
        return next((page for page in self._pages if not page.isHidden()), None)
