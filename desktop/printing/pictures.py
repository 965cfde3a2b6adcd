"""The drawings of handouts (`assets/pictures`), as vectors: circles, rectangles and paths of M, L, C and Z alone.

They are SVG so that a window shows the very same ones; our own small reader keeps a large library out.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple
from xml.etree import ElementTree

from core.assets import asset_path
from core.handouts import Picture
from core.paper.layout import INK, Sheet

BOX = 48.0
"""Side of the square in which every drawing stands."""

_LINE = 3.0
_COMMAND = re.compile(r"([MLCZ])([^MLCZ]*)")
_ROUND = 1


class _Shape(NamedTuple):
    """One element: for a path its steps, else its measures (x, y, radius; or x, y, width, height, corner)."""

    kind: Literal["circle", "rect", "path"]
    measures: tuple[float, ...]
    steps: tuple[tuple[str, tuple[float, ...]], ...]
    line: float
    cap: int
    filled: bool


def draw_picture(sheet: Sheet, picture: Picture, x: float, y: float, side: float, colour: Any = INK) -> None:
    """Draw a picture into a square, from its lower left corner."""
    canvas = sheet.canvas
    with sheet.moved_to(x, y + side):
        canvas.scale(side / BOX, -side / BOX)
        canvas.setStrokeColor(colour)
        canvas.setFillColor(colour)
        canvas.setLineJoin(_ROUND)
        for shape in _shapes(picture):
            canvas.setLineWidth(shape.line)
            canvas.setLineCap(shape.cap)
            _draw(canvas, shape)


def _draw(canvas: Any, shape: _Shape) -> None:
    look = {"stroke": int(shape.line > 0), "fill": int(shape.filled)}
    match shape.kind:
        case "circle":
            canvas.circle(*shape.measures, **look)
        case "rect":
            canvas.roundRect(*shape.measures, **look)
        case "path":
            canvas.drawPath(_path(canvas, shape), **look)


def _path(canvas: Any, shape: _Shape) -> Any:
    path = canvas.beginPath()
    for command, numbers in shape.steps:
        match command:
            case "M":
                path.moveTo(*numbers)
            case "L":
                path.lineTo(*numbers)
            case "C":
                path.curveTo(*numbers)
            case "Z":
                path.close()
    return path


@cache
def _shapes(picture: Picture) -> tuple[_Shape, ...]:
    drawing = ElementTree.fromstring(asset_path("pictures", f"{picture}.svg").read_bytes())
    return tuple(map(_shape, drawing))


def _shape(element: ElementTree.Element) -> _Shape:
    filled = element.get("fill") == "currentColor"
    line = 0.0 if element.get("stroke") == "none" else float(element.get("stroke-width", _LINE))
    cap = 0 if element.get("stroke-linecap") == "butt" else _ROUND
    kind = element.tag.rpartition("}")[2]
    match kind:
        case "circle" | "rect":
            names = ("cx", "cy", "r") if kind == "circle" else ("x", "y", "width", "height", "rx")
            measures = tuple(float(element.get(name, 0)) for name in names)
            return _Shape(kind, measures, (), line, cap, filled)
        case "path":
            return _Shape(kind, (), tuple(_steps(element.get("d", ""))), line, cap, filled)
    raise ValueError(f"a picture holds <{kind}>")


def _steps(drawn: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    for command, numbers in _COMMAND.findall(drawn):
        yield command, tuple(map(float, numbers.split()))
