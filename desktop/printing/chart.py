"""Charts of staff papers, as ReportLab drawings."""

from collections.abc import Sequence
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String

from core.paper.fonts import BOLD, REGULAR, ensure_fonts
from core.paper.layout import INK, KEY, QUIET
from core.reports.daily_sheet import HourCount

_LABEL = 9
_LABEL_ROOM = 13.0
_WIDEST_BAR = 26.0


def hour_chart(hours: Sequence[HourCount], column: float, height: float) -> Any:
    """A bar for each hour, its count above it; `column` is the width of an hour in the table below."""
    ensure_fonts()
    drawing = Drawing(column * len(hours), height, initialFontName=REGULAR)  # else it names one that is not embedded
    tallest = max((hour.visits for hour in hours), default=0) or 1
    width = min(column * 0.56, _WIDEST_BAR)
    for number, hour in enumerate(hours):
        bar = (height - _LABEL_ROOM) * hour.visits / tallest
        middle = (number + 0.5) * column
        drawing.add(Rect(middle - width / 2, 0, width, bar, fillColor=KEY, strokeColor=None))
        drawing.add(_count_over(hour.visits, middle, bar))
    drawing.add(Line(0, 0, column * len(hours), 0, strokeColor=QUIET, strokeWidth=0.8))
    return drawing


def _count_over(count: int, middle: float, bar: float) -> Any:
    return String(middle, bar + 3, str(count), fontName=BOLD, fontSize=_LABEL, textAnchor="middle", fillColor=INK)
