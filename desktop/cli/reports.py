"""`report …`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from core.reports import conditions_table, daily_table
from core.reports.conditions_table import ConditionsTable
from core.reports.daily_sheet import DailySheet
from core.reports.in_words import form_told, no_out
from core.reports.unresolved_table import WeekTable, csv_text, in_words, xlsx
from desktop.app.conditions_watch import conditions_report
from desktop.app.daily_sheet import daily_sheet
from desktop.app.files import write_file
from desktop.app.paper import daily_sheet_paper
from desktop.app.unresolved import unresolved
from desktop.cli import counted_reports, submissions
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser
from desktop.cli.values import day

FORMATS = ("json", "csv", "xlsx", "pdf")


class DailyReport(Record, frozen=True, kw_only=True):
    """`report r6`: the day's totals, and the whole sheet with every line behind them."""

    report: str
    day: str
    site: str
    visits: int
    distinct_registered: int
    anonymous_visits: int
    new_visitors: int
    companions: int
    consultation_persons: int
    consultation_cases: int
    unsent: int
    sheet: DailySheet

    @property
    def text(self) -> str:
        return (
            f"日報 {self.day} {self.site}\n延べ来場 {self.visits}　実人員 {self.distinct_registered}"
            f"（登録者のみ・匿名{self.anonymous_visits}人を除く）　付き添い {self.companions}\n"
            f"相談者数 {self.consultation_persons}　相談件数 {self.consultation_cases}　未送信 {self.unsent}件"
        )


class UnresolvedReport(Record, WeekTable, frozen=True, kw_only=True):
    """`report r9`: one week with everything behind it."""

    @property
    def text(self) -> str:
        return in_words(self)


class ConditionsReport(Record, ConditionsTable, frozen=True, kw_only=True):
    """`report r8`: every finding of the period."""

    @property
    def text(self) -> str:
        return conditions_table.in_words(self)


class ReportFile(Record, frozen=True, kw_only=True):
    """`--out`: the file that was written."""

    path: str
    bytes: int


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    reports = commands.group("report", "集計")
    daily = reports.add("r6", show_daily, "日報")
    daily.add_argument("--day", type=day)
    _format(daily)
    _period(reports.add("r8", show_conditions, "設置条件（週ごと）"))
    _period(reports.add("r9", show_unresolved, "解決しなかった内容（週ごと）"))
    counted_reports.add(reports)
    submissions.add(reports)


def _period(parser: Parser) -> None:
    parser.add_argument("--from", dest="first", type=day, metavar="DAY")
    parser.add_argument("--to", dest="last", type=day, metavar="DAY")
    _format(parser)


def _format(parser: Parser) -> None:
    parser.add_argument("--format", choices=FORMATS)
    parser.add_argument("--out", metavar="FILE")


def show_daily(call: Call) -> None:
    """R6 of a day; as a table, or as its paper, in the form that was asked for."""
    with call.desk() as desk:
        of_day = _day(call, "day") or desk.today
        form = _form_told(call)
        if form == "pdf":
            _save(call, daily_sheet_paper(desk, of_day).pdf)
            return
        sheet = daily_sheet(desk, of_day)
    match form:
        case "csv":
            _hand_out(call, daily_table.csv_text(sheet))
        case "xlsx":
            _save(call, daily_table.xlsx(sheet))
        case _:
            _tell(call, form, [_daily(sheet)])


def show_unresolved(call: Call) -> None:
    """R9, a line a week; as a table in the form that was asked for."""
    with call.desk() as desk:
        tables, scope = unresolved(desk, _day(call, "first"), _day(call, "last")), desk.identity.site_name
    match _form_told(call):
        case "csv":
            _hand_out(call, csv_text(tables))
        case "xlsx":
            _save(call, xlsx(tables))
        case "pdf":
            from core.reports.unresolved_pdf import pdf  # ReportLab: only when paper is wanted

            _save(call, pdf(tables, scope))
        case form:
            _tell(call, form, [UnresolvedReport(**msgspec.structs.asdict(each)) for each in tables])


def show_conditions(call: Call) -> None:
    """R8: what each condition of each week is like; as a table in the form that was asked for."""
    with call.desk() as desk:
        table = conditions_report(desk, _day(call, "first"), _day(call, "last"))
    match _form_told(call):
        case "csv":
            _hand_out(call, conditions_table.csv_text(table))
        case "xlsx":
            _save(call, conditions_table.xlsx(table))
        case "pdf":
            from core.reports.conditions_pdf import pdf  # ReportLab: only when paper is wanted

            _save(call, pdf(table))
        case form:
            _tell(call, form, [ConditionsReport(**msgspec.structs.asdict(table))])


def _day(call: Call, name: str) -> date | None:
    told = call.get(name)
    return date.fromisoformat(told) if told else None


def _form_told(call: Call) -> str | None:
    return form_told(call.get("format"), call.get("out") or "")


def _tell(call: Call, form: str | None, records: Sequence[Record]) -> None:
    """In words, as JSON, or as JSON in the file that was asked for."""
    if form == "json" and call.get("out"):
        _save(call, b"".join(msgspec.json.encode(each) + b"\n" for each in records))
        return
    out = replace(call.out, as_json=call.out.as_json or form == "json")
    for each in records:
        out.show(each)


def _hand_out(call: Call, text: str) -> None:
    """To a file with the mark by which spreadsheets know UTF-8, else to standard output without it."""
    if call.get("out"):
        _save(call, text.encode("utf-8-sig"))
    else:
        call.out.write(text)


def _save(call: Call, data: bytes) -> None:
    if not call.get("out"):
        raise no_out()
    path = write_file(Path(call.get("out")), data)
    call.out.show(ReportFile(path=str(path), bytes=len(data)))


def _daily(sheet: DailySheet) -> DailyReport:
    attendance, consultations = sheet.attendance, sheet.consultations
    return DailyReport(
        report="r6",
        day=sheet.day.isoformat(),
        site=sheet.site,
        visits=attendance.visits,
        distinct_registered=attendance.distinct_registered,
        anonymous_visits=attendance.anonymous_visits,
        new_visitors=attendance.new_visitors,
        companions=attendance.companions,
        consultation_persons=consultations.persons,
        consultation_cases=consultations.cases,
        unsent=sheet.sending.unsent,
        sheet=sheet,
    )
