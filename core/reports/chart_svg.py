"""A chart's drawing as SVG for portal and window: text stays text, aligned whatever typeface the reader's machine has.

ReportLab's own renderer places words by the widths of our typeface and clips in a way that Qt does not know; a drawing
of ours is made of three shapes, which are written here as they are.
"""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.graphics.shapes import Line, Rect, String

from core.paper.fonts import BOLD
from core.reports.chart_drawing import drawn
from core.reports.charts import Chart

FAMILIES = (
    "BIZ UDPGothic, 'BIZ UDPゴシック', 'Yu Gothic UI', 'Hiragino Sans', 'Noto Sans CJK JP', 'Noto Sans JP', sans-serif"
)
"""For browsers; a window that has loaded our typeface names that one alone."""


def svg(chart: Chart, width: float, words: str, families: str = FAMILIES) -> bytes:
    """UTF-8. `words` are what a screen reader says in its place; it grows and shrinks with its place in a page."""
    drawing = drawn(chart, width, settle=str)
    size = f"{_number(drawing.width)} {_number(drawing.height)}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{_number(drawing.width)}"'
        f' height="{_number(drawing.height)}" font-family={quoteattr(families)}'
        f' role="img" aria-label={quoteattr(words)}>'
        f"<title>{escape(chart.title)}</title>"
    )
    return "\n".join((head, *(_shape(each, drawing.height) for each in drawing.contents), "</svg>\n")).encode()


def _shape(shape: Any, height: float) -> str:
    """ReportLab measures from the lower edge, SVG from the upper one."""
    match shape:
        case String():
            weight = ' font-weight="bold"' if shape.fontName == BOLD else ""
            return (
                f'<text x="{_number(shape.x)}" y="{_number(height - shape.y)}" font-size="{_number(shape.fontSize)}"'
                f'{weight} text-anchor="{shape.textAnchor}" fill="{_colour(shape.fillColor)}">'
                f"{escape(shape.text)}</text>"
            )
        case Rect():
            return (
                f'<rect x="{_number(shape.x)}" y="{_number(height - shape.y - shape.height)}"'
                f' width="{_number(shape.width)}" height="{_number(shape.height)}" fill="{_colour(shape.fillColor)}"'
                f' stroke="{_colour(shape.strokeColor)}" stroke-width="{_number(shape.strokeWidth)}"/>'
            )
        case Line():
            return (
                f'<line x1="{_number(shape.x1)}" y1="{_number(height - shape.y1)}" x2="{_number(shape.x2)}"'
                f' y2="{_number(height - shape.y2)}" stroke="{_colour(shape.strokeColor)}"'
                f' stroke-width="{_number(shape.strokeWidth)}"/>'
            )
    raise TypeError(f"no chart of ours has a {type(shape).__name__}")


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _colour(colour: Any) -> str:
    return "none" if colour is None else f"#{colour.hexval()[2:]}"
