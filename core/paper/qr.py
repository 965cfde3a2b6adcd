"""QR codes as vector squares, drawn in one path so that no seam shows between them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import qrcode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q

QUIET_ZONE = 4  # modules, ISO/IEC 18004

LEVEL_M: int = ERROR_CORRECT_M
LEVEL_Q: int = ERROR_CORRECT_Q

Matrix = tuple[tuple[bool, ...], ...]


class Run(NamedTuple):
    """Dark modules side by side; `row` counts from the top."""

    row: int
    start: int
    length: int


@lru_cache(maxsize=256)
def qr_matrix(text: str, level: int = LEVEL_Q) -> Matrix:
    """The modules without the quiet zone, in the smallest version that holds the text (1 for our codes)."""
    code = qrcode.QRCode(error_correction=level, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in code.modules)


def dark_runs(matrix: Matrix) -> Iterator[Run]:
    """Each row's dark modules, merged sideways: a third of the squares to draw."""
    for number, row in enumerate(matrix):
        start = None
        for column, dark in enumerate((*row, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                yield Run(number, start, column - start)
                start = None


def draw_qr(canvas: Any, text: str, x: float, y: float, side: float, level: int = LEVEL_Q) -> float:
    """Draw a QR into a square, quiet zone included, from its lower left corner; a module's size.

    Black on whatever is below: the caller keeps the square white.
    """
    matrix = qr_matrix(text, level)
    module = side / (len(matrix) + 2 * QUIET_ZONE)
    left, top = x + QUIET_ZONE * module, y + side - QUIET_ZONE * module
    path = canvas.beginPath()
    for run in dark_runs(matrix):
        path.rect(left + run.start * module, top - (run.row + 1) * module, run.length * module, module)
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
    return module
