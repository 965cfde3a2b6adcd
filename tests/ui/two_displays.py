"""The board on two displays, in a process of its own: `python -m tests.ui.two_displays DATA` prints where it stands.

Qt's offscreen platform takes its displays from a file that the test writes.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.app.day import open_day
from desktop.app.settings import change_setting
from desktop.ui.board.door import BoardDoor
from desktop.ui.program import Program, dress
from tests.helpers.sites import fixed_clock
from tests.ui.busy import new_desk


def main(data: Path) -> int:
    """The whole program, with the board opening by itself."""
    app = QApplication(sys.argv[:1])
    dress()
    clock = fixed_clock()
    desk = new_desk(data, clock)
    open_day(desk)
    change_setting(desk, "board", "on")
    program = Program(data, clock)
    program.open_with(lambda: desk)
    looking = QTimer(interval=20)

    def look() -> None:
        board = BoardDoor.stand(program.workplace).window if program.workplace is not None else None
        if board is None or not board.isVisible() or program.window is None or board.face.board is None:
            return
        looking.stop()
        place = board.geometry()
        told = {"full": board.isFullScreen(), "x": place.x(), "width": place.width(), "height": place.height()}
        sys.stdout.write(json.dumps(told) + "\n")
        program.window.close()  # the last window of the desk: the board keeps nobody from going home

    looking.timeout.connect(look)
    looking.start()
    app.exec()
    program.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
