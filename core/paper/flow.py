"""Blocks one below the other over as many pages as they need, with a head and 「n / m ページ」 on each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Protocol

from core.paper.fonts import BOLD
from core.paper.layout import LEADING, Sheet

_LEAST_TABLE = 60.0  # a head and two rows: less of a table at the foot of a page helps nobody


class Block(Protocol):
    """Something with a height, drawn whole or cut in two."""

    @property
    def height(self) -> float: ...

    @property
    def least(self) -> float:
        """The smallest part worth beginning at the foot of a page."""

    def cut(self, room: float) -> "tuple[Block, Block] | None":
        """The part that fits and the rest; None if no part fits."""

    def draw(self, sheet: Sheet, x: float, top: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Drawn:
    """A block drawn in one piece by `draw_at(sheet, x, top)`. A heading is kept with what follows."""

    height: float
    draw_at: Callable[[Sheet, float, float], None]
    is_heading: bool = False

    @property
    def least(self) -> float:
        return self.height

    def cut(self, room: float) -> None:
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        self.draw_at(sheet, x, top)


@dataclass(frozen=True, slots=True)
class Labelled:
    """Free text of any length beside its label, cut between lines."""

    label: str
    lines: tuple[str, ...]
    indent: float
    size: float = 10.0

    @property
    def height(self) -> float:
        return len(self.lines) * self._line + 3

    @property
    def least(self) -> float:
        return self._line + 3

    def cut(self, room: float) -> "tuple[Labelled, Labelled] | None":
        fitting = int((room - 3) / self._line)
        if fitting < 1:
            return None
        return replace(self, lines=self.lines[:fitting]), replace(self, label="", lines=self.lines[fitting:])

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        sheet.text(x, top - 11, self.label, 9, font=BOLD)
        sheet.lines(x + self.indent, top - 11, self.lines, self.size)

    @property
    def _line(self) -> float:
        return self.size * LEADING


class TableBlock:
    """A ReportLab table, cut between rows; its head repeats."""

    def __init__(self, flowable: Any, width: float) -> None:
        self._flowable = flowable
        self._width = width
        self._height: float = flowable.wrap(width, 0)[1]

    @property
    def height(self) -> float:
        return self._height

    @property
    def least(self) -> float:
        return min(self.height, _LEAST_TABLE)

    def cut(self, room: float) -> "tuple[TableBlock, TableBlock] | None":
        parts = self._flowable.split(self._width, room)
        if len(parts) != 2:
            return None
        return TableBlock(parts[0], self._width), TableBlock(parts[1], self._width)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        self._flowable.drawOn(sheet.canvas, x, top - self.height)


class Placed(NamedTuple):
    """A block and where its top is on its page."""

    block: Block
    top: float


@dataclass(slots=True)
class Pages:
    """Fills pages from `top` down to `bottom`; the first page begins at `first_top`."""

    first_top: float
    top: float
    bottom: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    y: float = field(init=False)

    def __post_init__(self) -> None:
        self.y = self.first_top

    def fill(self, blocks: Sequence[Block]) -> list[list[Placed]]:
        for block, needed in _with_room_needed(blocks):
            if needed > self._room:
                self._turn()
            self._put(block)
        return self.pages

    @property
    def _room(self) -> float:
        return self.y - self.bottom

    def _put(self, block: Block) -> None:
        while block.height > self._room and (parts := block.cut(self._room)):
            self._place(parts[0])
            self._turn()
            block = parts[1]
        if block.height > self._room:
            self._turn()
        self._place(block)

    def _place(self, block: Block) -> None:
        self.pages[-1].append(Placed(block, self.y))
        self.y -= block.height

    def _turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
            self.y = self.top


def draw_pages(sheet: Sheet, pages: Sequence[Sequence[Placed]], x: float, furnish: Callable[[int, int], None]) -> None:
    """Draw every page; `furnish(page, pages)` adds head and foot, pages counted from 1."""
    for number, page in enumerate(pages, start=1):
        if number > 1:
            sheet.next_page()
        furnish(number, len(pages))
        for placed in page:
            placed.block.draw(sheet, x, placed.top)


def _with_room_needed(blocks: Sequence[Block]) -> Iterator[tuple[Block, float]]:
    """Each block with the room it wants at the foot of a page: a heading also that of what it heads."""
    needed = 0.0
    wanted: list[float] = []
    for block in reversed(blocks):
        needed = block.least + (needed if isinstance(block, Drawn) and block.is_heading else 0.0)
        wanted.append(needed)
    return zip(blocks, reversed(wanted), strict=True)
