"""What was sent to printers and what came of it. No printer ever keeps the desk waiting.

One paper at a time goes to a printer, and two at most are under way: a printer that is stuck keeps its thread, and
sending must still find a free one. What no printer has taken yet is kept, and stands here again after a restart.
"""

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from itertools import count
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.problem import Problem
from desktop.ui.i18n import tr
from desktop.ui.qt_modules import load_printing
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # use cases and QtPrintSupport come with the first paper
    from core.paper_marks import PaperMark
    from desktop.app.kept_prints import KeptPrint
    from desktop.app.paper import Paper
    from desktop.app.paper_requests import PaperRequest
    from desktop.app.printed import Again

AT_ONCE = 2
DONE_SHOWN = 5


class State(Enum):
    """How far a paper is."""

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Entry:
    """One paper in the queue. `paper` is None where it must be made again first; `moment` is when it was asked for."""

    number: int
    title: str
    printer: str
    copies: int
    moment: str
    paper: "Paper | None"
    request: "PaperRequest | None" = None
    mark: "PaperMark | None" = None
    again: "Again | None" = None
    state: State = State.WAITING
    problem: Problem | None = None
    insist: bool = False
    quietly: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be printed."""
        return self.state is not State.DONE


class PrintQueue(QObject):
    """One for the whole window: `PrintQueue.of(workplace)`."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace, self._jobs = workplace, workplace.shell.jobs
        self._entries: dict[int, Entry] = {}
        self._stops: dict[int, Event] = {}
        self._numbers = count(1)
        self._is_restored = False
        self._kept: tuple[KeptPrint, ...] = ()
        from desktop.app.kept_prints import kept_prints

        workplace.do(kept_prints).then(self._restore, owner=self)

    @classmethod
    def of(cls, workplace: Workplace) -> "PrintQueue":
        """The queue of this window."""
        return workplace.findChild(cls) or cls(workplace)

    def entries(self) -> list[Entry]:
        """The newest first."""
        return sorted(self._entries.values(), key=lambda entry: -entry.number)

    def send(
        self, paper: "Paper", printer: str, copies: int, again: "Again | None" = None, *, quietly: bool = False
    ) -> bool:
        """Put a paper into the queue. False, with a sentence, where the same one still stands there.

        `quietly` where whoever sends it has told of it, with 取り消す: the printer's word does not take that away.
        """
        if any(_is_same(entry.mark, paper.mark) for entry in self._entries.values() if entry.is_open):
            self._workplace.shell.tell_problem(
                Problem(
                    "still_to_print",
                    "同じ紙が、まだ印刷の一覧に残っています。",
                    "一覧の「もう一度」で送るか、「取りやめる」を押してから印刷してください。",
                )
            )
            return False
        number = next(self._numbers)
        entry = Entry(number, paper.title, printer, copies, "", paper, paper.request, paper.mark, again)
        self._put(replace(entry, quietly=quietly))
        self._go_on()
        from desktop.app.kept_prints import moment

        self._workplace.do(moment).then(partial(self._stamp, number), owner=self)
        return True

    def retry(self, number: int, printer: str = "") -> None:
        """もう一度, on this printer or on the same; whatever the system thinks of its state."""
        entry = self._entries[number]
        if entry.state is State.FAILED:
            goal = printer or entry.printer
            self._put(replace(entry, state=State.WAITING, problem=None, printer=goal, insist=goal == entry.printer))
            self._go_on()

    def give_up(self, number: int) -> None:
        """取りやめる: it is forgotten; what is on its way to the printer is stopped between two pages."""
        entry = self._entries.pop(number)
        if entry.state is State.SENDING:
            self._stops[number].set()
        self._workplace.shell.tell(tr("印刷を取りやめました"), partial(self._take_back, entry))
        self._go_on()

    def hand_over(self, pdf: bytes, printer: str, copies: int, insist: bool, stop: Event) -> None:
        """On a worker thread: give the paper to the printer."""
        from desktop.devices.printer import print_pdf

        print_pdf(pdf, printer, copies, insist=insist, stop=stop)

    def _take_back(self, entry: Entry) -> None:
        self._put(replace(entry, state=State.FAILED, problem=entry.problem or _GIVEN_UP))
        self._go_on()

    def _stamp(self, number: int, moment: str) -> None:
        if number in self._entries:
            self._put(replace(self._entries[number], moment=moment))
            self._keep()
            self.changed.emit()

    def _go_on(self) -> None:
        """Begin what can begin, then keep and show how it stands."""
        for entry in sorted(self._entries.values(), key=lambda entry: entry.number):
            if entry.state is State.WAITING and len(self._stops) < AT_ONCE and not self._is_busy(entry.printer):
                self._begin(entry)
        self._drop_old()
        self._keep()
        self.changed.emit()

    def _is_busy(self, printer: str) -> bool:
        return any(each.printer == printer and each.state is State.SENDING for each in self._entries.values())

    def _begin(self, entry: Entry) -> None:
        self._put(replace(entry, state=State.SENDING))
        stop = self._stops[entry.number] = Event()
        if entry.paper is not None:
            self._hand_over(entry, stop, entry.paper)
            return
        from desktop.app.kept_prints import paper_again

        assert entry.request is not None  # an entry has pages, or says how to make them
        made = partial(self._made, entry, stop)
        refused = partial(self._failed, entry.number)
        self._workplace.do(paper_again, entry.request).then(made, refused, owner=self)

    def _made(self, entry: Entry, stop: Event, paper: "Paper") -> None:
        self._hand_over(entry, stop, paper)

    def _hand_over(self, entry: Entry, stop: Event, paper: "Paper") -> None:
        def work() -> None:
            self.hand_over(paper.pdf, entry.printer, entry.copies, entry.insist, stop)

        load_printing()
        done, failed = partial(self._done, entry, paper), partial(self._failed, entry.number)
        self._jobs.background(work, done, failed, owner=self)

    def _done(self, entry: Entry, paper: "Paper", _none: None) -> None:
        """The printer has it, also where somebody gave it up too late: the log says what happened."""
        if paper.mark is not None:
            from desktop.app.printed import note_printed

            self._workplace.do(note_printed, paper.mark, entry.copies, entry.again).then(owner=self)
        self._stops.pop(entry.number)
        if entry.number in self._entries:
            self._put(replace(self._entries[entry.number], state=State.DONE, paper=paper))
        if not entry.quietly:
            self._workplace.shell.tell(tr("「{title}」をプリンターに送りました", title=tr(paper.title)))
        self._go_on()

    def _failed(self, number: int, problem: Problem) -> None:
        self._stops.pop(number)
        if number in self._entries:
            self._put(replace(self._entries[number], state=State.FAILED, problem=problem))
            self._workplace.shell.tell_problem(problem)
        self._go_on()

    def _put(self, entry: Entry) -> None:
        self._entries[entry.number] = entry

    def _drop_old(self) -> None:
        done = sorted(number for number, entry in self._entries.items() if not entry.is_open)
        for number in done[:-DONE_SHOWN]:
            del self._entries[number]

    def _restore(self, prints: "tuple[KeptPrint, ...]") -> None:
        from desktop.app.printed import Again

        for kept in prints:
            number = next(self._numbers)
            again = Again(kept.again) if kept.again in set(Again) else None
            entry = Entry(number, kept.title, kept.printer, kept.copies, kept.asked_at, None, kept.request, kept.mark)
            problem = _SENT_BEFORE if kept.sent else _NOT_SENT
            self._put(replace(entry, again=again, state=State.FAILED, problem=problem))
        self._kept = prints
        self._is_restored = True
        self._go_on()

    def _keep(self) -> None:
        if not self._is_restored:
            return
        from desktop.app.kept_prints import KeptPrint, keep_prints

        kept = tuple(
            KeptPrint(
                entry.title,
                entry.printer,
                entry.copies,
                entry.moment,
                entry.request,
                entry.mark,
                entry.again,
                entry.state is State.SENDING,
            )
            for entry in self._entries.values()
            if entry.is_open and entry.request is not None
        )
        if kept != self._kept:
            self._kept = kept
            self._workplace.do(keep_prints, kept).then(owner=self)


_CHECK = "紙が出ているか確かめて、出ていなければ「もう一度」を押してください。"
_SENT_BEFORE = Problem("print_unsure", "送っている途中で、プログラムが終わりました。", _CHECK)
_NOT_SENT = Problem(
    "print_not_sent", "印刷する前に、プログラムが終わりました。", "「もう一度」を押すと、同じ紙を作って送ります。"
)


_GIVEN_UP = Problem("print_given_up", "取りやめた印刷です。", _CHECK)


def _is_same(one: "PaperMark | None", other: "PaperMark | None") -> bool:
    from core.paper_marks import same_paper

    return one is not None and other is not None and same_paper(one, other)
