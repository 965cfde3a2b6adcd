"""What every page of 本部へ送る is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.screens.settings.section import Section


class SendPanel(Section):
    """A column of cards, built on its first visit; `refresh` fetches at every visit and when the language changed."""

    wanted = Signal(str)
    """Another page, by its name in PLACES."""

    def first_focus(self) -> QWidget | None:
        """What gets the keyboard when the page is opened; None leaves it at the pages' names."""
        return None

    def take_scan(self, _code: str) -> bool:
        """A code was read while this page is seen. False leaves it to the door."""
        return False

    def take_misread(self) -> bool:
        """Something was read that is no code of ours. False leaves it to the door."""
        return False
