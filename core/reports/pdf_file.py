"""A report as a paper to be handed in: its head with boxes for seals, figures, their notes and rule, then charts."""

from collections.abc import Iterator, Sequence

from core.paper.flow import Block, Drawn, TableBlock
from core.paper.layout import Sheet
from core.reports.charts import Chart, chart_drawing
from core.reports.pdf_head import Head
from core.reports.pdf_paper import gap, noted, nothing, paper_of
from core.reports.pdf_table import Arranged, arranged, figure_table
from core.reports.period import PeriodKind
from core.reports.spread import all_notes, cut_off_text, period_text
from core.reports.table import ReportTable
from core.wareki import wareki


def report_pdf(table: ReportTable, charts: Sequence[Chart] = ()) -> bytes:
    """The paper, over as many pages as it needs. Its bytes depend on the report alone."""
    page, period = arranged(table), table.period
    is_named = period.kind not in (PeriodKind.FREE, PeriodKind.DAY)
    days = f"{wareki(period.first)}から{wareki(period.last)}まで" if is_named else ""
    head = Head(table.ja, period_text(table), cut_off_text(table), table.scope, days)
    return paper_of(head, page.size, _blocks(table, page, charts))


def _blocks(table: ReportTable, page: Arranged, charts: Sequence[Chart]) -> Iterator[Block]:
    if not table.rows:
        yield nothing()
    else:
        for number, places in enumerate(page.parts):
            if number:
                yield gap(14)
            yield TableBlock(figure_table(table, places, page.width), page.width)
    yield gap()
    for number, note in enumerate(all_notes(table)):
        yield noted("注" if number == 0 else "", note, page.width)
    yield noted("数え方", table.rule, page.width)
    for chart in charts:
        yield gap()
        yield _drawn(chart, page.width)


def _drawn(chart: Chart, width: float) -> Block:
    drawing = chart_drawing(chart, width)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        drawing.drawOn(sheet.canvas, x, top - drawing.height)

    return Drawn(drawing.height, draw)
