"""Scans in the real window: keys into the scan field, until the result panel has been painted.

Between two scans the window comes to rest, as it does between two visitors; before each, a bare commit is timed.
One third of the cards go through the window at 受付, one while a memo of 相談 has the keyboard, one through the use
case alone. Twenty cards are scanned at once too.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.probes.painting import Painted
from core.clock import SystemClock
from core.keys import new_key
from desktop.app.check_in import check_in
from desktop.app.desk import Desk
from desktop.storage.connection import open_database
from desktop.ui.program import Program, dress
from desktop.ui.screens.reception.view import ReceptionScreen
from desktop.ui.widgets.fields import NoteField
from desktop.ui.widgets.result import ResultView

EVENTS_BYTES = 1_060  # attendance.recorded and ticket.issued
LONGEST_WAIT_MS = 60_000
BURST = 20


def main(data: str, cards: str) -> int:
    """`cards` is a file of codes, one a line."""
    QApplication([])
    dress()
    program = Program(Path(data), SystemClock())
    program.begin()
    bench = Bench(program, BareCommits(Path(data) / f"floor-{os.getpid()}.db"))
    codes = Path(cards).read_text(encoding="ascii").split()
    codes, burst = codes[:-BURST], codes[-BURST:]
    scans = [bench.scan(code) for code in codes[::3]]
    use_case = [bench.alone(code) for code in codes[1::3]]
    burst_ms = bench.burst(burst)
    elsewhere = [bench.elsewhere(code) for code in codes[2::3]]
    program.end()
    columns = dict(zip(("window", "typed", "commit"), map(list, zip(*scans, strict=True)), strict=True))
    print(json.dumps({**columns, "use_case": use_case, "elsewhere": elsewhere, "burst": burst_ms}))
    # The library of sounds may still be looking for a device: nothing is left to be saved.
    sys.stdout.flush()
    os._exit(0)


class BareCommits:
    """The floor: one row as large as the events, in a file of its own with the same settings."""

    def __init__(self, path: Path) -> None:
        self._db = open_database(path, new_key())
        self._db.execute("CREATE TABLE row (position INTEGER PRIMARY KEY, data BLOB NOT NULL)")

    def one(self) -> float:
        """Milliseconds."""
        started = time.perf_counter()
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("INSERT INTO row (data) VALUES (?)", [os.urandom(EVENTS_BYTES)])
        self._db.execute("COMMIT")
        return _since(started)


class Bench:
    """The reception screen, once it stands."""

    def __init__(self, program: Program, floor: BareCommits) -> None:
        self._program, self._floor = program, floor
        wait_until(lambda: program.window is not None and program.window.current() is not None)
        assert program.window is not None
        screen = program.window.current()
        assert isinstance(screen, ReceptionScreen)
        self._screen = screen
        self._loop, self._painted_at, self._told = QEventLoop(), 0.0, 0
        assert program.workplace is not None
        program.workplace.changed.connect(self._tell)
        screen.door.answered.connect(self._answered)
        self._rest()

    def scan(self, code: str) -> tuple[float, float, float]:
        """Last key to painted result, first key to painted result, and a bare commit; milliseconds."""
        commit, told = self._floor.one(), self._told
        self._loop = QEventLoop()
        started = time.perf_counter()
        QTest.keyClicks(self._screen.scan, code[:-1])
        last = time.perf_counter()
        QTest.keyClicks(self._screen.scan, code[-1])
        run_loop(self._loop)
        wait_until(lambda: self._told > told)
        self._rest()
        return (self._painted_at - last) * 1000, (self._painted_at - started) * 1000, commit

    def burst(self, codes: list[str]) -> float:
        """All of them at once; in milliseconds until the last answer is painted. In order, or it fails."""
        tickets: list[int] = []
        self._screen.door.answered.connect(lambda view: tickets.append(int(view.ticket[1:])))
        started = time.perf_counter()
        for code in codes:
            QTest.keyClicks(self._screen.scan, code)
            QTest.keyClick(self._screen.scan, Qt.Key.Key_Return)
        wait_until(lambda: len(tickets) == len(codes))
        self._rest()
        assert tickets == sorted(tickets)
        return (self._painted_at - started) * 1000

    def elsewhere(self, code: str) -> float:
        """Last key to painted answer while somebody writes; milliseconds."""
        window = self._program.window
        assert window is not None
        if window.current() is self._screen:
            self._note = window.open("consultation").findChildren(NoteField)[0].edit
            self._rest()
        self._note.setFocus()
        told, self._loop = self._told, QEventLoop()
        QTest.keyClicks(self._note, code[:-1])
        last = time.perf_counter()
        QTest.keyClicks(self._note, code[-1])
        run_loop(self._loop)
        wait_until(lambda: self._told > told)
        self._rest()
        assert not self._note.toPlainText()
        return (self._painted_at - last) * 1000

    def alone(self, code: str) -> float:
        """Milliseconds of the use case on the database's thread."""
        took: list[float] = []
        loop = QEventLoop()

        def done(result: float) -> None:
            took.append(result)
            loop.quit()

        assert self._program.workplace is not None
        self._program.workplace.do(_timed_check_in, code).then(done, owner=self._screen)
        run_loop(loop)
        return took[0]

    def _answered(self, view: ResultView) -> None:
        assert view.code == "received", view.code
        window = self._program.window
        assert window is not None
        seen = window.current() is self._screen
        Painted(self._screen.panel if seen else window.answer.panel, self._painted)

    def _painted(self) -> None:
        self._painted_at = time.perf_counter()
        self._loop.quit()

    def _tell(self) -> None:
        self._told += 1

    def _rest(self) -> None:
        """Until the database's thread has nothing to do and all that it answered is shown."""
        for _ in range(3):
            self._loop = QEventLoop()
            self._program.jobs.database(lambda: None, self._rested, owner=self._screen)
            run_loop(self._loop)

    def _rested(self, _nothing: None) -> None:
        self._loop.quit()


def _timed_check_in(desk: Desk, code: str) -> float:
    started = time.perf_counter()
    check_in(desk, code)
    return _since(started)


def wait_until(holds: Callable[[], bool]) -> None:
    loop, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: loop.quit() if holds() else None)
    look.start(5)
    run_loop(loop)


def run_loop(loop: QEventLoop) -> None:
    """Until it is quit. Raises RuntimeError when nothing comes of it."""
    late = QTimer()
    late.setSingleShot(True)
    late.timeout.connect(lambda: loop.exit(1))
    late.start(LONGEST_WAIT_MS)
    if loop.exec():
        raise RuntimeError("the window does not answer")


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
