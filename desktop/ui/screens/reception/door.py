"""Between the reception screen and the use cases: every road to the door ends in one answer with its next steps."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.door_results import DoorResult
from core.facts import Attendance, Card, Person
from core.kinds import PersonRegistered
from desktop.app.cards import CardWritten, blank_cards, give_card, revoke_card
from desktop.app.check_in import check_in
from desktop.app.desk import Changed
from desktop.app.door import DoorAnswer
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import count_companions, receive_walk_in, receive_with_new_card
from desktop.app.who_is_here import receive_by_name
from desktop.devices.scanner import Repeats
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.reception.model import answer_detail, answer_name, answer_sentence, ticket_of
from desktop.ui.widgets.result import RESULTS, ResultAction, ResultView
from desktop.ui.workplace import Asked, Workplace


class Door(QObject):
    """Receives by card, by name, without a card. The sound comes with the answer, which is durable by then."""

    answered = Signal(object)
    """A ResultView."""
    cleared = Signal()
    wants_band = Signal(str)
    """The age band is asked for the holder of this blank card; empty when no more."""
    wants_name = Signal()
    card_made = Signal(object)
    """The view that is shown, now with a way to print."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell)
        self._shell, self._workplace = shell, workplace
        self._card_text = ""
        self._unprinted = ""
        """Whose card was just made, and is not on paper yet."""
        self._view: ResultView | None = None
        self._repeats = Repeats()
        shell.problem.connect(lambda _problem: self._repeats.forget())

    def scan(self, text: str, admit: bool = False) -> None:
        """A code was read. The same one again within a few seconds is the same scan: its answer stands."""
        if self._repeats.is_repeat(text, time.monotonic()) and not admit:
            return
        self._ask(self._workplace.do(check_in, text, admit=admit), partial(self.scan, text, True))

    def receive_person(self, person_id: str, admit: bool = False) -> None:
        """Somebody was found by name."""
        self._repeats.forget()
        again = partial(self.receive_person, person_id, True)
        self._ask(self._workplace.do(receive_by_name, person_id, admit=admit), again)

    def receive_band(self, band: str, with_card: bool = False, admit: bool = False) -> None:
        """An age band was touched: for the holder of a blank card, with a card to be printed, or without any."""
        self._repeats.forget()
        text = self._card_text or (blank_cards(1)[0] if with_card else "")
        on_paper = bool(self._card_text)
        self._expect_band("")
        if text:
            asked = self._workplace.do(receive_with_new_card, text, PersonRegistered(age_band=band))
            self._shell.begin()
            asked.then(partial(self._registered, on_paper), owner=self)
        else:
            again = partial(self.receive_band, band, False, True)
            self._ask(self._workplace.do(receive_walk_in, band, admit=admit), again)

    def unreadable(self) -> None:
        """Something was scanned that is no code of ours. It reaches nobody."""
        self._repeats.forget()
        self._show(DoorAnswer(DoorResult.UNREADABLE), self.clear)

    def clear(self) -> None:
        """For the next visitor."""
        self._repeats.forget()
        self._expect_band("")
        self.cleared.emit()

    def void(self, visit: Attendance) -> None:
        """Take a reception back."""
        self._repeats.forget()
        self._workplace.do(void_attendance, visit.attendance_id).then(
            partial(self._voided, visit.ticket or ""), owner=self
        )

    def count_companion(self, visit: Attendance, companions: int) -> None:
        """付き添い: this many came along."""
        self._workplace.do(count_companions, visit.attendance_id, companions).then(
            partial(self._counted, visit, companions), owner=self
        )

    def make_card(self, person_id: str) -> None:
        """A new number for a visitor on record."""
        self._workplace.do(give_card, person_id).then(self._made, owner=self)

    def _ask(self, asked: Asked[DoorAnswer], again: Callable[[], None]) -> None:
        self._shell.begin()
        asked.then(lambda answer: self._show(answer, again), owner=self)

    def _registered(self, on_paper: bool, answer: DoorAnswer) -> None:
        if answer.person is not None and not on_paper:
            self._unprinted = answer.person.person_id
        self._show(answer, self.clear)
        self._workplace.changed.emit(frozenset({Person, Card}))

    def _show(self, answer: DoorAnswer, again: Callable[[], None]) -> None:
        self._expect_band("")
        view = ResultView(
            answer.result.value,
            ticket_of(answer),
            answer_sentence(answer),
            answer_name(answer),
            answer_detail(answer),
            self._actions(answer, again),
        )
        self._shell.sounds.play(RESULTS[view.code].sound)
        if answer.result is DoorResult.RECEIVED and answer.attendance is not None:
            undo = partial(self.void, answer.attendance)
            self._shell.tell(tr("整理番号 {ticket} を受け付けました", ticket=view.ticket), undo)
        self._view = view
        self.answered.emit(view)

    def _actions(self, answer: DoorAnswer, again: Callable[[], None]) -> tuple[ResultAction, ...]:
        find = ResultAction("お名前でさがす", self.wants_name.emit, "search")
        next_one = ResultAction("次の方へ", self.clear, "reception")
        match answer.result:
            case DoorResult.RECEIVED if answer.attendance is not None:
                return self._after_reception(answer.attendance, answer.person)
            case DoorResult.ALREADY:
                return (next_one, ResultAction("相談へ", partial(self._shell.go, "consultation"), "consultation"))
            case DoorResult.UNKNOWN if answer.card_text:
                take = partial(self._expect_band, answer.card_text)
                return (ResultAction("このカードで登録して受け付ける", take, "card_new"), find)
            case DoorResult.REVOKED if answer.person is not None and not answer.person.erased:
                renew = partial(self._renew, answer.person.person_id)
                return (ResultAction("新しいカードを作って受け付ける", renew, "card_new"), find)
            case DoorResult.FULL | DoorResult.NOT_ELIGIBLE | DoorResult.OTHER_SESSION if (
                answer.session is not None
            ):
                return (ResultAction("受け付ける", again, "check"), next_one)
        return (find, next_one)

    def _after_reception(self, visit: Attendance, person: Person | None) -> tuple[ResultAction, ...]:
        more = partial(self.count_companion, visit, visit.companions + 1)
        return (
            ResultAction("取り消す", self._shell.undo, "undo"),
            ResultAction("付き添い +1", more, "plus"),
            *self._card_action(person),
            ResultAction("相談へ", partial(self._shell.go, "consultation"), "consultation"),
        )

    def _card_action(self, person: Person | None) -> tuple[ResultAction, ...]:
        if person is None:
            return ()
        if person.person_id == self._unprinted:
            return (self._print_action(),)
        return (ResultAction("カードを作る", partial(self.make_card, person.person_id), "card_new"),)

    def _print_action(self) -> ResultAction:
        return ResultAction("カードを印刷する", partial(self._shell.go, "print"), "print")

    def _expect_band(self, card_text: str) -> None:
        if card_text != self._card_text:
            self._card_text = card_text
            self.wants_band.emit(card_text)

    def _renew(self, person_id: str) -> None:
        self.make_card(person_id)
        self.receive_person(person_id)

    def _voided(self, ticket: str, _changed: Changed) -> None:
        self._shell.tell(tr("整理番号 {ticket} の受付を取り消しました", ticket=ticket))
        self.cleared.emit()

    def _counted(self, visit: Attendance, companions: int, _changed: Changed) -> None:
        undo = partial(self.count_companion, visit, companions - 1) if companions > visit.companions else None
        sentence = tr("整理番号 {ticket} の付き添いは {n}人です", ticket=visit.ticket or "", n=companions)
        self._shell.tell(sentence, undo)

    def _made(self, written: CardWritten) -> None:
        undo = partial(self._take_card_back, written.card)
        self._shell.tell(tr("新しいカードを作りました。「印刷」から印刷できます"), undo)
        self._unprinted = written.card.person_id
        if self._view is not None:
            made = tuple(self._print_action() if each.icon == "card_new" else each for each in self._view.actions)
            self._view = replace(self._view, actions=made)
        self.card_made.emit(self._view)

    def _take_card_back(self, card: Card) -> None:
        self._workplace.do(revoke_card, card.card_id, "undo").then(
            lambda _written: self._shell.tell(tr("作ったカードを取り消しました")), owner=self
        )
