"""What stands on every page of a paper that an office keeps: boxes for seals, and the foot with its numbers."""

from collections.abc import Sequence

from core.paper.layout import QUIET, RULE, Sheet, mm

SEAL_SIDE = 20 * mm
_TITLE_ROW = 6 * mm


def draw_seals(sheet: Sheet, right: float, top: float, titles: Sequence[str], *, mark: str = "") -> None:
    """A box (27 mm high) for each who seals the paper, the last one at the right; `mark` stands faintly in each."""
    for place, title in enumerate(reversed(titles), start=1):
        left = right - place * SEAL_SIDE
        sheet.box(left, top - 27 * mm, SEAL_SIDE, 27 * mm, colour=QUIET)
        sheet.rule(left, top - _TITLE_ROW, SEAL_SIDE, colour=QUIET)
        sheet.text(left + SEAL_SIDE / 2, top - 4.3 * mm, title, 9, align="centre")
        if mark:
            sheet.text(left + SEAL_SIDE / 2, top - 18 * mm, mark, 9, colour=RULE, align="centre")


def draw_foot(sheet: Sheet, left: float, width: float, words: str, page: int, pages: int) -> None:
    """Some words at the left and 「n / m ページ」 at the right."""
    y = 11 * mm
    sheet.text(left, y, words, 9, colour=QUIET)
    sheet.text(left + width, y, f"{page} / {pages} ページ", 9, colour=QUIET, align="right")
