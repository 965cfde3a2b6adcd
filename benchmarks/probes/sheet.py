"""The daily sheet in a fresh process, after a bare ReportLab page of as many lines in the same typeface."""

import os
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from core.clock import SystemClock
from desktop.app.desk import Desk
from desktop.app.site import open_site


def main(data: str, lines: str) -> int:
    """`lines` is the number of receptions, and of consultations."""
    desk = open_site(Path(data), SystemClock(), os.environ["MADOGUCHI_PASSPHRASE"])
    first_ms = timed(lambda: sheet(desk))
    again_ms = timed(lambda: sheet(desk))
    bare_ms = timed(lambda: bare(2 * int(lines)))
    print(f'{{"bare_ms": {bare_ms}, "first_ms": {first_ms}, "again_ms": {again_ms}}}')
    return 0


def sheet(desk: Desk) -> bytes:
    """As the screen asks for it."""
    from desktop.app.daily_sheet import daily_sheet_pdf

    return daily_sheet_pdf(desk, desk.today)


def bare(lines: int) -> bytes:
    """So many lines of six words, written one below the other; the typeface is loaded by now."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfgen.canvas import Canvas

    face = next(name for name in pdfmetrics.getRegisteredFontNames() if name.startswith("BIZ"))
    paper = BytesIO()
    canvas = Canvas(paper)
    for line in range(lines):
        if line % 40 == 0:
            canvas.showPage()
            canvas.setFont(face, 9)
        for cell in range(6):
            canvas.drawString(40 + 80 * cell, 780 - 18 * (line % 40), f"相談{line}の{cell}")
    canvas.save()
    return paper.getvalue()


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
