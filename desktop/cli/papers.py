"""`print …`."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

from core.facts import Card
from desktop.app.desk import Desk
from desktop.app.files import write_file
from desktop.app.paper import (
    Paper,
    blank_card_sheet,
    card_paper,
    daily_sheet_paper,
    numbered_set,
    person_card_paper,
    scanner_test,
)
from desktop.app.paper_requests import PosterRequest, SetRequest
from desktop.app.plain_words import plain_words_paper
from desktop.app.poster import poster_paper
from desktop.app.printed import next_number, note_saved
from desktop.app.supporter_hours import this_fiscal_year
from desktop.app.supporter_papers import Thanks, supporter_card_paper, thanks_paper
from desktop.app.supporters import register
from desktop.cli.call import Call, Command
from desktop.cli.handouts import add_again, add_choice, printed_handout
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser
from desktop.cli.supporters import supporter_named
from desktop.cli.surveys import add_paper_choice, printed_survey
from desktop.cli.values import count, day

Make = Callable[[Desk, Namespace], Paper]


class Printed(Record, frozen=True, kw_only=True):
    """`print`: the file that was made. `missing` are characters that no font has, for which 〓 stands."""

    title: str
    path: str
    bytes: int
    missing: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        geta = f"\t〓: {' '.join(self.missing)}" if self.missing else ""
        return f"{self.title}\t{self.path}{geta}"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    printing = commands.group("print", "印刷物を PDF にする")
    card = _paper(printing, "card", _card, "来場者カード（カードか来場者の番号）")
    card.add_argument("id", metavar="ID")
    cards = _paper(printing, "cards", _cards, "まだ誰のものでもないカード10枚")
    cards.add_argument("--corner-marks", action="store_true", help="ふつうの紙を切るための印")
    for name, title in (("slips", "相談票"), ("tickets", "整理券"), ("reception-slips", "受付用紙（1人に1枚）")):
        numbered = _paper(printing, name, _numbered(name.replace("-", "_")), title)
        numbered.add_argument("--count", required=True, type=count, metavar="N")
        numbered.add_argument("--first", type=count, metavar="N", help="はじめの番号（501から、まだ使っていない番号）")
        numbered.add_argument("--day", type=day)
        if name == "slips":
            numbered.add_argument("--a5", action="store_true", help="A4に2枚ではなく、A5に1枚")
    poster = _paper(printing, "poster", _poster, "予定のポスター")
    poster.add_argument("session", metavar="SESSION")
    poster.add_argument("--size", choices=("a4", "a3"), help="紙の大きさ（a4）")
    poster.add_argument("--easy", action="store_true", help="やさしい日本語で")
    _paper(printing, "scanner-test", lambda desk, _: scanner_test(desk), "読み取りテスト")
    _paper(printing, "plain-words", lambda desk, _: plain_words_paper(desk), "言いかえの一覧")
    handout = _paper(printing, "handout", printed_handout, "配布資料（お持ち帰りの紙）")
    add_choice(handout)
    add_again(handout)
    add_paper_choice(_paper(printing, "survey", printed_survey, "アンケート用紙"))
    _add_supporters(printing)
    _paper(printing, "daily-sheet", _daily_sheet, "日報").add_argument("--day", type=day)


def _add_supporters(printing: Commands) -> None:
    cards = _paper(printing, "supporter-cards", _supporter_cards, "サポーター証（言わなければ全員）")
    cards.add_argument("named", metavar="ID", nargs="*")
    thanks = _paper(printing, "thanks", _thanks, "サポーターへの感謝状")
    thanks.add_argument("named", metavar="ID")
    thanks.add_argument("--from", dest="first", type=day, metavar="DAY", help="期間の始め（今年度）")
    thanks.add_argument("--to", dest="last", type=day, metavar="DAY")
    thanks.add_argument("--form", choices=("award", "letter"), help="感謝状か、お礼状")
    thanks.add_argument("--signed", action="append", metavar="WORDS", help="贈る人（1行ずつ）")


def _paper(printing: Commands, name: str, make: Make, title: str) -> Parser:
    parser = printing.add(name, _printing(make), title)
    parser.add_argument("--out", required=True, metavar="PDF")
    return parser


def _printing(make: Make) -> Command:
    def work(call: Call) -> None:
        with call.desk() as desk:
            paper = make(desk, call.arguments)
            path = write_file(Path(call.get("out")), paper.pdf)
            note_saved(desk, paper.mark)
            call.out.show(Printed(title=paper.title, path=str(path), bytes=len(paper.pdf), missing=paper.missing))

    return work


def _card(desk: Desk, options: Namespace) -> Paper:
    """A card by its own id, or the newest one of a person."""
    is_card = desk.store.facts.one(Card, options.id) is not None
    return card_paper(desk, options.id) if is_card else person_card_paper(desk, options.id)


def _cards(desk: Desk, options: Namespace) -> Paper:
    return blank_card_sheet(desk, corner_marks=getattr(options, "corner_marks", False))


def _numbered(paper: str) -> Make:
    def numbered(desk: Desk, options: Namespace) -> Paper:
        day = _day_of(desk, options)
        first = getattr(options, "first", None) or next_number(desk, paper, day)
        is_a5 = getattr(options, "a5", False)
        return numbered_set(desk, SetRequest(paper, day, options.count, first, two_on_a4=not is_a5))

    return numbered


def _poster(desk: Desk, options: Namespace) -> Paper:
    size, is_easy = getattr(options, "size", "a4"), getattr(options, "easy", False)
    return poster_paper(desk, PosterRequest(options.session, size, easy=is_easy))


def _supporter_cards(desk: Desk, options: Namespace) -> Paper:
    named = [supporter_named(desk, each) for each in getattr(options, "named", ())]
    return supporter_card_paper(desk, named or [line.supporter.supporter_id for line in register(desk)])


def _thanks(desk: Desk, options: Namespace) -> Paper:
    first, last = this_fiscal_year(desk)
    thanks = Thanks(
        supporter_named(desk, options.named),
        date.fromisoformat(getattr(options, "first", first.isoformat())),
        date.fromisoformat(getattr(options, "last", last.isoformat())),
        getattr(options, "form", "award"),
        tuple(getattr(options, "signed", ())),
    )
    return thanks_paper(desk, thanks)


def _daily_sheet(desk: Desk, options: Namespace) -> Paper:
    return daily_sheet_paper(desk, _day_of(desk, options))


def _day_of(desk: Desk, options: Namespace) -> date:
    told = getattr(options, "day", None)
    return date.fromisoformat(told) if told else desk.today
