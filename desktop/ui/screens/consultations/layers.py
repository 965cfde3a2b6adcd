"""Full pages in the place of the form: whom to call, large words. What was typed below stays."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.stack import Pages


class Layers(Pages):
    """The form is the ground; `open` puts a page over it, `close` shows the form again.

    A page says by `setFocusProxy` what has the keyboard first, and is given `close` to leave by.
    """

    turned = Signal(bool)
    """Whether a page stands before the form now."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self._ground = ground

    def open(self, page: QWidget) -> None:
        """Show this page instead of the form; it is added on its first time."""
        if page not in self._pages:
            self.add(page)
        self.show_page(page)
        self.turned.emit(True)
        page.setFocus()

    def close_page(self) -> None:
        """Back to the form as it was."""
        if self.covering() is not None:
            self.show_page(self._ground)
            self.turned.emit(False)

    def covering(self) -> QWidget | None:
        """The page that stands before the form."""
        page = self.current()
        return None if page is self._ground else page
