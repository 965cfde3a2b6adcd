"""Between the reception screen and the use cases: every road to the door ends in one answer with its next steps."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.door_results import DoorResult
from core.facts import Attendance, Card
from core.kinds import PersonRegistered
from desktop.app.cards import CardWritten, blank_cards, give_card, take_card_back
from desktop.app.check_in import check_in
from desktop.app.desk import Changed
from desktop.app.door import DoorAnswer
from desktop.app.receive_booking import receive_booking
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import (
    CompanionsCounted,
    add_companions,
    receive_walk_in,
    receive_with_new_card,
    receive_with_renewed_card,
)
from desktop.app.who_is_here import receive_by_name
from desktop.devices.scanner import Repeats
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.reception.model import answer_detail, answer_name, answer_sentence, ticket_of
from desktop.ui.widgets.result import RESULTS, ResultAction, ResultView
from desktop.ui.workplace import Asked, Workplace


@dataclass(frozen=True)
class Terms:
    """On what terms somebody is received: in which session, over what stands in the way, once more."""

    session_id: str | None = None
    admit: bool = False
    again: bool = False


Road = Callable[[Terms], Asked[DoorAnswer]]


@dataclass(frozen=True)
class _Stand:
    """What the panel shows, and how the same visitor can be received on other terms.

    `before` is the number given just before to somebody without a card: a couple is told both. `repeats` says
    whether this way can make another visit: a booking brings one.
    """

    answer: DoorAnswer
    road: Road | None = None
    terms: Terms = Terms()
    before: str = ""
    repeats: bool = True

    @property
    def is_walk_in(self) -> bool:
        """Whether somebody without a card was received."""
        here = self.answer.attendance
        return self.answer.result is DoorResult.RECEIVED and here is not None and here.how == "number"


class Door(QObject):
    """Receives by card, by name, without a card. The sound comes with the answer, which is durable by then."""

    answered = Signal(object)
    """A ResultView."""
    amended = Signal(object)
    """The view that is shown, after something was added to it: companions, a card."""
    asked = Signal(object)
    """What the session asks of the visitor in the answer: Questions, or None."""
    visit = Signal(object)
    """The Attendance of the answer, or None."""
    cleared = Signal()
    wants_band = Signal(str)
    """The age band is asked for the holder of this blank card; empty when no more."""
    wants_name = Signal()

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell)
        self._shell, self._workplace = shell, workplace
        self._card_text = ""
        self._unprinted = ""
        """Whose card was just made, and is not on paper yet."""
        self._stand: _Stand | None = None
        self._repeats = Repeats()
        shell.problem.connect(lambda _problem: self._repeats.forget())

    def scan(self, text: str) -> None:
        """A code was read. The same one again within a few seconds is the same scan: its answer stands."""
        if self._repeats.is_repeat(text, time.monotonic()):
            return
        do = self._workplace.do
        self._try(lambda on: do(check_in, text, session_id=on.session_id, admit=on.admit, again=on.again))

    def receive_person(self, person_id: str) -> None:
        """Somebody was found by name."""
        self._repeats.forget()
        do = self._workplace.do
        self._try(lambda on: do(receive_by_name, person_id, session_id=on.session_id, admit=on.admit, again=on.again))

    def receive_booking(self, booking_id: str) -> None:
        """A booking of today was found."""
        self._repeats.forget()
        self._try(lambda on: self._workplace.do(receive_booking, booking_id, admit=on.admit), repeats=False)

    def receive_band(self, band: str, with_card: bool = False) -> None:
        """An age band was touched: for the holder of a blank card, with a card to be printed, or without any."""
        self._repeats.forget()
        do, on_paper = self._workplace.do, bool(self._card_text)
        text = self._card_text or (blank_cards(1)[0] if with_card else "")
        self._expect_band("")
        if text:
            told = PersonRegistered(age_band=band)
            road: Road = lambda on: do(receive_with_new_card, text, told, session_id=on.session_id, admit=on.admit)  # noqa: E731
            self._try(road, on_paper=on_paper)
        else:
            self._try(lambda on: do(receive_walk_in, band, session_id=on.session_id, admit=on.admit))

    def unreadable(self) -> None:
        """Something was scanned that is no code of ours. It reaches nobody."""
        self._repeats.forget()
        self._show(_Stand(DoorAnswer(DoorResult.UNREADABLE)))

    def clear(self) -> None:
        """For the next visitor."""
        self._repeats.forget()
        self._expect_band("")
        self._stand = None
        self.cleared.emit()
        self.asked.emit(None)

    def void(self, visit: Attendance, card_id: str | None = None) -> None:
        """Take a reception back, with the card that was given along with it."""
        self._repeats.forget()
        self._workplace.do(void_attendance, visit.attendance_id, card_id=card_id).then(
            partial(self._voided, visit), owner=self
        )

    def add_companions(self, visit: Attendance, by: int) -> None:
        """付き添い: so many more came along, or fewer."""
        self._workplace.do(add_companions, visit.attendance_id, by).then(partial(self._counted, by), owner=self)

    def make_card(self, person_id: str) -> None:
        """A new number for a visitor on record."""
        self._workplace.do(give_card, person_id).then(self._made, owner=self)

    def _try(self, road: Road, terms: Terms = Terms(), *, on_paper: bool = True, repeats: bool = True) -> None:
        self._shell.begin()
        stands = partial(_Stand, road=road, terms=terms, repeats=repeats)
        road(terms).then(lambda answer: self._answer(stands(answer), on_paper), owner=self)

    def _answer(self, stand: _Stand, on_paper: bool) -> None:
        person = stand.answer.person
        if stand.answer.new_card_id and person is not None and not on_paper:
            self._unprinted = person.person_id
        before = self._stand
        if stand.is_walk_in and before is not None and before.is_walk_in:
            stand = replace(stand, before=ticket_of(before.answer))
        self._show(stand)

    def _show(self, stand: _Stand) -> None:
        self._expect_band("")
        self._stand = stand
        answer, view = stand.answer, self._view(stand)
        self._shell.sounds.play(RESULTS[view.code].sound)
        if answer.result is DoorResult.RECEIVED and answer.attendance is not None:
            undo = partial(self.void, answer.attendance, answer.new_card_id)
            self._shell.tell(tr("整理番号 {ticket} を受け付けました", ticket=view.ticket), undo)
        self.answered.emit(view)
        self.asked.emit(answer.questions)
        self.visit.emit(answer.attendance)

    def _view(self, stand: _Stand) -> ResultView:
        answer = stand.answer
        before = tr("前の方は {ticket} です", ticket=stand.before) if stand.before else ""
        return ResultView(
            answer.result.value,
            ticket_of(answer),
            answer_sentence(answer),
            answer_name(answer),
            "　".join(filter(None, (answer_detail(answer), before))),
            self._actions(stand),
        )

    def _actions(self, stand: _Stand) -> tuple[ResultAction, ...]:
        answer = stand.answer
        if answer.slip_text is not None and answer.result is not DoorResult.RECEIVED:
            return (self._to_slip(answer.slip_text), ResultAction("次の方へ", self.clear, "reception"))
        find = ResultAction("お名前でさがす", self.wants_name.emit, "search")
        next_one = ResultAction("次の方へ", self.clear, "reception")
        match answer.result:
            case DoorResult.RECEIVED if answer.attendance is not None:
                return self._after_reception(answer, answer.attendance)
            case DoorResult.ALREADY:
                return (next_one, *self._once_more(stand), self._to_consultation())
            case DoorResult.UNKNOWN if answer.card_text:
                take = partial(self._expect_band, answer.card_text)
                return (ResultAction("このカードで登録して受け付ける", take, "card_new"), find)
            case DoorResult.REVOKED if answer.person is not None and not answer.person.erased:
                renew = partial(self._renew, answer.person.person_id)
                return (ResultAction("新しいカードを作って受け付ける", renew, "card_new"), find)
            case DoorResult.OTHER_SESSION if answer.booked is not None and answer.session is not None:
                there = replace(stand.terms, session_id=answer.booked.session.session_id)
                here = replace(stand.terms, session_id=answer.session.session_id, admit=True)
                return (
                    ResultAction("予約の回で受け付ける", partial(self._again, stand, there), "swap"),
                    ResultAction("この回で受け付ける", partial(self._again, stand, here), "check"),
                    next_one,
                )
            case DoorResult.FULL | DoorResult.NOT_ELIGIBLE | DoorResult.OTHER_SESSION if answer.session is not None:
                admit = partial(self._again, stand, replace(stand.terms, admit=True))
                return (ResultAction("受け付ける", admit, "check"), next_one)
        return (find, next_one)

    def _after_reception(self, answer: DoorAnswer, visit: Attendance) -> tuple[ResultAction, ...]:
        fewer = ResultAction("−1", partial(self.add_companions, visit, -1), spoken="付き添い −1")
        return (
            ResultAction("取り消す", partial(self.void, visit, answer.new_card_id), "undo"),
            ResultAction("付き添い +1", partial(self.add_companions, visit, 1), "plus"),
            *((fewer,) if visit.companions else ()),
            *self._card_action(answer),
            self._to_consultation(),
        )

    def _once_more(self, stand: _Stand) -> tuple[ResultAction, ...]:
        """Another visit of somebody who is here already: only if asked for."""
        if stand.answer.person is None or not stand.repeats:
            return ()
        again = partial(self._again, stand, replace(stand.terms, again=True))
        return (ResultAction("もう一度の来場として受け付ける", again, "plus"),)

    def _to_consultation(self) -> ResultAction:
        return ResultAction("相談へ", partial(self._shell.go, "consultation"), "consultation")

    def _to_slip(self, code: str) -> ResultAction:
        return ResultAction("相談票を入力する", partial(self._shell.enter_slip, code), "write")

    def _card_action(self, answer: DoorAnswer) -> tuple[ResultAction, ...]:
        person = answer.person
        if person is None:
            return ()
        if person.person_id == self._unprinted:
            return (ResultAction("カードを印刷する", partial(self._shell.print_paper, "card"), "print"),)
        return (ResultAction("カードを作る", partial(self.make_card, person.person_id), "card_new"),)

    def _again(self, stand: _Stand, terms: Terms) -> None:
        if stand.road is not None:
            self._try(stand.road, terms)

    def _renew(self, person_id: str) -> None:
        do = self._workplace.do
        road: Road = lambda on: do(  # noqa: E731
            receive_with_renewed_card, person_id, session_id=on.session_id, admit=on.admit, again=on.again
        )
        self._try(road, on_paper=False)

    def _expect_band(self, card_text: str) -> None:
        if card_text != self._card_text:
            self._card_text = card_text
            self.wants_band.emit(card_text)

    def _voided(self, visit: Attendance, _changed: Changed) -> None:
        self._shell.tell(tr("整理番号 {ticket} の受付を取り消しました", ticket=visit.ticket or ""))
        if self._shows(visit):
            self.clear()

    def _counted(self, by: int, counted: CompanionsCounted) -> None:
        visit = counted.attendance
        sentence = tr("整理番号 {ticket} の付き添いは {n}人です", ticket=visit.ticket or "", n=visit.companions)
        self._shell.tell(sentence, partial(self.add_companions, visit, -by))
        if self._stand is not None and self._shows(visit):
            self._amend(replace(self._stand, answer=replace(self._stand.answer, attendance=visit)))

    def _made(self, written: CardWritten) -> None:
        undo = partial(self._take_card_back, written.card)
        self._shell.tell(tr("新しいカードを作りました。「印刷」から印刷できます"), undo)
        self._unprinted = written.card.person_id
        if self._stand is not None:
            self._amend(self._stand)

    def _take_card_back(self, card: Card) -> None:
        self._workplace.do(take_card_back, card.card_id).then(self._card_taken_back, owner=self)

    def _card_taken_back(self, _changed: Changed) -> None:
        self._shell.tell(tr("作ったカードを取り消しました"))
        self._unprinted = ""
        if self._stand is not None:
            self._amend(self._stand)

    def _shows(self, visit: Attendance) -> bool:
        shown = self._stand.answer.attendance if self._stand is not None else None
        return shown is not None and shown.attendance_id == visit.attendance_id

    def _amend(self, stand: _Stand) -> None:
        self._stand = stand
        self.amended.emit(self._view(stand))
