"""`session add / list / open / close / cancel`."""

from datetime import date

from core.facts import Session
from core.kinds import SessionPlanned
from desktop.app.session_plans import plan_of
from desktop.app.sessions import cancel_session, close_session, open_session, plan_session, sessions_between
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser
from desktop.cli.values import count, day, time_of_day


class SessionLine(Record, frozen=True, kw_only=True):
    """A session as it now stands."""

    session_id: str
    title: str
    day: str
    starts: str
    ends: str
    session_kind: str
    venue: str
    programme: str | None
    quota: int | None
    min_age: int | None
    fee: int
    fee_with_loan: int | None
    lends_devices: bool
    conditions: list[str]
    slot_minutes: int | None
    tables: int | None
    state: str
    opened_at: str | None
    closed_at: str | None

    @property
    def text(self) -> str:
        return f"{self.day} {self.starts}-{self.ends}\t{self.title}\t{_STATES[self.state]}\t{self.session_id}"


_STATES = {"planned": "予定", "open": "開場中", "closed": "終了", "cancelled": "中止"}
_PLAN_TEXTS = ("programme", "funding", "organiser", "municipality", "target_group", "course_id", "ratio")
_PLAN_NUMBERS = ("level", "course_place", "fee", "fee_with_loan", "quota", "min_age", "slot_minutes", "tables")


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    session = commands.group("session", "相談会・講座の予定")
    _plan_options(session.add("add", plan, "予定を入れる"))
    listing = session.add("list", show_all, "予定の一覧（何も付けないと、きょう）")
    listing.add_argument("--from", dest="first", type=day, metavar="DAY")
    listing.add_argument("--to", dest="last", type=day, metavar="DAY")
    session.add("open", open_one, "開場する").add_argument("session_id", metavar="ID")
    session.add("close", close_one, "終わりにする").add_argument("session_id", metavar="ID")
    cancelling = session.add("cancel", cancel, "中止にする")
    cancelling.add_argument("session_id", metavar="ID")
    cancelling.add_argument("--reason")


def _plan_options(parser: Parser) -> None:
    parser.add_argument("--title", required=True)
    parser.add_argument("--day", type=day, help="日付（はじめは、きょう）")
    parser.add_argument("--from", dest="starts", required=True, type=time_of_day, metavar="HH:MM")
    parser.add_argument("--to", dest="ends", required=True, type=time_of_day, metavar="HH:MM")
    parser.add_argument("--kind", dest="session_kind", help="consultation など")
    parser.add_argument("--venue", help="会場（はじめは、拠点の名前）")
    parser.add_argument("--channel")
    for name in _PLAN_TEXTS:
        parser.add_argument(f"--{name.replace('_', '-')}", dest=name)
    for name in _PLAN_NUMBERS:
        parser.add_argument(f"--{name.replace('_', '-')}", dest=name, type=count)
    parser.add_argument("--lends-devices", action="store_true", help="端末を貸す回")
    parser.add_argument(
        "--condition", dest="conditions", action="append", metavar="WORDS", help="受付でおたずねすること（何度でも）"
    )


def plan(call: Call) -> None:
    """Put a session on the calendar."""
    with call.desk() as desk:
        given = {
            name: call.get(name)
            for name in (*_PLAN_TEXTS, *_PLAN_NUMBERS, "session_kind", "channel", "lends_devices")
            if call.get(name) is not None
        }
        planned = SessionPlanned(
            title=call.get("title"),
            day=call.get("day") or desk.today.isoformat(),
            starts=call.get("starts"),
            ends=call.get("ends"),
            venue=call.get("venue") or desk.identity.site_name,
            conditions=tuple(call.get("conditions") or ()),
            **{"municipality": desk.identity.municipality, **given},
        )
        call.out.show(line(plan_session(desk, planned).session))


def show_all(call: Call) -> None:
    """Sessions of a span of days, cancelled ones too."""
    with call.desk() as desk:
        today = desk.today.isoformat()
        first = call.get("first") or min(today, call.get("last") or today)
        last = call.get("last") or max(today, first)
        for each in sessions_between(desk, date.fromisoformat(first), date.fromisoformat(last)):
            call.out.show(line(each))


def open_one(call: Call) -> None:
    """開場."""
    with call.desk() as desk:
        call.out.show(line(open_session(desk, call.get("session_id"), ("not_checked",)).session))


def close_one(call: Call) -> None:
    """The session has ended."""
    with call.desk() as desk:
        call.out.show(line(close_session(desk, call.get("session_id")).session))


def cancel(call: Call) -> None:
    """The session will not be held."""
    with call.desk() as desk:
        call.out.show(line(cancel_session(desk, call.get("session_id"), call.text("reason")).session))


def line(session: Session) -> SessionLine:
    """A session as one line."""
    plan = plan_of(session)
    same = {name: getattr(session, name) for name in SessionLine.__struct_fields__}
    return SessionLine(**same | {"conditions": list(plan.conditions), "lends_devices": plan.lends_devices})
