"""The parts of the 日報, from the day's figures to its lists."""

from collections.abc import Callable, Iterator, Sequence
from datetime import time
from typing import NamedTuple

from reportlab.graphics import renderPDF

from core.reports.daily_sheet import ConsultationTotals, DailySheet, Duty, HourCount
from core.wareki import clock
from desktop.printing.chart import hour_chart
from desktop.printing.flow import Block, Drawn, Labelled, TableBlock
from desktop.printing.fonts import BOLD, REGULAR, text_width
from desktop.printing.layout import KEY, QUIET, Sheet
from desktop.printing.tables import Column, table
from desktop.printing.wrapping import wrap

NONE = "なし"
NOT_WRITTEN = "記入なし"

_BODY = 10.0
_FIGURE = 20.0
_TILE_HEIGHT = 72.0
_CHART = 58.0
_LABEL_WIDTH = 62.0
_COUNT_WIDTH = 45.0


class _Tile(NamedTuple):
    label: str
    figure: int
    unit: str
    note: str


def blocks_of(day: DailySheet, width: float) -> list[Block]:
    """Everything below the head, top to bottom."""
    return [block for part in _PARTS for block in part(day, width)]


def _figures(day: DailySheet, width: float) -> Iterator[Block]:
    """The figures of the day: persons and cases apart, and 実人員 with its rule."""
    attendance, consultations = day.attendance, day.consultations
    tiles = (
        _Tile("延べ人数", attendance.visits, "人", f"同伴の方{attendance.companions}人は別"),
        _Tile("実人員", attendance.distinct_registered, "人", attendance.distinct_note),
        _Tile("新しい来場者", attendance.new_visitors, "人", "本日の新規登録"),
        _Tile("相談者数", consultations.persons, "人", "同じ方は1人と数える"),
        _Tile("相談件数", consultations.cases, "件", "内容ごとに1件"),
        _Tile("未送信", day.sending.unsent, "件", _last_confirmed(day)),
    )
    yield Drawn(_TILE_HEIGHT, lambda sheet, x, top: _draw_tiles(sheet, x, top, width, tiles))


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
    when = (
        clock(last.time()) if last.date() == day.day else f"{last.month}月{last.day}日 {clock(last.time())}"
    )
    return f"{when} 本部が受領"


def _weather_and_notes(day: DailySheet, width: float) -> Iterator[Block]:
    yield Drawn(8, lambda sheet, x, top: None)
    yield _labelled("天候", day.weather, width)
    yield _labelled("特記事項", day.notes, width)


def _labelled(label: str, text: str, width: float) -> Block:
    lines = wrap(text or NOT_WRITTEN, REGULAR, _BODY, width - _LABEL_WIDTH)
    return Labelled(label, lines, _LABEL_WIDTH, _BODY)


def _hours(day: DailySheet, width: float) -> Iterator[Block]:
    visits = sum(hour.visits for hour in day.hours)
    yield _heading("時間帯別の受付", f"延べ{visits}人", width)
    if not day.hours:
        yield _nothing()
        return
    column = (width - _LABEL_WIDTH - _COUNT_WIDTH) / len(day.hours)
    columns = (
        Column("時間帯", _LABEL_WIDTH),
        *(Column(f"{hour.hour}時", column, "centre") for hour in day.hours),
        Column("合計", _COUNT_WIDTH, "right"),
    )
    yield _chart(day.hours, column)
    yield TableBlock(
        table(columns, [("延べ人数", *(f"{hour.visits}" for hour in day.hours), f"{visits}")]), width
    )


def _chart(hours: Sequence[HourCount], column: float) -> Block:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        renderPDF.draw(hour_chart(hours, column, _CHART), sheet.canvas, x + _LABEL_WIDTH, top - _CHART)

    return Drawn(_CHART + 6, draw, is_heading=True)


def _sessions(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (
        Column("回", width - 320),
        Column("種別", 76),
        Column("予定", 77),
        Column("実施", 77),
        Column("延べ", 45, "right"),
        Column("定員", 45, "right"),
    )
    rows = [
        (
            line.title,
            line.kind,
            f"{clock(line.planned_start)}–{clock(line.planned_end)}",
            f"{clock(line.opened)}–{_or(line.closed, '')}" if line.opened else "未実施",
            f"{line.visits}",
            "" if line.quota is None else f"{line.quota}",
        )
        for line in day.sessions
    ]
    yield from _section("実施した回", f"{len(rows)}回", columns, rows, width)


def _duties(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (
        Column("氏名", width - 285),
        Column("役割", 110),
        Column("開始", 50, "right"),
        Column("終了", 55, "right"),
        Column("時間", 70, "right"),
    )
    rows = [
        (duty.staff, duty.role, clock(duty.started), _or(duty.ended, "勤務中"), _duty_time(duty))
        for duty in day.duties
    ]
    total = ("合計", "", "", "", _hours_and_minutes(day.duty_minutes))
    yield from _section("担当したサポーター・職員", f"{len(rows)}人", columns, rows, width, total=total)


def _matrix(day: DailySheet, width: float) -> Iterator[Block]:
    totals = day.consultations
    columns = (
        Column("相談の内容", width - _COUNT_WIDTH * (len(totals.outcomes) + 1)),
        *(Column(outcome.name, _COUNT_WIDTH, "right") for outcome in totals.outcomes),
        Column("合計", _COUNT_WIDTH, "right"),
    )
    rows = [(topic.name, *map(_count, topic.cases), f"{topic.total}") for topic in totals.topics]
    note = f"相談者数 {totals.persons}人・相談件数 {totals.cases}件"
    yield from _section("相談の内容と結果", note, columns, rows, width, total=_matrix_total(totals))


def _matrix_total(totals: ConsultationTotals) -> tuple[str, ...]:
    return ("合計", *map(_count, totals.by_outcome), f"{totals.cases}")


def _loans(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (
        Column("整理番号", _LABEL_WIDTH),
        Column("貸し出したもの", width - _LABEL_WIDTH - 140),
        Column("貸出", 70, "right"),
        Column("返却", 70, "right"),
    )
    rows = [(loan.ticket, loan.item, clock(loan.lent), _or(loan.returned, "未返却")) for loan in day.loans]
    out = sum(loan.returned is None for loan in day.loans)
    yield from _section("貸出", f"{len(rows)}件・未返却 {out}件", columns, rows, width)


def _cash(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (
        Column("費目", width - 220),
        Column("単価", 70, "right"),
        Column("件数", 70, "right"),
        Column("金額", 80, "right"),
    )
    rows = [
        (line.item, f"{line.price_yen:,}円", f"{line.count}", f"{line.amount_yen:,}円") for line in day.cash
    ]
    total = ("合計", "", "", f"{day.cash_yen:,}円")
    yield from _section("現金", f"{day.cash_yen:,}円", columns, rows, width, total=total)


def _incidents(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (Column("種類", width - 80), Column("件数", 80, "right"))
    rows = [(incident.kind, f"{incident.count}") for incident in day.incidents]
    count = sum(incident.count for incident in day.incidents)
    yield from _section("事故・けが・苦情など", f"{count}件", columns, rows, width)


def _unsettled(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (Column("時刻", _LABEL_WIDTH), Column("内容", width - _LABEL_WIDTH))
    rows = [(clock(item.at), item.what) for item in day.unsettled]
    yield from _section("要確認", f"{len(rows)}件", columns, rows, width)


def _receptions(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (
        Column("整理番号", _LABEL_WIDTH),
        Column("時刻", 44),
        Column("年代", 70),
        Column("受付の方法", 96),
        Column("相談の内容", width - _LABEL_WIDTH - 210),
    )
    rows = [
        (visit.ticket, clock(visit.received), visit.age_band, visit.how, "、".join(visit.topics))
        for visit in day.receptions
    ]
    yield from _section("受付一覧", f"{len(rows)}件", columns, rows, width)


def _consultations(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (
        Column("整理番号", 56),
        Column("時刻", 44),
        Column("内容", width - 354),
        Column("結果", 88),
        Column("方法", 42),
        Column("担当", 94),
        Column("分", 30, "right"),
    )
    rows = [
        (
            line.ticket or "–",
            clock(line.at),
            line.topic,
            line.outcome,
            line.channel,
            line.staff,
            f"{line.minutes}",
        )
        for line in day.consultation_lines
    ]
    yield from _section("相談一覧", f"{len(rows)}件", columns, rows, width)


def _section(
    title: str,
    note: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    width: float,
    *,
    total: Sequence[str] | None = None,
) -> Iterator[Block]:
    """A heading, its count at the right, and its table, or 「なし」."""
    yield _heading(title, note, width)
    yield TableBlock(table(columns, rows, total=total), width) if rows else _nothing()


def _heading(title: str, note: str, width: float) -> Block:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.text(x, top - 24, title, 11.5, font=BOLD)
        sheet.text(x + width, top - 24, note, 9, colour=QUIET, align="right")

    return Drawn(31, draw, is_heading=True)


def _nothing() -> Block:
    return Drawn(16, lambda sheet, x, top: sheet.text(x, top - 11, NONE, 9, colour=QUIET))


def _duty_time(duty: Duty) -> str:
    return "" if duty.ended is None else _hours_and_minutes(duty.minutes)


def _hours_and_minutes(minutes: int) -> str:
    return f"{minutes // 60}時間{minutes % 60:02d}分"


def _or(moment: time | None, otherwise: str) -> str:
    return otherwise if moment is None else clock(moment)


def _count(number: int) -> str:
    return f"{number}" if number else "–"


_PARTS: tuple[Callable[[DailySheet, float], Iterator[Block]], ...] = (
    _figures,
    _weather_and_notes,
    _hours,
    _sessions,
    _duties,
    _matrix,
    _loans,
    _cash,
    _incidents,
    _unsettled,
    _receptions,
    _consultations,
)
