"""ReportLab's canvas, which takes what a font lacks from the fallback font: whoever draws, no empty box is printed."""

from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from core.paper import fonts
from core.paper.fonts import BOLD, REGULAR, text_width

LANGUAGE = "ja-JP"
_BOLDER = 0.022
_FILL, _FILL_AND_STROKE = 0, 2


class PaperCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Tables and charts of ReportLab draw by these three methods; they are given printable text."""

    def __init__(self, into: BytesIO, size: tuple[float, float]) -> None:
        # Without a font of ours to begin with, every page would name Helvetica, which is not embedded.
        super().__init__(into, pagesize=size, pageCompression=1, invariant=1, lang=LANGUAGE, initialFontName=REGULAR)

    def drawString(self, x: float, y: float, text: str, **more: Any) -> None:  # noqa: N802 - ReportLab's name
        font, size = self._fontname, self._fontsize
        if fonts.runs(text, font) == [(font, text)]:
            super().drawString(x, y, text, **more)
            return
        self.saveState()
        self.embolden(size)
        written = self.beginText(x, y)
        write_runs(written, text, font, size)
        self.drawText(written)
        self.restoreState()

    def drawRightString(self, x: float, y: float, text: str, **more: Any) -> None:  # noqa: N802
        self.drawString(x - text_width(text, self._fontname, self._fontsize), y, text, **more)

    def drawCentredString(self, x: float, y: float, text: str, **more: Any) -> None:  # noqa: N802
        self.drawString(x - text_width(text, self._fontname, self._fontsize) / 2, y, text, **more)

    def embolden(self, size: float) -> None:
        """The outline that makes a bold of the fallback font, in the colour of the letters."""
        self.setStrokeColor(self._fillColorObj)
        self.setLineWidth(size * _BOLDER)


def write_runs(written: Any, text: str, font: str, size: float) -> None:
    """Printable text at the end of a text object, each character by the font that has it."""
    for name, run in fonts.runs(text, font):
        # The fallback font has one weight: a thin outline makes the other.
        written.setTextRenderMode(_FILL_AND_STROKE if font == BOLD != name else _FILL)
        written.setFont(name, size)
        written.textOut(run)
