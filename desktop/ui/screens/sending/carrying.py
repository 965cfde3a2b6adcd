"""Files written and taken in beside the desk, one thing at a time; a scan goes in between."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStorageInfo, Signal

from core.problem import Problem
from desktop.ui.bridge import DeskFromBeside

if TYPE_CHECKING:  # parcels speak the exchange, whose import costs
    from desktop.app.carrying.taking import Taken
    from desktop.app.sending import OnDesk
    from desktop.ui.workplace import Workplace


@dataclass(frozen=True)
class NotTaken:
    """A file that was refused, and why. It hinders no other."""

    name: str
    problem: Problem


class Carrying(QObject):
    """Each of `write` and `take` ends in one of `wrote`, `took` and `refused`."""

    wrote = Signal(object)
    """The `Written`, or None where it was given up."""
    took = Signal(object)
    """A tuple of `Taken` and `NotTaken`, in the order of the files."""
    refused = Signal(object)
    """The `Problem` for which nothing was done."""
    moved = Signal(str, int, int)
    """The file's name (empty while writing), how much of it is done, of how much."""

    def __init__(self, workplace: "Workplace") -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self.is_busy = False
        self._stopped = Event()

    def write(self, folder: Path, *, delivered_too: bool) -> None:
        """Write a parcel into this folder."""
        from desktop.app.carrying.writing import write_parcel

        work = partial(
            write_parcel,
            DeskFromBeside(self._workplace),
            folder,
            medium_name(folder),
            delivered_too=delivered_too,
            tell=partial(self.moved.emit, ""),
            stopped=self._stopped.is_set,
        )
        self._run(work, self._wrote)

    def take(self, paths: list[Path]) -> None:
        """Take these files in, and what of ours lies in these folders."""
        self._run(
            partial(_take_all, DeskFromBeside(self._workplace), paths, self.moved.emit, self._stopped), self._took
        )

    def stop(self) -> None:
        """やめる. What was taken in stays; a file that is half written goes."""
        self._stopped.set()

    def _run(self, work: Callable[[], object], on_done: Callable[[object], None]) -> None:
        if self.is_busy:
            return
        self.is_busy = True
        self._stopped.clear()
        self._workplace.shell.jobs.background(work, on_done, self._refused, owner=self)

    def _wrote(self, written: object) -> None:
        self.is_busy = False
        self.wrote.emit(written)

    def _took(self, results: object) -> None:
        from core.facts import FACTS

        self.is_busy = False
        self.took.emit(results)
        self._workplace.changed.emit(frozenset(FACTS))

    def _refused(self, problem: Problem) -> None:
        self.is_busy = False
        self.refused.emit(problem)


def medium_name(folder: Path) -> str:
    """The place as people see it: 「USB (E:)」 for a stick, else the folder itself."""
    volume = QStorageInfo(str(folder))
    root, label = volume.rootPath().rstrip("/"), volume.name()
    return f"{label} ({root})" if root and label else str(folder)


def _take_all(
    on_desk: "OnDesk", paths: list[Path], tell: Callable[[str, int, int], object], stopped: Event
) -> "tuple[Taken | NotTaken, ...]":
    from desktop.app.carrying.taking import files_among, take_file

    results: list[Taken | NotTaken] = []
    for path in files_among(paths):
        if stopped.is_set():
            break
        try:
            results.append(take_file(on_desk, path, tell=partial(tell, path.name), stopped=stopped.is_set))
        except Problem as problem:
            results.append(NotTaken(path.name, problem))
    return tuple(results)
