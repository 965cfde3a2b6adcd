"""R6 日報 as rows for spreadsheets: section by section what the paper says; nothing of it is a visitor's."""

from collections.abc import Iterator
from datetime import time

from core.reports.csv_text import csv_text as as_csv
from core.reports.daily_sheet import DailySheet
from core.reports.workbook import Value, workbook
from core.wareki import wareki

COLUMNS = ("日", "区分", "項目", "時刻", "内容", "数", "単位")
_Row = tuple[str, str, str, Value, str]


def rows(sheet: DailySheet) -> Iterator[tuple[Value, ...]]:
    """A row a figure or record, under `COLUMNS`."""
    for section, told in (
        ("概要", _day(sheet)),
        ("来場者", _attendance(sheet)),
        ("実施した回", _sessions(sheet)),
        ("担当", _duties(sheet)),
        ("受付", _receptions(sheet)),
        ("相談", _consultations(sheet)),
        ("貸出・現金", _things(sheet)),
        ("確認", _open_ends(sheet)),
    ):
        yield from ((sheet.day.isoformat(), section, *row) for row in told)


def csv_text(sheet: DailySheet) -> str:
    """As CSV."""
    return as_csv((COLUMNS, *rows(sheet)))


def xlsx(sheet: DailySheet) -> bytes:
    """As a workbook, with what it is by on a sheet of its own."""
    notes = (
        ("集計", "R6 日報"),
        ("日", wareki(sheet.day)),
        ("範囲", f"{sheet.site} {sheet.venue}".strip()),
        ("注", f"実人員は{sheet.attendance.distinct_note}"),
        ("いつまでの記録か", sheet.printed_at.isoformat(timespec="minutes")),
    )
    return workbook(COLUMNS, rows(sheet), notes)


def _day(sheet: DailySheet) -> Iterator[_Row]:
    for name, words in (("拠点", sheet.site), ("会場", sheet.venue), ("天気", sheet.weather), ("メモ", sheet.notes)):
        yield name, "", words, None, ""


def _attendance(sheet: DailySheet) -> Iterator[_Row]:
    told = sheet.attendance
    yield "延べ人数", "", "", told.visits, "人"
    yield "実人員", "", told.distinct_note, told.distinct_registered, "人"
    yield "うち匿名（延べ）", "", "", told.anonymous_visits, "人"
    yield "うち新規", "", "", told.new_visitors, "人"
    yield "付き添い", "", "", told.companions, "人"
    for hour in sheet.hours:
        yield "時間ごとの来場", f"{hour.hour:02}:00", "", hour.visits, "人"


def _sessions(sheet: DailySheet) -> Iterator[_Row]:
    for each in sheet.sessions:
        planned = f"予定 {_span(each.planned_start, each.planned_end)}"
        held = f"実施 {_span(each.opened, each.closed)}" if each.opened else "未実施"
        quota = "" if each.quota is None else f"定員 {each.quota}"
        yield (
            each.title,
            _at(each.planned_start),
            "　".join(filter(None, (each.kind, planned, held, quota))),
            each.visits,
            "人",
        )


def _duties(sheet: DailySheet) -> Iterator[_Row]:
    for each in sheet.duties:
        yield each.staff, _at(each.started), f"{each.role}　{_span(each.started, each.ended)}", each.minutes, "分"
    yield "合計", "", "", sheet.duty_minutes, "分"


def _receptions(sheet: DailySheet) -> Iterator[_Row]:
    for each in sheet.receptions:
        words = "　".join(filter(None, (each.age_band, each.how, "、".join(each.topics))))
        yield each.ticket, _at(each.received), words, 1, "人"


def _consultations(sheet: DailySheet) -> Iterator[_Row]:
    told = sheet.consultations
    yield "相談者数", "", "", told.persons, "人"
    yield "相談件数", "", "", told.cases, "件"
    for outcome, cases in zip(told.outcomes, told.by_outcome, strict=True):
        yield "結果", "", f"{outcome.code} {outcome.name}", cases, "件"
    for topic in told.topics:
        for outcome, cases in zip(told.outcomes, topic.cases, strict=True):
            if cases:
                yield f"{topic.code} {topic.name}", "", f"{outcome.code} {outcome.name}", cases, "件"
    for each in sheet.consultation_lines:
        words = "　".join(filter(None, (each.topic, each.outcome, each.channel, each.staff)))
        yield f"1件 {each.ticket}".strip(), _at(each.at), words, each.minutes, "分"


def _things(sheet: DailySheet) -> Iterator[_Row]:
    for loan in sheet.loans:
        returned = f"返却 {_at(loan.returned)}" if loan.returned else "未返却"
        yield f"貸出 {loan.ticket}", _at(loan.lent), f"{loan.item}　{returned}", 1, "台"
    for line in sheet.cash:
        yield "現金", "", f"{line.item}　{line.price_yen}円×{line.count}", line.amount_yen, "円"
    yield "現金の合計", "", "", sheet.cash_yen, "円"
    if sheet.counted is not None:
        yield "数えた現金", "", "", sheet.counted.counted_yen, "円"
        yield "あるはずの現金", "", "", sheet.counted.expected_yen, "円"
        yield "ちがい", "", "", sheet.counted.difference_yen, "円"


def _open_ends(sheet: DailySheet) -> Iterator[_Row]:
    for incident in sheet.incidents:
        yield "できごと", "", incident.kind, incident.count, "件"
    for unsettled in sheet.unsettled:
        yield "要確認", _at(unsettled.at), unsettled.what, 1, "件"
    for words in sheet.conditions:
        yield "設置条件", "", words, None, ""
    yield "本部に届いていない記録", "", "", sheet.sending.unsent, "件"
    if sheet.sending.not_counted:
        yield "本部で保留の記録", "", "", sheet.sending.not_counted, "件"


def _at(moment: time | None) -> str:
    return "" if moment is None else f"{moment:%H:%M}"


def _span(start: time | None, end: time | None) -> str:
    return f"{_at(start)}～{_at(end)}"
