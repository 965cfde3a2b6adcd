"""サポーター証: of the size of a visitor's card, never taken for one: a dark band, the name first, its own code."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import white

from core.card_code import pretty
from core.paper.fonts import BOLD, REGULAR
from core.paper.layout import A4, KEY, RULE, Sheet, mm
from core.paper.wrapping import size_that_fits, wrap_at_most
from desktop.printing.visitor_card import CARD, PER_SHEET, place_on_sheet

_BAND = 12 * mm
_QR_SIDE = 30 * mm
_INSET = 6 * mm
_TEXT_WIDTH = CARD[0] - _QR_SIDE - _INSET - 4 * mm
_SENTENCE = ("始めと終わりに、", "受付でかざしてください。")


@dataclass(frozen=True, slots=True)
class SupporterCard:
    """What stands on it: `label` is how supporters are called here."""

    code: str
    name: str
    site: str
    label: str = "サポーター"


def supporter_cards_pdf(cards: Sequence[SupporterCard], *, corner_marks: bool = True) -> bytes:
    """One card on a page of its own size; several ten to an A4 sheet, with marks to cut plain paper by."""
    if len(cards) == 1:
        sheet = Sheet(CARD, "サポーター証")
        _draw(sheet, cards[0])
        return sheet.finish()
    sheet = Sheet(A4, "サポーター証")
    for position, card in enumerate(cards):
        if position and position % PER_SHEET == 0:
            sheet.next_page()
        with sheet.moved_to(*place_on_sheet(position % PER_SHEET)):
            _draw(sheet, card)
            if corner_marks:
                sheet.box(0, 0, *CARD, colour=RULE, weight=0.3)
    return sheet.finish()


def _draw(sheet: Sheet, card: SupporterCard) -> None:
    width, height = CARD
    sheet.box(0, height - _BAND, width, _BAND, fill=KEY, weight=0)
    title = f"{card.label}証"
    size = size_that_fits(title, BOLD, width - 2 * _INSET, 15, 9)
    sheet.text(_INSET, height - 8 * mm, title, size, font=BOLD, colour=white)
    left, bottom = width - _QR_SIDE - 2 * mm, height - _BAND - _QR_SIDE - 0.5 * mm
    sheet.qr(card.code, left, bottom, _QR_SIDE)
    groups = pretty(card.code).split("-")
    lines = (" ".join(groups[:2]), " ".join(groups[2:]))
    sheet.lines(left + _QR_SIDE / 2, bottom - 2.2 * mm, lines, 9, align="centre", leading=1.2)
    size = size_that_fits(card.name, BOLD, _TEXT_WIDTH, 17, 11)
    below = sheet.lines(
        _INSET, height - _BAND - 10 * mm, wrap_at_most(card.name, BOLD, size, _TEXT_WIDTH, 2), size, font=BOLD
    )
    sheet.lines(_INSET, below - 1 * mm, wrap_at_most(card.site, REGULAR, 9, _TEXT_WIDTH, 2), 9)
    sheet.lines(_INSET, 9 * mm, _SENTENCE, 8.5, leading=1.3)
