"""The poster of a session: which one, how large, in which words; and what the site says on all of them."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.facts import Session
from desktop.app.paper_requests import PosterRequest
from desktop.ui.i18n import tr
from desktop.ui.screens.printing.model import POSTER_SIZES, WORDINGS
from desktop.ui.screens.printing.options import Options
from desktop.ui.screens.sessions.model import session_day
from desktop.ui.widgets.buttons import TextButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.labelled import Labelled
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.workplace import Asked, Workplace

if TYPE_CHECKING:
    from desktop.app.paper import Paper
    from desktop.app.poster import PosterWords


class PosterOptions(Options):
    """Two pages: the choice, and the site's own words."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._preferred = ""
        self._kept: PosterWords | None = None
        self.session = DropDown("予定", letters=14)
        self.sheet = SegmentedChoice("大きさ", POSTER_SIZES, "a4")
        self.wording = SegmentedChoice("ことば", WORDINGS, "standard")
        self.phone = FreeLine("電話番号", "空なら、載せません")
        self.bring = FreeLine("持ちもの", "空なら、載せません")
        self.url = FreeLine("くわしいページ", "https://…")
        self.more = TextButton("電話・持ちもの・QRを決める", lambda: self.turn(1), icon="edit")
        self.back = TextButton("戻る", lambda: self.turn(0), icon="back")
        self.pages = QStackedWidget()
        choices = (Labelled("予定", self.session), Labelled("大きさ", self.sheet), Labelled("ことば", self.wording))
        words = (("電話番号", self.phone), ("持ちもの", self.bring), ("くわしいページ", self.url))
        self.pages.addWidget(_page(*choices, self.more))
        self.pages.addWidget(_page(*(Labelled(*each) for each in words), self.back))
        self.column.addWidget(self.pages, 1)
        self.session.currentIndexChanged.connect(lambda _place: self.changed.emit())
        for choice in (self.sheet, self.wording):
            choice.chosen.connect(lambda _value: self.changed.emit())
        for line in (self.phone, self.bring, self.url):
            line.editingFinished.connect(self.keep)

    def turn(self, page: int) -> None:
        """The choice (0), or the site's words (1)."""
        self.pages.setCurrentIndex(page)
        (self.phone if page else self.more).setFocus()

    def prefer(self, what: str) -> None:
        self._preferred = what

    def refresh(self) -> None:
        from desktop.app.poster import poster_words, sessions_to_announce

        self.workplace.do(poster_words).then(self._show_words, owner=self)
        self.workplace.do(sessions_to_announce).then(self._show_sessions, owner=self)

    def asked(self) -> "Asked[Paper] | None":
        from desktop.app.poster import poster_paper

        session = self.session.value()
        request = PosterRequest(session, self.sheet.value(), easy=self.wording.value() == "easy")
        return self.workplace.do(poster_paper, request) if session else None

    def keep(self) -> None:
        """Keep the site's words and show the poster with them."""
        from desktop.app.poster import PosterWords, keep_poster_words

        words = PosterWords(self.phone.text(), self.bring.text(), self.url.text().strip())
        if words != self._kept and not any(line.warning for line in (self.phone, self.bring, self.url)):
            self.workplace.do(keep_poster_words, words).then(self._kept_words, owner=self)

    def _kept_words(self, words: "PosterWords") -> None:
        self._show_words(words)
        self.workplace.shell.tell(tr("ポスターに載せることを決めました"))
        self.changed.emit()

    def _show_words(self, words: "PosterWords") -> None:
        self._kept = words
        for line, text in ((self.phone, words.phone), (self.bring, words.bring), (self.url, words.url)):
            if not line.hasFocus():
                line.setText(text)

    def _show_sessions(self, sessions: list[Session]) -> None:
        chosen, self._preferred = self._preferred or self.session.value(), ""
        self.session.blockSignals(True)
        self.session.clear()
        for session in sessions:
            self.session.addItem(f"{session_day(session)} {session.title}", session.session_id)
        self.session.set_value(chosen)
        self.session.blockSignals(False)
        self.changed.emit()


def _page(*parts: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch()
    return page
