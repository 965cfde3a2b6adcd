"""The program, watched: when its window is painted, when its first screen takes a scan, what Argon2id cost."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent

from benchmarks.probes.painting import Painted
from desktop.ui import program
from desktop.ui.main_window import MainWindow
from desktop.ui.screen import Screen

if TYPE_CHECKING:
    from desktop.app.desk import Desk
    from desktop.devices.keystore import KeyFile


def watch(on_painted: Callable[[], None], on_ready: Callable[[], None], on_passphrase: Callable[[float], None]) -> None:
    """From now on the program calls back, each time once; `on_passphrase` is told milliseconds.

    Ready is: the first screen stands painted, and the keyboard is in its field.
    """

    class WatchedWindow(MainWindow):
        def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
            super().showEvent(event)
            Painted(self.windowHandle(), on_painted)

        def open(self, screen_id: str) -> Screen:
            screen = super().open(screen_id)
            field = screen.first_focus()
            assert field is not None
            assert self.focusWidget() is field
            Painted(field, on_ready)
            return screen

    class WatchedProgram(program.Program):
        def _open_here(self) -> "Desk":
            _watch_passphrase(on_passphrase)
            return super()._open_here()

    vars(program).update(MainWindow=WatchedWindow, Program=WatchedProgram)  # what the launch builds


def _watch_passphrase(tell: Callable[[float], None]) -> None:
    from desktop.devices import keystore

    unwrap = keystore.unwrap_key

    def timed(kept: "KeyFile", passphrase: str) -> bytes:
        started = time.monotonic()
        key = unwrap(kept, passphrase)
        tell((time.monotonic() - started) * 1000)
        return key

    keystore.unwrap_key = timed
