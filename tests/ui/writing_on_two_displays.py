"""筆談 on two displays, in a process of its own: `python -m tests.ui.writing_on_two_displays DATA` says what is where.

Qt's offscreen platform takes its displays from a file that the test writes.
"""

import json
import sys
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.app.day import open_day
from desktop.ui.board.door import BoardDoor
from desktop.ui.program import Program, dress
from desktop.ui.table.visitor_side import VisitorSide
from desktop.ui.table.writing import WritingPage
from tests.helpers.sites import fixed_clock
from tests.ui.busy import new_desk


def main(data: Path) -> int:
    """The whole program: once with the second display free, once with the call board on it."""
    app = QApplication(sys.argv[:1])
    dress()
    clock = fixed_clock()
    desk = new_desk(data, clock)
    open_day(desk)
    program = Program(data, clock)
    program.open_with(lambda: desk)
    looking = QTimer(interval=20)

    def look() -> None:
        if program.workplace is None or program.window is None or not program.shell.status.is_open:
            return
        looking.stop()
        told = _alone(program)
        board = BoardDoor.stand(program.workplace)
        board.open()
        page = _writing(program)
        told["beside the board"] = not page.beside.isHidden()
        sys.stdout.write(json.dumps(told) + "\n")
        board.close()
        program.window.close()

    looking.timeout.connect(look)
    looking.start()
    app.exec()
    program.end()
    return 0


def _writing(program: Program) -> WritingPage:
    assert program.window is not None
    program.window.table.close_all()
    program.window.table.write("大きな字")
    return cast(WritingPage, program.window.table.page())


def _alone(program: Program) -> dict[str, object]:
    page = _writing(program)
    told: dict[str, object] = {"offered": not page.beside.isHidden()}
    page.toggle_side()
    side = page.side
    assert side is not None
    told |= {"full": side.isFullScreen(), "x": side.geometry().x(), "text": side.slate.text}
    assert program.window is not None
    program.window.table.close_all()
    left = [each for each in QApplication.topLevelWidgets() if isinstance(each, VisitorSide) and each.isVisible()]
    return told | {"left": len(left), "kept": side.slate.text}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
