"""資料: the leaflet for what was asked, printed or taken from the shelf with one touch, and taken back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from core.facts import Consultation
from core.handouts import Register
from core.problem import Problem
from desktop.ui.commands import Command
from desktop.ui.i18n import language, tr
from desktop.ui.screens.consultations.leaflet_printing import LeafletPrinter
from desktop.ui.screens.consultations.parts import DeskPart, Subject
from desktop.ui.widgets.buttons import Button, SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from core.handouts import Handout
    from desktop.app.desk import Changed
    from desktop.app.handouts import HandoutChoice, HandoutOrder, HandoutsGiven

REGISTERS = ((Register.STANDARD.value, "標準"), (Register.EASY.value, "やさしい"))
REASONS = (("failed", "紙づまり・印刷が切れた"), ("lost", "なくした"), ("another", "もう1部必要"))


class HandoutBar(DeskPart):
    """Follows what is on top; right after recording it is for whoever just asked."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace, self._shell = workplace, workplace.shell
        self._subject = Subject()
        self._recorded: tuple[Consultation, ...] = ()
        self._topics: tuple[str, ...] = ()
        self._fitting: tuple[Handout, ...] = ()
        self._unmet = self._busy = False
        self.printer = LeafletPrinter(workplace, self)
        self.what = Text("", "caption")
        self.print_it = SecondaryButton("資料を印刷", self.print_leaflet, icon="print")
        self.from_stock = Button("資料を渡した", self.give_from_stock, icon="check")
        self.others = Button("ほかの資料", self.open_list, icon="list")
        self.register = SegmentedChoice("書きかた", REGISTERS)
        self.again = _Again()
        self._list = QMenu(self)
        self._arrange()
        self._connect()
        self._ask()

    def show_subject(self, subject: Subject) -> None:
        is_other = _about(subject) != _about(self._subject)
        self._subject = subject
        if self._recorded and not subject.topics:
            return
        if self._recorded or is_other:  # else a handout that was chosen from the list stays
            self._recorded = ()
            self._ask()

    def show_recorded(self, recorded: tuple[Consultation, ...]) -> None:
        self._recorded = recorded
        self._ask()

    def print_leaflet(self, reason: str = "") -> None:
        """資料を印刷: recorded as given, then to the printer. A second time for the same visit asks why."""
        from desktop.app.handouts import Reprint, print_handouts

        if self._busy:
            return
        first, *others = self._orders()
        again = Reprint(reason) if reason else None
        asked = self._workplace.do(print_handouts, first, again, also=tuple(others))
        self._begin()
        asked.then(partial(self._printed, 1 + len(others)), self._refused, owner=self)

    def give_from_stock(self) -> None:
        """資料を渡した: one from the shelf."""
        from desktop.app.handouts import give_from_stock

        if self._busy:
            return
        first, *others = self._orders()
        asked = self._workplace.do(give_from_stock, first, also=tuple(others))
        self._begin()
        asked.then(self._given, self._refused, owner=self)

    def open_list(self) -> None:
        """Every handout that there is, for a topic that none is made for, or for a wish."""
        from desktop.app.own_handouts import handouts_here

        self._workplace.do(handouts_here).then(lambda here: self._show_list(here.all), owner=self)

    def choose(self, handout: "Handout") -> None:
        """This one instead of those that fit."""
        self._fitting = (handout,)
        self._show_choice()
        self.print_it.setFocus()

    def ask_why(self) -> None:
        """In the place of the buttons: why it is printed once more."""
        self._row.hide()
        self.again.ask()

    def switch_register(self) -> None:
        """標準 becomes やさしい, and back."""
        easy = self.register.value() == Register.EASY
        self.register.set_value(Register.STANDARD if easy else Register.EASY)
        self._keep_register(self.register.value())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_choice()

    def _arrange(self) -> None:
        self._row = QWidget()
        self._row.setLayout(FlowRow(self.print_it, self.from_stock, self.register, self.others, gap=8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.what, self._row, self.again):
            column.addWidget(part)

    def _connect(self) -> None:
        self.register.chosen.connect(self._keep_register)
        self.again.chosen.connect(self._print_again)
        self.again.given_up.connect(self._ask_no_more)
        can, here = self._can, self.isVisible
        switch = "資料の書きかたを切り替える"
        self._shell.commands.add(
            Command("handout.print", "資料を印刷する", self.print_leaflet, "Ctrl+P", "print", enabled=can),
            Command("handout.give", "資料を渡した", self.give_from_stock, "Ctrl+Shift+P", "check", enabled=can),
            Command("handout.register", switch, self.switch_register, "Ctrl+J", "swap", enabled=here),
            Command("handout.list", "ほかの資料を選ぶ", self.open_list, "Ctrl+Shift+L", "list", enabled=here),
        )

    def _can(self) -> bool:
        return self.isVisible() and self.print_it.isEnabled()

    def _ask(self) -> None:
        """Which handouts fit what is on top, or what was recorded just now."""
        from desktop.app.handouts import handouts_for

        self._topics = _topics(self._recorded) or self._subject.topics
        self._workplace.do(handouts_for, self._topics).then(partial(self._show, self._topics), owner=self)

    def _show(self, topics: tuple[str, ...], choice: "HandoutChoice") -> None:
        if topics != self._topics:
            return
        self._fitting, self._unmet = choice.handouts, bool(choice.unmet)
        if not self.register.value():
            self.register.set_value(choice.register)
        self._show_choice()

    def _show_choice(self) -> None:
        self._ask_no_more()
        titles = "・".join(map(_title, self._fitting))
        if not self._topics and not self._fitting:
            self.what.say("相談内容を選ぶと、合う資料をすぐに印刷できます。")
        elif not self._fitting:
            self.what.say("この内容の配布資料は、まだありません。「ほかの資料」から選べます。")
        else:
            source = "資料：{titles}（ほかの内容の資料はありません）" if self._unmet else "資料：{titles}"
            self.what.say(source, titles=titles)
        for button in (self.print_it, self.from_stock):
            button.setEnabled(bool(self._fitting))

    def _orders(self) -> "list[HandoutOrder]":
        """One for each of a group; the first tells what was asked."""
        from desktop.app.handouts import HandoutOrder

        handouts = tuple(each.id for each in self._fitting)
        register = Register(self.register.value() or Register.STANDARD)
        if self._recorded:
            return [HandoutOrder(handouts, register, (), each.consultation_id) for each in self._recorded]
        topics, amending = self._subject.topics, self._subject.amending
        if amending is not None:
            return [HandoutOrder(handouts, register, topics, amending.consultation_id)]
        visits: list[str | None] = [each.attendance.attendance_id for each in self._subject.visitors]
        return [HandoutOrder(handouts, register, topics, None, visit) for visit in visits or [None]]

    def _begin(self) -> None:
        # Not disabled meanwhile: the keyboard would go elsewhere.
        self._busy = True
        self._shell.begin()

    def _printed(self, copies: int, given: "HandoutsGiven") -> None:
        self._busy = False
        self.printer.send(given, copies, partial(self._take_back, given))

    def _given(self, given: "HandoutsGiven") -> None:
        self._busy = False
        titles = "・".join(map(_title, self._fitting))
        self._shell.tell(tr("「{title}」を渡したことを記録しました", title=titles), partial(self._take_back, given))

    def _refused(self, problem: Problem) -> None:
        self._busy = False
        if problem.code == "handout_printed":
            self.ask_why()
        else:
            self._shell.tell_problem(problem)

    def _print_again(self, reason: str) -> None:
        self._ask_no_more()
        self.print_leaflet(reason)

    def _ask_no_more(self) -> None:
        """The buttons stand in the place of the reasons again."""
        had_keyboard = self.again.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.again.hide()
        self._row.show()
        if had_keyboard:
            self.print_it.setFocus()

    def _take_back(self, given: "HandoutsGiven") -> None:
        from desktop.app.handouts import take_back_handouts

        def told(_changed: "Changed") -> None:
            self._shell.tell(tr("資料を渡した記録を取り消しました"))

        self._workplace.do(take_back_handouts, given.ids).then(told, owner=self)

    def _keep_register(self, register: str) -> None:
        from desktop.app.handouts import choose_register

        self._workplace.do(choose_register, Register(register)).then(owner=self)

    def _show_list(self, handouts: "tuple[Handout, ...]") -> None:
        self._list.clear()
        for handout in handouts:
            self._list.addAction(_title(handout)).triggered.connect(partial(self._choose, handout))
        self._list.popup(self.others.mapToGlobal(self.others.rect().bottomLeft()))

    def _choose(self, handout: "Handout", _checked: bool = False) -> None:
        self.choose(handout)


class _Again(QFrame):
    """Printed for this visit already: one touch says why once more."""

    chosen = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.setProperty("tone", "warning")
        self.reasons = {reason: SecondaryButton(words, partial(self.chosen.emit, reason)) for reason, words in REASONS}
        buttons = QWidget()
        buttons.setLayout(FlowRow(*self.reasons.values(), TextButton("やめる", self.given_up.emit), gap=8))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(Text("この方には、もう印刷しました。もう一度印刷する理由を押してください。", "strong"))
        column.addWidget(buttons)
        self.hide()

    def ask(self) -> None:
        """Show the reasons, and take the keyboard."""
        self.show()
        QTimer.singleShot(0, self.reasons["failed"].setFocus)


def _about(subject: Subject) -> tuple[object, ...]:
    """What decides which handouts fit, and for whom they are."""
    return subject.topics, [each.attendance.attendance_id for each in subject.visitors], subject.amending


def _title(handout: "Handout") -> str:
    return handout.en if language() == "en" else handout.title


def _topics(recorded: tuple[Consultation, ...]) -> tuple[str, ...]:
    """Of a group all were asked the same; each once."""
    return tuple(dict.fromkeys(code for each in recorded for code in (each.topic, *each.more_topics.split())))
