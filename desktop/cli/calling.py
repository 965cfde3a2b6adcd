"""`call`, `wish`, `board`."""

from core.call_board import Board
from core.calling import Wish
from core.problem import Problem
from desktop.app.call_board import call_board
from desktop.app.calling import Called, call_next, call_ticket, mark_no_show, skip_ticket, take_call_back, visit_of
from desktop.app.desk import Desk
from desktop.app.wishes import set_wish
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands

BY_VOICE = "voice"
_DONE = {
    "called": "お呼びしました",
    "skipped": "あとで呼びます",
    "waiting": "元の順番で待っています",
    "no_show": "来られませんでした",
}


class CallLine(Record, frozen=True, kw_only=True):
    """A number as it stands after the command. `calling` is waiting, called, skipped or no_show."""

    ticket: str | None
    attendance_id: str
    session_id: str
    calling: str
    called_at: str | None
    table: str | None
    wish: str | None

    @property
    def text(self) -> str:
        table = f"　テーブル {self.table}" if self.table else ""
        return f"{self.ticket}　{_DONE[self.calling]}{table}"


class CalledNumber(Record, frozen=True, kw_only=True):
    """A number on the board that was called."""

    ticket: str
    table: str | None
    session_id: str
    at: str


class NextNumber(Record, frozen=True, kw_only=True):
    """A number that comes next: `before` are called before it."""

    ticket: str
    before: int


class WaitingLine(Record, frozen=True, kw_only=True):
    """Who waits for one session: `later` are called again behind the others."""

    session_id: str
    title: str
    open: bool
    waiting: int
    next: list[NextNumber]
    later: list[str]


class BoardLine(Record, frozen=True, kw_only=True):
    """The call board. `state` is before, open, break or over; `opens_at` is the next session's beginning."""

    state: str
    opens_at: str | None
    calling: list[CalledNumber]
    recent: list[CalledNumber]
    lines: list[WaitingLine]

    @property
    def text(self) -> str:
        called = [
            f"お呼び出し中　{each.ticket}" + (f"　テーブル {each.table}" if each.table else "") for each in self.calling
        ]
        soon = [
            f"{line.title}　" + "　".join(f"{each.ticket}（あと{each.before}人）" for each in line.next)
            for line in self.lines
            if line.next
        ]
        later = [f"あとでお呼びします　{ticket}" for line in self.lines for ticket in line.later]
        return "\n".join((*called, *soon, *later)) or "お待ちの方はいません。"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    calling = commands.add("call", call_number, "番号をお呼びする（番号がなければ、次の方）")
    calling.add_argument("number", nargs="?", metavar="NUMBER", help="A12 など")
    how = calling.add_mutually_exclusive_group()
    how.add_argument("--next", action="store_true", help="いちばん長くお待ちの方")
    how.add_argument("--no-answer", action="store_true", help="お返事がない: あとで呼ぶ")
    how.add_argument("--back", action="store_true", help="呼び出しの取り消し: 元の順番に戻す")
    how.add_argument("--no-show", action="store_true", help="来られませんでした")
    calling.add_argument("--table", metavar="N", help="何番のテーブルへ")
    calling.add_argument("--session", metavar="ID", help="どの回の次の方か")
    wishing = commands.add("wish", wish, "呼び方を選ぶ（この端末だけに残り、締めると消える）")
    wishing.add_argument("number", metavar="NUMBER")
    wishing.add_argument("wish", choices=[BY_VOICE, *Wish])
    commands.add("board", board, "呼び出しの画面に出ているもの")


def call_number(call: Call) -> None:
    """Call the next one or a number, or say what became of a call."""
    with call.desk() as desk:
        call.out.show(_line(_done(call, desk)))


def wish(call: Call) -> None:
    """How a visitor wishes to be called."""
    with call.desk() as desk:
        chosen = call.get("wish")
        visit = visit_of(desk, call.get("number"))
        wished = set_wish(desk, visit.attendance_id, None if chosen == BY_VOICE else chosen)
        call.out.show(_line(Called(wished.attendance, visit, wished.changed)))


def board(call: Call) -> None:
    """What the call board shows now."""
    with call.desk() as desk:
        call.out.show(_board(call_board(desk)))


def _done(call: Call, desk: Desk) -> Called:
    number, table = call.get("number"), call.get("table")
    if number is not None and call.get("next"):
        raise Problem("number_or_next", "番号と --next は、いっしょには使えません。", "どちらか一方にしてください。")
    if number is None:
        if any(call.get(option) for option in ("no_answer", "back", "no_show")):
            raise Problem("number_needed", "どの番号のことか分かりません。", "A12 のような番号をつけてください。")
        return call_next(desk, call.get("session"), table)
    attendance_id = visit_of(desk, number).attendance_id
    if call.get("no_answer"):
        return skip_ticket(desk, attendance_id)
    if call.get("back"):
        return take_call_back(desk, attendance_id)
    return mark_no_show(desk, attendance_id) if call.get("no_show") else call_ticket(desk, attendance_id, table)


def _line(done: Called) -> CallLine:
    visit = done.attendance
    return CallLine(
        ticket=visit.ticket,
        attendance_id=visit.attendance_id,
        session_id=visit.session_id,
        calling=visit.calling,
        called_at=visit.called_at,
        table=visit.called_to,
        wish=visit.wish,
    )


def _board(shown: Board) -> BoardLine:
    return BoardLine(
        state=shown.state.value,
        opens_at=shown.opens_at,
        calling=[CalledNumber(ticket=c.ticket, table=c.table, session_id=c.session_id, at=c.at) for c in shown.calling],
        recent=[CalledNumber(ticket=c.ticket, table=c.table, session_id=c.session_id, at=c.at) for c in shown.recent],
        lines=[
            WaitingLine(
                session_id=line.session_id,
                title=line.title,
                open=line.is_open,
                waiting=line.waiting,
                next=[NextNumber(ticket=place.ticket, before=place.before) for place in line.next],
                later=list(line.later),
            )
            for line in shown.lines
        ],
    )
