"""A report as a paper to be handed in: title, period, cut-off and scope, boxes for seals, figures, notes, the rule."""

from collections.abc import Iterator, Sequence

from core.paper.flow import Block, Drawn, Labelled, Pages, TableBlock, draw_pages
from core.paper.fonts import BOLD, REGULAR
from core.paper.furniture import SEAL_SIDE, draw_foot, draw_seals
from core.paper.layout import KEY, QUIET, Sheet, mm
from core.paper.wrapping import shorten, size_that_fits, wrap, wrap_at_most
from core.reports.charts import Chart, chart_drawing
from core.reports.pdf_table import MARGIN, Arranged, arranged, figure_table
from core.reports.period import PeriodKind
from core.reports.spread import all_notes, cut_off_text, period_text
from core.reports.table import ReportTable
from core.wareki import wareki

SEALS = ("作成", "確認", "承認")
SEAL = "印"
_HEAD = 51 * mm
_LATER = 24 * mm
_BOTTOM = 19 * mm
_LABEL = 52.0
_NOTE = 9.5


def report_pdf(table: ReportTable, charts: Sequence[Chart] = ()) -> bytes:
    """The paper, over as many pages as it needs. Its bytes depend on the report alone."""
    page = arranged(table)
    sheet = Sheet(page.size, f"{table.ja} {period_text(table)}")
    top = page.size[1]
    pages = Pages(first_top=top - _HEAD, top=top - _LATER, bottom=_BOTTOM).fill(list(_blocks(table, page, charts)))

    def furnish(number: int, count: int) -> None:
        _draw_head(sheet, page, table) if number == 1 else _draw_later_head(sheet, page, table)
        draw_foot(sheet, MARGIN, page.width, f"締切 {cut_off_text(table)}", number, count)

    draw_pages(sheet, pages, MARGIN, furnish)
    return sheet.finish()


def _blocks(table: ReportTable, page: Arranged, charts: Sequence[Chart]) -> Iterator[Block]:
    if not table.rows:
        yield Drawn(24, lambda sheet, x, top: sheet.text(x, top - 14, "この期間の記録はありません。", 11))
    else:
        for number, places in enumerate(page.parts):
            if number:
                yield _gap(14)
            yield TableBlock(figure_table(table, places, page.width), page.width)
    for chart in charts:
        yield _gap(10)
        yield _drawn(chart, page.width)
    yield _gap(10)
    for number, note in enumerate(all_notes(table)):
        yield _labelled("注" if number == 0 else "", note, page.width)
    yield _labelled("数え方", table.rule, page.width)


def _gap(height: float) -> Block:
    return Drawn(height, lambda sheet, x, top: None)


def _drawn(chart: Chart, width: float) -> Block:
    drawing = chart_drawing(chart, width)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        drawing.drawOn(sheet.canvas, x, top - drawing.height)

    return Drawn(drawing.height, draw)


def _labelled(label: str, text: str, width: float) -> Block:
    return Labelled(label, wrap(text, REGULAR, _NOTE, width - _LABEL), _LABEL, _NOTE)


def _draw_head(sheet: Sheet, page: Arranged, table: ReportTable) -> None:
    top, room = page.size[1], page.width - len(SEALS) * SEAL_SIDE - 6 * mm
    title = size_that_fits(table.ja, BOLD, room - 5 * mm, 18, 13)
    sheet.box(MARGIN, top - 22 * mm, 1.6 * mm, 7.4 * mm, fill=KEY, weight=0)
    below = sheet.lines(
        MARGIN + 4.4 * mm,
        top - 20.6 * mm,
        wrap_at_most(table.ja, BOLD, title, room - 5 * mm, 2),
        title,
        font=BOLD,
        colour=KEY,
        leading=1.2,
    )
    y = min(below, top - 29 * mm) + 1 * mm
    size = size_that_fits(period_text(table), BOLD, room, 13, 9.5)
    sheet.text(MARGIN, y, shorten(period_text(table), BOLD, size, room), size, font=BOLD)
    for line in _facts(table):
        y -= 5.4 * mm
        sheet.text(MARGIN, y, shorten(line, REGULAR, 10, room), 10, colour=QUIET)
    draw_seals(sheet, MARGIN + page.width, top - 14 * mm, SEALS, mark=SEAL)


def _facts(table: ReportTable) -> Iterator[str]:
    period = table.period
    if period.kind not in (PeriodKind.FREE, PeriodKind.DAY):
        yield f"{wareki(period.first)}から{wareki(period.last)}まで"
    yield f"締切 {cut_off_text(table)}までに書かれた記録"
    if table.scope:
        yield f"報告する範囲　{table.scope}"


def _draw_later_head(sheet: Sheet, page: Arranged, table: ReportTable) -> None:
    y = page.size[1] - 17 * mm
    line = "　".join(filter(None, (table.ja, period_text(table), table.scope)))
    sheet.text(MARGIN, y, shorten(line, BOLD, 9.5, page.width), 9.5, font=BOLD)
    sheet.rule(MARGIN, y - 3 * mm, page.width, colour=KEY, weight=1)
