"""`handouts …`, and what `print handout` prints."""

from argparse import Namespace
from pathlib import Path

from core.handouts import LARGEST, Handout, Register
from desktop.app import own_handouts
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
from desktop.app.own_handouts import (
    HandoutVersion,
    Origin,
    handout_list,
    handout_versions,
    keep_own_handout,
    withdraw_version,
)
from desktop.app.paper import Paper
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser


class HandoutLine(Record, frozen=True, kw_only=True):
    """A handout that can be given here. `check_due` says that something in it must be checked by now.

    `origin` is program, hq or site; `newer` is a version of headquarters' that came after the site's own.
    """

    handout: str
    version: int
    title: str
    en: str
    topics: tuple[str, ...]
    url: str
    check_by: str
    check_due: bool
    own: bool
    origin: str
    newer: int | None

    @property
    def text(self) -> str:
        due = "　（内容の確認が必要です）" if self.check_due else ""
        newer = f"　（本部の第{self.newer}版があります）" if self.newer else ""
        return f"{self.handout}\t{self.title}\t{' '.join(self.topics)}{due}{newer}"


class VersionLine(Record, frozen=True, kw_only=True):
    """A version of a handout; `in_use` is the one that is given today."""

    handout: str
    version: int
    origin: str
    since: str
    by: str
    withdrawn: bool
    in_use: bool
    title: str

    @property
    def text(self) -> str:
        state = "　（使用中）" if self.in_use else "　（取り下げ）" if self.withdrawn else ""
        return f"{self.handout}\t第{self.version}版\t{self.origin}\t{self.since}\t{self.by}{state}"


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
    handouts.add("versions", show_versions, "資料の版").add_argument("id", metavar="ID")
    withdraw = handouts.add("withdraw", take_out, "この拠点の版を使わないことにする")
    withdraw.add_argument("id", metavar="ID")
    withdraw.add_argument("version", type=int, metavar="VERSION")
    withdraw.add_argument("--again", action="store_true", help="また使う")


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
        for listed in handout_list(desk):
            call.out.show(_line(listed))


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
    data = read_file(Path(call.get("file")), LARGEST)
    with call.desk() as desk:
        kept = keep_own_handout(desk, data).handout
        call.out.show(_line(next(each for each in handout_list(desk) if each.handout.id == kept.id)))


def show_versions(call: Call) -> None:
    """Every version of one handout, the newest first."""
    with call.desk() as desk:
        for each in handout_versions(desk, call.get("id")):
            call.out.show(_version(each))


def take_out(call: Call) -> None:
    """A version of the site's own is offered no more, or again."""
    with call.desk() as desk:
        handout, version = call.get("id"), call.get("version")
        withdraw_version(desk, handout, version, again=call.get("again", False))
        call.out.show(next(_version(each) for each in handout_versions(desk, handout) if each.version == version))


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


def _line(listed: own_handouts.HandoutLine) -> HandoutLine:
    handout: Handout = listed.handout
    return HandoutLine(
        handout=handout.id,
        version=handout.version,
        title=handout.title,
        en=handout.en,
        topics=handout.topics,
        url=handout.url,
        check_by=handout.next_check().isoformat(),
        check_due=listed.check_due,
        own=listed.origin is Origin.SITE,
        origin=listed.origin,
        newer=listed.newer or None,
    )


def _version(each: HandoutVersion) -> VersionLine:
    return VersionLine(
        handout=each.handout.id,
        version=each.version,
        origin=each.origin,
        since=each.since,
        by=each.by,
        withdrawn=each.withdrawn,
        in_use=each.in_use,
        title=each.handout.title,
    )
