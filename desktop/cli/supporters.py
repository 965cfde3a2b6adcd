"""`supporter add / list / show / amend / train / badge / badge-file / hours`: the register."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from core.facts import Supporter
from core.kinds import BadgeIssued, SupporterFields, TrainingCompleted
from core.supporter_words import BANDS
from desktop.app.desk import Desk
from desktop.app.fitting_requests import fitting_requests
from desktop.app.staff import ROLES, the_supporter
from desktop.app.supporter_badges import issue_badge, save_badge_file
from desktop.app.supporter_hours import hours_list, this_fiscal_year
from desktop.app.supporter_page import supporter_page
from desktop.app.supporter_training import complete_training
from desktop.app.supporters import amend_register, fields_of, register, register_supporter
from desktop.cli.call import Call, staff_id
from desktop.cli.parser import Commands, Parser
from desktop.cli.supporter_records import (
    LISTS,
    ComingLine,
    FittingRecord,
    HoursRecord,
    Saved,
    SupporterRecord,
    SupporterShown,
    badge_line,
    record,
    training_line,
)
from desktop.cli.values import count, day


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    group = commands.group("supporter", "サポーターの登録・研修・バッジ・活動時間")
    adding = group.add("add", add_one, "登録する")
    adding.add_argument("name", metavar="NAME")
    _add_fields(adding)
    amending = group.add("amend", amend, "登録を直す（言わなかった項目はそのまま）")
    amending.add_argument("named", metavar="ID")
    amending.add_argument("--name")
    _add_fields(amending)
    amending.add_argument("--active", choices=("yes", "no"))
    listing = group.add("list", show_all, "登録されている人の一覧")
    listing.add_argument("words", metavar="WORDS", nargs="?", help="名前・ふりがな・属性でさがす")
    listing.add_argument("--all", action="store_true", help="活動していない人も")
    group.add("show", show_one, "1人の登録・研修・バッジ・活動").add_argument("named", metavar="ID")
    group.add("requests", show_requests, "合う依頼の一覧").add_argument("named", metavar="ID")
    training = group.add("train", train, "研修の修了を記録する")
    training.add_argument("named", metavar="ID")
    training.add_argument("--training", required=True, metavar="NAME")
    training.add_argument("--day", type=day)
    training.add_argument("--minutes", type=count, metavar="N")
    training.add_argument("--edition", metavar="WORDS", help="教材や回")
    training.add_argument("--check", choices=("passed", "failed"), help="スキル定着チェックの結果")
    _add_badges(group)
    hours = group.add("hours", show_hours, "活動の時間と回数（今年度か、期間で）")
    hours.add_argument("--from", dest="first", type=day, metavar="DAY")
    hours.add_argument("--to", dest="last", type=day, metavar="DAY")


def _add_fields(parser: Parser) -> None:
    parser.add_argument("--kana")
    parser.add_argument("--role", choices=ROLES)
    parser.add_argument("--age", choices=[band.value for band in BANDS])
    parser.add_argument("--since", type=day, metavar="DAY", help="登録日（きょう）")
    parser.add_argument("--attribute", dest="attributes", action="append", metavar="WORD")
    parser.add_argument("--municipality", dest="municipalities", action="append", metavar="CODE")
    parser.add_argument("--weekday", dest="weekdays", action="append", type=count, metavar="1-7")
    parser.add_argument("--strength", dest="strengths", action="append", metavar="T02")


def _add_badges(group: Commands) -> None:
    badge = group.add("badge", give_badge, "オープンバッジを登録する")
    badge.add_argument("named", metavar="ID")
    badge.add_argument("--badge", required=True, metavar="NAME")
    badge.add_argument("--issued", type=day, metavar="DAY")
    badge.add_argument("--expires", type=day, metavar="DAY")
    badge.add_argument("--file", metavar="FILE", help="PNG・SVG・JSON（180 KB まで）")
    file = group.add("badge-file", save_file, "登録したバッジのファイルを取り出す")
    file.add_argument("badge", metavar="BADGE")
    file.add_argument("--out", required=True, metavar="FILE")


def add_one(call: Call) -> None:
    """Put somebody on the register."""
    with call.desk() as desk:
        told = SupporterFields(display_name=call.text("name") or "", **_told(call))
        call.out.show(_line(desk, register_supporter(desk, told).supporter))


def amend(call: Call) -> None:
    """What was not said stays as it is."""
    with call.desk() as desk:
        key = supporter_named(desk, call.get("named"))
        told = fields_of(the_supporter(desk, key))
        named = {"display_name": call.get("name")} if call.get("name") else {}
        active = {"active": call.get("active") == "yes"} if call.get("active") else {}
        changed = msgspec.structs.replace(told, **_told(call) | named | active)
        call.out.show(_line(desk, amend_register(desk, key, changed).supporter))


def show_all(call: Call) -> None:
    """Who is on the register."""
    with call.desk() as desk:
        for line in register(desk, call.get("words", ""), everybody=call.get("all", False)):
            call.out.show(SupporterRecord(**record(line.supporter, line.badge)))


def show_one(call: Call) -> None:
    """One supporter's page."""
    with call.desk() as desk:
        page = supporter_page(desk, supporter_named(desk, call.get("named")))
        shown = SupporterShown(
            **record(page.supporter, page.badge),
            minutes=page.worked.minutes,
            sessions=len(page.worked.sessions),
            days=len(page.worked.days),
            trainings=list(map(training_line, page.trainings)),
            badges=list(map(badge_line, page.badges)),
            coming=[
                ComingLine(
                    session_id=session.session_id,
                    day=session.day,
                    starts=session.starts,
                    title=session.title,
                    state=staffing.state,
                )
                for session, staffing in page.coming
            ],
        )
        call.out.show(shown)


def show_requests(call: Call) -> None:
    """Requests to come that fit without a concern."""
    with call.desk() as desk:
        for each in fitting_requests(desk, supporter_named(desk, call.get("named"))):
            call.out.show(
                FittingRecord(
                    request_id=each.request.request_id,
                    session_id=each.session.session_id,
                    day=each.session.day,
                    starts=each.session.starts,
                    ends=each.session.ends,
                    title=each.session.title,
                    role=each.request.role,
                    missing=each.missing,
                    points=[point.value for point in each.fit.points],
                )
            )


def train(call: Call) -> None:
    """A training was finished."""
    with call.desk() as desk:
        told = TrainingCompleted(
            supporter_id=supporter_named(desk, call.get("named")),
            training=call.get("training"),
            day=call.get("day", desk.today.isoformat()),
            minutes=call.get("minutes", 0),
            edition=call.get("edition"),
            passed={"passed": True, "failed": False}.get(call.get("check", "")),
        )
        call.out.show(training_line(complete_training(desk, told).training))


def give_badge(call: Call) -> None:
    """A badge, with its file if there is one."""
    with call.desk() as desk:
        told = BadgeIssued(
            supporter_id=supporter_named(desk, call.get("named")),
            badge=call.get("badge"),
            issued_on=call.get("issued", desk.today.isoformat()),
            expires_on=call.get("expires"),
        )
        file = call.get("file")
        call.out.show(badge_line(issue_badge(desk, told, Path(file) if file else None).badge))


def save_file(call: Call) -> None:
    """The file as it was handed over; nothing opens it."""
    with call.desk() as desk:
        path = save_badge_file(desk, call.get("badge"), Path(call.get("out")))
        call.out.show(Saved(badge_id=call.get("badge"), path=str(path)))


def show_hours(call: Call) -> None:
    """Who did something in the period."""
    with call.desk() as desk:
        first, last = this_fiscal_year(desk)
        first, last = (
            date.fromisoformat(call.get(name, each.isoformat())) for name, each in (("first", first), ("last", last))
        )
        for line in hours_list(desk, first, last):
            call.out.show(
                HoursRecord(
                    supporter_id=line.supporter.supporter_id,
                    display_name=line.supporter.display_name,
                    minutes=line.worked.minutes,
                    sessions=len(line.worked.sessions),
                    days=len(line.worked.days),
                    lasting=line.worked.lasting,
                )
            )


def supporter_named(desk: Desk, named: str) -> str:
    """By id, also of somebody who is not active, or by the very name. Raises Problem."""
    found = desk.store.facts.one(Supporter, named)
    return found.supporter_id if found is not None else staff_id(desk, named)


def _told(call: Call) -> dict[str, Any]:
    """The fields that were said."""
    names = {"kana": "kana", "role": "role", "age": "age_band", "since": "registered_on"}
    told = {field: call.get(name) for name, field in names.items() if call.get(name) is not None}
    return told | {name: tuple(call.get(name)) for name in LISTS if call.get(name) is not None}


def _line(desk: Desk, supporter: Supporter) -> SupporterRecord:
    return SupporterRecord(**record(supporter, supporter_page(desk, supporter.supporter_id).badge))
