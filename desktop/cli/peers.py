"""`peer listen / connect / status`: the site's other laptops on the network of the venue, without headquarters."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from core.card_code import Code, CodeKind, parse
from core.clock import stamp
from core.peer_code import Address, address_of, code_of, typed_address
from core.problem import Problem
from desktop.app.peer_status import peer_status
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser

if TYPE_CHECKING:
    from desktop.app.peer_shift import PeerShift


class PeerTold(Record, frozen=True, kw_only=True):
    """A line of `peer listen` and `peer connect`; `new_events` are records of others that came since it began."""

    state: str
    addresses: tuple[str, ...] = ()
    code: str | None = None
    letter: str | None = None
    new_events: int = 0
    problem: str | None = None
    sentence: str = ""

    @property
    def text(self) -> str:
        return self.sentence


class PeerStatusTold(Record, frozen=True, kw_only=True):
    """`peer status`: one of the site's other laptops. What the window does at its start comes with each."""

    device_id: str
    letter: str
    read_at: str | None
    listens_at_start: bool
    connects_at_start: tuple[str, ...]

    @property
    def text(self) -> str:
        return f"端末{self.letter}\t{self.read_at or 'まだつながっていません'}"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    peers = commands.group("peer", "この拠点のほかの端末と、本部なしで分け合う")
    listening = peers.add("listen", listen, "ほかの端末からのつながりを待つ（Ctrl+Cで終わる）")
    listening.add_argument("--host", metavar="ADDRESS", help="このアドレスだけで待ち、ネットワークに知らせない")
    listening.add_argument("--port", type=int, metavar="N", help="待つポート（0 は空いているどれか）")
    _lasting(listening)
    connecting = peers.add("connect", connect, "待っている端末と分け合う")
    connecting.add_argument("address", metavar="ADDRESS", help="待っている端末のアドレスか、そのQRの文字")
    connecting.add_argument("--stay", action="store_true", help="つながったままでいる（Ctrl+Cで終わる）")
    _lasting(connecting)
    peers.add("status", status, "拠点のほかの端末")


def _lasting(parser: Parser) -> None:
    parser.add_argument("--seconds", type=float, metavar="N", help="この秒数で終わる")


def listen(call: Call) -> None:
    """Until interrupted, or for so many seconds."""
    from desktop.app.peer_shift import peer_shift  # the network costs

    port = call.get("port")
    with call.desk() as desk, suppress(KeyboardInterrupt), peer_shift(desk) as shift:
        addresses = shift.listen(call.get("host", ""), None if port is None else (port,))
        call.out.show(_listening(addresses))
        shift.last(call.get("seconds"), _Saying(call, shift))


def connect(call: Call) -> None:
    """Once, until neither has anything more; or with `--stay` for as long as `listen`."""
    from desktop.app.peer_shift import exchange_once, peer_shift

    address = _address(call.get("address"))
    with call.desk() as desk:
        if call.get("stay"):
            with suppress(KeyboardInterrupt), peer_shift(desk) as shift:
                shift.room.connect(address)
                shift.last(call.get("seconds"), _Saying(call, shift))
            return
        other, came = exchange_once(desk, address)
        sentence = f"端末{other.letter}と分け合いました。新しい記録 {came}件"
        call.out.show(PeerTold(state="done", letter=other.letter, new_events=came, sentence=sentence))


def status(call: Call) -> None:
    """One line a laptop; nothing is asked of the network."""
    with call.desk() as desk:
        now = peer_status(desk)
        for each in now.laptops:
            call.out.show(
                PeerStatusTold(
                    device_id=each.device_id,
                    letter=each.letter,
                    read_at=stamp(each.read_at) if each.read_at else None,
                    listens_at_start=now.listens,
                    connects_at_start=now.links,
                )
            )


class _Saying:
    """Tells once what is new since it was last called."""

    def __init__(self, call: Call, shift: "PeerShift") -> None:
        self._show: Callable[[Record], None] = call.out.show
        self._shift = shift
        self._there: set[str] = set()
        self._came = 0
        self._trouble: dict[Address, str] = {}

    def __call__(self) -> None:
        self._who_is_there()
        self._what_came()
        self._what_is_in_the_way()

    def _who_is_there(self) -> None:
        there = {each.letter for each in self._shift.room.contacts if self._shift.room.is_there(each)}
        for letter in sorted(there - self._there):
            self._tell("connected", f"端末{letter}とつながっています", letter=letter)
        for letter in sorted(self._there - there):
            self._tell("lost", f"端末{letter}とつながっていません", letter=letter)
        self._there = there

    def _what_came(self) -> None:
        came = self._shift.new_events
        if came != self._came:
            self._came = came
            self._tell("came", f"新しい記録 {came}件")

    def _what_is_in_the_way(self) -> None:
        trouble = {each.address: each.problem for each in self._shift.room.links if each.problem is not None}
        for address, problem in trouble.items():
            if self._trouble.get(address) != problem.code:
                self._tell("trouble", _said(problem), problem=problem.code)
        self._trouble = {address: problem.code for address, problem in trouble.items()}

    def _tell(self, state: str, sentence: str, letter: str | None = None, problem: str | None = None) -> None:
        self._show(PeerTold(state=state, letter=letter, new_events=self._came, problem=problem, sentence=sentence))


def _listening(addresses: tuple[Address, ...]) -> PeerTold:
    code = next(map(code_of, addresses), None)
    where = "　".join(map(str, addresses)) or "この端末はネットワークにつながっていません。"
    sentence = f"ほかの端末を待っています　{where}　{code or ''}"
    return PeerTold(state="listening", addresses=tuple(map(str, addresses)), code=code, sentence=sentence)


def _address(text: str) -> Address:
    code = parse(text)
    if isinstance(code, Code) and code.kind is CodeKind.PEER:
        return address_of(code.text)
    return typed_address(text)


def _said(problem: Problem) -> str:
    return f"{problem.sentence}{problem.next_step}"
