"""The visitor card (受付カード): 91 × 55 mm, the Japanese business card, singly or ten to an A4 sheet.

The sheet fits the ready-cut ten-up sheets that any stationer sells (2 × 5, 14 mm left, 11 mm top).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.card_code import pretty
from core.paper.fonts import BOLD, REGULAR
from core.paper.layout import A4, KEY, RULE, Sheet, Size, mm
from core.paper.wrapping import size_that_fits, wrap, wrap_at_most

CARD: Size = (91 * mm, 55 * mm)
COLUMNS, ROWS = 2, 5
PER_SHEET = COLUMNS * ROWS
SHEET_LEFT, SHEET_TOP = 14 * mm, 11 * mm

SENTENCE = "受付でこのカードをお見せください。"
_TITLE = "受付カード"
_QR_SIDE = 33.35 * mm  # 29 modules with the quiet zone: 1.15 mm each
_INSET = 6 * mm
_TEXT_WIDTH = CARD[0] - _QR_SIDE - _INSET - 4 * mm


@dataclass(frozen=True, slots=True)
class VisitorCard:
    """What stands on a card: its code, the site, and a name only if the visitor wants it there."""

    code: str
    site: str
    name: str = ""


def card_pdf(card: VisitorCard, *, on_a4: bool = False) -> bytes:
    """One card on a page of its own size, or at the first place of an A4 sheet of ten."""
    if on_a4:
        return card_sheet_pdf([card])
    sheet = Sheet(CARD, _TITLE)
    _draw_card(sheet, card)
    return sheet.finish()


def card_sheet_pdf(cards: Sequence[VisitorCard], *, corner_marks: bool = False, first_place: int = 1) -> bytes:
    """A4 sheets of ten. `first_place` (1 to 10) begins later on a sheet partly used up; `corner_marks` help
    to cut plain paper and stay off on perforated sheets. Raises ValueError for a place that is not there."""
    if not 1 <= first_place <= PER_SHEET:
        raise ValueError(f"a sheet has {PER_SHEET} places")
    sheet = Sheet(A4, _TITLE)
    for position, card in enumerate(cards, start=first_place - 1):
        place = position % PER_SHEET
        if place == 0 and position > 0:
            sheet.next_page()
        with sheet.moved_to(*place_on_sheet(place)):
            _draw_card(sheet, card)
            if corner_marks:
                _draw_corner_marks(sheet)
    return sheet.finish()


def place_on_sheet(place: int) -> tuple[float, float]:
    """Lower left corner of a place on the A4 sheet, in points; 0 is at the top left, then to the right."""
    row, column = divmod(place, COLUMNS)
    return SHEET_LEFT + column * CARD[0], A4[1] - SHEET_TOP - (row + 1) * CARD[1]


def _draw_card(sheet: Sheet, card: VisitorCard) -> None:
    left, bottom = CARD[0] - _QR_SIDE - 1.5 * mm, CARD[1] - _QR_SIDE - 0.8 * mm
    sheet.qr(card.code, left, bottom, _QR_SIDE)
    below = bottom - 3 * mm  # the quiet zone stays white above the tops of the letters
    sheet.lines(left + _QR_SIDE / 2, below, _code_lines(card.code), 10.5, align="centre", leading=1.2)
    _draw_words(sheet, card)


def _draw_words(sheet: Sheet, card: VisitorCard) -> None:
    height = CARD[1]
    sheet.box(_INSET, height - 11.2 * mm, 1.2 * mm, 4.6 * mm, fill=KEY, weight=0)
    sheet.text(_INSET + 3 * mm, height - 10.4 * mm, _TITLE, 11, font=BOLD, colour=KEY)
    site_size = 9.5 if len(wrap(card.site, REGULAR, 9.5, _TEXT_WIDTH)) <= 2 else 8
    sheet.lines(_INSET, height - 17 * mm, wrap_at_most(card.site, REGULAR, site_size, _TEXT_WIDTH, 3), site_size)
    if card.name:
        shown = f"{card.name} 様"
        size = size_that_fits(shown, BOLD, _TEXT_WIDTH, 16, 10)
        lines = wrap_at_most(shown, BOLD, size, _TEXT_WIDTH, 3)
        sheet.lines(_INSET, height - 33.2 * mm, lines, size, font=BOLD, leading=1.25)
    sheet.rule(_INSET, 11 * mm, CARD[0] - 2 * _INSET)
    sheet.text(_INSET, 6 * mm, SENTENCE, 10.5)


def _code_lines(code: str) -> tuple[str, str]:
    """The code in groups of four, two groups a line, so that it stands as wide as the QR above it."""
    groups = pretty(code).split("-")
    return " ".join(groups[:2]), " ".join(groups[2:])


def _draw_corner_marks(sheet: Sheet) -> None:
    """Short ticks at the four corners, inside the card's own edge."""
    tick = 2 * mm
    for x, across in ((0.0, tick), (CARD[0], -tick)):
        for y, along in ((0.0, tick), (CARD[1], -tick)):
            sheet.line(x, y, x + across, y, colour=RULE, weight=0.4)
            sheet.line(x, y, x, y + along, colour=RULE, weight=0.4)
