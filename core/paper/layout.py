"""Pages, colours and measures that all papers share, and a thin typed face on ReportLab's canvas."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3 as _A3
from reportlab.lib.pagesizes import A4 as _A4
from reportlab.lib.pagesizes import A5 as _A5
from reportlab.lib.units import mm as _mm

from core.paper import fonts, qr
from core.paper.canvas import PaperCanvas, write_runs
from core.paper.fonts import REGULAR, printable, text_width
from core.paper.wrapping import wrap

Size = tuple[float, float]
Align = Literal["left", "centre", "right"]

A3: Size = _A3
A4: Size = _A4
A4_LANDSCAPE: Size = (_A4[1], _A4[0])
A5: Size = _A5
mm: float = _mm
MARGIN = 18 * mm

# Digital Agency design tokens; greys are chosen to stay apart on a black-and-white printer.
INK = HexColor("#1a1a1a")
QUIET = HexColor("#626264")
RULE = HexColor("#b3b3b3")
TINT = HexColor("#f2f2f2")
KEY = HexColor("#0017c1")

LEADING = 1.45


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a row: `x` from the row's left end, `gap` between its letters, in points."""

    x: float
    text: str
    font: str
    gap: float = 0.0


class Sheet:
    """A document being drawn: points from the lower left corner. `finish` gives its bytes.

    The bytes depend on what was drawn alone (no clock, no random id), so the same values make the same file.
    """

    def __init__(self, size: Size, title: str) -> None:
        fonts.ensure_fonts()
        self.width, self.height = size
        self._bytes = BytesIO()
        self.canvas: Any = PaperCanvas(self._bytes, size)
        self.canvas.setTitle(title)
        self.canvas.setAuthor("Madoguchi")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        font: str = REGULAR,
        colour: Any = INK,
        align: Align = "left",
    ) -> None:
        """One line on the baseline `y`; `x` is its left end, its middle or its right end."""
        line = printable(text)
        shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * text_width(line, font, size)
        self.canvas.setFillColor(colour)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x - shift, y, line)

    def row(self, x: float, y: float, pieces: Iterable[Piece], size: float, *, colour: Any = INK) -> None:
        """Printable pieces on one baseline, as one text object so that they are copied as one line."""
        with self._kept():
            self.canvas.setFillColor(colour)
            self.canvas.embolden(size)
            written, at = self.canvas.beginText(x, y), 0.0
            for piece in pieces:
                written.setXPos(piece.x - at)
                written.setCharSpace(piece.gap)
                at = piece.x
                write_runs(written, piece.text, piece.font, size)
            written.textLine()
            self.canvas.drawText(written)

    def lines(
        self,
        x: float,
        y: float,
        lines: Iterable[str],
        size: float,
        *,
        font: str = REGULAR,
        colour: Any = INK,
        align: Align = "left",
        leading: float = LEADING,
    ) -> float:
        """Lines downwards, the first on the baseline `y`; the baseline after the last."""
        for line in lines:
            self.text(x, y, line, size, font=font, colour=colour, align=align)
            y -= size * leading
        return y

    def paragraph(self, x: float, y: float, width: float, text: str, size: float, *, font: str = REGULAR) -> float:
        """Text wrapped to `width`; the baseline after its last line."""
        return self.lines(x, y, wrap(text, font, size, width), size, font=font)

    def rule(
        self, x: float, y: float, width: float, *, colour: Any = RULE, weight: float = 0.6, dash: bool = False
    ) -> None:
        """A level line."""
        self.line(x, y, x + width, y, colour=colour, weight=weight, dash=dash)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        colour: Any = RULE,
        weight: float = 0.6,
        dash: bool = False,
    ) -> None:
        with self._kept():
            self.canvas.setStrokeColor(colour)
            self.canvas.setLineWidth(weight)
            if dash:
                self.canvas.setDash(2, 2.5)
            self.canvas.line(x1, y1, x2, y2)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Any = None,
        colour: Any = RULE,
        weight: float = 0.6,
        radius: float = 0,
    ) -> None:
        """A rectangle; `weight` 0 draws no outline."""
        with self._kept():
            self.canvas.setStrokeColor(colour)
            self.canvas.setLineWidth(weight)
            if fill is not None:
                self.canvas.setFillColor(fill)
            self.canvas.roundRect(x, y, width, height, radius, stroke=int(weight > 0), fill=int(fill is not None))

    def tick_box(self, x: float, y: float, side: float) -> None:
        """A box to tick, standing on the baseline `y`."""
        self.box(x, y - side * 0.12, side, side, colour=INK, weight=0.7, radius=1)

    def qr(self, text: str, x: float, y: float, side: float, level: int = qr.LEVEL_Q) -> float:
        """A QR with its quiet zone in a square from (x, y); the size of a module."""
        return qr.draw_qr(self.canvas, text, x, y, side, level)

    @contextmanager
    def moved_to(self, x: float, y: float) -> Iterator[None]:
        """Draw with (x, y) as the lower left corner: one piece of a sheet of many."""
        with self._kept():
            self.canvas.translate(x, y)
            yield

    def next_page(self) -> None:
        self.canvas.showPage()

    def finish(self) -> bytes:
        """Close the last page and the document."""
        self.canvas.save()
        return self._bytes.getvalue()

    @contextmanager
    def _kept(self) -> Iterator[None]:
        self.canvas.saveState()
        yield
        self.canvas.restoreState()
