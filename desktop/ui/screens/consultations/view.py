"""相談: what was asked, how it ended, how long it took, and today's list beside it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from core.calling import Standing
from core.catalogue import Topic
from core.facts import Attendance, Consultation, Fact, Person, Session, Supporter
from core.problem import Problem
from desktop.app.consultations import (
    ConsultationForm,
    ConsultationWritten,
    amend_consultation,
    record_consultation,
    void_consultation,
)
from desktop.app.desk import Changed
from desktop.app.waiting import (
    DayLog,
    DeskChoices,
    LogLine,
    Visitor,
    day_log,
    desk_choices,
    minutes_since_call,
    visitors_here,
)
from desktop.ui import theme
from desktop.ui.calling.bar import CallBar
from desktop.ui.calling.caller import Caller
from desktop.ui.commands import Command
from desktop.ui.i18n import tr
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.consultations.day_list import DayList
from desktop.ui.screens.consultations.details import DetailsPanel
from desktop.ui.screens.consultations.form import ConsultationDesk
from desktop.ui.screens.consultations.model import COUNTED_AT_MOST, Titles, form_of
from desktop.ui.screens.consultations.urgent import UrgentPanel
from desktop.ui.screens.consultations.visitors import VisitorPicker
from desktop.ui.widgets.buttons import Button, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, EmptyState
from desktop.ui.widgets.stack import Pages
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

_SHOWN: frozenset[type[Fact]] = frozenset({Consultation, Attendance, Person, Session, Supporter})
_SIDE_BY_SIDE = 900
"""Below this width, in logical pixels at 100 % text, the list stands under the form."""


class ConsultationsScreen(Screen):
    """Three choices and Enter; the rest is one key away."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "相談")
        self._workplace = workplace
        self._choices: DeskChoices | None = None
        self._titles = Titles({}, {})
        self._amending: Consultation | None = None
        self.visitors = VisitorPicker()
        self._caller = Caller(workplace, self)
        self.calls = CallBar(self._caller)
        self.later = Button("あとで", self._later)
        self.form = ConsultationDesk(self.toggle_details, self.void, self.leave)
        self.details, self.list = DetailsPanel(), DayList()
        self.empty = EmptyState("まだ相談がありません", "記録した相談が、ここに並びます。", icon="consultation")
        self.figures = Text("", "heading")
        self.urgent = UrgentPanel(self.close_urgent)
        self.help = SecondaryButton("詐欺かもしれない", self.open_urgent, icon="warning")
        self._arrange()
        self._connect()

    def first_focus(self) -> QWidget:
        return self.urgent.back if self._layers.current() is self.urgent else self.form.topics.search

    def shown(self) -> None:
        do = self._workplace.do
        do(desk_choices).then(self._offer, owner=self)
        self.calls.fetch()
        do(visitors_here).then(self._show_visitors, owner=self)
        do(day_log).then(self._show_log, owner=self)

    def retranslate(self) -> None:
        if self.isVisible():
            self.shown()

    def save(self) -> None:
        """Record what is chosen, or the changed consultation. Nothing happens while one of the three is missing."""
        form = self.form.read()
        if form is None or not self.form.save.isEnabled():
            return
        if not self.details.is_allowed():
            self._show_details(True)
            return
        self.form.save.setEnabled(False)
        written = self._with_details(form)
        if self._amending is None:
            asked = self._workplace.do(record_consultation, written)
            self.shell.begin()
            asked.then(self._recorded, self._refused, owner=self)
        else:
            asked = self._workplace.do(amend_consultation, self._amending.consultation_id, written)
            asked.then(partial(self._amended, self._amending), self._refused, owner=self)

    def open_line(self, line: LogLine) -> None:
        """A line of today: its form, to be changed or taken back."""
        if line.consultation.voided:
            self.form.say_missing("取り消した相談は直せません。もう一度記録してください。")
            return
        self._amending = line.consultation
        form = form_of(line.consultation)
        self.title.say("相談を直す")
        self.calls.hide()
        self.later.hide()
        self.form.show_form(form)
        self.details.show_form(form, None)
        self.visitors.choose(form.attendance_id)
        self._show_details(True)
        self.form.outcome.take_focus()

    def void(self) -> None:
        """Take the opened consultation back."""
        if self._amending is not None:
            asked = self._workplace.do(void_consultation, self._amending.consultation_id, "mistake")
            asked.then(partial(self._voided, self._amending), owner=self)

    def leave(self) -> None:
        """Back to an empty form, for whoever was called."""
        self._clear(self.visitors.just_called())

    def _clear(self, attendance_id: str | None) -> None:
        self._amending = None
        self.title.say("相談")
        self.calls.show()
        self.later.show()
        self.form.clear()
        self.details.show_form(ConsultationForm("", "", 0), self._choices.staff_id if self._choices else None)
        self._show_details(False)
        self.form.save.setEnabled(True)
        self.visitors.choose(attendance_id)
        self.form.topics.search.setFocus()

    def toggle_details(self) -> None:
        """Open or close what may be added."""
        self._show_details(self._side.current() is not self.details)

    def call_next(self) -> None:
        """Call who has waited longest."""
        self.calls.call_next()

    def open_urgent(self) -> None:
        """110, #9110, 188."""
        self._layers.show_page(self.urgent)
        self._bar.hide()
        self.urgent.back.setFocus()

    def close_urgent(self) -> None:
        """Back to the form as it was."""
        self._layers.show_page(self._desk)
        self._bar.show()
        if self.form.topics.value():
            self.form.outcome.take_focus()
        else:
            self.form.topics.search.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)

    def _arrange(self) -> None:
        self._bar = QWidget()
        self._bar.setLayout(FlowRow(self.form.topics.search, self.visitors, self.calls, self.later, self.help, gap=8))
        self.title.setWordWrap(False)
        self.tools.addWidget(self._bar)
        log = Card()
        log.body.setSpacing(8)
        log.add(self.figures)
        self._lists = Pages(self.list, self.empty)
        log.add(self._lists, 1)
        self._log = log
        self._side = Pages(log, self.details)
        desk = QWidget()
        self._columns = QHBoxLayout(desk)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(24)
        self._columns.addWidget(self.form, 2)
        self._columns.addWidget(self._side, 1)
        self._desk = desk
        self._layers = Pages(desk, self.urgent)
        self.add(self._layers, 1)

    def _connect(self) -> None:
        self.form.wanted.connect(self.save)
        self.form.topic_chosen.connect(self._topic_chosen)
        self.form.outcome_chosen.connect(self._count_minutes)
        self.details.submitted.connect(self.save)
        self.details.closed.connect(self.toggle_details)
        self.list.opened.connect(self.open_line)
        self.visitors.currentIndexChanged.connect(self._offer_later)
        self._caller.called.connect(self._called)
        self._caller.let_go.connect(self._let_go)
        self._workplace.changed.connect(self._something_changed)
        self.shell.staff_chosen.connect(self._another_staff)
        here = self.isVisible
        self.shell.commands.add(
            Command("consultation.save", "相談を記録する", self.save, "Ctrl+Return", "check", enabled=here),
            Command("consultation.details", "相談をくわしく書く", self.toggle_details, "Ctrl+D", "edit", enabled=here),
            Command("consultation.call", "次の方を呼ぶ", self.calls.press, "Ctrl+N", "sound_on", enabled=here),
            Command("consultation.urgent", "詐欺かもしれない", self.open_urgent, "", "warning", ("sagi",), here),
        )

    def _something_changed(self, changed: Changed) -> None:
        if self.isVisible() and changed & _SHOWN:
            self.calls.fetch()
            self._workplace.do(visitors_here).then(self._show_visitors, owner=self)
            self._workplace.do(day_log).then(self._show_log, owner=self)

    def _another_staff(self, staff_id: str) -> None:
        if self._choices is not None:
            self._choices = replace(self._choices, staff_id=staff_id or None)
        if self._amending is None:
            self.details.supporter.set_value(staff_id)

    def _offer(self, choices: DeskChoices) -> None:
        self._choices = choices
        topics = {topic.code: topic for topic in choices.known}
        self._titles = Titles(topics, {outcome.code: outcome for outcome in choices.outcomes})
        self.form.show_choices(choices)
        self.details.show_choices(choices, self._titles)

    def _show_visitors(self, visitors: list[Visitor]) -> None:
        self.visitors.show_visitors(visitors)
        self._offer_later()
        if self._amending is None and self.visitors.attendance_id() is None:
            self.visitors.choose(self.visitors.just_called())

    def _show_log(self, log: DayLog) -> None:
        self.figures.say("相談者数 {persons}人　相談件数 {cases}件", persons=log.persons, cases=log.cases)
        self.list.show_lines(log.lines, self._titles)
        self._lists.show_page(self.list if log.lines else self.empty)

    def _show_details(self, shown: bool) -> None:
        self._side.show_page(self.details if shown else self._log)
        self.form.details.say("くわしくを閉じる" if shown else "くわしく")
        if shown:
            self.details.note.setFocus()
        else:
            self.form.topics.search.setFocus()

    def _topic_chosen(self, topic: Topic) -> None:
        if topic.urgent:
            self.open_urgent()

    def _count_minutes(self) -> None:
        attendance_id = self.visitors.attendance_id()
        if attendance_id is not None and self._amending is None:
            self._workplace.do(minutes_since_call, attendance_id).then(self._counted, owner=self)

    def _counted(self, minutes: int | None) -> None:
        if minutes is not None and 1 <= minutes <= COUNTED_AT_MOST:
            self.form.offer_minutes(minutes)

    def _with_details(self, form: ConsultationForm) -> ConsultationForm:
        return replace(
            form,
            attendance_id=self.visitors.attendance_id(),
            supporter_id=self.details.supporter_id(),
            channel=self.details.channel.value() or form.channel,
            note=self.details.note.text(),
            more_topics=tuple(code for code in self.details.more_topics() if code != form.topic),
            follow_up_day=self.details.follow_up_day(),
        )

    def _recorded(self, written: ConsultationWritten) -> None:
        self._clear(None)
        self._tell("{title} を記録しました", written.consultation, partial(self._take_back, written.consultation))

    def _amended(self, before: Consultation, written: ConsultationWritten) -> None:
        self.leave()
        again = self._workplace.do(amend_consultation, before.consultation_id, form_of(before))
        self._tell("{title} を直しました", written.consultation, lambda: again.then(self._put_back, owner=self))

    def _voided(self, before: Consultation, _changed: Changed) -> None:
        self.leave()
        again = self._workplace.do(record_consultation, form_of(before))
        self._tell("{title} を取り消しました", before, lambda: again.then(self._put_back, owner=self))

    def _take_back(self, consultation: Consultation) -> None:
        asked = self._workplace.do(void_consultation, consultation.consultation_id)
        asked.then(lambda _changed: self._tell("{title} の記録を取り消しました", consultation), owner=self)

    def _put_back(self, written: ConsultationWritten) -> None:
        self._tell("{title} を元に戻しました", written.consultation)

    def _tell(self, sentence: str, consultation: Consultation, undo: Callable[[], object] | None = None) -> None:
        title = tr("相談「{topic}」", topic=self._titles.topic(consultation.topic))
        self.shell.tell(tr(sentence, title=title), undo)

    def _refused(self, problem: Problem) -> None:
        self.form.save.setEnabled(True)
        self.shell.tell_problem(problem)

    def _called(self, visit: Attendance) -> None:
        self.visitors.choose(visit.attendance_id)
        QTimer.singleShot(0, self.form.topics.search.setFocus)

    def _let_go(self, visit: Attendance) -> None:
        if self.visitors.attendance_id() == visit.attendance_id:
            self.visitors.choose(None)

    def _later(self) -> None:
        visitor = self.visitors.visitor()
        if visitor is not None:
            self._caller.later(visitor.attendance)

    def _offer_later(self) -> None:
        visitor = self.visitors.visitor()
        self.later.setEnabled(visitor is not None and visitor.standing is Standing.CALLED)
