"""`series add / list / amend / end / leave-out`: plans that recur."""

from datetime import date
from typing import Any

import msgspec

from core.facts import Series
from core.kinds import SeriesFields, SeriesPlanned
from core.wareki import WEEKDAYS
from desktop.app.desk import Desk
from desktop.app.series import amend_series, end_series, leave_out, plan_series, series_list
from desktop.app.series_plans import fields_of, sessions_of, the_series
from desktop.app.series_steps import SeriesWritten
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser
from desktop.cli.sessions import plan_options, told_plan
from desktop.cli.values import count, day, weekdays


class LeftAloneLine(Record, frozen=True, kw_only=True):
    """A session that a change left as it was: `why` is booked, received or changed."""

    session_id: str
    day: str
    why: str


class SeriesLine(Record, frozen=True, kw_only=True):
    """A series as it now stands; `sessions` are those that will be or were held."""

    series_id: str
    title: str
    starts: str
    ends: str
    venue: str
    room: str | None
    weekdays: list[int]
    every_weeks: int
    starts_on: str
    ends_on: str
    skips_holidays: bool
    skips_year_end: bool
    left_out: list[str]
    sessions: int

    @property
    def text(self) -> str:
        days = "・".join(WEEKDAYS[number - 1] for number in self.weekdays)
        every = "毎週" if self.every_weeks == 1 else f"{self.every_weeks}週に1回"
        span = f"{every} {days} {self.starts}-{self.ends}\t{self.starts_on}から{self.ends_on}まで"
        return f"{span}\t{self.title}\t{self.sessions}回\t{self.series_id}"


class SeriesChanged(SeriesLine, frozen=True, kw_only=True):
    """What a change did: numbers of sessions, days that rest, and sessions that were left alone."""

    planned: int
    amended: int
    cancelled: int
    resting: list[str]
    left_alone: list[LeftAloneLine]

    @property
    def text(self) -> str:
        done = f"作った回 {self.planned}　直した回 {self.amended}　中止にした回 {self.cancelled}"
        rests = [f"お休み: {'、'.join(self.resting)}"] if self.resting else []
        left = [f"そのままの回: {each.day}（{_WHY[each.why]}）\t{each.session_id}" for each in self.left_alone]
        return "\n  ".join((super().text, done, *rests, *left))


_WHY = {"booked": "予約の方がいます", "received": "受付の記録があります", "changed": "この回だけ直してあります"}


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    series = commands.group("series", "くり返す予定")
    adding = series.add("add", plan, "くり返す予定を入れる（毎週●曜日など）")
    plan_options(adding)
    _rule_options(adding, required=True)
    series.add("list", show_all, "くり返す予定の一覧").add_argument(
        "--past", action="store_true", help="終わったものも出す"
    )
    amending = series.add("amend", amend, "くり返す予定を直す。予約や受付のある回、手で直した回はそのまま")
    amending.add_argument("series_id", metavar="ID")
    plan_options(amending, changing=True)
    _rule_options(amending, required=False)
    ending = series.add("end", end, "くり返しを終わりにする")
    ending.add_argument("series_id", metavar="ID")
    ending.add_argument("--last-day", type=day, metavar="DAY", help="この日まで（はじめは、きょう）")
    leaving = series.add("leave-out", leave, "1日だけ休みにする")
    leaving.add_argument("series_id", metavar="ID")
    leaving.add_argument("left_day", type=day, metavar="DAY")


def _rule_options(parser: Parser, *, required: bool) -> None:
    parser.add_argument("--weekdays", type=weekdays, required=required, metavar="1,3", help="月曜が 1、日曜が 7")
    parser.add_argument("--until", type=day, required=required, metavar="DAY", help="いつまで")
    parser.add_argument("--every-weeks", type=count, metavar="N", help="2 なら隔週（はじめは 1）")
    for name, words in (("holidays", "祝日"), ("year-end", "年末年始（12/29〜1/3）")):
        flags = parser.add_mutually_exclusive_group()
        dest = f"skips_{name.replace('-', '_')}"
        flags.add_argument(f"--on-{name}", dest=dest, action="store_false", help=f"{words}も開く")
        flags.add_argument(f"--rest-on-{name}", dest=dest, action="store_true", help=f"{words}は休む（はじめから）")


def plan(call: Call) -> None:
    """Every session from today on."""
    with call.desk() as desk:
        told, _ = told_plan(call, desk)
        made = SeriesPlanned(**msgspec.structs.asdict(told) | _rule(call))
        call.out.show(_changed(desk, plan_series(desk, made)))


def show_all(call: Call) -> None:
    """Those that go on, or all."""
    with call.desk() as desk:
        for each in series_list(desk, past=bool(call.get("past"))):
            call.out.show(SeriesLine(**_line(desk, each)))


def amend(call: Call) -> None:
    """Only what is told is changed."""
    with call.desk() as desk:
        before = fields_of(the_series(desk, call.get("series_id")))
        told = {name: call.get(name) for name in before.__struct_fields__ if call.get(name) is not None}
        lists = {name: tuple(told[name]) for name in ("conditions", "materials") if name in told}
        changed = msgspec.structs.replace(before, **told | lists | _rule(call))
        call.out.show(_changed(desk, amend_series(desk, call.get("series_id"), changed)))


def end(call: Call) -> None:
    """Nothing more after a day."""
    with call.desk() as desk:
        last = call.get("last_day")
        ended = end_series(desk, call.get("series_id"), date.fromisoformat(last) if last else None)
        call.out.show(_changed(desk, ended))


def leave(call: Call) -> None:
    """One day alone."""
    with call.desk() as desk:
        day_out = date.fromisoformat(call.get("left_day"))
        call.out.show(_changed(desk, leave_out(desk, call.get("series_id"), day_out)))


def _rule(call: Call) -> dict[str, Any]:
    names = ("weekdays", "until", "every_weeks", "skips_holidays", "skips_year_end")
    return {name: call.get(name) for name in names if call.get(name) is not None}


def _line(desk: Desk, series: Series) -> dict[str, Any]:
    plan: SeriesFields = fields_of(series)
    held = [each for each in sessions_of(desk, series.series_id) if each.state != "cancelled"]
    same = ("title", "starts", "ends", "venue", "room", "every_weeks", "skips_holidays", "skips_year_end")
    return {name: getattr(plan, name) for name in same} | {
        "series_id": series.series_id,
        "weekdays": list(plan.weekdays),
        "starts_on": series.starts_on,
        "ends_on": series.ends_on,
        "left_out": list(plan.left_out),
        "sessions": len(held),
    }


def _changed(desk: Desk, written: SeriesWritten) -> SeriesChanged:
    left = [
        LeftAloneLine(session_id=each.session.session_id, day=each.session.day, why=each.why)
        for each in written.left_alone
    ]
    return SeriesChanged(
        **_line(desk, written.series),
        planned=len(written.planned),
        amended=len(written.amended),
        cancelled=len(written.cancelled),
        resting=[each.isoformat() for each in written.resting],
        left_alone=left,
    )
