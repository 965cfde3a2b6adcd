"""A plan that recurs, without widgets: how it is typed, and how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from core.english_dates import english_day
from core.facts import Session
from core.kinds import SeriesAmended, SeriesFields, SeriesPlanned, SessionFields
from core.problem import Problem
from core.programme_parts import Slot
from core.programme_plan import slot_on
from core.programmes import Programme
from core.wareki import fiscal_year, fiscal_year_bounds
from desktop.app.series_steps import LeftAlone, Why
from desktop.app.session_about import SeriesPreview
from desktop.app.session_plans import plan_of
from desktop.ui import i18n
from desktop.ui.commands import plain
from desktop.ui.i18n import listed, tr
from desktop.ui.screens.sessions.calendar_model import weekday_names
from desktop.ui.screens.sessions.model import day_text, session_day

EVERY = {1: "毎週", 2: "2週に1回", 3: "3週に1回", 4: "4週に1回"}
WHY = {
    Why.BOOKED: "予約の方がいます",
    Why.RECEIVED: "受付の記録があります",
    Why.CHANGED: "この回だけ直してあります",
}
_TOLD_AT_MOST = 12


@dataclass(frozen=True)
class Rule:
    """What stands in the form. `takes_plan` gives every session what this one has: times, venue, title."""

    weekdays: tuple[int, ...]
    until: str
    every_weeks: int = 1
    skips_holidays: bool = True
    skips_year_end: bool = True
    takes_plan: bool = False


def rule_for(session: Session, programme: Programme | None = None) -> Rule:
    """What a new series begins with: the session's weekday, to the end of the fiscal year.

    A programme may say more: all weekdays on which it is held at this venue, and that only the year's end is closed.
    """
    day = date.fromisoformat(session.day)
    _, last = fiscal_year_bounds(fiscal_year(day))
    usual = slot_on(programme, day) if programme else Slot()
    is_usual = usual.weekdays and session.venue == usual.venue
    only_year_end = programme is not None and programme.closed_at_year_end
    weekdays = usual.weekdays if is_usual else (day.isoweekday(),)
    return Rule(weekdays, _slashed(last), skips_holidays=not only_year_end)


def rule_of(plan: SeriesFields) -> Rule:
    """A series' rule as it would be typed."""
    until = _slashed(date.fromisoformat(plan.until))
    return Rule(plan.weekdays, until, plan.every_weeks, plan.skips_holidays, plan.skips_year_end)


def planned_series(rule: Rule, session: Session, today: date) -> SeriesPlanned:
    """The series that begins with this session. Raises Problem for a day that cannot be read."""
    plan = plan_of(session)
    kept = {name: getattr(plan, name) for name in SessionFields.__struct_fields__ if name != "series_id"}
    return SeriesPlanned(**kept | _ruled(rule, date.fromisoformat(session.day), today))


def amended_series(rule: Rule, before: SeriesAmended, session: Session, today: date) -> SeriesAmended:
    """The series with another rule, and where it was asked for with this session's plan."""
    plan = plan_of(session)
    others = {"day", "series_id"}
    taken = {name: getattr(plan, name) for name in SessionFields.__struct_fields__ if name not in others}
    return with_rule(rule, msgspec.structs.replace(before, **(taken if rule.takes_plan else {})), today)


def with_rule(rule: Rule, plan: SeriesAmended, today: date) -> SeriesAmended:
    """The same plan with another rule. Raises Problem likewise."""
    return msgspec.structs.replace(plan, **_ruled(rule, date.fromisoformat(plan.day), today))


def rule_text(plan: SeriesFields) -> str:
    """毎週 月・水、2027/3/31まで."""
    names = weekday_names()
    days = listed((names[number - 1] for number in plan.weekdays), "・")
    until = date.fromisoformat(plan.until)
    every = tr(EVERY.get(plan.every_weeks, "{n}週に1回"), n=plan.every_weeks)
    return tr("{every} {days}、{until}まで", every=every, days=days, until=_whole(until))


def preview_text(preview: SeriesPreview) -> str:
    """How many sessions it makes, and on which days it rests."""
    if not preview.days:
        return tr("くり返しの日がありません")
    first, last = _whole(preview.days[0]), _whole(preview.days[-1])
    told = tr("{n}回です（{first}から{last}まで）。", n=len(preview.days), first=first, last=last)
    return f"{told} {resting_text(preview.resting)}".rstrip()


def resting_text(days: tuple[date, ...]) -> str:
    """The days that are left out as holidays or at the year's end; empty for none."""
    if not days:
        return ""
    shown = listed(map(day_text, days[:_TOLD_AT_MOST]))
    more = len(days) - _TOLD_AT_MOST
    return tr("お休み: {days}", days=shown) + (tr(" ほか{n}日", n=more) if more > 0 else "")


def left_alone_text(left: LeftAlone) -> str:
    """A session that stays as it is, and why."""
    return tr("{day}　{why}", day=session_day(left.session), why=tr(WHY[left.why]))


def until_day(text: str, today: date) -> date:
    """A day as it is typed; without a year the next such day. Raises Problem."""
    try:
        numbers = [int(part) for part in plain(text).strip().replace("/", "-").replace(".", "-").split("-")]
    except ValueError:
        numbers = []
    years: Sequence[list[int]] = ([], []) if len(numbers) == 3 else ([today.year], [today.year + 1])
    found = [day for year in years if (day := _date(*year, *numbers)) is not None]
    if not found:
        raise Problem("session_day", "日が読み取れません。", "11/21 のように入れてください。")
    return next((day for day in found if day >= today), found[0])


def _date(*numbers: int) -> date | None:
    try:
        return date(*numbers)
    except (ValueError, TypeError, OverflowError):
        return None


def _ruled(rule: Rule, first: date, today: date) -> dict[str, object]:
    return {
        "day": first.isoformat(),
        "weekdays": rule.weekdays,
        "until": until_day(rule.until, today).isoformat(),
        "every_weeks": rule.every_weeks,
        "skips_holidays": rule.skips_holidays,
        "skips_year_end": rule.skips_year_end,
    }


def _whole(day: date) -> str:
    return english_day(day) if i18n.language() == "en" else _slashed(day)


def _slashed(day: date) -> str:
    return f"{day.year}/{day.month}/{day.day}"
