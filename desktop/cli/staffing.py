"""`staff request / requests / withdraw / apply / match / decline / cancel / board / scan`: who serves in a session."""

from core.facts import StaffRequest
from core.kinds import StaffRequestFields
from core.staff_fit import Fit
from desktop.app.desk import Desk
from desktop.app.shifts import scan_shift
from desktop.app.staff_requests import request_staff, the_request, withdraw_request
from desktop.app.staffing import assign
from desktop.app.staffing_board import RequestLine, State, staffing_board
from desktop.cli.call import Call, Command
from desktop.cli.output import Record
from desktop.cli.parser import Commands
from desktop.cli.supporters import supporter_named
from desktop.cli.values import count

_VERBS: tuple[tuple[str, State, str], ...] = (
    ("apply", "applied", "応募を記録する"),
    ("match", "matched", "担当に決める"),
    ("decline", "declined", "お断りを記録する"),
    ("cancel", "cancelled", "担当や応募を取り消す"),
)


class RequestRecord(Record, frozen=True, kw_only=True):
    """A request with how many are matched; two laptops may have matched more than are needed."""

    request_id: str
    session_id: str
    role: str
    needed: int
    needs_badge: bool
    remark: str | None
    matched: int
    missing: int
    over: int


class PlaceRecord(Record, frozen=True, kw_only=True):
    """Somebody's place as it now stands; `concerns` are what to look at, `sentences` the same in words."""

    staffing_id: str
    session_id: str
    supporter_id: str
    display_name: str
    state: str
    before: str | None
    request_id: str | None
    concerns: list[str]
    sentences: list[str]

    @property
    def text(self) -> str:
        return f"{self.display_name}\t{self.state}\t{'。'.join(self.sentences)}"


class FitRecord(Record, frozen=True, kw_only=True):
    """Somebody and a session: `state` is null where they have no place in it."""

    supporter_id: str
    display_name: str
    state: str | None
    badge: str
    points: list[str]
    sentences: list[str]
    minutes: int
    sessions: int

    @property
    def text(self) -> str:
        return f"{self.display_name}\t{self.state or '－'}\t{'、'.join(self.sentences)}\t{self.supporter_id}"


class ShiftRecord(Record, frozen=True, kw_only=True):
    """What a scan of a supporter's card did: begun, ended, or just_begun and just_ended for the same scan again."""

    shift: str
    supporter_id: str
    display_name: str
    duty_id: str
    started_at: str
    ended_at: str | None
    session_id: str | None
    minutes: int
    concerns: list[str]


def add_to(staff: Commands) -> None:
    """Below `staff`."""
    request = staff.add("request", ask, "予定に必要な人を依頼する")
    request.add_argument("session", metavar="SESSION")
    request.add_argument("--needed", required=True, type=count, metavar="N")
    request.add_argument("--role", metavar="CODE")
    request.add_argument("--badge", action="store_true", help="オープンバッジが必要")
    request.add_argument("--remark", metavar="WORDS")
    staff.add("requests", show_requests, "予定の依頼の一覧").add_argument("session", metavar="SESSION")
    staff.add("withdraw", withdraw, "依頼を取り下げる").add_argument("request", metavar="REQUEST")
    for name, state, summary in _VERBS:
        verb = staff.add(name, _assigning(state), summary)
        verb.add_argument("session", metavar="SESSION")
        verb.add_argument("named", metavar="ID")
        verb.add_argument("--request", metavar="REQUEST")
    board = staff.add("board", show_board, "予定の担当と、合う人の一覧")
    board.add_argument("session", metavar="SESSION")
    board.add_argument("--strength", dest="strengths", action="append", metavar="T02")
    staff.add("scan", scan, "サポーター証の読み取り（勤務の始めと終わり）").add_argument("text", metavar="TEXT")


def ask(call: Call) -> None:
    """People are asked for."""
    with call.desk() as desk:
        told = StaffRequestFields(
            session_id=call.get("session"),
            role=call.get("role", "supporter"),
            needed=call.get("needed"),
            needs_badge=call.get("badge", False),
            remark=call.get("remark"),
        )
        _show_request(call, desk, request_staff(desk, told).request)


def withdraw(call: Call) -> None:
    """Nobody is looked for any more."""
    with call.desk() as desk:
        before = the_request(desk, call.get("request"))
        withdraw_request(desk, before.request_id)
        call.out.show(_request(RequestLine(before, 0)))


def show_requests(call: Call) -> None:
    """Those of a session that stand."""
    with call.desk() as desk:
        for line in staffing_board(desk, call.get("session")).requests:
            call.out.show(_request(line))


def show_board(call: Call) -> None:
    """Who has a place, then who else fits, the best first."""
    with call.desk() as desk:
        board = staffing_board(desk, call.get("session"), tuple(call.get("strengths", ())))
        for line in board.people:
            call.out.show(_fit(line.fit, line.staffing.state))
        for each in board.fits:
            call.out.show(_fit(each, None))


def scan(call: Call) -> None:
    """As the scanner does it."""
    with call.desk() as desk:
        done = scan_shift(desk, call.text("text") or "")
        call.out.show(
            ShiftRecord(
                shift=done.shift.value,
                supporter_id=done.supporter.supporter_id,
                display_name=done.supporter.display_name,
                duty_id=done.duty.duty_id,
                started_at=done.duty.started_at,
                ended_at=done.duty.ended_at,
                session_id=done.duty.session_id,
                minutes=done.minutes,
                concerns=[each.value for each in done.concerns],
            )
        )


def _assigning(state: State) -> Command:
    def work(call: Call) -> None:
        with call.desk() as desk:
            key = supporter_named(desk, call.get("named"))
            done = assign(desk, call.get("session"), key, state, call.get("request"))
            call.out.show(
                PlaceRecord(
                    staffing_id=done.staffing.staffing_id,
                    session_id=done.staffing.session_id,
                    supporter_id=key,
                    display_name=done.supporter.display_name,
                    state=done.staffing.state,
                    before=done.before,
                    request_id=done.staffing.request_id,
                    concerns=[each.value for each in done.concerns],
                    sentences=[each.ja for each in done.concerns],
                )
            )

    return work


def _show_request(call: Call, desk: Desk, request: StaffRequest) -> None:
    lines = staffing_board(desk, request.session_id).requests
    call.out.show(_request(next(each for each in lines if each.request.request_id == request.request_id)))


def _request(line: RequestLine) -> RequestRecord:
    request = line.request
    return RequestRecord(
        request_id=request.request_id,
        session_id=request.session_id,
        role=request.role,
        needed=request.needed,
        needs_badge=bool(request.needs_badge),
        remark=request.remark,
        matched=line.matched,
        missing=line.missing,
        over=line.over,
    )


def _fit(fit: Fit, state: str | None) -> FitRecord:
    one = fit.candidate
    return FitRecord(
        supporter_id=one.supporter.supporter_id,
        display_name=one.supporter.display_name,
        state=state,
        badge=fit.badge.state.value,
        points=[each.value for each in fit.points],
        sentences=[each.ja for each in fit.points],
        minutes=one.minutes,
        sessions=one.sessions,
    )
