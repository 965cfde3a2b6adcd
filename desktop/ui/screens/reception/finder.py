"""お名前でさがす: results from the first letter on; the newest letters win."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from core.card_code import Code, parse
from desktop.app.found_at_door import Found, find_visitors
from desktop.app.settings import visitor_fields
from desktop.ui.age_bands import band_text
from desktop.ui.jobs import Job
from desktop.ui.screens.people.model import endings, names_are_kept, what_to_type
from desktop.ui.screens.reception.model import found_band, found_kana, found_standing, found_title
from desktop.ui.widgets.fields import SearchField
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.workplace import Workplace

COLUMNS: list[Column[Found]] = [
    Column("お名前", found_title, stretch=True),
    Column("ふりがな", found_kana, gives_way=3),
    Column("年代", lambda found: band_text(found_band(found))),
    Column("電話・カード", lambda found: endings(found.person) if found.person else "", gives_way=1),
    Column("前回・予約", found_standing, gives_way=2),
]


_NOBODY = "カードのない方として受け付けられます。"
_NO_NAMES = "ここではお名前を記録していません。カードの終わり4文字でさがすか、カードのない方として受け付けられます。"


class NameField(SearchField):
    """A card scanned into this field is still a scan; Down goes to the results."""

    scanned = Signal(str)
    walked_down = Signal()
    appeared = Signal()

    def __init__(self) -> None:
        super().__init__("お名前でさがす")
        self.textChanged.connect(self._look)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.appeared.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.walked_down.emit()
            return
        super().keyPressEvent(event)

    def _look(self, text: str) -> None:
        code = parse(text)
        if isinstance(code, Code):
            self.setText("")
            self.scanned.emit(code.text)


class Finder(QWidget):
    """Holds the field and the results, which the screen places.

    On Enter or one touch `chosen(person id)`, or `booked(booking id)` for somebody who is not on record.
    """

    chosen = Signal(str)
    booked = Signal(str)
    searching = Signal(bool)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._job: Job[list[Found]] | None = None
        self._noted = False
        self.field = NameField()
        self.results = DataTable("さがした結果", COLUMNS, empty="見つかりませんでした", empty_hint=_NOBODY)
        self.field.appeared.connect(self._ask_what_to_type)
        self.field.looking.connect(self._typed)
        self.field.submitted.connect(lambda _text: self._enter())
        self.field.walked_down.connect(self._walk)
        self.results.opened.connect(self._choose)
        self.results.view.clicked.connect(lambda _index: self._choose(self.results.selected()))
        self.hide()

    def clear(self) -> None:
        """Back to the list of today."""
        self.field.forget()
        self._typed("")

    def _ask_what_to_type(self) -> None:
        """Which fields the site keeps may have changed since the field was last seen."""
        self._workplace.do(visitor_fields).then(self._say_what_to_type, owner=self)

    def _say_what_to_type(self, fields: tuple[str, ...]) -> None:
        self.field.hint(what_to_type(fields, short=True))
        self.results.say_empty("見つかりませんでした", _NOBODY if names_are_kept(fields) else _NO_NAMES)

    def _typed(self, text: str) -> None:
        if self._job is not None:
            self._job.cancel()
        words = text.strip()
        self.searching.emit(bool(words))
        if not words:
            self._noted = False
            self.results.show_rows(())
            return
        asked = self._workplace.do(find_visitors, words, first=not self._noted)
        self._job = asked.then(self._show, owner=self)

    def _show(self, found: Sequence[Found]) -> None:
        self._noted = self._noted or bool(found)
        self.results.show_rows(found)

    def _enter(self) -> None:
        """Enter receives the only one; with several it goes to the first, so that nobody is taken by mistake."""
        rows = self.results.rows()
        if len(rows) == 1:
            self._choose(rows[0])
        else:
            self._walk()

    def _walk(self) -> None:
        if self.results.rows():
            self.results.setFocus()
            self.results.view.selectRow(0)

    def _choose(self, found: Found | None) -> None:
        if found is None:
            return
        self.clear()
        if found.person is not None:
            self.chosen.emit(found.person.person.person_id)
        elif found.booking is not None:
            self.booked.emit(found.booking.booking.booking_id)
