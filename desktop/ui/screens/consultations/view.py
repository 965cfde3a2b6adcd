"""相談: what was asked, how it ended, how long it took; who is being helped and today's list stand beside it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.catalogue import Topic
from core.facts import Attendance, Consultation, Day, Fact, Person, Session, Supporter
from desktop.app.consultations import the_consultation
from desktop.app.day import DayState, day_state
from desktop.app.desk import Changed
from desktop.app.last_choices import last_choice, remember_group
from desktop.app.waiting import (
    DayLog,
    DeskChoices,
    LogLine,
    day_log,
    desk_choices,
    minutes_at_table,
)
from desktop.ui.i18n import tr
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.consultations.arrangement import Arrangement
from desktop.ui.screens.consultations.commands import desk_commands
from desktop.ui.screens.consultations.day_list import DayList
from desktop.ui.screens.consultations.deeds import Deeds
from desktop.ui.screens.consultations.details import DetailsPanel
from desktop.ui.screens.consultations.follows import stand_what_follows
from desktop.ui.screens.consultations.form import LATER, ConsultationDesk
from desktop.ui.screens.consultations.handout_bar import HandoutBar
from desktop.ui.screens.consultations.handy import HandyMenu
from desktop.ui.screens.consultations.model import COUNTED_AT_MOST, Titles, opened_of
from desktop.ui.screens.consultations.opened import OpenConsultation, OpenConsultations
from desktop.ui.screens.consultations.parts import Subject
from desktop.ui.screens.consultations.remote import RemotePart, remote_consultation
from desktop.ui.screens.consultations.scam import AfterScam
from desktop.ui.screens.consultations.seats import Seats
from desktop.ui.screens.consultations.slip_ways import stand_slips
from desktop.ui.screens.consultations.workbench import Workbench
from desktop.ui.table.door import SCAM, WORDS, WRITING
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.reveal import reveal
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

_SHOWN: frozenset[type[Fact]] = frozenset({Consultation, Attendance, Person, Session, Supporter})


class ConsultationsScreen(Screen):
    """Three choices and Enter; the rest is one key away. Several consultations may be under way (`opened`)."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "相談")
        self._workplace = workplace
        self._choices: DeskChoices | None = None
        self._titles = Titles({}, {})
        self.scan_takers: list[Callable[[str], bool]] = []
        """Each is shown a scanned code before the door; the first that says True has taken it."""
        self.opened = OpenConsultations()
        self.deeds = Deeds(shell, workplace, self)
        self.seats = Seats(shell, workplace, self.opened, self)
        self._make_parts()
        self._stand_parts()
        self._connect()
        shell.commands.add(*desk_commands(self))
        self.show_top()

    def _make_parts(self) -> None:
        self.visitors, self.group, self.strip = self.seats.visitors, self.seats.group, self.seats.strip
        self.later = self.seats.later
        self.form, self.details = ConsultationDesk(self.toggle_details, self.void, self.leave), DetailsPanel()
        self.bench = Workbench(self.form, self.details)
        self.list, self.figures = DayList(), Text("", "strong")
        self.help = SecondaryButton("詐欺かもしれない", self._help_at_once, icon="warning")
        self.handy = HandyMenu(self.shell.commands)
        self.after_scam = AfterScam(self, self._workplace)
        self.places = Arrangement(self, self.seats.caller)
        self.handy.add(WRITING, WORDS)  # not before it has its place: it would be a window of its own
        self.places.add_side(self.group)
        self.calls, self.layers = self.places.calls, self.places.layers

    def _stand_parts(self) -> None:
        """What other subjects put beside the form, each into its place; commands of the table into `handy`."""
        self.remote = RemotePart(self.details)
        self.bench.stand(self.remote, self.form.above)
        stand_what_follows(self, self._workplace)
        stand_slips(self)
        self.handouts = HandoutBar(self._workplace)
        self.bench.stand(self.handouts, self.form.below)

    def first_focus(self) -> QWidget:
        return self.layers.covering() or self.form.topics.search

    def shown(self) -> None:
        do = self._workplace.do
        wanted = self.shell.take_record()
        if wanted:
            do(the_consultation, wanted).then(self.open_recorded, owner=self)
        do(desk_choices).then(self._offer, owner=self)
        self.calls.fetch()
        self.seats.fetch()
        do(day_log).then(self._show_log, owner=self)

    def retranslate(self) -> None:
        if self.isVisible():
            self.shown()

    def take_scan(self, code: str) -> bool:
        """Whoever holds a card here sits down: the door receives if need be, and the form of the visit opens."""
        taken = any(take(code) for take in self.scan_takers)
        self.seats.await_door(not taken)
        return taken

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.places.follow_width(self.width())

    def show_top(self) -> None:
        """Show the consultation that is on top, with everything that goes with it."""
        QGuiApplication.inputMethod().commit()
        top = self.opened.top
        self.bench.show_opened(top)
        self.title.say("相談を直す" if top.amending else "相談")
        self.seats.show_top()
        self.show_details(top.amending is not None or self.details.has_something())
        self.layers.close_page()
        self._changed_subject()

    def save(self) -> None:
        """Record what is chosen, or the changed consultation. Nothing happens while something is missing."""
        top = self.opened.top
        form = None if top.saving else self.bench.read(top)
        if form is not None:
            visit = top.visits[0] if top.visits else None
            self.form.save.setEnabled(False)
            self.deeds.save(top, replace(form, attendance_id=visit))

    def open_visit(self, attendance_id: str) -> None:
        """Somebody sits down: the form of this visit comes on top."""
        self.seats.open_visit(attendance_id)

    def open(self, wanted: OpenConsultation) -> None:
        """This consultation comes on top; whatever was there waits behind it."""
        self.opened.open(wanted)
        self._to_front()

    def open_blank(self) -> None:
        """One without a number."""
        self.opened.open_blank()
        self._to_front()

    def open_remote(self) -> None:
        """電話・メールの相談: nobody came for it, and no session is needed."""
        if not self.isVisible():
            self.shell.go("consultation")
        self.open(remote_consultation())
        self.remote.channel.take_focus()
        reveal(self.remote)

    def open_group(self) -> None:
        """One supporter, several visitors: choose who belongs to what is on top."""
        if self.opened.top.amending or self.opened.top.remote:
            self.open_blank()
        self.seats.show_group()
        self.places.show_side(self.group)
        self.group.setFocus()
        reveal(self.group)

    def open_line(self, line: LogLine) -> None:
        """A line of today: its form, to be changed or taken back."""
        self.open_recorded(line.consultation)

    def open_recorded(self, consultation: Consultation) -> None:
        """A consultation of any day likewise."""
        if consultation.voided:
            self.form.say_missing("取り消した相談は直せません。もう一度記録してください。")
            return
        known = [each for each in self.opened.all() if _amends(each, consultation)]
        self.opened.open(known[0] if known else opened_of(consultation))
        self.show_top()
        if self._titles.lacks(consultation):
            self.form.follow_up.take_focus()
        else:
            self.form.outcome.take_focus()
        reveal(self.form.outcome)

    def void(self) -> None:
        """Take the opened consultation back."""
        self.deeds.void(self.opened.top)

    def leave(self) -> None:
        """Close what is on top; what was typed into it can be had back."""
        gone, who = self.opened.top, self.seats.name(self.opened.top)
        self.opened.close(gone)
        self._to_front()
        if gone.is_touched:
            self.shell.tell(tr("{who} の書きかけを閉じました", who=who), lambda: self.open(gone))

    def turn(self, steps: int) -> None:
        """The next consultation that is under way, or one before."""
        self.opened.turn(steps)
        self._to_front()

    def toggle_details(self) -> None:
        """Open or close what may be added."""
        shown = not self.places.shows(self.details)
        self.show_details(shown)
        asked = self.details.note if shown else self.form.topics.search
        asked.setFocus()
        reveal(asked)

    def show_details(self, shown: bool) -> None:
        """Today's list, or what may be added."""
        self.places.show_side(self.details if shown else self.places.log)

    def call_next(self) -> None:
        """Call who has waited longest."""
        self.calls.call_next()

    def _to_front(self) -> None:
        self.show_top()
        self.form.topics.search.setFocus()
        reveal(self.form.topics.search)

    def _connect(self) -> None:
        self.form.wanted.connect(self.save)
        self.form.topic_chosen.connect(self._topic_chosen)
        self.form.outcome_chosen.connect(self._count_minutes)
        self.form.follow_up_chosen.connect(self._fill_in)
        self.form.topics.looked_at.connect(lambda group: self._workplace.do(remember_group, group).then(owner=self))
        self.remote.settled.connect(self.form.topics.search.setFocus)
        self.group.closed.connect(self._group_closed)
        self.details.submitted.connect(self.save)
        self.details.closed.connect(self.toggle_details)
        self.bench.edited.connect(self._edited)
        self.bench.wants_details.connect(lambda: self.show_details(True))
        self.list.opened.connect(self.open_line)
        self.strip.wanted.connect(self.open)
        self.strip.closed.connect(self.leave)
        self.seats.turned.connect(self._to_front)
        self.seats.changed.connect(self._changed_subject)
        self.deeds.done.connect(self._done)
        self.deeds.refused.connect(self._refused)
        self._workplace.changed.connect(self._something_changed)
        self.shell.staff_chosen.connect(self._another_staff)

    def _something_changed(self, changed: Changed) -> None:
        if Day in changed:
            self._workplace.do(day_state).then(self._day_changed, owner=self)
        if self.isVisible() and changed & _SHOWN:
            self.calls.fetch()
            self.seats.fetch()
            self._workplace.do(day_log).then(self._show_log, owner=self)

    def _day_changed(self, state: DayState) -> None:
        """Closing the day forgets whatever was still being written."""
        if state.closed:
            self.opened.clear()
            self.show_top()

    def _another_staff(self, staff_id: str) -> None:
        self.bench.staff_id = staff_id or None
        if self.opened.top.amending is None:
            self.details.supporter.set_value(staff_id)
            self._edited()

    def _offer(self, choices: DeskChoices) -> None:
        self._choices, self.bench.staff_id = choices, choices.staff_id
        topics = {topic.code: topic for topic in choices.known}
        self._titles = Titles(
            topics,
            {outcome.code: outcome for outcome in choices.outcomes},
            {channel.code: channel for channel in choices.channels},
        )
        self.deeds.titles = self._titles
        self.form.show_choices(choices)
        self.details.show_choices(choices, self._titles)
        self.remote.show_choices(choices)
        if not self.opened.top.is_touched:
            self.bench.show_opened(self.opened.top)

    def _show_log(self, log: DayLog) -> None:
        self.figures.say("相談者数 {persons}人　相談件数 {cases}件", persons=log.persons, cases=log.cases)
        self.list.show_lines(log.lines, self._titles)
        self.places.show_list(bool(log.lines))

    def _edited(self) -> None:
        self.opened.top.typed = self.bench.typed()
        self._changed_subject()

    def _changed_subject(self) -> None:
        top = self.opened.top
        found = tuple(replace(each, minutes=None) for each in self.seats.sitting())  # which run on their own
        topics = (top.typed.topic, *top.typed.more_topics) if top.typed.topic else ()
        self.bench.tell_subject(Subject(found, topics, top.typed.outcome, top.amending, top.remote))
        self.form.label_save(len(top.visits), amending=top.amending is not None)
        self.seats.show_strip()
        self.seats.note_when()

    def _topic_chosen(self, topic: Topic) -> None:
        if topic.urgent:
            self._help_at_once()

    def _help_at_once(self) -> None:
        """110, #9110, 188."""
        self.shell.commands.run(SCAM)

    def _count_minutes(self) -> None:
        top = self.opened.top
        if top.visits and top.amending is None:
            asked = self._workplace.do(minutes_at_table, top.visits[0], top.opened_at)
            asked.then(lambda minutes: self._counted(top, minutes), owner=self)

    def _counted(self, opened: OpenConsultation, minutes: int | None) -> None:
        if minutes is None or not 1 <= minutes <= COUNTED_AT_MOST:
            return
        if opened is self.opened.top:
            self.form.offer_minutes(minutes)
        elif not opened.typed.minutes:  # somebody turned to another one meanwhile
            opened.typed = replace(opened.typed, minutes=str(minutes))

    def _done(self, opened: OpenConsultation, recorded: tuple[Consultation, ...]) -> None:
        was_on_top = opened is self.opened.top
        self.opened.close(opened)
        if was_on_top:
            self._to_front()
        self._changed_subject()
        self.bench.tell_recorded(recorded)
        self._workplace.do(last_choice).then(self.form.topics.show_last, owner=self)

    def _fill_in(self) -> None:
        """Where to or why was all that was missing: it is recorded with the same touch."""
        before = self.opened.top.amending
        if before is not None and self._titles.lacks(before) and self.form.typed().follow_up != LATER:
            self._edited()
            self.save()

    def _group_closed(self) -> None:
        self.show_details(self.details.has_something())
        self.form.topics.search.setFocus()
        reveal(self.form.topics.search)

    def _refused(self, opened: OpenConsultation) -> None:
        if opened is self.opened.top:
            self.form.save.setEnabled(True)


def _amends(opened: OpenConsultation, consultation: Consultation) -> bool:
    return opened.amending is not None and opened.amending.consultation_id == consultation.consultation_id
