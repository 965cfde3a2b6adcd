"""From the command to the window: only what the first paint needs is imported here."""

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from core.clock import Clock
from desktop.ui.first_paint import FirstPaint

if TYPE_CHECKING:
    from desktop.ui.program import Program


class Launch(QObject):
    """Shows the empty window, then imports and builds the program behind it."""

    def __init__(self, data: Path, clock: Clock) -> None:
        super().__init__()
        self.data, self.clock = data, clock
        self.program: Program | None = None
        self.first = FirstPaint()
        self.first.seen.connect(self._build)

    def begin(self) -> None:
        """Show something at once."""
        self.first.show()

    def end(self) -> None:
        """Finish what was handed in, and let the records go."""
        if self.program is not None:
            self.program.end()

    def _build(self) -> None:
        from desktop.ui.program import Program, dress

        dress()
        self.program = Program(self.data, self.clock)
        sys.excepthook = self._unexpected
        self.program.begin(self.first)

    def _unexpected(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """What no code of ours expected while it answered the window."""
        from desktop.ui.jobs import report

        if self.program is None or not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, _trace)
        else:
            self.program.told_unexpected(report(error))


def run_window(data: Path, clock: Clock) -> int:
    """Open the program; returns when its window is closed."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("madoguchi")
    app.setQuitOnLastWindowClosed(True)
    launch = Launch(data, clock)
    launch.begin()
    code = app.exec()
    launch.end()
    return code
