"""受付用紙: one visitor writes on a sheet of their own, where a shared list would show who came before. A6, four on A4.

It asks for the age band, and for what the site has switched on with its purpose; for nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.paper.fonts import BOLD, REGULAR, text_width
from core.paper.layout import A4, INK, KEY, QUIET, Sheet, Size, mm
from core.paper.wrapping import size_that_fits, wrap, wrap_at_most
from desktop.printing.visit_paper import VisitPaper

COLUMNS, ROWS = 2, 2
PER_SHEET = COLUMNS * ROWS
SLIP: Size = (A4[0] / COLUMNS, A4[1] / ROWS)  # A6, 105 × 148.5 mm

NUMBER_WARNING = "マイナンバー（12桁の番号）は書かないでください。"
HAND_OVER = "書けたら、受付の係にお渡しください。"

_INSET = 8 * mm
_WIDTH = SLIP[0] - 2 * _INSET
_QR_SIDE = 31 * mm
_PURPOSE_LINES = 3
_FOOT = 25 * mm


@dataclass(frozen=True, slots=True)
class ReceptionForm:
    """What every slip asks: age bands to tick, fields to write, and what the fields are for."""

    age_bands: tuple[str, ...]
    fields: tuple[str, ...] = ()
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    """How the age bands stand: side of a box, type, from heading to first row, from row to row, column."""

    box: float
    size: float
    first: float
    step: float
    column: float


_WITH_FIELDS = _Look(4 * mm, 10.5, 7 * mm, 7 * mm, _WIDTH / 4)
_ALONE = _Look(5.5 * mm, 14, 11 * mm, 12.5 * mm, _WIDTH / 2)


def reception_slip_pdf(visits: Sequence[VisitPaper], form: ReceptionForm) -> bytes:
    """A4 sheets of four slips with dashed lines to cut along."""
    sheet = Sheet(A4, "受付用紙")
    for position, visit in enumerate(visits):
        place = position % PER_SHEET
        if place == 0:
            if position:
                sheet.next_page()
            _draw_cut_lines(sheet)
        row, column = divmod(place, COLUMNS)
        with sheet.moved_to(column * SLIP[0], A4[1] - (row + 1) * SLIP[1]):
            _draw_slip(sheet, visit, form)
    return sheet.finish()


def _draw_slip(sheet: Sheet, visit: VisitPaper, form: ReceptionForm) -> None:
    _draw_head(sheet, visit)
    y = _draw_bands(sheet, form.age_bands, SLIP[1] - 47 * mm, _WITH_FIELDS if form.fields else _ALONE)
    if form.fields:
        _draw_fields(sheet, form, y)
    _draw_foot(sheet)


def _draw_head(sheet: Sheet, visit: VisitPaper) -> None:
    top, text_width_there = SLIP[1], _WIDTH - _QR_SIDE + 2 * mm
    sheet.qr(visit.code, _INSET + _WIDTH - _QR_SIDE + 4.2 * mm, top - _QR_SIDE - 4 * mm, _QR_SIDE)
    sheet.box(_INSET, top - 14.4 * mm, 1.4 * mm, 5.4 * mm, fill=KEY, weight=0)
    sheet.text(_INSET + 3.4 * mm, top - 13.4 * mm, "受付用紙", 14, font=BOLD, colour=KEY)
    size = size_that_fits(visit.ticket, BOLD, text_width_there, 34, 20)
    sheet.text(_INSET, top - 26.5 * mm, visit.ticket, size, font=BOLD)
    day_size = size_that_fits(visit.day_in_words, REGULAR, text_width_there, 10.5, 8)
    sheet.text(_INSET, top - 32.5 * mm, visit.day_in_words, day_size)
    sheet.lines(_INSET, top - 37 * mm, wrap_at_most(visit.venue, REGULAR, 9, _WIDTH, 1), 9)
    sheet.rule(_INSET, top - 40 * mm, _WIDTH, colour=KEY, weight=1)


def _draw_bands(sheet: Sheet, bands: Sequence[str], y: float, look: _Look) -> float:
    """The boxes in rows; where the last row ends."""
    sheet.text(_INSET, y, "年代", 11, font=BOLD)
    sheet.text(_INSET + 12 * mm, y, "あてはまるものに ✓", 9, colour=QUIET)
    y -= look.first
    x = _INSET
    for band in bands:
        width = look.box + 1.6 * mm + text_width(band, REGULAR, look.size)
        if x + width > _INSET + _WIDTH:
            x, y = _INSET, y - look.step
        sheet.tick_box(x, y, look.box)
        sheet.text(x + look.box + 1.6 * mm, y, band, look.size)
        x += max(width + 4 * mm, look.column)
    return y - 4 * mm


def _draw_fields(sheet: Sheet, form: ReceptionForm, top: float) -> None:
    """Lines to write on, as far apart as there is room for; below them what for."""
    purpose = _purpose_lines(form.purpose)
    room = top - _FOOT - len(purpose) * 4.2 * mm
    step = min(13 * mm, room / len(form.fields))
    y = top
    for field in form.fields:
        y -= step
        sheet.text(_INSET, y + 1.2 * mm, field, 9, colour=QUIET)
        sheet.rule(_INSET, y, _WIDTH, colour=INK, weight=0.7)
    sheet.lines(_INSET, y - 4.6 * mm, purpose, 8.5, leading=1.4)


def _purpose_lines(purpose: str) -> tuple[str, ...]:
    if not purpose:
        return ()
    return wrap_at_most(f"お聞きする目的：{purpose}", REGULAR, 8.5, _WIDTH, _PURPOSE_LINES)


def _draw_foot(sheet: Sheet) -> None:
    sheet.rule(_INSET, 19 * mm, _WIDTH)
    sheet.lines(_INSET, 14 * mm, wrap(NUMBER_WARNING, BOLD, 9.5, _WIDTH), 9.5, font=BOLD)
    sheet.text(_INSET, 8 * mm, HAND_OVER, 9.5)


def _draw_cut_lines(sheet: Sheet) -> None:
    sheet.line(SLIP[0], 0, SLIP[0], A4[1], dash=True)
    sheet.line(0, SLIP[1], A4[0], SLIP[1], dash=True)
