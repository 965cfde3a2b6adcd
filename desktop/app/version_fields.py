"""What one version of a record says where another one says something else: field by field, in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import msgspec

from core import supporter_words
from core.age_band import AgeBand
from core.catalogue import Catalogue, Channel, FollowUp, Group, Outcome, Topic
from core.clock import in_japan
from core.english_dates import SHORT_WEEKDAYS, english_day
from core.facts import Attendance, Fact, Person, Session, Supporter
from core.kinds import SeriesAmended
from core.placement import Placement, placements
from core.reports.names import SESSION_KINDS
from core.wareki import WEEKDAYS, wareki
from desktop.app.desk import Desk
from desktop.app.first_start import municipality

Words = tuple[str, str]
"""In Japanese and in English."""
NONE: Words = ("なし", "none")
GONE = ("voided", "cancelled", "withdrawn", "state")
_FOLLOWED: dict[str, Words] = {"works": ("使えている", "works"), "trouble": ("困りごとあり", "trouble")}
_STATES: dict[str, Words] = {
    "planned": ("予定どおり", "planned"),
    "open": ("開場中", "open"),
    "closed": ("終了", "ended"),
    "cancelled": ("中止", "cancelled"),
}
_BESIDE = frozenset(
    {"entered_at", "device_id", "version_id", "amended", "diverging", "day", "followed_up_at", "double_of"}
)
"""Columns that tell of the record, not of what was recorded."""
_MERGE = "merged_into"


@dataclass(frozen=True)
class Told:
    """One field of a version. Who may see `personal` ones asks for them; until then they hold no words."""

    field: str
    ja: str
    en: str
    personal: bool = False


def differing(rows: Sequence[Fact]) -> tuple[str, ...]:
    """The fields in which these rows of one thing are not all the same."""
    _key, *names = placements(type(rows[0]))
    return tuple(name for name in names if name not in _BESIDE and len({getattr(row, name) for row in rows}) > 1)


def is_gone(row: Fact) -> bool:
    """Whether what the row tells of was taken back."""
    return any(getattr(row, name, None) in (1, "cancelled") for name in GONE)


def is_personal(row: Fact, name: str) -> bool:
    """Whether a field is a visitor's own."""
    return name in _personal(type(row))


@cache
def _personal(fact: type[Fact]) -> frozenset[str]:
    return frozenset(name for name, where in placements(fact).items() if where is not Placement.PLAIN) | {_MERGE}


def tells(desk: Desk, row: Fact, names: Iterable[str], *, reveal: bool = False) -> tuple[Told, ...]:
    """What a row says in these fields. Of one that is gone, only that; personal words only to reveal them."""
    wanted = list(names)
    gone = [name for name in wanted if name in GONE and getattr(row, name) in (1, "cancelled")]
    return tuple(_told(desk, row, name, reveal=reveal) for name in gone or wanted if gone or name not in GONE[:3])


def _told(desk: Desk, row: Fact, name: str, *, reveal: bool) -> Told:
    personal = is_personal(row, name)
    ja, en = _words(desk, row, name) if reveal or not personal else ("", "")
    return Told(name, ja, en, personal)


def _words(desk: Desk, row: Fact, name: str) -> Words:
    value = getattr(row, name)
    if value is None or value == "":
        return NONE
    if name in _WORDS:
        return _WORDS[name](desk, str(value))
    if name in _FLAGS:
        return ("はい", "yes") if value else ("いいえ", "no")
    return _same(str(value))


def _same(text: str) -> Words:
    return text, text


def _named(item: Topic | Group | Outcome | FollowUp | Channel | None, code: str) -> Words:
    return (item.ja, item.en) if item is not None else _same(code)


def _topics(desk: Desk, codes: str) -> Words:
    named = [_named(desk.catalogue.find_topic(code), code) for code in codes.split()]
    return "、".join(ja for ja, _ in named), ", ".join(en for _, en in named)


def _outcome(desk: Desk, code: str) -> Words:
    return _named(desk.catalogue.find_outcome(code), code)


def _follow_up(desk: Desk, code: str) -> Words:
    return _named(desk.catalogue.follow_up(code), code)


def _channel(desk: Desk, code: str) -> Words:
    return _named(_found(desk.catalogue, code), code)


def _found(catalogue: Catalogue, code: str) -> Channel | None:
    return next((each for each in catalogue.channels if each.code == code), None)


def _band(_desk: Desk, code: str) -> Words:
    band = AgeBand(code) if code in set(AgeBand) else AgeBand.UNKNOWN
    return band.ja, band.en


def _moment(_desk: Desk, text: str) -> Words:
    return _same(f"{in_japan(text):%H:%M}")


def _day(_desk: Desk, text: str) -> Words:
    """A birthday is asked for by its era; what a newer program wrote otherwise stays as it is."""
    try:
        day = date.fromisoformat(text)
        return wareki(day), english_day(day)
    except ValueError:
        return _same(text)


def _supporter(desk: Desk, key: str) -> Words:
    found = desk.store.facts.one(Supporter, key)
    return _same(found.display_name if found else "–")


def _session(desk: Desk, key: str) -> Words:
    found = desk.store.facts.one(Session, key)
    return _same(f"{found.title} {found.day} {found.starts}" if found else "–")


def _visit(desk: Desk, key: str) -> Words:
    found = desk.store.facts.one(Attendance, key)
    return _same(found.ticket or "–" if found else "–")


def _person(desk: Desk, key: str) -> Words:
    found = desk.store.facts.one(Person, key)
    return _same((found.name or found.kana if found else None) or key[:8])


def _kept(_desk: Desk, _key: str) -> Words:
    return "あり", "made"


def _lines(_desk: Desk, text: str) -> Words:
    return "、".join(text.splitlines()), ", ".join(text.splitlines())


def _series_plan(_desk: Desk, text: str) -> Words:
    """When and where a plan that recurs has its sessions, and when it rests."""
    plan = msgspec.json.decode(text, type=SeriesAmended)
    days = (
        "・".join(WEEKDAYS[each - 1] for each in plan.weekdays),
        " ".join(SHORT_WEEKDAYS[each - 1] for each in plan.weekdays),
    )
    place = " ".join(filter(None, (f"{plan.starts}–{plan.ends}", plan.venue, plan.room)))
    weeks = (f" {plan.every_weeks}週に1回", f" every {plan.every_weeks} weeks") if plan.every_weeks > 1 else ("", "")
    quota = (f" 定員{plan.quota}人", f" {plan.quota} places") if plan.quota is not None else ("", "")
    open_on = ("", "") if plan.skips_holidays else (" 祝日も開く", " open on holidays")
    left = " ".join(plan.left_out)
    out = (f" 休み {left}", f" without {left}") if left else ("", "")
    ja, en = (f"{days[which]}{weeks[which]} {place}{quota[which]}{open_on[which]}{out[which]}" for which in (0, 1))
    return ja, en


def _one_of(words: Mapping[str, Words]) -> Callable[[Desk, str], Words]:
    return lambda _desk, code: words.get(code, _same(code))


def _listed(words: Callable[[], Sequence[supporter_words.Word]]) -> Callable[[Desk, str], Words]:
    def told(_desk: Desk, codes: str) -> Words:
        ja = (supporter_words.title(words(), code) for code in codes.split())
        en = (supporter_words.title(words(), code, english=True) for code in codes.split())
        return "、".join(ja), ", ".join(en)

    return told


def _places(_desk: Desk, codes: str) -> Words:
    named = [found.name if (found := municipality(code)) else code for code in codes.split()]
    return "、".join(named), ", ".join(named)


def _groups(desk: Desk, codes: str) -> Words:
    named = [
        _named(next((each for each in desk.catalogue.groups if each.code == code), None), code)
        for code in codes.split()
    ]
    return "、".join(ja for ja, _ in named), ", ".join(en for _, en in named)


_FLAGS = frozenset(
    {"voided", "cancelled", "no_show", "waiting", "from_paper", "active", "lends_devices", "withdrawn", "needs_badge"}
)
_WORDS: dict[str, Callable[[Desk, str], Words]] = {
    "topic": _topics,
    "more_topics": _topics,
    "outcome": _outcome,
    "referral": _follow_up,
    "reason": _follow_up,
    "channel": _channel,
    "age_band": _band,
    "at": _moment,
    "registered_on": _day,
    "birth_date": _day,
    "follow_up_day": _day,
    "starts_on": _day,
    "ends_on": _day,
    "supporter_id": _supporter,
    "session_id": _session,
    "attendance_id": _visit,
    "person_id": _kept,
    "booking_id": _kept,
    _MERGE: _person,
    "conditions": _lines,
    "plan": _series_plan,
    "role": _listed(supporter_words.duties),
    "attributes": _listed(supporter_words.attributes),
    "weekdays": _listed(lambda: supporter_words.WEEKDAYS),
    "municipalities": _places,
    "strengths": _groups,
    "state": _one_of(_STATES),
    "followed_up": _one_of(_FOLLOWED),
    "session_kind": _one_of(SESSION_KINDS),
}
