"""`session add / list / open / close / cancel / copy / export`."""

from datetime import date
from pathlib import Path

import msgspec

from core.facts import Session
from core.kinds import SessionFields, SessionPlanned
from core.problem import Problem
from core.programme_parts import Operator
from core.programme_plan import filled
from core.programmes import Programme
from desktop.app.calendar_file import save_session_calendar
from desktop.app.course_progress import Lesson, course_progress
from desktop.app.courses import plan_course
from desktop.app.desk import Desk
from desktop.app.programmes import programmes_on
from desktop.app.session_copies import copy_month, copy_week
from desktop.app.session_plans import plan_of
from desktop.app.session_remarks import remarks
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
    room: str | None
    programme: str | None
    strand: str | None
    level: int | None
    course_id: str | None
    course_place: int | None
    term: str | None
    ratio: str | None
    funding: str | None
    organiser: str | None
    co_organiser: str | None
    operator: str | None
    municipality: str | None
    target_group: str | None
    channel: str
    is_trial: bool
    is_online: bool
    koma_minutes: int
    materials: list[str]
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
    series_id: str | None
    remarks: list[str]

    @property
    def text(self) -> str:
        told = f"{self.day} {self.starts}-{self.ends}\t{self.title}\t{_STATES[self.state]}\t{self.session_id}"
        return "\n  ".join((told, *self.remarks))


class LessonLine(msgspec.Struct, frozen=True, kw_only=True):
    """One lesson of a course, and how many came (延べ)."""

    session_id: str
    day: str
    course_place: int | None
    state: str
    visits: int


class CourseLine(Record, frozen=True, kw_only=True):
    """A course: `persons` are registered visitors, `came_to_all` those who came to each lesson that was held."""

    course_id: str
    lessons: list[LessonLine]
    held: int
    visits: int
    persons: int
    came_to_all: int

    @property
    def text(self) -> str:
        days = (f"{each.course_place or ''}回目\t{each.day}\t{each.visits}人" for each in self.lessons)
        told = (
            f"延べ{self.visits}人、登録者{self.persons}人のうち、開いた{self.held}回すべてに来た方{self.came_to_all}人"
        )
        return "\n".join((*days, told))


class Exported(Record, frozen=True, kw_only=True):
    """A calendar file that was written."""

    path: str
    sessions: int

    @property
    def text(self) -> str:
        return f"予定 {self.sessions}件を保存しました: {self.path}"


_STATES = {"planned": "予定", "open": "開場中", "closed": "終了", "cancelled": "中止"}
_PLAN_TEXTS = (
    "room",
    "strand",
    "term",
    "funding",
    "organiser",
    "co_organiser",
    "municipality",
    "target_group",
    "course_id",
    "ratio",
)
_PLAN_NUMBERS = (
    "level",
    "course_place",
    "fee",
    "fee_with_loan",
    "quota",
    "min_age",
    "slot_minutes",
    "tables",
    "koma_minutes",
)
_PLAN_FLAGS = {"lends_devices": "端末を貸す回", "is_trial": "試行の回", "is_online": "オンラインの回"}
_OF_PLAN = frozenset(SessionFields.__struct_fields__)


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    session = commands.group("session", "相談会・講座の予定")
    adding = session.add("add", plan, "予定を入れる")
    plan_options(adding)
    adding.add_argument("--whole-course", action="store_true", help="事業の回数ぶんを、毎週の予定にする")
    listing = session.add("list", show_all, "予定の一覧（何も付けないと、きょう）")
    listing.add_argument("--from", dest="first", type=day, metavar="DAY")
    listing.add_argument("--to", dest="last", type=day, metavar="DAY")
    session.add("open", open_one, "開場する").add_argument("session_id", metavar="ID")
    session.add("close", close_one, "終わりにする").add_argument("session_id", metavar="ID")
    session.add("course", show_course, "講座の各回の人数と、全部の回に来た方").add_argument(
        "course_id", metavar="COURSE"
    )
    cancelling = session.add("cancel", cancel, "中止にする")
    cancelling.add_argument("session_id", metavar="ID")
    cancelling.add_argument("--reason")
    copying = session.add("copy", copy, "1週間か1か月の予定を、次の週か月に写す")
    which = copying.add_mutually_exclusive_group(required=True)
    which.add_argument("--week", type=day, metavar="DAY", help="この日の週を、次の週へ")
    which.add_argument("--month", type=day, metavar="DAY", help="この日の月を、次の月へ（第2火曜は第2火曜に）")
    exporting = session.add("export", export, "ほかのカレンダーで開けるファイル（iCalendar）を作る")
    exporting.add_argument("--ics", type=Path, required=True, metavar="FILE")
    exporting.add_argument("--from", dest="first", type=day, metavar="DAY", help="はじめは、きょう")
    exporting.add_argument("--to", dest="last", type=day, metavar="DAY")


def plan_options(parser: Parser, *, changing: bool = False) -> None:
    """What a plan can be told; one that is being changed needs nothing."""
    parser.add_argument("--programme", metavar="CODE", help="事業（P04 など）。ほかの項目は、事業のとおりになります")
    parser.add_argument("--title", help="名前（はじめは、事業の名前）")
    parser.add_argument("--day", type=day, help="日付（はじめは、きょう）")
    parser.add_argument("--from", dest="starts", required=not changing, type=time_of_day, metavar="HH:MM")
    parser.add_argument("--to", dest="ends", required=not changing, type=time_of_day, metavar="HH:MM")
    parser.add_argument("--kind", dest="session_kind", help="consultation など")
    parser.add_argument("--venue", help="会場（はじめは、拠点の名前）")
    parser.add_argument("--channel")
    for name in _PLAN_TEXTS:
        parser.add_argument(f"--{name.replace('_', '-')}", dest=name)
    for name in _PLAN_NUMBERS:
        parser.add_argument(f"--{name.replace('_', '-')}", dest=name, type=count)
    for name, help_text in _PLAN_FLAGS.items():
        parser.add_argument(
            f"--{name.removeprefix('is_').replace('_', '-')}", dest=name, action="store_true", help=help_text
        )
    parser.add_argument(
        "--operator",
        choices=[each.value for each in Operator],
        help="委託（entrusted）か、サポーター派遣（dispatched）",
    )
    parser.add_argument("--material", dest="materials", action="append", metavar="M01@1", help="教材（何度でも）")
    parser.add_argument(
        "--condition", dest="conditions", action="append", metavar="WORDS", help="受付でおたずねすること（何度でも）"
    )


def plan(call: Call) -> None:
    """Put a session, or with `--whole-course` every lesson of one, on the calendar."""
    with call.desk() as desk:
        planned, programme = told_plan(call, desk)
        if not call.get("whole_course"):
            call.out.show(line(desk, plan_session(desk, planned).session))
            return
        for each in plan_course(desk, planned, (programme.lessons if programme else None) or 0).sessions:
            call.out.show(line(desk, each))


def told_plan(call: Call, desk: Desk) -> tuple[SessionPlanned, Programme | None]:
    """The plan of the options, filled by the programme that they name."""
    planned = _told(call, desk)
    code = call.get("programme")
    programme = programmes_on(desk, date.fromisoformat(planned.day)).programme(code) if code else None
    if programme is None:
        return planned, None
    planned = filled(planned, programme, {name for name in planned.__struct_fields__ if name in call.arguments})
    return msgspec.structs.replace(planned, title=planned.title or programme.ja), programme


def _told(call: Call, desk: Desk) -> SessionPlanned:
    names = (*_PLAN_TEXTS, *_PLAN_NUMBERS, *_PLAN_FLAGS, "programme", "operator", "session_kind", "channel")
    given = {name: call.get(name) for name in names if call.get(name) is not None}
    return SessionPlanned(
        title=call.get("title", ""),
        day=call.get("day") or desk.today.isoformat(),
        starts=call.get("starts"),
        ends=call.get("ends"),
        venue=call.get("venue") or desk.identity.site_name,
        conditions=tuple(call.get("conditions") or ()),
        materials=tuple(call.get("materials") or ()),
        **given,
    )


def show_all(call: Call) -> None:
    """Sessions of a span of days, cancelled ones too."""
    with call.desk() as desk:
        today = desk.today.isoformat()
        first = call.get("first") or min(today, call.get("last") or today)
        last = call.get("last") or max(today, first)
        for each in sessions_between(desk, date.fromisoformat(first), date.fromisoformat(last)):
            call.out.show(line(desk, each))


def open_one(call: Call) -> None:
    """開場."""
    with call.desk() as desk:
        call.out.show(line(desk, open_session(desk, call.get("session_id"), ("not_checked",)).session))


def close_one(call: Call) -> None:
    """The session has ended."""
    with call.desk() as desk:
        call.out.show(line(desk, close_session(desk, call.get("session_id")).session))


def cancel(call: Call) -> None:
    """The session will not be held."""
    with call.desk() as desk:
        call.out.show(line(desk, cancel_session(desk, call.get("session_id"), call.text("reason")).session))


def copy(call: Call) -> None:
    """A week or a month once more; a line for each session that was planned."""
    with call.desk() as desk:
        week = call.get("week")
        if week:
            copied = copy_week(desk, date.fromisoformat(week))
        else:
            copied = copy_month(desk, date.fromisoformat(call.get("month")))
        for each in copied.planned:
            call.out.show(line(desk, each))


def show_course(call: Call) -> None:
    """How a course goes."""
    with call.desk() as desk:
        course = course_progress(desk, call.get("course_id"))
        if not course.lessons:
            raise Problem("course_unknown", "その講座が見つかりません。", "予定の一覧の course_id を入れてください。")
        call.out.show(
            CourseLine(
                course_id=call.get("course_id"),
                lessons=[_lesson(each) for each in course.lessons],
                held=course.held,
                visits=course.visits,
                persons=course.persons,
                came_to_all=course.came_to_all,
            )
        )


def _lesson(lesson: Lesson) -> LessonLine:
    it = lesson.session
    return LessonLine(
        session_id=it.session_id, day=it.day, course_place=it.course_place, state=it.state, visits=lesson.visits
    )


def export(call: Call) -> None:
    """A file for other calendars."""
    with call.desk() as desk:
        first, last = (date.fromisoformat(each) if each else None for each in (call.get("first"), call.get("last")))
        count = save_session_calendar(desk, call.get("ics"), first, last)
        call.out.show(Exported(path=str(call.get("ics")), sessions=count))


def line(desk: Desk, session: Session) -> SessionLine:
    """A session as one line, with what should be known of it."""
    kept = plan_of(session)
    own = {
        "conditions": list(kept.conditions),
        "materials": list(kept.materials),
        "remarks": [f"{each.sentence}{each.next_step}" for each in remarks(desk, session)],
    }
    same = {
        name: getattr(kept if name in _OF_PLAN else session, name)
        for name in SessionLine.__struct_fields__
        if name not in own
    }
    return SessionLine(**same | own)
