"""The lists of the 日報: sessions, duties, loans, money, what happened, and every visit and case."""

from collections.abc import Iterator
from datetime import time

from core.paper.flow import Block
from core.paper.tables import Column
from core.reports.daily_sheet import CashCounted, DailySheet, Duty
from core.wareki import clock
from desktop.printing.sections import LABEL_WIDTH, section


def sessions(day: DailySheet, width: float) -> Iterator[Block]:
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
    yield from section("実施した回", f"{len(rows)}回", columns, rows, width)


def duties(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (
        Column("氏名", width - 285),
        Column("役割", 110),
        Column("開始", 50, "right"),
        Column("終了", 55, "right"),
        Column("時間", 70, "right"),
    )
    rows = [
        (duty.staff, duty.role, clock(duty.started), _or(duty.ended, "勤務中"), _duty_time(duty)) for duty in day.duties
    ]
    total = ("合計", "", "", "", _hours_and_minutes(day.duty_minutes))
    yield from section("担当したサポーター・職員", f"{len(rows)}人", columns, rows, width, total=total)


def loans(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (
        Column("整理番号", LABEL_WIDTH),
        Column("貸し出したもの", width - LABEL_WIDTH - 140),
        Column("貸出", 70, "right"),
        Column("返却", 70, "right"),
    )
    rows = [(loan.ticket, loan.item, clock(loan.lent), _or(loan.returned, "未返却")) for loan in day.loans]
    out = sum(loan.returned is None for loan in day.loans)
    yield from section("貸出", f"{len(rows)}件・未返却 {out}件", columns, rows, width)


def cash(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (
        Column("費目", width - 220),
        Column("単価", 70, "right"),
        Column("件数", 70, "right"),
        Column("金額", 80, "right"),
    )
    rows = [(line.item, f"{line.price_yen:,}円", f"{line.count}", f"{line.amount_yen:,}円") for line in day.cash]
    total = ("合計", "", "", f"{day.cash_yen:,}円")
    yield from section("現金", f"{day.cash_yen:,}円", columns, rows, width, total=total)
    if day.counted is not None:
        yield from _counted(day.counted, width)


def _counted(told: CashCounted, width: float) -> Iterator[Block]:
    names = ("はじめの金額", "あるはずの金額", "数えた金額", "差")
    columns = tuple(Column(name, width / 4, "right") for name in names)
    difference = f"△{-told.difference_yen:,}" if told.difference_yen < 0 else f"{told.difference_yen:,}"
    row = (f"{told.opening_yen:,}円", f"{told.expected_yen:,}円", f"{told.counted_yen:,}円", f"{difference}円")
    yield from section("現金の確認", "", columns, [row], width)


def conditions(day: DailySheet, width: float) -> Iterator[Block]:
    """Not there on a day on which every condition is met, or that has none."""
    if day.conditions:
        rows = [(each,) for each in day.conditions]
        yield from section("この週の設置条件", f"{len(rows)}件", (Column("内容", width),), rows, width)


def incidents(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (Column("種類", width - 80), Column("件数", 80, "right"))
    rows = [(incident.kind, f"{incident.count}") for incident in day.incidents]
    count = sum(incident.count for incident in day.incidents)
    yield from section("事故・けが・苦情など", f"{count}件", columns, rows, width)


def unsettled(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (Column("時刻", LABEL_WIDTH), Column("内容", width - LABEL_WIDTH))
    rows = [(clock(item.at), item.what) for item in day.unsettled]
    yield from section("要確認", f"{len(rows)}件", columns, rows, width)


def receptions(day: DailySheet, width: float) -> Iterator[Block]:
    columns = (
        Column("整理番号", LABEL_WIDTH),
        Column("時刻", 44),
        Column("年代", 70),
        Column("受付の方法", 96),
        Column("相談の内容", width - LABEL_WIDTH - 210),
    )
    rows = [
        (visit.ticket, clock(visit.received), visit.age_band, visit.how, "、".join(visit.topics))
        for visit in day.receptions
    ]
    yield from section("受付一覧", f"{len(rows)}件", columns, rows, width)


def consultations(day: DailySheet, width: float) -> Iterator[Block]:
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
    yield from section("相談一覧", f"{len(rows)}件", columns, rows, width)


def _duty_time(duty: Duty) -> str:
    return "" if duty.ended is None else _hours_and_minutes(duty.minutes)


def _hours_and_minutes(minutes: int) -> str:
    return f"{minutes // 60}時間{minutes % 60:02d}分"


def _or(moment: time | None, otherwise: str) -> str:
    return otherwise if moment is None else clock(moment)
