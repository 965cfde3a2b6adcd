"""Marked text as blocks of a known height, with room for ruby in the easy register."""

from dataclasses import dataclass

from core.marked_text import Spans
from core.paper.layout import Sheet
from desktop.printing.typesetting import Line, draw_paragraph, set_paragraph

LEAST = 14.0
"""The smallest type that a visitor is given to read, in points."""
USUAL = 15.0
BODY = 17.0
"""What must be read first."""

_BELOW = 0.32


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Set lines: `rise` is from the top to the first baseline, `leading` between baselines, in parts of `size`."""

    lines: tuple[Line, ...]
    size: float
    leading: float
    rise: float

    @property
    def height(self) -> float:
        """In points, with a little air below."""
        return self.size * (self.rise + self.leading * (len(self.lines) - 1) + _BELOW)

    @property
    def first_middle(self) -> float:
        """From the top to the middle of the first line's letters."""
        return self.size * (self.rise - 0.37)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        draw_paragraph(sheet, x, top - self.size * self.rise, self.lines, self.size, self.leading)


@dataclass(frozen=True, slots=True)
class Type:
    """How the paragraphs of one register are set."""

    with_ruby: bool

    def set(self, spans: Spans, size: float, width: float) -> Paragraph:
        """The text in lines no wider than `width` points."""
        leading, rise = (1.75, 1.46) if self.with_ruby else (1.45, 0.98)
        return Paragraph(set_paragraph(spans, size, width), size, leading, rise)
