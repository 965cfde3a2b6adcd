"""What is typed as the plan of a session, and what a programme fills of it."""

from dataclasses import dataclass, replace
from datetime import date

import msgspec

from core.facts import Session
from core.kinds import SessionAmended, SessionFields, SessionPlanned
from core.problem import Problem
from core.programme_plan import programme_plan
from core.programmes import Programme
from desktop.app.session_plans import plan_of, quota_of_slots
from desktop.ui.commands import plain
from desktop.ui.i18n import tr

_ADULT = 130
_DAY_MINUTES = 24 * 60
_KOMA = 60


@dataclass(frozen=True)
class Plan:
    """What stands in the fields, as typed. `whole` asks for every lesson of the course at once."""

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
    strand: str = ""
    term: str = ""
    level: str = ""
    place: str = ""
    whole: bool = False
    ratio: str = ""
    funding: str = ""
    co_organiser: str = ""
    operator: str = ""
    koma_minutes: str = ""
    trial: bool = False
    online: bool = False
    room: str = ""
    materials: tuple[str, ...] = ()


EMPTY = Plan()


def typed_day(day: date, today: date) -> str:
    """A day as it is typed: 11/21 in this year, 2027/1/9 in another."""
    return f"{day.month}/{day.day}" if day.year == today.year else f"{day.year}/{day.month}/{day.day}"


@dataclass(frozen=True)
class Filling:
    """The plan with what a programme says; `filled` are the fields it changed, `kept` those left as they were typed."""

    plan: Plan
    filled: tuple[str, ...]
    kept: tuple[str, ...]


_FILLED = (
    "title",
    "kind",
    "strand",
    "funding",
    "organiser",
    "co_organiser",
    "target",
    "ratio",
    "channel",
    "fee",
    "fee_with_loan",
    "min_age",
    "conditions",
    "lends",
    "operator",
    "trial",
    "online",
    "koma_minutes",
    "materials",
)
_SLOT = ("starts", "ends", "venue")


def take_programme(
    plan: Plan, programme: Programme | None, today: date, before: Programme | None = None, given: Plan = EMPTY
) -> Filling:
    """What was typed stays: only what is empty, or stands as `given` or as the programme `before` filled it, is new."""
    day = _day_or_none(plan.day, today)
    says = _says(programme, "" if programme is None else plan.strand, day)
    wanted = replace(says, **{name: getattr(says, name) or getattr(given, name) for name in _SLOT})
    stood = (EMPTY, given, _says(before, plan.strand, day), _says(before, "", day))
    told = _told_by(says)
    names = (*_FILLED, *_SLOT) if given is not EMPTY else told
    free = {name for name in names if any(getattr(plan, name) == getattr(each, name) for each in stood)}
    news = {name for name in names if getattr(plan, name) != getattr(wanted, name)}
    kept = tuple(name for name in told if name in news - free and getattr(wanted, name) != getattr(EMPTY, name))
    filled = tuple(name for name in names if name in news & free)
    code = programme.code if programme else ""
    return Filling(_taking(replace(plan, programme=code), wanted, filled), filled, kept)


def take_all(plan: Plan, programme: Programme, today: date) -> Plan:
    """Everything as the programme says it."""
    wanted = _says(programme, plan.strand, _day_or_none(plan.day, today))
    return _taking(plan, wanted, _told_by(wanted))


def _says(programme: Programme | None, strand: str, day: date | None) -> Plan:
    if programme is None:
        return EMPTY
    known = strand if programme.strand(strand) else None
    return _typed_fields(programme_plan(programme, known, day))


def _told_by(wanted: Plan) -> tuple[str, ...]:
    """Few programmes say when and where: those that do not leave it as it stands."""
    return (*_FILLED, *(name for name in _SLOT if getattr(wanted, name)))


def _day_or_none(text: str, today: date) -> date | None:
    try:
        return date.fromisoformat(_day(text, today))
    except Problem:
        return None


def _taking(plan: Plan, other: Plan, names: tuple[str, ...]) -> Plan:
    return replace(plan, **{name: getattr(other, name) for name in names})


def typed_plan(session: Session, today: date) -> Plan:
    """A session's plan as it would be typed. A quota that follows from the slots is left to follow."""
    plan = plan_of(session)
    follows = session.quota == quota_of_slots(plan)
    return replace(
        _typed_fields(plan),
        day=typed_day(date.fromisoformat(session.day), today),
        quota="" if follows else _typed(session.quota),
    )


def _typed_fields(plan: SessionFields) -> Plan:
    return Plan(
        title=plan.title,
        starts=plan.starts,
        ends=plan.ends,
        kind=plan.session_kind,
        venue=plan.venue,
        quota=_typed(plan.quota),
        min_age=_typed(plan.min_age),
        target=plan.target_group or "",
        organiser=plan.organiser or "",
        programme=plan.programme or "",
        fee=_typed(plan.fee or None),
        fee_with_loan=_typed(plan.fee_with_loan),
        lends=plan.lends_devices,
        conditions=plan.conditions,
        slot_minutes=_typed(plan.slot_minutes),
        tables=_typed(plan.tables),
        channel=plan.channel,
        strand=plan.strand or "",
        term=plan.term or "",
        level=_typed(plan.level),
        place=_typed(plan.course_place),
        ratio=plan.ratio or "",
        funding=plan.funding or "",
        co_organiser=plan.co_organiser or "",
        operator=plan.operator or "",
        koma_minutes="" if plan.koma_minutes == _KOMA else str(plan.koma_minutes),
        trial=plan.is_trial,
        online=plan.is_online,
        room=plan.room or "",
        materials=plan.materials,
    )


def planned(plan: Plan, today: date) -> SessionPlanned:
    """The plan, read. Raises Problem naming the field that cannot be read."""
    koma = whole_number(plan.koma_minutes, "1コマの長さ", _DAY_MINUTES)
    return SessionPlanned(
        title=plan.title.strip(),
        day=_day(plan.day, today),
        starts=_time(plan.starts, "始まりの時刻"),
        ends=_time(plan.ends, "終わりの時刻"),
        session_kind=plan.kind,
        programme=plan.programme or None,
        strand=plan.strand or None,
        term=plan.term or None,
        level=whole_number(plan.level, "段階"),
        course_place=whole_number(plan.place, "何回目か"),
        ratio=plan.ratio or None,
        funding=plan.funding or None,
        organiser=plan.organiser.strip() or None,
        co_organiser=plan.co_organiser.strip() or None,
        operator=plan.operator or None,
        venue=plan.venue.strip(),
        room=plan.room.strip() or None,
        target_group=plan.target.strip() or None,
        channel=plan.channel,
        fee=whole_number(plan.fee, "参加費") or 0,
        fee_with_loan=whole_number(plan.fee_with_loan, "端末を借りる方の参加費"),
        lends_devices=plan.lends,
        conditions=plan.conditions,
        slot_minutes=whole_number(plan.slot_minutes, "予約の枠の長さ", _DAY_MINUTES),
        tables=whole_number(plan.tables, "席の数"),
        quota=whole_number(plan.quota, "定員"),
        min_age=whole_number(plan.min_age, "参加できる年齢", _ADULT),
        is_trial=plan.trial,
        is_online=plan.online,
        koma_minutes=koma or _KOMA,
        materials=plan.materials,
    )


def amended(plan: Plan, before: Session, today: date) -> SessionAmended:
    """The plan of a session that stands already: what has no field here stays as it was."""
    read = planned(plan, today)
    typed = {name: getattr(read, name) for name in SessionFields.__struct_fields__ if name not in _NOT_TYPED}
    return msgspec.structs.replace(plan_of(before), **typed)


_NOT_TYPED = ("municipality", "course_id", "series_id")


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


def whole_number(text: str, what: str, most: int = 100_000) -> int | None:
    """A typed count, None for none. Raises Problem that names what it is."""
    digits = plain(text).strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and int(digits) <= most):
        raise Problem("session_number", tr("{what}が読み取れません。", what=tr(what)), "数字だけを入れてください。")
    return int(digits)
