"""The head of every report's paper: title, period, what is in it, and boxes for seals; a line on later pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.paper.fonts import BOLD, REGULAR
from core.paper.furniture import SEAL_SIDE, draw_seals
from core.paper.layout import KEY, QUIET, Sheet, Size, mm
from core.paper.wrapping import shorten, size_that_fits, wrap_at_most

SEALS = ("作成", "確認", "承認")
SEAL = "印"
MARGIN = 18 * mm
HEAD = 51 * mm
"""How much of the first page it takes."""
LATER = 24 * mm
BOTTOM = 19 * mm


@dataclass(frozen=True, slots=True)
class Head:
    """What stands there; `cut_off` in words, `days` where the period is called by a name, `scope` where it is told."""

    title: str
    period: str
    cut_off: str
    scope: str = ""
    days: str = ""

    @property
    def until(self) -> str:
        """Up to when the records go."""
        return f"{self.cut_off}までの記録"

    def draw(self, sheet: Sheet, size: Size) -> None:
        """On the first page, with its seals."""
        top, width = size[1], size[0] - 2 * MARGIN
        room = width - len(SEALS) * SEAL_SIDE - 6 * mm
        large = size_that_fits(self.title, BOLD, room - 5 * mm, 18, 13)
        sheet.box(MARGIN, top - 22 * mm, 1.6 * mm, 7.4 * mm, fill=KEY, weight=0)
        below = sheet.lines(
            MARGIN + 4.4 * mm,
            top - 20.6 * mm,
            wrap_at_most(self.title, BOLD, large, room - 5 * mm, 2),
            large,
            font=BOLD,
            colour=KEY,
            leading=1.2,
        )
        y = min(below, top - 29 * mm) + 1 * mm
        smaller = size_that_fits(self.period, BOLD, room, 13, 9.5)
        sheet.text(MARGIN, y, shorten(self.period, BOLD, smaller, room), smaller, font=BOLD)
        for line in self._facts():
            y -= 5.4 * mm
            sheet.text(MARGIN, y, shorten(line, REGULAR, 10, room), 10, colour=QUIET)
        draw_seals(sheet, MARGIN + width, top - 14 * mm, SEALS, mark=SEAL)

    def draw_later(self, sheet: Sheet, size: Size) -> None:
        """In one line, on the pages after the first."""
        y, width = size[1] - 17 * mm, size[0] - 2 * MARGIN
        line = "　".join(filter(None, (self.title, self.period, self.scope)))
        sheet.text(MARGIN, y, shorten(line, BOLD, 9.5, width), 9.5, font=BOLD)
        sheet.rule(MARGIN, y - 3 * mm, width, colour=KEY, weight=1)

    def _facts(self) -> Iterator[str]:
        if self.days:
            yield self.days
        yield self.until
        if self.scope:
            yield f"報告する範囲　{self.scope}"
