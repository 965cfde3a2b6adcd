"""Booking while the caller waits: somebody on record, or what this site asks, or an age band alone; then Enter."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.age_band import AgeBand
from core.bookings import Place
from core.kinds import BookingMade
from core.problem import Problem
from desktop.app.booking_board import Board
from desktop.app.people import PersonLine
from desktop.app.who_is_here import find_at_door
from desktop.ui import theme
from desktop.ui.age_bands import band_text
from desktop.ui.i18n import told
from desktop.ui.jobs import Job
from desktop.ui.screens.reception.model import card_ending, person_title
from desktop.ui.screens.sessions.board_model import place_text, questions
from desktop.ui.widgets.buttons import PrimaryButton, TextButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.fields import SearchField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.labelled import LabelledAbove
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

_LABELS = {"name": "お名前", "kana": "ふりがな", "phone": "電話番号"}
_COLUMNS: list[Column[PersonLine]] = [
    Column("お名前", person_title, stretch=True),
    Column("年代", lambda line: band_text(line.person.age_band)),
    Column("カード", card_ending, gives_way=1),
]


class BookingForm(Card):
    """`wanted(BookingMade)` on Enter or the button. Without a place it is for the waiting list, or for the list."""

    wanted = Signal(object)

    def __init__(
        self, workplace: Workplace, board: Board, leave: Callable[[], object], place: Place | None, waiting: bool
    ) -> None:
        super().__init__(place_text(place) or ("キャンセル待ちに入れる" if waiting else "予約する"))
        self._board, self._leave, self._place, self._waiting = board, leave, place, waiting
        self._finder = PersonFinder(workplace)
        self.bands = Choices("年代", numbered=True)
        self.bands.set_choices([(band.value, band_text(band.value)) for band in AgeBand])
        self.bands.set_value(AgeBand.UNKNOWN)
        self.lines = {name: FreeLine(label) for name, label in _LABELS.items() if name in board.fields}
        self.refusal = Notice("", "error")
        self._arrange()
        self._listen()

    def first_focus(self) -> None:
        """The keyboard goes to what is asked first."""
        first = next(iter(self.lines.values()), None)
        if first is None:
            self.bands.take_focus()
        else:
            first.setFocus()

    def told(self) -> BookingMade:
        """What stands in the fields."""
        person = self._finder.person
        lines = {} if person else {name: line.text().strip() or None for name, line in self.lines.items()}
        return BookingMade(
            session_id=self._board.session.session_id,
            person_id=person.person.person_id if person else None,
            age_band=self.bands.value() or AgeBand.UNKNOWN.value,
            slot=self._place.slot if self._place else None,
            table=self._place.table if self._place else None,
            waiting=self._waiting,
            **lines,
        )

    def refuse(self, problem: Problem) -> None:
        """Say in place why not."""
        self.refusal.show_notice("{why}", "error", why=partial(told, problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        if asked := questions(self._board.session):
            self.add(Text(asked, "muted"))
        self._own = QWidget()
        row = QHBoxLayout(self._own)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for name, line in self.lines.items():
            row.addWidget(LabelledAbove(_LABELS[name], line), 1)
        self._own.setVisible(False)
        for part in (self._own, self.bands, self._finder, self.refusal):
            self.add(part)
        self._own.setVisible(bool(self.lines))
        self._book = PrimaryButton("この内容で予約する", self._want, icon="check")
        self.add(FlowRow(self._book, TextButton("やめる", self._leave)))
        self.body.addStretch()

    def _listen(self) -> None:
        for line in self.lines.values():
            line.submitted.connect(lambda _text: self._want())
        self.bands.chosen.connect(lambda _band: self._book.setFocus(Qt.FocusReason.TabFocusReason))
        self.bands.confirmed.connect(self._want)
        self._finder.chosen.connect(self._known)
        self._finder.confirmed.connect(self._want)

    def _known(self, is_known: bool) -> None:
        """Somebody on record brings age band and telephone along."""
        for part in (self._own, self.bands):
            part.setVisible(not is_known and (part is not self._own or bool(self.lines)))
        if is_known:
            self._book.setFocus(Qt.FocusReason.TabFocusReason)

    def _want(self) -> None:
        self.wanted.emit(self.told())


class PersonFinder(QWidget):
    """Somebody on record, by name, kana or card. `chosen(bool)`: one is chosen, or no more; `confirmed` on Enter."""

    chosen = Signal(bool)
    confirmed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._job: Job[list[PersonLine]] | None = None
        self._noted = False
        self.person: PersonLine | None = None
        self.field = SearchField("登録のある方をさがす", "登録のある方は、お名前かカード番号で")
        self.results = DataTable("さがした結果", _COLUMNS, empty="見つかりませんでした")
        self.taken = Notice("", "info", TextButton("えらび直す", self.clear))
        self._arrange()

    def clear(self) -> None:
        """Nobody is chosen."""
        self.person = None
        self.field.setText("")
        self.taken.hide()
        self.field.show()
        self.chosen.emit(False)
        self.field.setFocus()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.field, self.results, self.taken):
            column.addWidget(part)
        self.results.hide()
        self.taken.hide()
        self.results.setFixedHeight(theme.px(184))
        self.field.textChanged.connect(self._typed)
        self.field.submitted.connect(lambda _text: self._enter())
        self.results.opened.connect(self._take)
        self.results.view.clicked.connect(lambda _index: self._take(self.results.selected()))

    def _typed(self, text: str) -> None:
        if self._job is not None:
            self._job.cancel()
        words = text.strip()
        self.results.setVisible(bool(words))
        if words:
            self._job = self._workplace.do(find_at_door, words, first=not self._noted).then(self._show, owner=self)

    def _show(self, found: Sequence[PersonLine]) -> None:
        self._noted = self._noted or bool(found)
        self.results.show_rows(found)

    def _enter(self) -> None:
        """Enter takes the only one; with several it goes to the list; with an empty line the booking is made."""
        rows = self.results.rows() if self.field.text().strip() else []
        if len(rows) == 1:
            self._take(rows[0])
        elif rows:
            self.results.setFocus()
            self.results.view.selectRow(0)
        elif not self.field.text().strip():
            self.confirmed.emit()

    def _take(self, line: PersonLine | None) -> None:
        if line is None:
            return
        self.person = line
        self.results.hide()
        self.field.hide()
        self.taken.show_notice("{who}（{band}）の予約にします", "info", who=person_title(line), band=_band(line))
        self.chosen.emit(True)


def _band(line: PersonLine) -> str:
    return band_text(line.person.age_band)
