"""`staff add / list / start / end`; who serves in a session is in `staffing`."""

from core.facts import Supporter
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.staff import ROLES, DutyLine, add_supporter, duties_today, end_duty, start_duty, supporters
from desktop.cli import staffing
from desktop.cli.call import Call, staff_id
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class StaffLine(Record, frozen=True, kw_only=True):
    """Somebody who works here; `on_duty` is about today."""

    supporter_id: str
    display_name: str
    kana: str | None
    role: str
    on_duty: bool

    @property
    def text(self) -> str:
        role = "責任者" if self.role == "coordinator" else "サポーター"
        return f"{self.display_name}\t{role}\t{'勤務中' if self.on_duty else ''}\t{self.supporter_id}"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    staff = commands.group("staff", "担当者")
    adding = staff.add("add", add_one, "登録する")
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("--role", choices=ROLES)
    adding.add_argument("--kana")
    staff.add("list", show_all, "担当者の一覧")
    staff.add("start", start, "きょうの勤務を始める").add_argument("named", metavar="ID")
    staff.add("end", end, "きょうの勤務を終える").add_argument("named", metavar="ID")
    staffing.add_to(staff)


def add_one(call: Call) -> None:
    """Put somebody who works here on record."""
    with call.desk() as desk:
        added = add_supporter(desk, call.text("name") or "", call.get("role", "supporter"), call.get("kana"))
        call.out.show(_line(desk, added.supporter))


def show_all(call: Call) -> None:
    """Everybody who works here now."""
    with call.desk() as desk:
        for each in supporters(desk):
            call.out.show(_line(desk, each))


def start(call: Call) -> None:
    """On duty from now on; nothing happens when they already are."""
    with call.desk() as desk:
        supporter_id = staff_id(desk, call.get("named"))
        start_duty(desk, supporter_id)
        _show(call, desk, supporter_id)


def end(call: Call) -> None:
    """Off duty from now on."""
    with call.desk() as desk:
        supporter_id = staff_id(desk, call.get("named"))
        duty = _open_duty(desk, supporter_id)
        if duty is None:
            raise Problem(
                "not_on_duty", "その担当者は、きょう勤務中ではありません。", "staff list で確かめてください。"
            )
        end_duty(desk, duty.duty.duty_id)
        _show(call, desk, supporter_id)


def _show(call: Call, desk: Desk, supporter_id: str) -> None:
    for each in supporters(desk):
        if each.supporter_id == supporter_id:
            call.out.show(_line(desk, each))


def _open_duty(desk: Desk, supporter_id: str) -> DutyLine | None:
    duties = (line for line in duties_today(desk) if line.duty.ended_at is None)
    return next((line for line in duties if line.supporter.supporter_id == supporter_id), None)


def _line(desk: Desk, supporter: Supporter) -> StaffLine:
    return StaffLine(
        supporter_id=supporter.supporter_id,
        display_name=supporter.display_name,
        kana=supporter.kana,
        role=supporter.role,
        on_duty=_open_duty(desk, supporter.supporter_id) is not None,
    )
