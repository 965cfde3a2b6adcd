"""A paper on the screen, and what can be done with it: to a printer, or into a file. Nothing here waits."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.facts import Printing
from core.problem import Problem
from desktop.app.files import write_file
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.jobs import Job
from desktop.ui.print_queue import PrintQueue
from desktop.ui.qt_modules import load_printing
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import EmptyState, Notice
from desktop.ui.widgets.print_again import PrintAgain
from desktop.ui.widgets.print_list import PrintList, PrintStrip
from desktop.ui.widgets.save_dialog import ask_where
from desktop.ui.widgets.stepper import Stepper
from desktop.ui.workplace import Asked, Workplace

if TYPE_CHECKING:  # QtPdf and ReportLab come with the first paper
    from desktop.app.paper import Paper
    from desktop.app.printed import Again
    from desktop.devices.printer import PrinterInfo
    from desktop.ui.widgets.pdf import PdfPreview


_LARGE_PAPER = 420
"""Pixels that a paper keeps where the text is large and the screen scrolls."""


_MISSING = "書体にない字があります。紙では「〓」になります: {letters}"


class PaperPanel(QWidget):
    """`ask(workplace.do(slips, …))` shows what comes; the newest request wins.

    What can be done stands in `tools`, beside the screen's title; below the paper where the text is large.
    """

    used = Signal()
    """The paper that is shown went to the queue or into a file."""

    def __init__(self, workplace: Workplace, tools: QHBoxLayout) -> None:
        super().__init__()
        self._workplace, self._shell, self._tools = workplace, workplace.shell, tools
        self._paper: Paper | None = None
        self._drawing: list[Job[Paper]] = []
        self._size = ""
        self.queue = PrintQueue.of(workplace)
        self.preview: PdfPreview | None = None
        self.pages = QStackedWidget()
        self.empty = EmptyState("印刷するものを選んでください", icon="print")
        self.no_printer = Notice("プリンターが見つかりません。「PDFで保存」はいつでも使えます。", "warning")
        self.missing = Notice()
        self.printers, self.copies = DropDown("プリンター"), Stepper("部数", 1, 99, 1)
        self.save = SecondaryButton("PDFで保存", self.choose_file, icon="save")
        self.send = PrimaryButton("印刷する", self.print_paper, icon="print")
        self.again = PrintAgain()
        self.list, self.strip = PrintList(self.queue), PrintStrip(self.queue, self.show_list)
        self._arrange()
        self._speak()
        self._offer()

    def ask(self, asked: "Asked[Paper]") -> None:
        """Fill on the database's thread, draw beside it, then show."""
        self._forget()
        self._drawing = [asked.then(self._draw, self._refused, owner=self)]

    def show_nothing(self, source: str = "印刷するものを選んでください") -> None:
        """Say why there is no paper."""
        self._forget()
        self.empty.title.say(source)
        self._show_page(self.empty)
        self._offer()

    def show_list(self) -> None:
        """印刷の一覧 instead of the paper."""
        self._turn_to(self.list)
        self.list.back.setFocus()

    @property
    def paper(self) -> "Paper | None":
        """What is shown."""
        return self._paper

    def look_for_printers(self) -> None:
        """Ask the system which printers there are; may take long, so beside everything else."""
        load_printing()
        self._shell.jobs.background(self.find_printers, self._show_printers, owner=self)

    def find_printers(self) -> "list[PrinterInfo]":
        """On a worker thread."""
        from desktop.devices.printer import list_printers

        return list_printers()

    def print_paper(self) -> None:
        """印刷する. What was printed before asks why; reception goes on whatever the printer does."""
        paper = self._paper
        if paper is None or not self.printers.currentData():
            return
        if paper.mark is None:
            self._send(paper)
            return
        from desktop.app.printed import printed_before

        self._workplace.do(printed_before, paper.mark).then(partial(self._looked, paper), owner=self)

    def choose_file(self) -> None:
        """PDFで保存: where to is asked in the system's own way."""
        if self._paper is not None:
            self._choose_file(self._paper)

    def save_to(self, path: Path) -> None:
        """Write the file beside everything else."""
        if self._paper is not None:
            self._write(self._paper, path)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        elif event.type() == QEvent.Type.StyleChange:
            self._turn()

    def _arrange(self) -> None:
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.list)
        self.no_printer.hide()
        self.doing = QWidget()
        row = FlowRow(self.printers, self.copies, self.save, self.send)
        self.doing.setLayout(row)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.again)
        self._column.addWidget(self.missing)
        self._column.addWidget(self.pages, 1)
        self._column.addWidget(self.strip)
        self._column.addWidget(self.no_printer)
        self._turn()
        self.printers.activated.connect(lambda _place: self._use_printer())
        self.again.chosen.connect(self._send_again)
        self.again.given_up.connect(self.send.setFocus)
        self.list.left.connect(self._leave_list)
        self.list.saved.connect(self._choose_file)
        self.list.retried.connect(lambda number: self.queue.retry(number, self.printers.currentData() or ""))

    def _turn(self) -> None:
        is_large = theme.scale() >= theme.LARGE
        self.pages.setMinimumHeight(_LARGE_PAPER if is_large else 0)
        goal = self._column if is_large else self._tools
        if goal.indexOf(self.doing) < 0:
            goal.addWidget(self.doing)

    def _speak(self) -> None:
        self.copies.setToolTip(tr("部数"))

    def _draw(self, paper: "Paper") -> None:
        self._drawing.append(self._shell.jobs.background(partial(drawn, paper), self._show, self._refused, owner=self))

    def _show(self, paper: "Paper") -> None:
        from desktop.devices.paper_sizes import size_name

        self._paper = paper
        if self.preview is None:
            from desktop.ui.widgets.pdf import PdfPreview

            self.preview = PdfPreview()
            self.pages.addWidget(self.preview)
        self.preview.show_pdf(paper.pdf)
        self._show_page(self.preview)
        self.missing.show_notice(_MISSING if paper.missing else "", "warning", letters="　".join(paper.missing))
        size = self.preview.document.pagePointSize(0)
        self._size = size_name((size.width(), size.height()))
        self._choose_printer()
        self._offer()

    def _show_page(self, page: QWidget) -> None:
        """In the place of another paper; whoever looks at the list goes on doing so."""
        if self.pages.currentWidget() is not self.list:
            self._turn_to(page)

    def _turn_to(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.strip.list_is_seen = page is self.list
        self.strip.refresh()

    def _leave_list(self) -> None:
        self._turn_to(self.preview if self._paper is not None and self.preview is not None else self.empty)
        self.strip.button.setFocus()

    def _refused(self, problem: Problem) -> None:
        self.show_nothing(problem.sentence)
        self._shell.tell_problem(problem)

    def _forget(self) -> None:
        for job in self._drawing:
            job.cancel()
        self._drawing, self._paper = [], None
        self.again.hide()
        self.missing.hide()
        self._offer()

    def _offer(self) -> None:
        self.save.setEnabled(self._paper is not None)
        self.send.setEnabled(self._paper is not None and self.printers.count() > 0)

    def _show_printers(self, found: "list[PrinterInfo]") -> None:
        chosen = self.printers.currentData()
        self.printers.clear()
        for printer in found:
            self.printers.addItem(printer.description or printer.name, printer.name)
        self._prefer(chosen or "")
        for part in (self.printers, self.copies, self.send):
            part.setVisible(bool(found))
        self.no_printer.setVisible(not found)
        if not chosen:
            self._choose_printer()
        self._offer()

    def _choose_printer(self) -> None:
        """The one that is used for this size of paper on this laptop."""
        if self._size:
            from desktop.app.printers import usual_printer

            self._workplace.do(usual_printer, self._size).then(self._prefer, owner=self)

    def _prefer(self, printer: str) -> None:
        place = self.printers.findData(printer)
        if place >= 0 or self.printers.currentIndex() < 0:
            self.printers.setCurrentIndex(max(0, place) if self.printers.count() else -1)

    def _use_printer(self) -> None:
        if self._size and self.printers.currentData():
            from desktop.app.printers import use_printer

            self._workplace.do(use_printer, self._size, self.printers.currentData()).then(owner=self)

    def _looked(self, paper: "Paper", before: Printing | None) -> None:
        if paper is not self._paper:
            return
        if before is None:
            self._send(paper)
        else:
            self.again.ask(paper.title, before)

    def _send_again(self, reason: str) -> None:
        from desktop.app.printed import Again

        if self._paper is not None:
            self._send(self._paper, Again(reason))

    def _send(self, paper: "Paper", again: "Again | None" = None) -> None:
        if self.queue.send(paper, self.printers.currentData(), self.copies.value(), again):
            self.copies.set_value(1)
            self.used.emit()

    def _choose_file(self, paper: "Paper") -> None:
        ask_where(self, tr("PDFで保存"), paper.filename, partial(self._write, paper))

    def _write(self, paper: "Paper", path: Path) -> None:
        work = partial(write_file, path, paper.pdf)
        self._shell.jobs.background(work, partial(self._saved, paper), owner=self)

    def _saved(self, paper: "Paper", path: Path) -> None:
        from desktop.app.printed import note_saved

        self._shell.tell(tr("「{name}」に保存しました", name=path.name))
        self._workplace.do(note_saved, paper.mark).then(owner=self)
        if paper is self._paper:
            self.used.emit()


def drawn(paper: "Paper") -> "Paper":
    """The paper, once its pages are drawn; on a worker thread."""
    _ = paper.pdf
    return paper
