"""The calendar without widgets: weeks, words, and what is typed as a plan."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.facts import Session
from core.kinds import SessionAmended, SessionPlanned
from core.problem import Problem
from core.wareki import weekday
from desktop.app.session_plans import plan_of, quota_of_slots
from desktop.ui import i18n
from desktop.ui.commands import plain
from desktop.ui.i18n import tr

KINDS = {
    "consultation": "相談会",
    "regular": "定期相談会",
    "standing": "常設相談会場",
    "trial": "体験会",
    "course": "講座・講習会",
    "social": "交流の場",
}
CHANNELS = {"in_person": "会場で", "online": "オンラインで"}
STATES = {"planned": "これから", "open": "開場中", "closed": "終わりました", "cancelled": "中止"}
WEEK = timedelta(days=7)
_ADULT = 130
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Plan:
    """What stands in the fields, as typed."""

    title: str = ""
    day: str = ""
    starts: str = ""
    ends: str = ""
    kind: str = "consultation"
    venue: str = ""
    quota: str = ""
    min_age: str = ""
    target: str = ""
    organiser: str = ""
    programme: str = ""
    fee: str = ""
    fee_with_loan: str = ""
    lends: bool = False
    conditions: tuple[str, ...] = ()
    slot_minutes: str = ""
    tables: str = ""
    channel: str = "in_person"


def day_text(day: date) -> str:
    """11/21（土）, or Sat 21 Nov."""
    if i18n.language() == "en":
        return f"{day:%a %d %b}"
    return f"{day.month}/{day.day}（{weekday(day)}）"


def session_day(session: Session) -> str:
    """The day of a session, as `day_text`."""
    return day_text(date.fromisoformat(session.day))


def hours(session: Session) -> str:
    """From and to."""
    return f"{session.starts}〜{session.ends}"


def kind_text(code: str) -> str:
    """The word for a kind of session; its code where there is none yet."""
    return tr(KINDS.get(code, code))


def state_text(session: Session) -> str:
    """Planned, open, closed or cancelled."""
    return tr(STATES.get(session.state, session.state))


def fee_text(session: Session) -> str:
    """What is paid, with and without a lent device."""
    fee = tr("{n}円", n=session.fee) if session.fee else tr("無料")
    if session.fee_with_loan is None:
        return fee
    return tr("{fee}（端末を借りる方は{n}円）", fee=fee, n=session.fee_with_loan)


def slots_text(session: Session) -> str:
    """The board of bookings in a line; empty for a session without slots."""
    if session.slot_minutes is None:
        return ""
    return tr("{minutes}分の枠、席は{n}つ", minutes=session.slot_minutes, n=session.tables or 1)


def quota_text(session: Session) -> str:
    """How many can be received; empty for any number."""
    return tr("{n}人", n=session.quota) if session.quota is not None else ""


def typed_day(day: date, today: date) -> str:
    """A day as it is typed: 11/21 in this year, 2027/1/9 in another."""
    return f"{day.month}/{day.day}" if day.year == today.year else f"{day.year}/{day.month}/{day.day}"


def typed_plan(session: Session, today: date) -> Plan:
    """A session's plan as it would be typed. A quota that follows from the slots is left to follow."""
    follows = session.quota == quota_of_slots(plan_of(session))
    return Plan(
        title=session.title,
        day=typed_day(date.fromisoformat(session.day), today),
        starts=session.starts,
        ends=session.ends,
        kind=session.session_kind,
        venue=session.venue,
        quota="" if follows else _typed(session.quota),
        min_age=_typed(session.min_age),
        target=session.target_group or "",
        organiser=session.organiser or "",
        programme=session.programme or "",
        fee=_typed(session.fee or None),
        fee_with_loan=_typed(session.fee_with_loan),
        lends=bool(session.lends_devices),
        conditions=tuple(session.conditions.splitlines()),
        slot_minutes=_typed(session.slot_minutes),
        tables=_typed(session.tables),
        channel=session.channel,
    )


def planned(plan: Plan, today: date) -> SessionPlanned:
    """The plan, read. Raises Problem naming the field that cannot be read."""
    return SessionPlanned(
        title=plan.title.strip(),
        day=_day(plan.day, today),
        starts=_time(plan.starts, "始まりの時刻"),
        ends=_time(plan.ends, "終わりの時刻"),
        session_kind=plan.kind,
        programme=plan.programme.strip() or None,
        organiser=plan.organiser.strip() or None,
        venue=plan.venue.strip(),
        target_group=plan.target.strip() or None,
        channel=plan.channel,
        fee=_whole(plan.fee, "参加費") or 0,
        fee_with_loan=_whole(plan.fee_with_loan, "端末を借りる方の参加費"),
        lends_devices=plan.lends,
        conditions=plan.conditions,
        slot_minutes=_whole(plan.slot_minutes, "予約の枠の長さ", _DAY_MINUTES),
        tables=_whole(plan.tables, "席の数"),
        quota=_whole(plan.quota, "定員"),
        min_age=_whole(plan.min_age, "参加できる年齢", _ADULT),
    )


def amended(plan: Plan, before: Session, today: date) -> SessionAmended:
    """The plan of a session that stands already: what has no field here stays as it was."""
    read = planned(plan, today)
    return SessionAmended(
        **{name: getattr(read, name) for name in read.__struct_fields__}
        | {name: getattr(before, name) for name in _NOT_TYPED}
    )


def next_week(session: Session) -> date:
    """The same weekday, a week later."""
    return date.fromisoformat(session.day) + WEEK


_NOT_TYPED = ("funding", "municipality", "level", "course_id", "course_place", "ratio")


def _typed(number: int | None) -> str:
    return "" if number is None else str(number)


def _day(text: str, today: date) -> str:
    parts = plain(text).strip().replace("/", "-").replace(".", "-").split("-")
    try:
        numbers = [int(part) for part in parts]
        return (date(*numbers) if len(numbers) == 3 else date(today.year, *numbers)).isoformat()
    except (ValueError, TypeError) as error:
        raise Problem("session_day", "日が読み取れません。", "11/21 のように入れてください。") from error


def _time(text: str, what: str) -> str:
    digits = plain(text).strip().replace("時", ":").replace("分", "").rstrip(":")  # no-tr
    hour, _, minute = digits.partition(":")
    if not minute and len(hour) in (3, 4):
        hour, minute = hour[:-2], hour[-2:]
    if not (hour.isdigit() and (minute or "0").isdigit() and int(hour) < 24 and int(minute or 0) < 60):
        raise Problem("session_time", tr("{what}が読み取れません。", what=tr(what)), "13:00 のように入れてください。")
    return f"{int(hour):02d}:{int(minute or 0):02d}"


def _whole(text: str, what: str, most: int = 100_000) -> int | None:
    digits = plain(text).strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and int(digits) <= most):
        raise Problem("session_number", tr("{what}が読み取れません。", what=tr(what)), "数字だけを入れてください。")
    return int(digits)
