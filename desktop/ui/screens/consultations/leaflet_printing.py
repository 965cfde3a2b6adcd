"""A leaflet goes to the usual printer by itself; without one its PDF is kept and opened. Nothing here waits."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.app.files import write_file
from desktop.ui.i18n import tr
from desktop.ui.print_queue import PrintQueue
from desktop.ui.qt_modules import load_printing
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.handouts import HandoutsGiven
    from desktop.app.paper import Paper
    from desktop.devices.printer import PrinterInfo

A4 = "A4"


class LeafletPrinter(QObject):
    """`send(given, copies, undo)` for what is on record as given already."""

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        super().__init__(owner)
        self._workplace, self._shell = workplace, workplace.shell

    def send(self, given: "HandoutsGiven", copies: int, undo: "Callable[[], object]") -> None:
        """To the printer that takes A4 on this laptop; `undo` takes the record back."""
        if given.paper is not None:
            load_printing()
            look = partial(self._choose, given.paper, copies, undo)
            self._shell.jobs.background(self.find_printers, look, owner=self)

    def find_printers(self) -> "list[PrinterInfo]":
        """On a worker thread."""
        from desktop.devices.printer import list_printers

        return list_printers()

    def open_file(self, path: Path) -> None:
        """Show a PDF in whatever the system shows it with."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def folder(self) -> Path:
        """Where a PDF is kept for want of a printer."""
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def _choose(self, paper: "Paper", copies: int, undo: "Callable[[], object]", printers: "list[PrinterInfo]") -> None:
        if not printers:
            self._save(paper, undo)
            return
        from desktop.app.printers import usual_printer

        names = [each.name for each in printers]
        self._workplace.do(usual_printer, A4).then(partial(self._print, paper, copies, undo, names), owner=self)

    def _print(self, paper: "Paper", copies: int, undo: "Callable[[], object]", names: list[str], usual: str) -> None:
        printer = usual if usual in names else names[0]
        if PrintQueue.of(self._workplace).send(paper, printer, copies, quietly=True):
            self._shell.tell(tr("「{title}」を印刷しています", title=paper.title), undo)

    def _save(self, paper: "Paper", undo: "Callable[[], object]") -> None:
        def write() -> Path:
            return write_file(_free(self.folder() / paper.filename), paper.pdf)

        self._shell.jobs.background(write, partial(self._saved, undo), owner=self)

    def _saved(self, undo: "Callable[[], object]", path: Path) -> None:
        sentence = "プリンターが見つからないので、PDFを「{name}」に保存して開きました"
        self._shell.tell(tr(sentence, name=path.name), undo)
        self.open_file(path)


def _free(path: Path) -> Path:
    """A name that no earlier leaflet has: it may be open in another program."""
    others = (path.with_stem(f"{path.stem}_{number}") for number in range(2, 1000))
    return next((each for each in (path, *others) if not each.exists()), path)
