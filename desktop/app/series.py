"""Plans that recur (毎週●曜 ■時～▲時). Their sessions are planned at once, each of its own; all in one transaction."""

from datetime import date, timedelta

import msgspec

from core.facts import Series
from core.ids import new_entity_id
from core.kinds import SeriesAmended, SeriesEnded, SeriesFields, SeriesPlanned
from core.problem import Problem
from desktop.app.desk import NOTHING, Changed, Desk
from desktop.app.municipalities import placed
from desktop.app.programme_choice import check_choice, check_words, in_turns
from desktop.app.series_plans import (
    Told,
    checked_series,
    days_from,
    fields_of,
    rests_from,
    session_plan,
    the_series,
)
from desktop.app.series_steps import (
    SeriesWritten,
    Steps,
    steps_back,
    steps_to,
    steps_to_align,
    steps_to_begin,
    steps_to_end,
)
from desktop.app.sessions import the_session
from desktop.storage.journal import Draft

_NEVER = timedelta(days=1)


def plan_series(desk: Desk, told: SeriesPlanned, joined_by: str | None = None) -> SeriesWritten:
    """Plan every session from today to `until`. `joined_by` is a session that stands already and becomes one of them.

    Raises Problem for a plan or a rule that cannot be, or one that falls on no day.
    """
    plan, series_id = _that_falls_on_days(desk, placed(desk, checked_series(in_turns(desk, told)))), new_entity_id()
    check_words(desk, plan)
    _check_programme(desk, plan)
    joining = the_session(desk, joined_by) if joined_by else None
    steps = steps_to_begin(desk, series_id, plan, joining)
    return _write(desk, series_id, plan, steps)


def amend_series(desk: Desk, series_id: str, told: SeriesAmended) -> SeriesWritten:
    """Change the whole plan. What nobody changed by hand, and nobody is booked for, follows it.

    Raises Problem as `plan_series`.
    """
    before = fields_of(the_series(desk, series_id))
    plan = _that_falls_on_days(desk, placed(desk, checked_series(in_turns(desk, told)), before.municipality))
    check_words(desk, plan, before)
    if plan.programme != before.programme:
        _check_programme(desk, plan)
    return _write(desk, series_id, plan, steps_to(desk, series_id, before, plan), before)


def leave_out(desk: Desk, series_id: str, day: date) -> SeriesWritten:
    """This day alone is left out. Raises Problem for a day that is none of the series, or one with bookings."""
    before = fields_of(the_series(desk, series_id))
    if day not in days_from(before, desk.today):
        raise Problem(
            "series_no_such_day", "その日は、このくり返しの日ではありません。", "予定のある日を選んでください。"
        )
    plan = msgspec.structs.replace(before, left_out=tuple(sorted({*before.left_out, day.isoformat()})))
    steps = steps_to(desk, series_id, before, plan)
    if any(each.session.day == day.isoformat() for each in steps.left_alone):
        raise Problem(
            "series_day_taken",
            "その回には、予約か受付があるか、手で直した内容があります。",
            "予約の方に連絡してから、その回の「中止にする」を押してください。",
        )
    return _write(desk, series_id, plan, steps, before)


def end_series(desk: Desk, series_id: str, last_day: date | None = None) -> SeriesWritten:
    """Nothing more after a day (today by default).

    Sessions with bookings stay, and are told: each is a person's to cancel.
    """
    before = fields_of(the_series(desk, series_id))
    last = last_day or desk.today
    steps = steps_to_end(desk, series_id, last)
    recorded = desk.record(Draft(series_id, SeriesEnded(last_day=last.isoformat())), *steps.drafts)
    return _told(desk, series_id, steps, recorded.changed, before)


def take_back_series(desk: Desk, written: SeriesWritten) -> SeriesWritten:
    """取り消す: the plan as it was before, and each session too. What somebody booked meanwhile stays, and is told."""
    series_id, steps = written.series.series_id, steps_back(desk, written)
    if written.before is None:
        never = date.fromisoformat(written.series.starts_on) - _NEVER
        back: SeriesEnded | SeriesAmended = SeriesEnded(last_day=never.isoformat())
    else:
        back = msgspec.convert(msgspec.structs.asdict(written.before), SeriesAmended)
    recorded = desk.record(Draft(series_id, back), *steps.drafts)
    return _told(desk, series_id, steps, recorded.changed, None)


def align_series(desk: Desk, series_id: str) -> Changed:
    """Sessions follow the version that somebody chose of those that two laptops wrote apart."""
    steps = steps_to_align(desk, series_id, fields_of(the_series(desk, series_id)))
    return desk.record(*steps.drafts).changed if steps.drafts else NOTHING


def series_list(desk: Desk, *, past: bool = False) -> list[Series]:
    """Those that go on, by when they began; with `past` those that are over too. None that was taken back."""
    condition = "ends_on >= starts_on" + ("" if past else " AND ends_on >= ?")
    return desk.store.facts.where(
        Series, condition, [] if past else [desk.today.isoformat()], order="starts_on, title, series_id"
    )


def _that_falls_on_days(desk: Desk, plan: Told) -> Told:
    if not days_from(plan, desk.today):
        raise Problem(
            "series_no_day",
            "きょうから終わりの日までに、くり返しの日がありません。",
            "曜日と終わりの日をお確かめください。",
        )
    return plan


def _check_programme(desk: Desk, plan: SeriesFields) -> None:
    """Raises Problem when the programme is not offered on the first or the last day."""
    days = days_from(plan, desk.today)
    for day in (days[0], days[-1]):
        check_choice(desk, session_plan(plan, "", day))


def _write(
    desk: Desk,
    series_id: str,
    plan: SeriesPlanned | SeriesAmended,
    steps: Steps,
    before: SeriesFields | None = None,
) -> SeriesWritten:
    recorded = desk.record(Draft(series_id, plan), *steps.drafts)
    return _told(desk, series_id, steps, recorded.changed, before)


def _told(desk: Desk, series_id: str, steps: Steps, changed: Changed, before: SeriesFields | None) -> SeriesWritten:
    series = the_series(desk, series_id)
    return SeriesWritten(
        series=series,
        changed=changed,
        planned=tuple(the_session(desk, each) for each in steps.planned),
        amended=steps.amended,
        cancelled=steps.cancelled,
        left_alone=steps.left_alone,
        resting=rests_from(fields_of(series), desk.today) if series.ends_on >= series.starts_on else (),
        before=before,
    )
