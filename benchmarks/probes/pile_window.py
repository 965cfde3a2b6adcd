"""Slips and questionnaires in the real window: keys to whatever has the keyboard, until the last sheet is on record."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.probes.scan_window import wait_until
from core.clock import SystemClock
from core.facts import Consultation, Fact, SurveySheet
from core.slip_code import slip_code
from core.tickets import Ticket
from desktop.app.desk import Desk
from desktop.app.numbering import FIRST_PAPER_NUMBER
from desktop.ui.program import Program, dress
from desktop.ui.screens.consultations.slip_view import SlipScreen

SLIP = "82113"  # 70代, Wi-Fi, 解決, 15分
SURVEY = "1224 1\n"


def main(data: str, sheets: str) -> int:
    """Prints one JSON line."""
    QApplication([])
    dress()
    program = Program(Path(data), SystemClock())
    program.begin()
    wait_until(lambda: program.window is not None and program.window.current() is not None)
    count = int(sheets)
    slips_s = timed(lambda: slips(program, count))
    surveys_s = timed(lambda: surveys(program, count))
    told = {
        "slip_keys": count * len(SLIP),
        "slips_s": slips_s,
        "survey_keys": count * len(SURVEY),
        "surveys_s": surveys_s,
    }
    print(json.dumps(told))
    # The library of sounds may still be looking for a device: nothing is left to be saved.
    sys.stdout.flush()
    os._exit(0)


def slips(program: Program, count: int) -> None:
    """Each is scanned, then typed; the next is scanned once it is on record, as a hand does."""
    assert program.window is not None
    screen = program.window.open("slips")
    assert isinstance(screen, SlipScreen)
    codes: list[str] = []
    ask(program, lambda desk: codes.extend(_codes(desk, count)))
    for number, code in enumerate(codes, start=1):
        screen.take_scan(code)
        ask(program, lambda _desk: None)  # a hand is slower than the slip is found
        press(SLIP)
        wait_for(program, Consultation, number)


def surveys(program: Program, count: int) -> None:
    """The keys of the whole pile one after the other."""
    assert program.window is not None
    program.window.open("survey_entry")
    ask(program, lambda _desk: None)
    for _ in range(count):
        press(SURVEY)
    wait_for(program, SurveySheet, count)


def press(keys: str) -> None:
    """To whatever has the keyboard."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        if key == "\n":
            QTest.keyClick(focus, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(focus, key)


def wait_for(program: Program, fact: type[Fact], count: int) -> None:
    """Until so many are on record, and what was answered is shown."""
    found = 0

    def look(desk: Desk) -> None:
        nonlocal found
        found = desk.store.facts.count(fact)

    for _ in range(1_000):
        ask(program, look)
        if found >= count:
            return
    raise RuntimeError(f"{found} of {count} {fact.__name__}")


def ask(program: Program, work: Callable[[Desk], object]) -> None:
    """Wait for something of the database's thread: all that was asked before it has been answered too."""
    done: list[object] = []
    assert program.workplace is not None
    program.workplace.do(work).then(done.append, owner=program)
    wait_until(lambda: bool(done))


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _codes(desk: Desk, count: int) -> list[str]:
    numbers = range(FIRST_PAPER_NUMBER, FIRST_PAPER_NUMBER + count)
    site, letter = desk.identity.site_id, desk.identity.letter
    return [slip_code(site, desk.today, Ticket(letter, number)) for number in numbers]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
