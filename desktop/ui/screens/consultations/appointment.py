"""次回: under 次回につづく the coming days are offered in one touch; nothing has to be chosen."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.app.appointments import Appointment, Offer, Offers, Room, offers
from desktop.app.consultations import ConsultationForm
from desktop.ui.i18n import tr
from desktop.ui.screens.consultations.model import FOLLOW_UP_WEEKS, weeks_later, weeks_text
from desktop.ui.screens.consultations.parts import DeskPart, Subject
from desktop.ui.screens.consultations.words import next_visit_text
from desktop.ui.screens.sessions.model import session_day
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

GOES_ON = "O3"
LEAVE, DROP = "leave", "drop"
_LONGEST_TITLE = 12


@dataclass(frozen=True, slots=True)
class _About:
    """Whose next visit it is: of nobody with a number, of one visit, or of a group; perhaps to be changed."""

    attendance_id: str | None = None
    group: bool = False
    consultation_id: str | None = None


class AppointmentPart(DeskPart):
    """A place in a coming session, its waiting list, or a day.

    `confirmed` on Enter at what is chosen already; `appeared` once there is something to choose.
    """

    confirmed, appeared = Signal(), Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._about: _About | None = None
        self._wanted = LEAVE
        self._offers = Offers(date.min)
        self.choices = Choices("次回", compact=True)
        self.hint = Text("次回を決めるときは、日を選んでください。決めなくても記録できます。", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.hint)
        column.addWidget(self.choices)
        self.choices.chosen.connect(self._choose)
        self.choices.confirmed.connect(self.confirmed)
        self.hide()

    def show_subject(self, subject: Subject) -> None:
        if subject.outcome != GOES_ON:
            self._about = None
            self.hide()
            return
        visit = subject.visitors[0].attendance.attendance_id if len(subject.visitors) == 1 else None
        changed = subject.amending.consultation_id if subject.amending else None
        about = _About(visit, len(subject.visitors) > 1, changed)
        if about != self._about:
            self._about = about
            self._workplace.do(offers, visit, changed).then(partial(self._offered, about), owner=self)

    def typed(self) -> object:
        return None if self._wanted == LEAVE else self._wanted

    def show_typed(self, typed: object) -> None:
        self._wanted = typed if isinstance(typed, str) else LEAVE
        self.choices.set_value(self._wanted)

    def add_to(self, form: ConsultationForm) -> ConsultationForm:
        if form.outcome != GOES_ON:
            return form
        weeks = {_week(number): number for number in FOLLOW_UP_WEEKS}
        if self._wanted in weeks:
            return replace(form, follow_up_day=weeks_later(self._offers.today, weeks[self._wanted]), booking_id=None)
        if self._wanted == DROP:
            return replace(form, follow_up_day=None, booking_id=None)
        chosen = next((each for each in self._offers.sessions if _session(each) == self._wanted), None)
        if chosen is None or self._group():
            return form
        if chosen.room is Room.TAKEN:
            return replace(form, follow_up_day=chosen.session.day)
        wanted = Appointment(chosen.session.session_id, chosen.slot, chosen.room is Room.FULL)
        return replace(form, appointment=wanted)

    def take_focus(self) -> None:
        """The keyboard comes here."""
        self.choices.take_focus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._about is not None:
            self._show(self._offers)

    def _offered(self, about: _About, found: Offers) -> None:
        if about == self._about:
            self._offers = found
            self._show(found)
            self.show()
            self.appeared.emit()

    def _show(self, found: Offers) -> None:
        days = [] if self._group() else [(_session(each), offer_text(each)) for each in found.sessions]
        days += [(_week(number), weeks_text(number)) for number in FOLLOW_UP_WEEKS]
        self.choices.set_choices([*days, *self._as_it_is(found)])
        self.choices.set_value(self._wanted)
        if not self.choices.value():
            self._wanted = LEAVE
            self.choices.set_value(LEAVE)

    def _as_it_is(self, found: Offers) -> list[tuple[str, str]]:
        if found.present is None:
            return [(LEAVE, tr("次回を決めない"))]
        kept = tr("いまのまま（{when}）", when=next_visit_text(found.present))
        return [(LEAVE, kept), (DROP, tr("次回をやめる"))]

    def _group(self) -> bool:
        return self._about is not None and self._about.group

    def _choose(self, identity: str) -> None:
        self._wanted = identity
        self.edited.emit()


def offer_text(offer: Offer) -> str:
    """「11/28（土） 10:00」, and below it 「定期相談会　あと3席」: a button cannot wrap by itself."""
    return f"{session_day(offer.session)} {offer.starts}\n{_room(offer)}"


def _room(offer: Offer) -> str:
    if offer.room is Room.FULL:
        return tr("いっぱい・キャンセル待ち")
    room = tr("予約ずみ") if offer.room is Room.TAKEN else ""
    if offer.free is not None:
        room = tr("あと{n}席", n=offer.free)
    return "　".join(filter(None, (_shortened(offer.session.title), room)))


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"


def _session(offer: Offer) -> str:
    return f"session {offer.session.session_id}"


def _week(number: int) -> str:
    return f"weeks {number}"
