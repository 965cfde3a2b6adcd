"""`booking add / list / move / cancel / promote / receive / forget`."""

from datetime import date

from core.kinds import BookingMade
from desktop.app.booked import booked
from desktop.app.booking_board import BookingLine, board
from desktop.app.bookings import (
    TOLD_FIELDS,
    BookingWritten,
    cancel_booking,
    forget_booking,
    make_booking,
    move_booking,
    promote_next,
    restore_booking,
)
from desktop.app.desk import Desk
from desktop.app.people import note_viewing
from desktop.app.receive_booking import receive_booking
from desktop.app.sessions import sessions_between
from desktop.cli.call import Call
from desktop.cli.door import line as door_line
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser
from desktop.cli.values import count, day, time_of_day


class BookingWrittenLine(Record, frozen=True, kw_only=True):
    """A booking as it now stands. `number` is told by telephone; `left_out` names what is not switched on."""

    booking_id: str
    number: str
    session_id: str
    person_id: str | None
    age_band: str
    slot: str | None
    table: int | None
    waiting: bool
    cancelled: bool
    state: str
    left_out: list[str]

    @property
    def text(self) -> str:
        return f"予約番号 {self.number}　{_where(self.slot, self.table)}{_STATES[self.state]}\t{self.booking_id}"


class BookingListed(Record, frozen=True, kw_only=True):
    """`booking list`: one booking of a session; `ticket` is set once somebody came."""

    booking_id: str
    number: str
    session_id: str
    title: str
    day: str
    person_id: str | None
    age_band: str
    slot: str | None
    table: int | None
    waiting: bool
    state: str
    name: str | None
    kana: str | None
    phone: str | None
    ticket: str | None
    made_at: str

    @property
    def text(self) -> str:
        who = self.name or self.age_band
        when = f"{self.day} {_where(self.slot, self.table)}"
        return f"{when}{who}\t{self.number}\t{_STATES[self.state]}\t{self.booking_id}"


_STATES = {
    "expected": "予約",
    "late": "まだ来ていません",
    "arrived": "受付済み",
    "no_show": "来られませんでした",
    "waiting": "キャンセル待ち",
    "cancelled": "取り消し",
}


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    booking = commands.group("booking", "予約")
    _booking_options(booking.add("add", make, "予約する（お名前などは - で標準入力から1行ずつ）"))
    listing = booking.add("list", show_all, "予約の一覧（何も付けないと、きょう）")
    listing.add_argument("--session", dest="session_id", metavar="ID")
    listing.add_argument("--from", dest="first", type=day, metavar="DAY")
    listing.add_argument("--to", dest="last", type=day, metavar="DAY")
    moving = booking.add("move", move, "別の時刻や回に動かす")
    moving.add_argument("booking_id", metavar="ID")
    moving.add_argument("--session", dest="session_id", metavar="ID")
    _place_options(moving)
    cancelling = booking.add("cancel", cancel, "予約を取り消す")
    cancelling.add_argument("booking_id", metavar="ID")
    cancelling.add_argument("--no-show", action="store_true", help="来られなかったので席を空ける")
    booking.add("restore", restore, "取り消した予約を元に戻す").add_argument("booking_id", metavar="ID")
    booking.add("promote", promote, "キャンセル待ちの先頭の方を繰り上げる").add_argument(
        "session_id", metavar="SESSION"
    )
    receiving = booking.add("receive", receive, "予約の方を受け付ける")
    receiving.add_argument("booking_id", metavar="ID")
    receiving.add_argument("--admit", action="store_true", help="条件をこえていても受け付ける")
    forgetting = booking.add("forget", forget, "予約を取り消し、聞いたお名前などを消す（元に戻せません）")
    forgetting.add_argument("booking_id", metavar="ID")


def _booking_options(parser: Parser) -> None:
    parser.add_argument("--session", dest="session_id", required=True, metavar="ID")
    _place_options(parser)
    parser.add_argument("--person", dest="person_id", metavar="ID", help="登録のある方")
    parser.add_argument("--age", dest="age_band", metavar="BAND", help="70s、80plus、unknown など")
    parser.add_argument("--waiting", action="store_true", help="キャンセル待ち")
    for name in TOLD_FIELDS:
        parser.add_argument(f"--{name}", dest=name)


def _place_options(parser: Parser) -> None:
    parser.add_argument("--slot", type=time_of_day, metavar="HH:MM", help="枠の始まり")
    parser.add_argument("--table", type=count, metavar="N", help="席の番号（はじめは、空いている席）")


def make(call: Call) -> None:
    """Keep a place."""
    told = BookingMade(
        session_id=call.get("session_id"),
        person_id=call.get("person_id"),
        age_band=call.get("age_band", "unknown"),
        slot=call.get("slot"),
        table=call.get("table"),
        waiting=call.get("waiting", False),
        **{name: call.text(name) for name in TOLD_FIELDS},
    )
    with call.desk() as desk:
        call.out.show(_written(desk, make_booking(desk, told)))


def show_all(call: Call) -> None:
    """Bookings of one session, or of the sessions of these days; names that are seen leave a record."""
    with call.desk() as desk:
        found = [board(desk, session_id) for session_id in _sessions(call, desk)]
        lines = [_listed(each.session.title, each.session.day, line) for each in found for line in each.everybody]
        named = sum(bool(each.name or each.kana or each.phone) for each in lines)
        if named:
            note_viewing(desk, "bookings", persons=named)
        for line in lines:
            call.out.show(line)


def move(call: Call) -> None:
    """Another place, or another session."""
    where = (call.get("slot"), call.get("table"))
    with call.desk() as desk:
        moved = move_booking(desk, call.get("booking_id"), *where, session_id=call.get("session_id"))
        call.out.show(_written(desk, moved))


def cancel(call: Call) -> None:
    """The place is free again."""
    with call.desk() as desk:
        no_show = call.get("no_show", False)
        call.out.show(_written(desk, cancel_booking(desk, call.get("booking_id"), no_show=no_show)))


def restore(call: Call) -> None:
    """A cancelling is taken back."""
    with call.desk() as desk:
        call.out.show(_written(desk, restore_booking(desk, call.get("booking_id"))))


def promote(call: Call) -> None:
    """The first who waits takes the first free place."""
    with call.desk() as desk:
        call.out.show(_written(desk, promote_next(desk, call.get("session_id"))))


def receive(call: Call) -> None:
    """受付: one of the eight results."""
    with call.desk() as desk:
        answer = receive_booking(desk, call.get("booking_id"), admit=call.get("admit", False))
        call.out.show(door_line(answer))


def forget(call: Call) -> None:
    """Destroy the key of what was told; asks for the PIN."""
    with call.desk() as desk:
        call.check_pin(desk)
        call.out.show(_written(desk, forget_booking(desk, call.get("booking_id"))))


def _sessions(call: Call, desk: Desk) -> list[str]:
    """The session that was named, else those of the days that were, else today's."""
    if call.get("session_id"):
        return [call.get("session_id")]
    today = desk.today.isoformat()
    first = call.get("first") or min(today, call.get("last") or today)
    last = call.get("last") or max(today, first)
    span = sessions_between(desk, date.fromisoformat(first), date.fromisoformat(last))
    return [each.session_id for each in span]


def _written(desk: Desk, done: BookingWritten) -> BookingWrittenLine:
    booking = done.booking
    return BookingWrittenLine(
        booking_id=booking.booking_id,
        number=done.number,
        session_id=booking.session_id,
        person_id=booking.person_id,
        age_band=booking.age_band,
        slot=booking.slot,
        table=booking.desk,
        waiting=bool(booking.waiting),
        cancelled=bool(booking.cancelled),
        state=booked(desk, booking, done.session).state.value,
        left_out=list(done.left_out),
    )


def _listed(title: str, on: str, line: BookingLine) -> BookingListed:
    booking = line.booking
    return BookingListed(
        booking_id=booking.booking_id,
        number=line.number,
        session_id=booking.session_id,
        title=title,
        day=on,
        person_id=booking.person_id,
        age_band=booking.age_band,
        slot=booking.slot,
        table=booking.desk,
        waiting=bool(booking.waiting),
        state=line.state.value,
        name=line.name or None,
        kana=line.kana or None,
        phone=line.phone or None,
        ticket=line.ticket or None,
        made_at=booking.made_at,
    )


def _where(slot: str | None, table: int | None) -> str:
    return f"{slot} 席{table} " if slot else ""
