"""`handouts …`, and what `print handout` prints."""

from argparse import Namespace
from pathlib import Path

from core.handouts import Handout, Handouts, Register, shipped_handouts
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.files import read_file
from desktop.app.handouts import (
    HandoutOrder,
    Reprint,
    give_from_stock,
    handouts_for,
    print_handouts,
    send_feedback,
)
from desktop.app.own_handouts import handouts_here, keep_own_handout
from desktop.app.paper import Paper
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser

_LARGEST_TEXT = 100_000


class HandoutLine(Record, frozen=True, kw_only=True):
    """A handout that can be given here. `check_due` says that something in it must be checked by now."""

    handout: str
    version: int
    title: str
    en: str
    topics: tuple[str, ...]
    url: str
    check_by: str
    check_due: bool
    own: bool

    @property
    def text(self) -> str:
        due = "　（内容の確認が必要です）" if self.check_due else ""
        return f"{self.handout}\t{self.title}\t{' '.join(self.topics)}{due}"


class GivenLine(Record, frozen=True, kw_only=True):
    """A handout from the shelf that was given."""

    given_id: str
    handout: str
    register: str

    @property
    def text(self) -> str:
        return f"お渡しした記録を付けました。{self.handout}　{self.given_id}"


class Heard(Record, frozen=True, kw_only=True):
    """A word on a handout that goes to headquarters."""

    handout: str

    @property
    def text(self) -> str:
        return f"{self.handout} へのご意見を記録しました。本部に届きます。"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    handouts = commands.group("handouts", "配布資料")
    handouts.add("list", show_list, "お渡しできる資料")
    add_choice(handouts.add("give", give, "棚の資料をお渡しした記録を付ける"))
    feedback = handouts.add("feedback", tell, "資料の文章への意見（本部に届きます）")
    feedback.add_argument("id", metavar="ID")
    feedback.add_argument("--text", required=True, metavar="WORDS", help="- で標準入力から")
    handouts.add("keep", keep, "この拠点の資料の文章を入れる").add_argument("file", metavar="FILE")


def add_choice(parser: Parser) -> None:
    """Which handouts, by themselves or by what was asked, and for whom."""
    parser.add_argument("--handout", dest="handouts", action="append", metavar="ID", help="資料の番号（H01 など）")
    parser.add_argument("--topic", dest="topics", action="append", metavar="CODE", help="相談内容（T02-01 など）")
    parser.add_argument("--register", choices=list(map(str, Register)), help="標準か、やさしい日本語（easy）")
    parser.add_argument("--consultation", metavar="ID")
    parser.add_argument("--attendance", metavar="ID")


def add_again(parser: Parser) -> None:
    """Why it is printed once more."""
    parser.add_argument("--again", choices=list(map(str, Reprint)), help="もう一度印刷する理由")


def printed_handout(desk: Desk, options: Namespace) -> Paper:
    """The leaflet; that it was given is on record."""
    again = getattr(options, "again", None)
    given = print_handouts(desk, _order(desk, options), Reprint(again) if again else None)
    assert given.paper is not None
    return given.paper


def show_list(call: Call) -> None:
    """Every handout, the site's own first."""
    with call.desk() as desk:
        for handout in handouts_here(desk):
            call.out.show(_line(handout, shipped_handouts(), desk))


def give(call: Call) -> None:
    """From stock: a record for each."""
    with call.desk() as desk:
        order = _order(desk, call.arguments)
        for given_id, handout in zip(give_from_stock(desk, order).ids, order.handouts, strict=True):
            call.out.show(GivenLine(given_id=given_id, handout=handout, register=order.register))


def tell(call: Call) -> None:
    """A word on a text."""
    with call.desk() as desk:
        send_feedback(desk, call.get("id"), call.text("text") or "")
        call.out.show(Heard(handout=call.get("id")))


def keep(call: Call) -> None:
    """A text of the site's own."""
    data = read_file(Path(call.get("file")), _LARGEST_TEXT)
    if len(data) > _LARGEST_TEXT:
        raise Problem("file_too_large", "ファイルが大きすぎます。", "配布資料のファイルを選び直してください。")
    with call.desk() as desk:
        call.out.show(_line(keep_own_handout(desk, data), shipped_handouts(), desk))


def _order(desk: Desk, options: Namespace) -> HandoutOrder:
    topics = tuple(getattr(options, "topics", ()))
    for topic in topics:
        desk.catalogue.topic(topic)
    choice = handouts_for(desk, topics)
    chosen = (*getattr(options, "handouts", ()), *(each.id for each in choice.handouts))
    return HandoutOrder(
        handouts=tuple(dict.fromkeys(chosen)),
        register=Register(getattr(options, "register", Register.STANDARD)),
        topics=topics,
        consultation_id=getattr(options, "consultation", None),
        attendance_id=getattr(options, "attendance", None),
    )


def _line(handout: Handout, shipped: Handouts, desk: Desk) -> HandoutLine:
    return HandoutLine(
        handout=handout.id,
        version=handout.version,
        title=handout.title,
        en=handout.en,
        topics=handout.topics,
        url=handout.url,
        check_by=handout.next_check().isoformat(),
        check_due=handout.next_check() < desk.today,
        own=shipped.find(handout.id) != handout,
    )
