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
    from core.tables.entries import Kept
    from desktop.app.importing.bookings import BookingsImport
    from desktop.app.importing.people import PeopleImport
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
    refused = Signal(object)
    """Problem."""

    def __init__(self, workplace: Workplace, *, bookings: bool) -> None:
        super().__init__()
        self._workplace, self._bookings = workplace, bookings
        self.book: Book | None = None
        self.table: Table | None = None
        self.session_id: str | None = None
        self._import: PeopleImport | BookingsImport | None = None
        self._jobs: list[Job[Kept] | Job[Book] | Job[Reading] | Job[Progress]] = []
        self._stopping = False

    def open_file(self, path: Path) -> None:
        """Read a file; nothing is written."""
        from desktop.app.importing.tables import open_book

        self._drop()
        jobs = self._workplace.shell.jobs
        self._jobs = [jobs.background(partial(open_book, path), self._opened, self._refused, owner=self)]

    def choose_sheet(self, name: str) -> None:
        """Another sheet of the file."""
        from desktop.app.importing.tables import bookings_table, people_table

        if self.book is not None:
            find = bookings_table if self._bookings else people_table
            self._show(find(self.book, name))

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

    def stop(self) -> None:
        """After the batch that is being written."""
        self._stopping = True

    def _opened(self, book: "Book") -> None:
        from desktop.app.importing.tables import bookings_table, people_table

        self.book = book
        self._show(bookings_table(book) if self._bookings else people_table(book))

    def _show(self, table: "Table") -> None:
        self.table = table
        self.opened.emit(table)
        self._look()

    def _look(self) -> None:
        from desktop.app.importing.tables import kept_here

        self._drop()
        self._jobs = [self._workplace.do(kept_here).then(self._read, owner=self)]

    def _read(self, kept: "Kept") -> None:
        from desktop.app.importing.tables import read_table

        assert self.table is not None
        work = partial(read_table, self.table, kept)
        self._jobs = [self._workplace.shell.jobs.background(work, self._compare, self._refused, owner=self)]

    def _compare(self, reading: "Reading") -> None:
        from desktop.app.importing.bookings import BookingsImport
        from desktop.app.importing.people import PeopleImport
        from desktop.app.importing.work import SMALL_BATCH

        self._import = (
            BookingsImport(reading, SMALL_BATCH, session_id=self.session_id)
            if self._bookings
            else PeopleImport(reading, SMALL_BATCH)
        )
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
