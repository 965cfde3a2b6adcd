"""日報 (report R6) on A4: figures first, lists after, so that a busy day's first page tells the day."""

from collections.abc import Callable, Iterator

from core.paper.flow import Block, Pages, draw_pages
from core.paper.fonts import BOLD, REGULAR
from core.paper.furniture import SEAL_SIDE, draw_foot, draw_seals
from core.paper.layout import A4, KEY, QUIET, Sheet, mm
from core.paper.wrapping import shorten, size_that_fits, wrap_at_most
from core.reports.daily_sheet import DailySheet
from core.wareki import clock, wareki, wareki_with_weekday
from desktop.printing import daily_sheet_figures as figures
from desktop.printing import daily_sheet_lists as lists

TITLE = "日報"
STAMPS = ("担当者", "会場責任者", "本部")

_MARGIN = 16 * mm  # a little narrower than other papers: the tables are wide
_WIDTH = A4[0] - 2 * _MARGIN
_HEAD_BOTTOM = A4[1] - 49 * mm
_LATER_TOP = A4[1] - 23 * mm
_BOTTOM = 19 * mm

_PARTS: tuple[Callable[[DailySheet, float], Iterator[Block]], ...] = (
    figures.at_a_glance,
    figures.weather_and_notes,
    figures.hours,
    lists.sessions,
    lists.duties,
    figures.matrix,
    lists.loans,
    lists.cash,
    lists.incidents,
    lists.unsettled,
    lists.conditions,
    lists.receptions,
    lists.consultations,
)


def daily_sheet_pdf(day: DailySheet) -> bytes:
    """The sheet, over as many pages as the day needs; an empty day says so in each part."""
    sheet = Sheet(A4, f"{TITLE} {wareki(day.day)}")
    blocks = [block for part in _PARTS for block in part(day, _WIDTH)]
    pages = Pages(first_top=_HEAD_BOTTOM, top=_LATER_TOP, bottom=_BOTTOM).fill(blocks)

    def furnish(page: int, page_count: int) -> None:
        if page == 1:
            _draw_first_head(sheet, day)
        else:
            _draw_later_head(sheet, day)
        _draw_foot(sheet, day, page, page_count)

    draw_pages(sheet, pages, _MARGIN, furnish)
    return sheet.finish()


def _draw_first_head(sheet: Sheet, day: DailySheet) -> None:
    top = A4[1]
    beside_stamps = _WIDTH - len(STAMPS) * SEAL_SIDE - 6 * mm
    sheet.box(_MARGIN, top - 21.4 * mm, 1.6 * mm, 7.2 * mm, fill=KEY, weight=0)
    sheet.text(_MARGIN + 4.4 * mm, top - 20.4 * mm, TITLE, 20, font=BOLD, colour=KEY)
    sheet.text(_MARGIN + 24 * mm, top - 20.4 * mm, wareki_with_weekday(day.day), 13, font=BOLD)
    size = size_that_fits(day.venue, BOLD, beside_stamps, 13, 10.5)
    venue = wrap_at_most(day.venue, BOLD, size, beside_stamps, 2)
    below = sheet.lines(_MARGIN, top - 30 * mm, venue, size, font=BOLD, leading=1.3)
    place = shorten(f"{day.municipality}　{day.site}", REGULAR, 10, beside_stamps)
    sheet.text(_MARGIN, below - 0.5 * mm, place, 10, colour=QUIET)
    draw_seals(sheet, _MARGIN + _WIDTH, top - 14 * mm, STAMPS)  # 確認印


def _draw_later_head(sheet: Sheet, day: DailySheet) -> None:
    y = A4[1] - 17 * mm
    line = f"{TITLE}　{wareki_with_weekday(day.day)}　{day.venue}"
    sheet.text(_MARGIN, y, shorten(line, BOLD, 9.5, _WIDTH), 9.5, font=BOLD)
    sheet.rule(_MARGIN, y - 3 * mm, _WIDTH, colour=KEY, weight=1)


def _draw_foot(sheet: Sheet, day: DailySheet, page: int, page_count: int) -> None:
    printed = day.printed_at
    words = f"印刷 {wareki(printed.date())} {clock(printed.time())}"
    draw_foot(sheet, _MARGIN, _WIDTH, words, page, page_count)
