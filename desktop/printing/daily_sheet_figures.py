"""The figures of the 日報: the day at a glance, by hour, and topics by outcome."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlab.graphics import renderPDF

from core.paper.flow import Block, Drawn, Labelled, TableBlock
from core.paper.fonts import BOLD, REGULAR, text_width
from core.paper.layout import KEY, QUIET, Sheet
from core.paper.tables import Column, table
from core.paper.wrapping import wrap
from core.reports.daily_sheet import ConsultationTotals, DailySheet, HourCount
from core.wareki import clock
from desktop.printing.chart import hour_chart
from desktop.printing.sections import COUNT_WIDTH, LABEL_WIDTH, heading, nothing, section

NOT_WRITTEN = "記入なし"

_BODY = 10.0
_FIGURE = 20.0
_TILE_HEIGHT = 72.0
_CHART = 58.0
_NOT_COUNTED = "この日の記録のうち{n}件は、まだ本部の集計に入っていません。"


class _Tile(NamedTuple):
    label: str
    figure: int
    unit: str
    note: str


def at_a_glance(day: DailySheet, width: float) -> Iterator[Block]:
    """The figures of the day: persons and cases apart, and 実人員 with its rule."""
    attendance, consultations = day.attendance, day.consultations
    tiles = (
        _Tile("延べ人数", attendance.visits, "人", f"同伴の方{attendance.companions}人は別"),
        _Tile("実人員", attendance.distinct_registered, "人", attendance.distinct_note),
        _Tile("新しい来場者", attendance.new_visitors, "人", "本日の新規登録"),
        _Tile("相談者数", consultations.persons, "人", "同じ方は1人と数える"),
        _Tile("相談件数", consultations.cases, "件", "主な内容で1件"),
        _Tile("未送信", day.sending.unsent, "件", _last_confirmed(day)),
    )
    yield Drawn(_TILE_HEIGHT, lambda sheet, x, top: _draw_tiles(sheet, x, top, width, tiles))


def weather_and_notes(day: DailySheet, width: float) -> Iterator[Block]:
    yield Drawn(8, lambda sheet, x, top: None)
    if day.sending.not_counted:
        yield _labelled("本部で保留", _NOT_COUNTED.format(n=day.sending.not_counted), width)
    yield _labelled("天候", day.weather, width)
    yield _labelled("特記事項", day.notes, width)


def hours(day: DailySheet, width: float) -> Iterator[Block]:
    visits = sum(hour.visits for hour in day.hours)
    yield heading("時間帯別の受付", f"延べ{visits}人", width)
    if not day.hours:
        yield nothing()
        return
    column = (width - LABEL_WIDTH - COUNT_WIDTH) / len(day.hours)
    columns = (
        Column("時間帯", LABEL_WIDTH),
        *(Column(f"{hour.hour}時", column, "centre") for hour in day.hours),
        Column("合計", COUNT_WIDTH, "right"),
    )
    yield _chart(day.hours, column)
    yield TableBlock(table(columns, [("延べ人数", *(f"{hour.visits}" for hour in day.hours), f"{visits}")]), width)


def matrix(day: DailySheet, width: float) -> Iterator[Block]:
    totals = day.consultations
    columns = (
        Column("相談の内容", width - COUNT_WIDTH * (len(totals.outcomes) + 1)),
        *(Column(outcome.name, COUNT_WIDTH, "right") for outcome in totals.outcomes),
        Column("合計", COUNT_WIDTH, "right"),
    )
    rows = [(topic.name, *map(_count, topic.cases), f"{topic.total}") for topic in totals.topics]
    note = f"相談者数 {totals.persons}人・相談件数 {totals.cases}件"
    yield from section("相談の内容と結果", note, columns, rows, width, total=_matrix_total(totals))


def _draw_tiles(sheet: Sheet, x: float, top: float, width: float, tiles: Sequence[_Tile]) -> None:
    span = width / len(tiles)
    sheet.rule(x, top, width, colour=KEY, weight=1)
    for place, tile in enumerate(tiles):
        left = x + place * span
        if place:
            sheet.line(left - 4, top - 9, left - 4, top - _TILE_HEIGHT + 8)
        sheet.text(left, top - 17, tile.label, 9)
        sheet.text(left, top - 40, f"{tile.figure}", _FIGURE, font=BOLD)
        sheet.text(left + 3 + text_width(f"{tile.figure}", BOLD, _FIGURE), top - 40, tile.unit, 9)
        sheet.lines(left, top - 53, wrap(tile.note, REGULAR, 8, span - 8), 8, colour=QUIET, leading=1.25)
    sheet.rule(x, top - _TILE_HEIGHT, width)


def _last_confirmed(day: DailySheet) -> str:
    last = day.sending.last_confirmed
    if last is None:
        return "本部の受領はまだありません"
    when = clock(last.time()) if last.date() == day.day else f"{last.month}月{last.day}日 {clock(last.time())}"
    return f"{when} 本部が受領"


def _labelled(label: str, text: str, width: float) -> Block:
    lines = wrap(text or NOT_WRITTEN, REGULAR, _BODY, width - LABEL_WIDTH)
    return Labelled(label, lines, LABEL_WIDTH, _BODY)


def _chart(hours: Sequence[HourCount], column: float) -> Block:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        renderPDF.draw(hour_chart(hours, column, _CHART), sheet.canvas, x + LABEL_WIDTH, top - _CHART)

    return Drawn(_CHART + 6, draw, is_heading=True)


def _matrix_total(totals: ConsultationTotals) -> tuple[str, ...]:
    return ("合計", *map(_count, totals.by_outcome), f"{totals.cases}")


def _count(number: int) -> str:
    return f"{number}" if number else "–"
