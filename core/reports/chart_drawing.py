"""Charts drawn by ReportLab: one drawing for paper, window and portal.

Each figure stands beside, under or in its bar or cell, so that nothing is told by length or colour alone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, black, white

from core.paper.fonts import BOLD, REGULAR, ensure_fonts, printable, text_width
from core.paper.layout import INK, KEY, QUIET, RULE
from core.paper.wrapping import shorten, wrap_at_most
from core.reports.charts import Bars, Chart, HeatMap, Trend
from core.reports.figures import figure_text
from core.reports.progress import Progress
from core.reports.table import Cell

_TITLE, _TYPE, _SMALL = 11.5, 9.0, 8.0
_TITLE_ROOM = 26.0
_BAR, _BAR_STEP = 13.0, 19.0
_LABEL_LINE, _MOST_LINES = 11.0, 3
_HEAT_ROW = 19.0
_STEP = 50.0
_TREND = 96.0
_LINE = 13.0
_PALE, _DARK = 0.06, 0.82
_WHITE_ON = 0.635
"""From so dark a shade on, its number is white: both keep a contrast of 4.5:1."""
_MOST_LABEL = 0.34


def drawn(chart: Chart, width: float, settle: Callable[[str], str] = printable) -> Any:
    """The drawing. `settle` turns words into what can be drawn: on paper letters that no font has become 〓."""
    ensure_fonts()
    match chart:
        case Bars():
            return _bars(width, settle, chart)
        case Progress():
            return _progress(_Board(width, _TITLE_ROOM + _STEP * len(chart.steps), settle), chart)
        case HeatMap():
            return _heat(_Board(width, _TITLE_ROOM + _HEAT_ROW * (len(chart.rows) + 1), settle), chart)
        case Trend():
            lines = 2 + (chart.before is not None)
            return _trend(_Board(width, _TITLE_ROOM + _TREND + _LINE * lines + 4 + _note_room(chart), settle), chart)


@dataclass
class _Board:
    """A drawing that is being made; y is measured from the top."""

    width: float
    height: float
    settle: Callable[[str], str]

    def __post_init__(self) -> None:
        self.drawing = Drawing(self.width, self.height, initialFontName=REGULAR)  # else it names one not embedded

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = _TYPE,
        *,
        font: str = REGULAR,
        to: str = "start",
        fill: Any = INK,
    ) -> None:
        self.drawing.add(
            String(x, self.height - y, self.settle(words), fontName=font, fontSize=size, textAnchor=to, fillColor=fill)
        )

    def box(self, x: float, y: float, width: float, height: float, fill: Any, edge: Any = None) -> None:
        self.drawing.add(
            Rect(x, self.height - y - height, width, height, fillColor=fill, strokeColor=edge, strokeWidth=0.8)
        )

    def rule(self, x: float, y: float, x2: float, y2: float) -> None:
        self.drawing.add(Line(x, self.height - y, x2, self.height - y2, strokeColor=QUIET, strokeWidth=0.8))

    def title(self, words: str, unit: str) -> None:
        told = f"{words}（{unit}）" if unit else words
        self.text(0, 12, shorten(told, BOLD, _TITLE, self.width), _TITLE, font=BOLD)

    def note(self, words: str) -> None:
        """On the last line, where there is one."""
        if words:
            self.text(0, self.height - 3, words, _SMALL)


def _bars(width: float, settle: Callable[[str], str], chart: Bars) -> Any:
    """A name that needs more lines makes its row higher; the bar stands in its middle."""
    room = _label_room([bar.label for bar in chart.bars], width)
    labels = [wrap_at_most(bar.label, REGULAR, _TYPE, room - 6, _MOST_LINES) for bar in chart.bars]
    steps = [_BAR_STEP + _LABEL_LINE * (len(lines) - 1) for lines in labels]
    below = _note_room(chart)
    board = _Board(width, _TITLE_ROOM + sum(steps, 0.0 if steps else _BAR_STEP) + below, settle)
    board.title(chart.title, chart.unit)
    figures = max((text_width(figure_text(bar.cell), BOLD, _TYPE) for bar in chart.bars), default=0.0) + 6
    most, top = _most(bar.cell for bar in chart.bars), _TITLE_ROOM
    for bar, lines, step in zip(chart.bars, labels, steps, strict=True):
        length, middle = (width - room - figures) * _share(bar.cell, most), top + (step - _BAR_STEP) / 2
        for number, line in enumerate(lines):
            board.text(room - 6, top + 10 + number * _LABEL_LINE, line, to="end")
        board.box(room, middle, length, _BAR, KEY)
        board.text(room + length + 4, middle + 10, figure_text(bar.cell), font=BOLD)
        top += step
    board.rule(room, _TITLE_ROOM - 3, room, board.height - 3 - below)
    board.note(chart.note)
    return board.drawing


def _progress(board: _Board, chart: Progress) -> Any:
    """An empty box as long as the target, filled as far as it was reached."""
    board.title(chart.title, "")
    for number, step in enumerate(chart.steps):
        top = _TITLE_ROOM + number * _STEP
        board.text(0, top + 9, shorten(step.label, REGULAR, _TYPE, board.width))
        board.box(0, top + 14, board.width, _BAR, white, INK)
        board.box(0, top + 14, board.width * step.part, _BAR, KEY)
        board.text(board.width, top + 38, shorten(step.told, BOLD, _TYPE, board.width), font=BOLD, to="end")
    return board.drawing


def _heat(board: _Board, chart: HeatMap) -> Any:
    board.title(chart.title, chart.unit)
    labels = _label_room([row.label for row in chart.rows], board.width)
    step = (board.width - labels) / max(len(chart.columns), 1)
    most = _most(cell for row in chart.rows for cell in row.cells)
    for place, column in enumerate(chart.columns):
        board.text(labels + (place + 0.5) * step, _TITLE_ROOM + 8, column, _SMALL, to="middle")
    for number, row in enumerate(chart.rows, 1):
        top = _TITLE_ROOM + number * _HEAT_ROW - 5
        board.text(labels - 6, top + 13, shorten(row.label, REGULAR, _TYPE, labels - 6), to="end")
        for place, cell in enumerate(row.cells):
            shade = _share(cell, most)
            dark = _PALE + (_DARK - _PALE) * shade if shade else 0.0
            board.box(labels + place * step, top, step, _HEAT_ROW, _tint(dark), RULE)
            fill = white if dark > _WHITE_ON else black
            board.text(labels + (place + 0.5) * step, top + 13, figure_text(cell), _TYPE, to="middle", fill=fill)
    return board.drawing


def _trend(board: _Board, chart: Trend) -> Any:
    board.title(chart.title, chart.unit)
    lines = [chart.now, *([chart.before] if chart.before is not None else [])]
    labels = _label_room([f"■ {line.label}" for line in lines], board.width)
    step = (board.width - labels) / max(len(chart.months), 1)
    most = _most(cell for line in lines for cell in line.cells)
    floor = _TITLE_ROOM + _TREND
    thick = min(step * 0.38, 16.0)
    for place, month in enumerate(chart.months):
        middle = labels + (place + 0.5) * step
        board.text(middle, floor + _LINE - 2, month, _SMALL, to="middle")
        for number, line in enumerate(lines):
            tall = (_TREND - 6) * _share(line.cells[place], most)
            left = middle - thick * (len(lines) / 2 - number)
            board.box(left, floor - tall, thick, tall, *_fill(number))
            below = floor + _LINE * (number + 2)
            board.text(middle, below, figure_text(line.cells[place]), _SMALL, to="middle")
    for number, line in enumerate(lines):
        below = floor + _LINE * (number + 2)
        board.box(0, below - 7, 7, 7, *_fill(number))
        board.text(11, below, shorten(line.label, REGULAR, _SMALL, labels - 15), _SMALL)
    board.rule(labels, floor, board.width, floor)
    board.note(chart.note)
    return board.drawing


def _note_room(chart: Bars | Trend) -> float:
    return _LINE + 4 if chart.note else 0.0


def _fill(number: int) -> tuple[Any, Any]:
    """The year before is an empty box, apart from this year's on any printer."""
    return (KEY, KEY) if number == 0 else (white, INK)


def _label_room(labels: Sequence[str], width: float) -> float:
    widest = max((text_width(printable(each), REGULAR, _TYPE) for each in labels), default=0.0)
    return min(widest + 8, width * _MOST_LABEL)


def _most(cells: Iterable[Cell]) -> int:
    return max((_value(cell) for cell in cells), default=0)


def _share(cell: Cell, most: int) -> float:
    return max(0, _value(cell)) / most if most > 0 else 0.0


def _value(cell: Cell) -> int:
    return 0 if cell is None or cell.suppressed else cell.value


def _tint(dark: float) -> Any:
    """The key colour, thinned by white."""
    return Color(*(1 - dark * (1 - part) for part in (KEY.red, KEY.green, KEY.blue)))
