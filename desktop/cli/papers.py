"""`print …` and `report …`."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

from core.facts import Card
from core.problem import Problem
from core.reports.daily_sheet import DailySheet
from desktop.app.daily_sheet import daily_sheet
from desktop.app.desk import Desk
from desktop.app.files import write_file
from desktop.app.numbering import FIRST_PAPER_NUMBER
from desktop.app.paper import (
    Paper,
    blank_card_sheet,
    card_paper,
    daily_sheet_paper,
    person_card_paper,
    scanner_test,
    slips,
    tickets,
)
from desktop.app.plain_words import plain_words_paper
from desktop.cli.call import Call, Command
from desktop.cli.handouts import add_again, add_choice, printed_handout
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser
from desktop.cli.surveys import add_paper_choice, printed_survey
from desktop.cli.values import count, day

Make = Callable[[Desk, Namespace], Paper]
REPORTS = tuple(f"r{number}" for number in range(1, 10))


class Printed(Record, frozen=True, kw_only=True):
    """`print`: the file that was made."""

    title: str
    path: str
    bytes: int

    @property
    def text(self) -> str:
        return f"{self.title}\t{self.path}"


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


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    printing = commands.group("print", "印刷物を PDF にする")
    card = _paper(printing, "card", _card, "来場者カード（カードか来場者の番号）")
    card.add_argument("id", metavar="ID")
    cards = _paper(printing, "cards", _cards, "まだ誰のものでもないカード10枚")
    cards.add_argument("--corner-marks", action="store_true", help="ふつうの紙を切るための印")
    for name, make, title in (("slips", slips, "相談票"), ("tickets", tickets, "整理券")):
        numbered = _paper(printing, name, _numbered(make), title)
        numbered.add_argument("--count", required=True, type=count, metavar="N")
        numbered.add_argument("--first", type=count, metavar="N", help=f"はじめの番号（{FIRST_PAPER_NUMBER}）")
        numbered.add_argument("--day", type=day)
    _paper(printing, "scanner-test", lambda desk, _: scanner_test(desk), "読み取りテスト")
    _paper(printing, "plain-words", lambda desk, _: plain_words_paper(desk), "言いかえの一覧")
    handout = _paper(printing, "handout", printed_handout, "配布資料（お持ち帰りの紙）")
    add_choice(handout)
    add_again(handout)
    add_paper_choice(_paper(printing, "survey", printed_survey, "アンケート用紙"))
    _paper(printing, "daily-sheet", _daily_sheet, "日報").add_argument("--day", type=day)
    report = commands.add("report", show_report, "集計（この版では r6 日報）")
    report.add_argument("report", choices=REPORTS)
    report.add_argument("--day", type=day)


def _paper(printing: Commands, name: str, make: Make, title: str) -> Parser:
    parser = printing.add(name, _printing(make), title)
    parser.add_argument("--out", required=True, metavar="PDF")
    return parser


def _printing(make: Make) -> Command:
    def work(call: Call) -> None:
        with call.desk() as desk:
            paper = make(desk, call.arguments)
            path = write_file(Path(call.get("out")), paper.pdf)
            call.out.show(Printed(title=paper.title, path=str(path), bytes=len(paper.pdf)))

    return work


def _card(desk: Desk, options: Namespace) -> Paper:
    """A card by its own id, or the newest one of a person."""
    is_card = desk.store.facts.one(Card, options.id) is not None
    return card_paper(desk, options.id) if is_card else person_card_paper(desk, options.id)


def _cards(desk: Desk, options: Namespace) -> Paper:
    return blank_card_sheet(desk, corner_marks=getattr(options, "corner_marks", False))


def _numbered(make: Callable[[Desk, date, int, int], Paper]) -> Make:
    def numbered(desk: Desk, options: Namespace) -> Paper:
        first = getattr(options, "first", FIRST_PAPER_NUMBER)
        return make(desk, _day_of(desk, options), options.count, first)

    return numbered


def _daily_sheet(desk: Desk, options: Namespace) -> Paper:
    return daily_sheet_paper(desk, _day_of(desk, options))


def _day_of(desk: Desk, options: Namespace) -> date:
    told = getattr(options, "day", None)
    return date.fromisoformat(told) if told else desk.today


def show_report(call: Call) -> None:
    """R6; the other reports come with a later version."""
    if call.get("report") != "r6":
        raise Problem(
            "not_yet",
            "この集計は、この版にはまだありません。",
            "日報（report r6）をお使いください。記録は残っています。",
        )
    with call.desk() as desk:
        call.out.show(_report(daily_sheet(desk, _day_of(desk, call.arguments))))


def _report(sheet: DailySheet) -> DailyReport:
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
