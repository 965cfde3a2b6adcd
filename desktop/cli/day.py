"""`open-day`, `close-day`, `reopen-day`."""

from datetime import date

from desktop.app.day import close_day, day_state, open_day, reopen_day
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands
from desktop.cli.sessions import line
from desktop.cli.values import day


class DayLine(Record, frozen=True, kw_only=True):
    """`close-day` and `reopen-day`: the day as it now stands."""

    day: str
    closed: bool
    closed_at: str | None
    visits: int
    consultations: int
    unsent: int

    @property
    def text(self) -> str:
        done = "締めました" if self.closed else "締めを取り消しました"
        return f"{self.day} を{done}。来場 {self.visits}　相談 {self.consultations}　未送信 {self.unsent}件"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    commands.add("open-day", begin, "開場する（きょうの予定をすべて）")
    closing = commands.add("close-day", end, "きょうを締める")
    closing.add_argument("--weather", metavar="WORDS", help="天気")
    closing.add_argument("--day", type=day, metavar="DAY", help="前の日（なければきょう）")
    closing.add_argument("--notes", metavar="WORDS", help="申し送り（- で標準入力から）")
    commands.add("reopen-day", again, "締めた日を開き直す").add_argument("day", type=day, metavar="DAY")


def begin(call: Call) -> None:
    """開場: every session of today, or an unplanned one."""
    with call.desk() as desk:
        open_day(desk, ("not_checked",))
        for each in day_state(desk).sessions:
            if each.state == "open":
                call.out.show(line(desk, each))


def end(call: Call) -> None:
    """締め."""
    with call.desk() as desk:
        told = call.get("day")
        which = date.fromisoformat(told) if told else desk.today
        closed = close_day(desk, call.get("weather"), call.text("notes"), which)
        state = day_state(desk, which)
        call.out.show(
            DayLine(
                day=closed.day.day,
                closed=bool(closed.day.closed),
                closed_at=closed.day.closed_at,
                visits=state.visits,
                consultations=state.consultations,
                unsent=closed.unsent,
            )
        )


def again(call: Call) -> None:
    """Something of a closed day must still be entered."""
    with call.desk() as desk:
        which = date.fromisoformat(call.get("day"))
        reopen_day(desk, which)
        state = day_state(desk, which)
        call.out.show(
            DayLine(
                day=call.get("day"),
                closed=state.closed is not None,
                closed_at=None,
                visits=state.visits,
                consultations=state.consultations,
                unsent=state.unsent,
            )
        )
