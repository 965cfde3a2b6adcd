"""受付: always ready for a card; a name or an age band is one touch away; the day's queue stands beside."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from core.card_code import CodeKind
from core.facts import Attendance, Consultation, Fact, Person, Session
from desktop.app.day import came_back, went_home
from desktop.app.desk import Changed
from desktop.app.door_sessions import DoorSessions, choose_session, door_sessions
from desktop.app.who_is_here import VisitLine, who_is_here
from desktop.ui import theme
from desktop.ui.calling.caller import Caller
from desktop.ui.calling.wish import WishBar
from desktop.ui.i18n import tr
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.reception.asking import Asking, AskingRow
from desktop.ui.screens.reception.away import AwayDoor
from desktop.ui.screens.reception.bands import BandTiles
from desktop.ui.screens.reception.camera import CameraCorner
from desktop.ui.screens.reception.door import Door
from desktop.ui.screens.reception.finder import Finder
from desktop.ui.screens.reception.queue import VisitList
from desktop.ui.screens.reception.receiving import ReceivingSession
from desktop.ui.screens.reception.scan import ScanField
from desktop.ui.shifts import ShiftDoor
from desktop.ui.widgets.result import ResultPanel, ResultView
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

_SHOWN: frozenset[type[Fact]] = frozenset({Attendance, Consultation, Person, Session})


class ReceptionScreen(Screen):
    """The keyboard always comes back to the scan field."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "受付")
        self._workplace = workplace
        self.door = Door(shell, workplace)
        self.panel, self.bands = ResultPanel(), BandTiles()
        self.receiving, self.questions = ReceivingSession(), AskingRow()
        self.asking = Asking(shell, workplace, self.questions)
        self.scan = ScanField("カードをかざすか、カードの番号を入力")
        self.camera = CameraCorner(self, workplace)
        self.hint = Text("", "caption")
        caller = Caller(workplace, self)
        self.finder, self.queue, self.wish = Finder(workplace), VisitList(caller), WishBar(caller)
        self.lists = QStackedWidget()
        self._arrange()
        self._listen()
        AwayDoor.stand(shell, workplace).walk_ins.walk_in.connect(self.door.receive_band)

    def first_focus(self) -> QWidget:
        return self.scan

    def shown(self) -> None:
        self._fetch()

    def take_scan(self, code: str) -> bool:
        self._scanned(code)
        return True

    def take_misread(self) -> bool:
        self.door.unreadable()
        return True

    def retranslate(self) -> None:
        self.bands.retranslate()
        self.questions.retranslate()
        self._fetch()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._turn()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.scan.take_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        return self.scan.take_key(event)

    def _arrange(self) -> None:
        self._fields = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._fields.setSpacing(16)
        self._columns.setSpacing(32)
        self._results = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._results.setSpacing(16)
        self._results.addWidget(self.panel, 1)
        self._results.addWidget(self.camera.view)
        for field in (self.scan, self.camera.button, self.finder.field):
            self._fields.addWidget(field, 0 if field is self.camera.button else 1)
        self.lists.addWidget(self.queue)
        self.lists.addWidget(self.finder.results)
        left = QVBoxLayout()
        left.addWidget(self.bands)
        left.addWidget(self.wish)
        left.addStretch()
        self._columns.addLayout(left, 11)
        self._columns.addWidget(self.lists, 9)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.title.setWordWrap(False)
        self.tools.addLayout(self._fields, 1)
        self.add(self.hint)
        self.add(self._results)
        self.add(self.questions)
        self.add(self.receiving)
        self.add(self._columns, 1)
        self.wish.follow(self.queue.others)
        self.receiving.follow(self.questions.device)
        self.hint.hide()
        self._turn()

    def _turn(self) -> None:
        """With large text everything stands one below the other, and the page scrolls."""
        is_large = theme.scale() >= theme.LARGE
        way = QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight
        for row in (self._fields, self._results, self._columns):
            row.setDirection(way)
        self.lists.setMinimumHeight(theme.px(212))

    def _listen(self) -> None:
        door, finder, queue = self.door, self.finder, self.queue
        for field in (self.scan.scanned, finder.field.scanned):
            field.connect(self._scanned)
        self.scan.not_ours.connect(door.unreadable)
        self.camera.scanned.connect(self._scanned)
        self.camera.misread.connect(door.unreadable)
        self.camera.button.clicked.connect(self.scan.setFocus)
        self.scan.strayed.connect(self._stray)
        self.bands.chosen.connect(door.receive_band)
        self.bands.cancelled.connect(door.clear)
        finder.chosen.connect(door.receive_person)
        finder.booked.connect(door.receive_booking)
        self.shell.wanted_booking.connect(door.receive_booking)
        finder.searching.connect(self._show_search)
        door.answered.connect(self._answered)
        door.answered.connect(self.shell.answered)
        door.cleared.connect(self._clear)
        door.wants_name.connect(finder.field.setFocus)
        door.wants_band.connect(lambda text: self.bands.ask_for_card(bool(text)))
        door.amended.connect(self._amended)
        door.asked.connect(self.asking.ask)
        self.asking.answered.connect(self.scan.setFocus)
        self.receiving.chosen.connect(self._choose)
        queue.went_home.connect(self._went_home)
        queue.companion.connect(lambda line: door.add_companions(line.visit, 1))
        queue.card.connect(lambda line: door.make_card(line.visit.person_id))
        queue.void.connect(lambda line: door.void(line.visit))
        queue.turned_to.connect(lambda line: self.wish.show_visit(line.visit))
        self.wish.choice.chosen.connect(lambda _wish: self.scan.setFocus())
        door.visit.connect(self.wish.show_visit)
        door.visit.connect(self.shell.visit_answered)
        self._workplace.changed.connect(self._changed)
        for table in (queue.table, finder.results):
            table.view.installEventFilter(self)

    def _scanned(self, text: str) -> None:
        self.hint.hide()
        if text.startswith(CodeKind.SCANNER_TEST.value):
            self.shell.sounds.play("done")
            self.shell.tell(tr("読み取れました。読み取り機は正しく動いています"))
        elif text.startswith(CodeKind.PEER.value):
            self.shell.sounds.play("done")
            self._workplace.peers.connect_code(text)
            self.shell.tell(tr("もう1台の端末につなぎます。「本部へ送る」→「この拠点の端末」で様子を見られます"))
        elif text.startswith(CodeKind.BADGE.value):
            ShiftDoor.stand(self._workplace).scan(text)
        else:
            self.door.scan(text)

    def _stray(self) -> None:
        self.hint.say("カードの番号ではありません。お名前は、右の「お名前でさがす」に入れてください。")
        self.hint.show()

    def _answered(self, view: ResultView) -> None:
        self.panel.show_result(view)
        self.panel.show()  # until the next letter, where a search has its place
        self.hint.hide()
        QTimer.singleShot(0, self, self._bring_answer_into_view)  # once everything has its place
        if self.finder.field.is_written_in:
            return  # a card was read while somebody writes a name: the name stays
        if self.finder.field.text() or self.lists.currentWidget() is self.finder.results:
            self.finder.clear()
        self.scan.setFocus()

    def _bring_answer_into_view(self) -> None:
        """The answer may stand above or below what is seen: cards are heard wherever the page is."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None:
            page.ensureWidgetVisible(self.panel, 0, theme.px(12))

    def _amended(self, view: ResultView) -> None:
        self.panel.amend(view)
        self.scan.setFocus()

    def _choose(self, session_id: str) -> None:
        self._workplace.do(choose_session, session_id).then(self._show_sessions, owner=self)
        self.scan.setFocus()

    def _show_sessions(self, sessions: DoorSessions) -> None:
        self.receiving.show_sessions(sessions)
        self.questions.keep_place(sessions.asks + sessions.lends)
        self._hide_beside_search()

    def _clear(self) -> None:
        self.panel.clear()
        self.scan.setFocus()

    def _show_search(self, searching: bool) -> None:
        """With large text the results take the page: below the rest nobody would see them."""
        if self.finder.results.view.hasFocus():
            self.scan.setFocus()  # or Qt gives the keyboard to the list of today, and its first row is picked
        had = self.lists.currentIndex()
        self.lists.setCurrentIndex(int(searching))
        if theme.scale() >= theme.LARGE:
            for part in (self.panel, self.bands, self.wish):
                part.setHidden(searching)
            self._hide_beside_search()
            if had and not searching:
                self._fetch()

    def _hide_beside_search(self) -> None:
        if theme.scale() >= theme.LARGE and self.lists.currentWidget() is self.finder.results:
            self.questions.hide()
            self.receiving.hide()

    def _went_home(self, line: VisitLine) -> None:
        ticket = line.visit.ticket or ""
        done = partial(self._told_home, ticket, line.visit.attendance_id)
        self._workplace.do(went_home, line.visit.attendance_id).then(done, owner=self)

    def _told_home(self, ticket: str, attendance_id: str, _changed: Changed) -> None:
        sentence = tr("整理番号 {ticket} の方は帰りました", ticket=ticket)
        self.shell.tell(sentence, partial(self._take_home_back, ticket, attendance_id))

    def _take_home_back(self, ticket: str, attendance_id: str) -> None:
        sentence = tr("整理番号 {ticket} の方は、まだいます", ticket=ticket)
        again = self._workplace.do(came_back, attendance_id)
        again.then(lambda _changed: self.shell.tell(sentence), owner=self)

    def _changed(self, changed: frozenset[type[Fact]]) -> None:
        if changed & _SHOWN and self.isVisible():
            self._fetch()

    def _fetch(self) -> None:
        self._workplace.do(who_is_here).then(self._show_lines, owner=self)
        self._workplace.do(door_sessions).then(self._show_sessions, owner=self)
        self.queue.calls.fetch()

    def _show_lines(self, lines: Sequence[VisitLine]) -> None:
        self.queue.show_lines(lines)
