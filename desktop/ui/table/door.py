"""Opens the full pages of the table in the place of the whole desk; one for the window.

Each page is made anew when it is opened and deleted when it is closed: by Escape, when somebody steps away, when
nobody was there for a while, when the day is closed. Scans go on, to the door.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from desktop.ui.commands import Command
from desktop.ui.screen import Shell, Status

if TYPE_CHECKING:  # loaded with the first page that is opened
    from desktop.ui.table.page import TablePage
    from desktop.ui.widgets.result import ResultView

WRITING, WORDS, SCAM = "table.writing", "table.words", "table.scam"
_WRITING = ("ひつだん", "hitsudan", "おおきい文字", "おおきな文字", "writing", "耳")  # no-tr
_WORDS = ("いいかえ", "iikae", "ことば", "kotoba", "やさしい", "かたかな", "explain")  # no-tr
_SCAM = ("さぎ", "sagi", "110", "188", "9110", "けいさつ", "keisatsu", "振り込め", "scam")  # no-tr


class TableDoor(QObject):
    """`layers` holds the desk and whatever covers it."""

    def __init__(self, shell: Shell, layers: QStackedWidget, desk: QWidget) -> None:
        super().__init__(layers)
        self._shell, self._layers, self._desk = shell, layers, desk
        self._pages: list[TablePage] = []
        self._before: QWidget | None = None
        self._was_open = shell.status.is_open
        shell.away_changed.connect(self.close_all)
        shell.status_changed.connect(self._status_changed)
        shell.answered.connect(self._answered)
        shell.commands.add(
            Command(WRITING, "筆談をひらく", self.write, "Ctrl+R", "write", _WRITING),
            Command(WORDS, "言いかえをさがす", self.find_words, "Ctrl+G", "question", _WORDS),
            Command(SCAM, "詐欺かもしれない", self.show_scam, "Ctrl+Shift+S", "warning", _SCAM),
        )

    def page(self) -> "TablePage | None":
        """The page that is seen."""
        return self._pages[-1] if self._pages else None

    def write(self, text: str = "") -> None:
        """筆談, perhaps with words to begin with."""
        from desktop.ui.table.writing import WritingPage

        self._open(WritingPage(self.close, text))

    def find_words(self) -> None:
        """言いかえ."""
        from desktop.ui.table.words import WordsPage

        self._open(WordsPage(self.close, self.write, self._print_words))

    def show_scam(self) -> None:
        """Whom to call."""
        from desktop.ui.table.scam import ScamPage

        go_on = (partial(self._after_scam, "consultation.scam"), partial(self._after_scam, "consultation.scam_leaflet"))
        self._open(ScamPage(self.close, *go_on))

    def close(self) -> None:
        """Back to where one was, with everything as it was."""
        if not self._pages:
            return
        page = self._pages.pop()
        below = self.page()
        if self._layers.currentWidget() is page:
            self._layers.setCurrentWidget(below or self._desk)
        self._layers.removeWidget(page)
        page.forget()
        page.deleteLater()
        back = below.first_focus() if below is not None else self._before
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus()

    def close_all(self, _away: bool = False) -> None:
        """Nothing of the table is seen any more."""
        while self._pages:
            self.close()

    def _open(self, page: "TablePage") -> None:
        if not self._pages:
            self._before = QApplication.focusWidget()
        self._pages.append(page)
        QShortcut(QKeySequence("Ctrl+L"), page).activated.connect(self._shell.leave)
        self._layers.addWidget(page)
        self._layers.setCurrentWidget(page)
        page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _answered(self, view: "ResultView") -> None:
        page = self.page()
        if page is not None:
            page.show_answer(view)

    def _status_changed(self, status: Status) -> None:
        if self._was_open and not status.is_open:
            self.close_all()
        self._was_open = status.is_open

    def _print_words(self) -> None:
        self.close_all()
        self._shell.print_paper("plain_words")

    def _after_scam(self, command: str) -> None:
        self.close_all()
        self._shell.go("consultation")  # whose command it is
        self._shell.commands.run(command)
