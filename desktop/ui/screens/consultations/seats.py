"""Who sits at the table: the visitors of each open consultation, called, picked, scanned or taken back."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from core.calling import Standing
from core.facts import Attendance
from desktop.app.waiting import Visitor, moment, visitors_here
from desktop.ui.calling.caller import Caller
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.commands import WAYS_TO_OPEN
from desktop.ui.screens.consultations.group import GroupPanel
from desktop.ui.screens.consultations.opened import OpenConsultation, OpenConsultations
from desktop.ui.screens.consultations.strip import Entry, OpenStrip
from desktop.ui.screens.consultations.visitors import VisitorPicker
from desktop.ui.widgets.buttons import Button
from desktop.ui.workplace import Workplace

_MINUTE_MS = 60_000


class Seats(QObject):
    """`turned` when another consultation is on top, `changed` when it is about somebody else now."""

    turned = Signal()
    changed = Signal()

    def __init__(self, shell: Shell, workplace: Workplace, opened: OpenConsultations, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._workplace, self._opened = shell, workplace, opened
        self._awaits_door = False
        self.caller = Caller(workplace, self)
        self.visitors, self.group = VisitorPicker(), GroupPanel()
        self.strip = OpenStrip(shell.commands, WAYS_TO_OPEN)
        self.later = Button("あとで", self._later)
        self.minute = QTimer(self, interval=_MINUTE_MS)
        self.minute.timeout.connect(lambda: self.fetch() if self.strip.isVisible() else None)
        self.minute.start()
        self.visitors.currentIndexChanged.connect(self._offer_later)
        self.visitors.activated.connect(self._picked)
        self.group.chosen.connect(self._group_chosen)
        self.caller.called.connect(lambda visit: self.open_visit(visit.attendance_id))
        self.caller.let_go.connect(self._let_go)
        shell.visit_answered.connect(self._answered)

    def fetch(self) -> None:
        """Ask who is here, unless somebody is choosing from the list just now."""
        if not self.visitors.view().isVisible():
            self._workplace.do(visitors_here).then(self._show_visitors, owner=self)

    def open_visit(self, attendance_id: str) -> None:
        """Somebody sits down: the form of this visit comes on top."""
        self._opened.open_for(attendance_id)
        self.turned.emit()

    def await_door(self, awaits: bool) -> None:
        """Whether the next answer of the door is about a card that was held here."""
        self._awaits_door = awaits

    def show_top(self) -> None:
        """The visitor of whatever is on top."""
        visits = self._opened.top.visits
        self.visitors.choose(visits[0] if visits else None)
        self._offer_later()

    def note_when(self) -> None:
        """Whoever is on top sits down now, unless that is known already."""
        top = self._opened.top
        if top.visits and not top.opened_at:
            self._workplace.do(moment).then(partial(_sits_since, top), owner=self)

    def show_strip(self) -> None:
        """Who is being helped."""
        self.strip.show_entries([self._entry(each) for each in self._opened.all()])

    def show_group(self) -> None:
        """Whom the group can be chosen from."""
        self.group.show_visitors(self.visitors.all(), self._opened.top.visits)

    def sitting(self) -> tuple[Visitor, ...]:
        """Whom the consultation on top is about, so far as they are here today."""
        return tuple(filter(None, map(self.visitors.of, self._opened.top.visits)))

    def name(self, opened: OpenConsultation) -> str:
        """How the strip calls it: by number, never by name."""
        first = self.visitors.of(opened.visits[0]) if opened.visits else None
        ticket = (first.attendance.ticket if first else None) or tr("整理番号なし")
        name = tr("{ticket} ほか{n}人", ticket=ticket, n=len(opened.visits) - 1) if len(opened.visits) > 1 else ticket
        if opened.amending is not None:
            return tr("直す {ticket}", ticket=name)
        return tr("電話・メール") if opened.remote else name

    def _entry(self, opened: OpenConsultation) -> Entry:
        first = self.visitors.of(opened.visits[0]) if opened.visits else None
        minutes = first.minutes if first and opened.amending is None else None
        return Entry(opened, self.name(opened), minutes, opened.is_touched, opened is self._opened.top)

    def _show_visitors(self, visitors: list[Visitor]) -> None:
        self._opened.without(self.visitors.show_visitors(visitors))
        called = self.visitors.just_called()
        if called is not None and self._opened.top.is_blank and self._opened.of(called) is None:
            self._opened.top.visits = (called,)
        self.show_top()
        self.changed.emit()

    def _picked(self, _row: int) -> None:
        """A form without a visitor gets this one; a visitor whose form is open is turned to; else one more opens."""
        picked, top = self.visitors.attendance_id(), self._opened.top
        if top.amending is None and picked and (self._opened.of(picked) or (top.visits and top.is_touched)):
            self.open_visit(picked)
        else:
            top.visits, top.opened_at = (picked,) if picked else (), ""
            self.changed.emit()

    def _answered(self, visit: Attendance | None) -> None:
        """Whoever was here already sits down; who comes just now waits in line, unless nobody is being helped."""
        awaits, self._awaits_door = self._awaits_door, False
        if not awaits or visit is None:
            return
        was_here = self.visitors.of(visit.attendance_id) is not None
        self.fetch()
        if self._is_written_in():
            if was_here:
                self._opened.open_behind(visit.attendance_id)
                self.show_strip()
        elif was_here or self._opened.top.is_blank:
            self.open_visit(visit.attendance_id)
            if was_here:
                self._shell.answer_taken_up.emit()

    def _is_written_in(self) -> bool:
        """Whether somebody is at work on the form on top: no card takes it away from under their hands."""
        return self._opened.top.is_touched or isinstance(QApplication.focusWidget(), QPlainTextEdit | QTextEdit)

    def _let_go(self, visit: Attendance) -> None:
        if self._opened.of(visit.attendance_id) is not None:
            self._opened.without(frozenset({visit.attendance_id}))
            self.turned.emit()

    def _group_chosen(self, visits: tuple[str, ...]) -> None:
        """Whoever has an untouched form of their own comes over to this one."""
        for other in filter(None, map(self._opened.of, visits)):
            if other is not self._opened.top and not other.is_touched:
                self._opened.close(other)
        self._opened.top.visits = visits
        self.show_top()
        self.changed.emit()

    def _later(self) -> None:
        visitor = self.visitors.visitor()
        if visitor is not None:
            self.caller.later(visitor.attendance)

    def _offer_later(self) -> None:
        visitor = self.visitors.visitor()
        self.later.setEnabled(visitor is not None and visitor.standing is Standing.CALLED)


def _sits_since(opened: OpenConsultation, moment: str) -> None:
    opened.opened_at = opened.opened_at or moment
