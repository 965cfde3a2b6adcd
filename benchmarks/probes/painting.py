"""When a window is first seen. Imports nothing that the program does not import anyway."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal


def age_ms() -> float:
    """Milliseconds since this process was started."""
    return (time.monotonic() - float(os.environ["MADOGUCHI_BENCH_BORN"])) * 1000


def resident_mb() -> float:
    """Memory in use, in MB as targets are told (VmRSS)."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in status if line.startswith("VmRSS")).split()[1]) / 1024


class Painted(QObject):
    """Calls back once, after the first painting of what it watches has reached the screen.

    It watches the window's surface: its exposure makes Qt paint all that lies on it before anything else. The
    call comes through the queue, so that it stands behind that.
    """

    painted = Signal()

    def __init__(self, watched: QObject, then: Callable[[], None]) -> None:
        super().__init__(watched)
        self._watched: QObject | None = watched
        self.painted.connect(then, Qt.ConnectionType.QueuedConnection)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if self._watched is not None and event.type() in (QEvent.Type.Expose, QEvent.Type.Paint):
            self._watched = None
            watched.removeEventFilter(self)
            self.painted.emit()
        return False
