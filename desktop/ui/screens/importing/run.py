"""One import from file to record, beside the desk: reading on a worker's thread, comparing and writing by portions."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.problem import Problem
from core.tables.meanings import Meaning
from desktop.ui.jobs import Job
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.importing.kinds import AnyImport, Ways
    from desktop.app.importing.summary import Summary
    from desktop.app.importing.tables import Book, Reading, Table
    from desktop.app.importing.work import Progress, Work


class ImportRun(QObject):
    """The newest file and the newest meanings win; what was under way for others is dropped."""

    opened = Signal(object)
    """Table: a file is open, or its columns mean something else."""
    compared = Signal(object)
    """Summary: what taking it in would do."""
    progressed = Signal(int, int)
    finished = Signal(object, bool)
    """Summary, and whether it was stopped."""
    undone = Signal(object)
    """Summary: all of it was taken back."""
    refused = Signal(object)
    """Problem."""

    def __init__(self, workplace: Workplace, kind: str) -> None:
        super().__init__()
        self._workplace, self._name = workplace, kind
        self.book: Book | None = None
        self.table: Table | None = None
        self.session_id: str | None = None
        self._import: AnyImport | None = None
        self._jobs: list[Job[Ways] | Job[Book] | Job[Reading] | Job[Progress]] = []
        self._stopping = False

    def open_file(self, path: Path) -> None:
        """Read a file; nothing is written."""
        from desktop.app.importing.tables import open_book

        self._drop()
        jobs = self._workplace.shell.jobs
        self._jobs = [jobs.background(partial(open_book, path), self._opened, self._refused, owner=self)]

    def choose_sheet(self, name: str) -> None:
        """Another sheet of the file."""
        if self.book is not None:
            self._find(self.book, name)

    def change_meaning(self, place: int, meaning: Meaning) -> None:
        """A column means something else."""
        from desktop.app.importing.tables import Table

        if self.table is not None:
            self._show(Table(self.table.sheet, self.table.layout.with_meaning(place, meaning)))

    def choose_session(self, session_id: str | None) -> None:
        """All bookings are for this session; None goes by day and time."""
        self.session_id = session_id
        if self.table is not None:
            self._look()

    def take_in(self) -> None:
        """Write what is new."""
        if self._import is not None:
            self._stopping = False
            self.progressed.emit(0, self._import.to_add)
            self._go_on(self._import.take_in, self._wrote)

    @property
    def undoable(self) -> bool:
        """Whether what was taken in can be taken back as a whole."""
        return self._import is not None and self._import.undoable

    def undo(self) -> None:
        """Take back all that this import wrote."""
        if self._import is not None:
            self.progressed.emit(0, self._import.added)
            self._go_on(self._import.undo, self._undid)

    def stop(self) -> None:
        """After the batch that is being written."""
        self._stopping = True

    def _opened(self, book: "Book") -> None:
        self.book = book
        self._find(book)

    def _find(self, book: "Book", sheet: str | None = None) -> None:
        from desktop.app.importing.kinds import KINDS
        from desktop.app.importing.tables import table_of

        self._show(table_of(book, KINDS[self._name].wanted, sheet))

    def _show(self, table: "Table") -> None:
        self.table = table
        self.opened.emit(table)
        self._look()

    def _look(self) -> None:
        from desktop.app.importing.kinds import KINDS, ways_here

        self._drop()
        self._jobs = [self._workplace.do(ways_here, KINDS[self._name]).then(self._read, owner=self)]

    def _read(self, ways: "Ways") -> None:
        from desktop.app.importing.tables import read_table

        assert self.table is not None
        work = partial(read_table, self.table, ways.kept, ways.reader)
        self._jobs = [self._workplace.shell.jobs.background(work, self._compare, self._refused, owner=self)]

    def _compare(self, reading: "Reading") -> None:
        from desktop.app.importing.kinds import KINDS, new_import
        from desktop.app.importing.work import SMALL_BATCH

        self._import = new_import(KINDS[self._name], reading, SMALL_BATCH, self.session_id)
        self._go_on(self._import.compare, self._compared_so_far)

    def _go_on(self, work: "Work", told: "Callable[[Work, Progress], None]") -> None:
        from desktop.app.importing.work import go_on

        self._jobs = [self._workplace.do(go_on, work).then(partial(told, work), self._refused, owner=self)]

    def _compared_so_far(self, work: "Work", progress: "Progress") -> None:
        if progress.finished:
            self.compared.emit(self._summary())
        else:
            self._go_on(work, self._compared_so_far)

    def _wrote(self, work: "Work", progress: "Progress") -> None:
        self.progressed.emit(progress.done, progress.total)
        if progress.finished or self._stopping:
            self.finished.emit(self._summary(), not progress.finished)
        else:
            self._go_on(work, self._wrote)

    def _undid(self, work: "Work", progress: "Progress") -> None:
        self.progressed.emit(progress.done, progress.total)
        if progress.finished:
            self.undone.emit(self._summary())
        else:
            self._go_on(work, self._undid)

    def _summary(self) -> "Summary":
        """Nothing is under way on the database's thread when this is asked."""
        from desktop.app.importing.summary import summary

        assert self.book is not None
        assert self.table is not None
        assert self._import is not None
        return summary(self.book, self.table, self._import)

    def _refused(self, problem: Problem) -> None:
        self.refused.emit(problem)

    def _drop(self) -> None:
        for job in self._jobs:
            job.cancel()
        self._jobs, self._import = [], None
