"""整理券: the number that a visitor keeps, eight to an A4 sheet, in the order of the slips."""

from collections.abc import Sequence

from core.paper.fonts import BOLD, REGULAR
from core.paper.layout import A4, KEY, Sheet, Size, mm
from core.paper.wrapping import size_that_fits, wrap_at_most
from desktop.printing.visit_paper import VisitPaper

COLUMNS, ROWS = 2, 4
PER_SHEET = COLUMNS * ROWS
TICKET: Size = (A4[0] / COLUMNS, A4[1] / ROWS)  # A7, 105 × 74.25 mm

SENTENCE = "番号でお呼びします"
_INSET = 9 * mm
_QR_SIDE = 34 * mm


def ticket_sheet_pdf(visits: Sequence[VisitPaper]) -> bytes:
    """A4 sheets of eight tickets with dashed lines to cut along."""
    sheet = Sheet(A4, "整理券")
    for position, visit in enumerate(visits):
        place = position % PER_SHEET
        if place == 0:
            if position:
                sheet.next_page()
            _draw_cut_lines(sheet)
        with sheet.moved_to(*_corner(place)):
            _draw_ticket(sheet, visit)
    return sheet.finish()


def _corner(place: int) -> tuple[float, float]:
    row, column = divmod(place, COLUMNS)
    return column * TICKET[0], A4[1] - (row + 1) * TICKET[1]


def _draw_ticket(sheet: Sheet, visit: VisitPaper) -> None:
    width, height = TICKET
    number_width = width - 2 * _INSET - _QR_SIDE
    sheet.text(_INSET, height - 13 * mm, "整理券", 12, font=BOLD, colour=KEY)
    sheet.text(_INSET, height - 19.5 * mm, visit.day_in_words, 10.5)
    size = size_that_fits(visit.ticket, BOLD, number_width, 68, 30)
    sheet.text(_INSET, 30 * mm, visit.ticket, size, font=BOLD)
    qr_left = width - _INSET - _QR_SIDE + 4.7 * mm  # its dark part ends at the margin
    sheet.qr(visit.code, qr_left, height - _QR_SIDE - 6 * mm, _QR_SIDE)
    sheet.rule(_INSET, 25 * mm, width - 2 * _INSET)
    sheet.text(_INSET, 17.5 * mm, SENTENCE, 14, font=BOLD)
    venue = wrap_at_most(visit.venue, REGULAR, 10.5, width - 2 * _INSET, 2)
    sheet.lines(_INSET, 11 * mm, venue, 10.5, leading=1.3)


def _draw_cut_lines(sheet: Sheet) -> None:
    width, height = A4
    for column in range(1, COLUMNS):
        sheet.line(column * TICKET[0], 0, column * TICKET[0], height, dash=True)
    for row in range(1, ROWS):
        sheet.line(0, row * TICKET[1], width, row * TICKET[1], dash=True)
