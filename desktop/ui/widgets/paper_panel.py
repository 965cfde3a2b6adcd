"""A paper on the screen, and what can be done with it: to a printer, or into a file. Nothing here waits."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QStandardPaths
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.problem import Problem
from desktop.app.files import write_file
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.jobs import Job
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import EmptyState, Notice
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.stepper import Stepper
from desktop.ui.workplace import Asked, Workplace

if TYPE_CHECKING:  # QtPdf and ReportLab come with the first paper
    from desktop.app.paper import Paper
    from desktop.devices.printer import PrinterInfo
    from desktop.ui.widgets.pdf import PdfPreview

AT_ONCE = 2  # a stuck printer keeps its thread; sending must still find a free one


class PaperPanel(QWidget):
    """`ask(workplace.do(slips, …))` shows what comes; the newest request wins.

    What can be done stands in `tools`, beside the screen's title; below the paper where the text is large.
    """

    def __init__(self, workplace: Workplace, tools: QHBoxLayout) -> None:
        super().__init__()
        self._workplace, self._shell, self._tools = workplace, workplace.shell, tools
        self._paper: Paper | None = None
        self._drawing: list[Job[Paper]] = []
        self._printing = 0
        self._preview: PdfPreview | None = None
        self.pages = QStackedWidget()
        self.empty = EmptyState("印刷するものを選んでください", icon="print")
        self.no_printer = Notice("プリンターが見つかりません。「PDFで保存」はいつでも使えます。", "warning")
        self.printers, self.copies = QComboBox(), Stepper("部数", 1, 99, 1)
        self.save = SecondaryButton("PDFで保存", self.choose_file, icon="save")
        self.send = PrimaryButton("印刷する", self.print_paper, icon="print")
        self.progress = ProgressStrip()
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
        self.pages.setCurrentWidget(self.empty)
        self._offer()

    @property
    def paper(self) -> "Paper | None":
        """What is shown."""
        return self._paper

    def look_for_printers(self) -> None:
        """Ask the system which printers there are; may take long, so beside everything else."""
        self._shell.jobs.background(self.find_printers, self._show_printers, owner=self)

    def find_printers(self) -> "list[PrinterInfo]":
        """On a worker thread."""
        from desktop.devices.printer import list_printers

        return list_printers()

    def hand_over(self, pdf: bytes, printer: str, copies: int) -> None:
        """On a worker thread: give the paper to the printer."""
        from desktop.devices.printer import print_pdf

        print_pdf(pdf, printer, copies)

    def print_paper(self) -> None:
        """印刷する. Reception goes on whatever the printer does."""
        paper, printer = self._paper, self.printers.currentData()
        if paper is None or not printer:
            return
        if self._printing >= AT_ONCE:
            self._shell.tell_problem(
                Problem(
                    "printer_busy",
                    "前の印刷がまだ終わっていません。",
                    "プリンターの電源と用紙を確かめてください。受付はこのまま続けられます。",
                )
            )
            return
        self._count(+1)
        work = partial(self.hand_over, paper.pdf, printer, self.copies.value())
        self._shell.jobs.background(work, lambda _none: self._printed(paper), self._not_printed, owner=self)

    def choose_file(self) -> None:
        """PDFで保存: where to is asked in the system's own way."""
        if self._paper is None:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("PDFで保存"), str(Path(documents) / self._paper.filename), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the file beside everything else."""
        if self._paper is not None:
            pdf = self._paper.pdf
            self._shell.jobs.background(partial(write_file, path, pdf), self._saved, owner=self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        elif event.type() == QEvent.Type.StyleChange:
            self._turn()

    def _arrange(self) -> None:
        self.pages.addWidget(self.empty)
        self.no_printer.hide()
        self.printers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.doing = QWidget()
        row = FlowRow(self.printers, self.copies, self.save, self.send)
        self.doing.setLayout(row)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.pages, 1)
        self._column.addWidget(self.progress)
        self._column.addWidget(self.no_printer)
        self._turn()

    def _turn(self) -> None:
        goal = self._column if theme.scale() >= theme.LARGE else self._tools
        if goal.indexOf(self.doing) < 0:
            goal.addWidget(self.doing)

    def _speak(self) -> None:
        self.printers.setAccessibleName(tr("プリンター"))
        self.copies.setToolTip(tr("部数"))

    def _draw(self, paper: "Paper") -> None:
        self._drawing.append(self._shell.jobs.background(partial(drawn, paper), self._show, self._refused, owner=self))

    def _show(self, paper: "Paper") -> None:
        self._paper = paper
        if self._preview is None:
            from desktop.ui.widgets.pdf import PdfPreview

            self._preview = PdfPreview()
            self.pages.addWidget(self._preview)
        self.pages.setCurrentWidget(self._preview)
        self._preview.show_pdf(paper.pdf)
        self._offer()

    def _refused(self, problem: Problem) -> None:
        self.show_nothing(problem.sentence)
        self._shell.tell_problem(problem)

    def _forget(self) -> None:
        for job in self._drawing:
            job.cancel()
        self._drawing, self._paper = [], None
        self._offer()

    def _offer(self) -> None:
        self.save.setEnabled(self._paper is not None)
        self.send.setEnabled(self._paper is not None and self.printers.count() > 0)

    def _show_printers(self, found: "list[PrinterInfo]") -> None:
        chosen = self.printers.currentData()
        self.printers.clear()
        for printer in found:
            self.printers.addItem(printer.description or printer.name, printer.name)
        self.printers.setCurrentIndex(max(0, self.printers.findData(chosen)) if found else -1)
        for part in (self.printers, self.copies, self.send):
            part.setVisible(bool(found))
        self.no_printer.setVisible(not found)
        self._offer()

    def _printed(self, paper: "Paper") -> None:
        self._count(-1)
        self._shell.tell(tr("「{title}」をプリンターに送りました", title=tr(paper.title)))

    def _not_printed(self, problem: Problem) -> None:
        self._count(-1)
        self._shell.tell_problem(problem)
        self.look_for_printers()

    def _count(self, step: int) -> None:
        self._printing += step
        if self._printing:
            self.progress.show_progress("プリンターに送っています。このまま、ほかの作業ができます。")
        else:
            self.progress.hide()

    def _saved(self, path: Path) -> None:
        self._shell.tell(tr("「{name}」に保存しました", name=path.name))


def drawn(paper: "Paper") -> "Paper":
    """The paper, once its pages are drawn; on a worker thread."""
    _ = paper.pdf
    return paper
