"""`topic list / add / retire`: the site's own topics, beside those of headquarters."""

from datetime import date

from core.catalogue import Topic
from desktop.app.catalogue import NewTopic, add_topic, free_code, retire_topic
from desktop.app.desk import Desk
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands
from desktop.cli.values import day


class TopicLine(Record, frozen=True, kw_only=True):
    """A topic; `offered` is about today."""

    code: str
    ja: str
    kana: str
    en: str
    valid_from: str
    valid_to: str | None
    offered: bool

    @property
    def text(self) -> str:
        ended = f"{self.valid_to} まで" if self.valid_to else ""
        return f"{self.code}\t{self.ja}\t{ended}"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    topic = commands.group("topic", "相談内容の項目")
    topic.add("list", show_all, "すべての項目")
    adding = topic.add("add", add_one, "拠点の項目を加える")
    adding.add_argument("code", nargs="?", metavar="CODE", help="V01-01 など。なければ空いている番号")
    adding.add_argument("--ja", required=True, metavar="TITLE", help="名前")
    adding.add_argument("--kana", required=True, metavar="READING", help="よみ（ひらがな）")
    adding.add_argument("--en", required=True, metavar="TITLE", help="英語の名前")
    retiring = topic.add("retire", retire, "拠点の項目を終える")
    retiring.add_argument("code", metavar="CODE")
    retiring.add_argument("--last-day", type=day, metavar="DATE", help="最後の日（なければきょう）")


def show_all(call: Call) -> None:
    """Those of the catalogue and the site's own, retired ones too."""
    with call.desk() as desk:
        for topic in desk.catalogue.topics():
            call.out.show(_line(desk, topic))


def add_one(call: Call) -> None:
    """A topic of the site's own; asks for the PIN."""
    with call.desk() as desk:
        call.check_pin(desk)
        new = NewTopic(call.get("code") or free_code(desk), call.get("ja"), call.get("kana"), call.get("en"))
        _show(call, desk, add_topic(desk, new).topic.topic)


def retire(call: Call) -> None:
    """No longer offered after its last day; asks for the PIN."""
    last = call.get("last_day")
    with call.desk() as desk:
        call.check_pin(desk)
        _show(call, desk, retire_topic(desk, call.get("code"), date.fromisoformat(last) if last else None).topic.topic)


def _show(call: Call, desk: Desk, code: str) -> None:
    call.out.show(_line(desk, desk.catalogue.topic(code)))


def _line(desk: Desk, topic: Topic) -> TopicLine:
    return TopicLine(
        code=topic.code,
        ja=topic.ja,
        kana=topic.kana,
        en=topic.en,
        valid_from=topic.valid_from.isoformat(),
        valid_to=topic.valid_to.isoformat() if topic.valid_to else None,
        offered=topic.valid_on(desk.today),
    )
