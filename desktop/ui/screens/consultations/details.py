"""What may be added to a consultation, and never must: supporter, channel, note, more topics, a day to come back."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.catalogue import Channel
from core.facts import Consultation
from core.phone_kinds import PhoneKind
from desktop.app.consultations import ConsultationForm
from desktop.app.waiting import DeskChoices
from desktop.ui.i18n import named, tr
from desktop.ui.screens.consultations.model import (
    FOLLOW_UP_WEEKS,
    Titles,
    entered_words,
    follow_up_day,
    note_sentence,
    weeks_later,
    weeks_text,
)
from desktop.ui.screens.consultations.opened import Typed
from desktop.ui.widgets.buttons import TextButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.fields import LineField, NoteField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.text import Text


class DetailsPanel(Card):
    """`submitted` on Enter in the note or the day; `closed` on Escape or the button; `edited` at any change."""

    submitted = Signal()
    closed = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__("くわしく")
        self._today: date | None = None
        self._more: list[str] = []
        self._channels: tuple[Channel, ...] = ()
        self._titles = Titles({}, {})
        self.note = NoteField("メモ", guard=note_sentence, lines=2)
        self.supporter, self.more = DropDown("担当者"), DropDown("ほかの相談内容を加える")
        self.phone = DropDown("機種")
        self.channel, self.weeks = Choices("相談方法"), Choices("次に来る日")
        self.day = LineField("次に来る日", "12/5 のように")
        self.wrong_day = Text("日付は 12/5 のように入れてください。", "error")
        self.chosen = QWidget()
        self._chosen = FlowRow(gap=4)
        self.chosen.setLayout(self._chosen)
        self.entered = Text("", "muted")
        self.header.addWidget(TextButton("閉じる", self.closed.emit))
        self.add(self.entered)
        self.entered.hide()
        rows: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            ("メモ（本部には届きません）", (self.note,)),
            ("担当者", (self.supporter,)),
            ("機種", (self.phone,)),
            ("相談方法", (self.channel,)),
            ("ほかの相談内容", (self.more, self.chosen)),
            ("次に来る日", (self.weeks, self.day, self.wrong_day)),
        )
        for label, parts in rows:
            self.add(Text(label, "muted"))
            for part in parts:
                self.add(part)
        self.body.addStretch()
        self.body.setSpacing(8)
        self._connect()

    def show_choices(self, choices: DeskChoices, titles: Titles) -> None:
        """Offer today's supporters, channels and topics."""
        self._today, self._titles, self._channels = choices.today, titles, choices.channels
        supporter = self.supporter.value()
        self.supporter.clear()
        self.supporter.addItem(tr("担当者を選ばない"), "")
        for each in choices.supporters:
            self.supporter.addItem(each.display_name, each.supporter_id)
        self.supporter.set_value(supporter or choices.staff_id or "")
        self._offer_phones()
        self.channel.set_choices([(each.code, named(each)) for each in choices.channels])
        self.channel.set_value(self.channel.value() or choices.channels[0].code)
        self.weeks.set_choices([(str(weeks), weeks_text(weeks)) for weeks in FOLLOW_UP_WEEKS])
        self._fill_more(choices)

    def show_typed(self, typed: Typed, staff_id: str | None) -> None:
        """Another consultation comes on top: what stands in its details."""
        self.note.set_text(typed.note)
        self.supporter.set_value(typed.supporter_id or staff_id or "")
        self.channel.set_value(typed.channel or (self._channels[0].code if self._channels else ""))
        if typed.phone_kind and self.phone.findData(typed.phone_kind) < 0:
            self.phone.addItem(typed.phone_kind, typed.phone_kind)  # as it was recorded, in words of then
        self.phone.set_value(typed.phone_kind)
        self.day.setText(typed.day)
        self.weeks.set_value("")
        self._more = list(typed.more_topics)
        self._show_more()

    def show_entered(self, recorded: Consultation | None) -> None:
        """When a consultation on record happened and when it was entered; nothing for one that is not."""
        self.entered.say("{words}", words=entered_words(recorded) if recorded is not None else "")
        self.entered.setVisible(recorded is not None)

    def typed(self) -> Typed:
        """What stands in it now; the rest of the fields are not of this part."""
        return Typed(
            note=self.note.text(),
            day=self.day.text(),
            supporter_id=self.supporter.value(),
            channel=self.channel.value(),
            phone_kind=self.phone.value(),
            more_topics=tuple(self._more),
        )

    def add_to(self, form: ConsultationForm) -> ConsultationForm:
        """The form with what was added here. ValueError for a day that is none: ask `is_allowed` first."""
        return replace(
            form,
            supporter_id=self.supporter_id(),
            channel=self.channel.value() or form.channel,
            note=self.note.text(),
            phone_kind=self.phone.value() or None,
            more_topics=tuple(code for code in self._more if code != form.topic),
            follow_up_day=self.follow_up_day(),
        )

    def has_something(self) -> bool:
        """Whether a person added anything: it should be seen."""
        return bool(self.note.text() or self.day.text() or self.phone.value() or self._more)

    def supporter_id(self) -> str | None:
        """Who gave the consultation."""
        return self.supporter.value() or None

    def follow_up_day(self) -> str | None:
        """The day to come back. ValueError for something that is no day."""
        return follow_up_day(self.day.text(), self._today or date.today())

    def is_allowed(self) -> bool:
        """Whether all of it can be kept; what cannot says so in place."""
        try:
            self.follow_up_day()
        except ValueError:
            self.wrong_day.show()
            self.day.setFocus()
            return False
        self.wrong_day.hide()
        return self.note.is_allowed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _connect(self) -> None:
        self.setFocusProxy(self.note)
        self.wrong_day.hide()
        self.note.submitted.connect(self.submitted)
        self.day.submitted.connect(lambda _text: self.submitted.emit())
        self.weeks.chosen.connect(self._come_back)
        self.more.activated.connect(self._add_topic)
        for typed in (self.note.changed, self.day.textChanged, self.channel.chosen):
            typed.connect(self.edited)
        for box in (self.supporter, self.phone):
            box.activated.connect(self.edited)

    def _come_back(self, weeks: str) -> None:
        if self._today is not None:
            self.day.setText(weeks_later(self._today, int(weeks)))

    def _offer_phones(self) -> None:
        phone = self.phone.value()
        self.phone.clear()
        self.phone.addItem(tr("機種を選ばない"), "")
        for kind in PhoneKind:
            self.phone.addItem(named(kind), kind.value)
        self.phone.set_value(phone)

    def _fill_more(self, choices: DeskChoices) -> None:
        self.more.clear()
        self.more.addItem(tr("加える内容を選ぶ"), "")
        for group in choices.groups:
            for topic in group.topics:
                self.more.addItem(named(topic), topic.code)
        self._show_more()

    def _add_topic(self, row: int) -> None:
        code = self.more.itemData(row)
        if code and code not in self._more:
            self._more.append(code)
        self.more.setCurrentIndex(0)
        self._show_more()
        self.edited.emit()

    def _remove_topic(self, code: str) -> None:
        self._more.remove(code)
        self._show_more()
        self.edited.emit()

    def _show_more(self) -> None:
        self._chosen.clear()
        for code in self._more:
            title = self._titles.topic(code)
            button = TextButton(title, partial(self._remove_topic, code), icon="close")
            button.setAccessibleName(tr("{title} を外す", title=title))
            self._chosen.addWidget(button)
        self.chosen.setVisible(bool(self._more))
