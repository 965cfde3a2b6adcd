"""The program as `madoguchi` starts it, timed from outside: first paint, ready to scan, memory when idle."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent

from benchmarks.probes.painting import Painted, age_ms, resident_mb
from desktop.__main__ import main as madoguchi
from desktop.ui import launch
from desktop.ui.first_paint import FirstPaint

TIMES: dict[str, float] = {"passphrase_ms": 0.0}


def main(idle_ms: str) -> int:
    """Open the window; its day is open. Leave when it was idle for `idle_ms`."""
    TimedLaunch.idle_ms = int(idle_ms)
    vars(launch).update(FirstPaint=TimedFirst, Launch=TimedLaunch)  # what the program builds, watched
    madoguchi([])
    pairs = ", ".join(f'"{name}": {value}' for name, value in TIMES.items())
    print(f"{{{pairs}}}")
    return 0


class TimedFirst(FirstPaint):
    """Notes when something was first seen."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        Painted(self.windowHandle(), lambda: note("painted_ms"))


class TimedLaunch(launch.Launch):
    """Has the rest of the program watched once it is imported; by then the first paint is over."""

    idle_ms = 0

    def _build(self) -> None:
        from benchmarks.probes.watching import watch

        watch(lambda: note("window_ms"), self._ready, lambda took_ms: TIMES.update(passphrase_ms=took_ms))
        super()._build()

    def _ready(self) -> None:
        note("ready_ms")
        QTimer.singleShot(self.idle_ms, self._leave)

    def _leave(self) -> None:
        TIMES["resident_mb"] = resident_mb()
        assert self.program is not None
        assert self.program.window is not None
        self.program.window.close()


def note(name: str) -> None:
    """This is when it happened."""
    TIMES[name] = age_ms()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
