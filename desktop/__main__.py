"""The site's program: the window, or with arguments a command (docs/cli.md)."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.clock import Clock, SystemClock

if TYPE_CHECKING:
    from core.problem import Problem
    from desktop.app.desk import Desk
    from desktop.cli.call import Part


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, or carry out one command. 0 done, 1 refused, 2 wrong usage."""
    words = sys.argv[1:] if argv is None else list(argv)
    if not words:
        from desktop.cli.place import data_folder

        return open_window(data_folder(), SystemClock())
    from desktop.cli.program import run

    return run(words, open_window, play_in_window if _has_display() else None)


def open_window(data: Path, clock: Clock) -> int:
    """The window on the records in `data`; returns when it is closed."""
    if not _has_display():
        sys.stderr.write(
            "画面が見つからないため、窓を開けません。デスクトップにログインした端末で、もう一度開いてください。"
            "コマンドは画面がなくても使えます（madoguchi --help）。\n"
        )
        return 1
    # Imported here: a command needs no Qt, and the window none of the commands.
    from desktop.ui.launch import run_window

    return run_window(data, clock)


def play_in_window(
    desk: "Desk", parts: "Sequence[Part]", tell: "Callable[[Part, str], None]", stay: bool
) -> "Problem | None":
    """A prepared day in the real window; returns when it is closed."""
    from desktop.ui.show import show_day

    return show_day(desk.store.path.parent, desk.clock, lambda: desk, parts, tell, stay)


def _has_display() -> bool:
    """Without one Qt ends the process with a message that helps nobody at a venue."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
