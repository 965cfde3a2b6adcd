"""The rules of conditions, by properties over random calendars and by single cases."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.conditions.frequency import frequency
from core.conditions.one_to_one import Stay, most_at_once
from core.conditions.ratio import ratio
from core.conditions.values import Finding, Meeting, Rule, Span, Staffer, State, Used
from core.conditions.volume import volume
from core.conditions.watch import fiscal_span, told_now, watch
from core.conditions.words import sentence, state_words
from core.programme_parts import Condition, PlannedVolume, RuleKind, StaffingRule
from core.programmes import shipped_programmes

MONDAY = date(2026, 11, 16)
WEEK = Span(MONDAY, MONDAY + timedelta(days=6))
LIMITED = Condition(code="three", ja="x", en="x", at_least=3, may_be_limited=True)
ALWAYS = Condition(code="once", ja="x", en="x", at_least=1)
FOUR = StaffingRule(code="four", ja="x", en="x", kind=RuleKind.VISITORS_EACH, number=4)


def meeting(day: date, held: bool = False, venue: str = "田無", **told: object) -> Meeting:
    return Meeting("s", "site", "会", "P06", venue, day, held, **told)  # type: ignore[arg-type]  # varied by tests


def week(condition: Condition, meetings: list[Meeting], today: date) -> list[Finding]:
    return list(frequency("P06", condition, meetings, WEEK, today))


DAYS = st.integers(-35, 20).map(lambda number: MONDAY + timedelta(days=number))
CALENDARS = st.lists(st.tuples(DAYS, st.booleans()), max_size=25)


@given(CALENDARS, st.integers(0, 6), st.sampled_from([LIMITED, ALWAYS]))
def test_a_finding_is_true_whatever_the_calendar(
    calendar: list[tuple[date, bool]], number: int, condition: Condition
) -> None:
    today = MONDAY + timedelta(days=number)
    meetings = [meeting(day, held and day <= today) for day, held in calendar]
    open_days = {each.day for each in meetings if WEEK.holds(each.day) and (each.held or each.day >= today)}
    for found in week(condition, meetings, today):
        assert found.actual + found.planned == len(open_days)
        assert (found.state is State.MET) == (len(open_days) >= found.should)
        assert found.should <= condition.at_least
        assert (found.until is not None) == (found.state is State.AT_RISK)
        if found.until is not None:  # what is missing can be planned on days that are still free, the last on `until`
            assert today <= found.until <= WEEK.last
            rest = [found.until + timedelta(days=more) for more in range((WEEK.last - found.until).days + 1)]
            assert sum(day not in open_days for day in rest) == found.missing


@given(CALENDARS, st.integers(0, 6))
def test_what_mends_it_mends_it(calendar: list[tuple[date, bool]], number: int) -> None:
    """Whoever plans what is missing by the day that was told has met it."""
    today = MONDAY + timedelta(days=number)
    meetings = [meeting(day, held and day <= today) for day, held in calendar]
    for found in week(LIMITED, meetings, today):
        if found.until is not None:
            taken = {each.day for each in meetings if each.counts_on(today)}
            rest = [found.until + timedelta(days=more) for more in range((WEEK.last - found.until).days + 1)]
            more = [meeting(day) for day in rest if day not in taken]
            after = week(LIMITED, [*meetings, *more], today)
            assert [each.state for each in after] == [State.MET]


@given(st.lists(st.builds(Stay, st.sampled_from("abcd"), st.integers(0, 50), st.integers(0, 60)), max_size=12))
def test_most_at_once_is_what_a_look_at_every_minute_sees(stays: list[Stay]) -> None:
    seen = (len({each.visitor for each in stays if each.begins <= minute < each.ends}) for minute in range(61))
    assert most_at_once(stays) == max(seen)


@given(st.integers(0, 40), st.integers(0, 12), st.booleans())
def test_a_ratio_is_met_exactly_when_nobody_has_more_than_four(visitors: int, staff: int, held: bool) -> None:
    people = tuple(Staffer(str(number)) for number in range(staff))
    found = ratio(FOUR, meeting(MONDAY, held, visitors=visitors, staff=people, looks_for=True), MONDAY)
    assert (found is None) == (visitors == 0)
    if found is not None:
        assert (found.state is State.MET) == (visitors <= 4 * staff)
        assert found.state is not (State.AT_RISK if held else State.BROKEN)


@given(st.integers(1, 700), st.integers(0, 900))
def test_a_volume_is_beyond_only_after_the_last(should: int, actual: int) -> None:
    used = Used("site", "P17", actual, 0)
    (found,) = volume(PlannedVolume(receptions=should), used, fiscal_span(MONDAY))
    assert (found.state is State.BROKEN) == (actual > should)
    assert (found.state is State.MET) == (actual * 10 < should * 9)
    assert "受付はこのまま続けられます" in sentence(found)[0]
    (about,) = volume(PlannedVolume(receptions=should, approximate=True), used, fiscal_span(MONDAY))
    assert [f"予定約{should:,}件" in sentence(each)[0] for each in (about, found)] == [True, False]
    assert [f"about {should:,} receptions" in sentence(each)[1] for each in (about, found)] == [True, False]
    assert about.state is not State.BROKEN


def test_the_600th_uses_it_up_and_the_601st_is_beyond() -> None:
    words = []
    for actual in (539, 540, 600, 601):
        (found,) = volume(PlannedVolume(receptions=600), Used("site", "P17", actual, 0), fiscal_span(MONDAY))
        words.append(state_words(found)[0])
    assert words == ["残りあり", "残りわずか", "予定に達しました", "予定を超えました"]


def test_a_limited_period_that_begins_on_saturday_is_asked_for_two_days() -> None:
    (found,) = week(LIMITED, [meeting(MONDAY + timedelta(days=5))], MONDAY)
    assert (found.should, found.planned, found.state) == (2, 1, State.AT_RISK)


def test_a_period_that_is_over_is_asked_for_nothing_more() -> None:
    ended = [meeting(MONDAY - timedelta(days=14), held=True)]
    assert week(LIMITED, ended, MONDAY) == []
    assert [each.state for each in week(ALWAYS, ended, MONDAY)] == [State.AT_RISK]
    assert week(ALWAYS, [meeting(MONDAY - timedelta(days=50), held=True)], MONDAY) == []


def test_a_month_is_a_span_as_well() -> None:
    monthly = Condition(code="monthly", ja="x", en="x", at_least=2, per="month", same_venue=False)
    meetings = [meeting(date(2026, 11, 3), held=True), meeting(date(2026, 11, 30), venue="別")]
    (found,) = week(monthly, meetings, MONDAY)
    assert (found.span, found.state) == (Span(date(2026, 11, 1), date(2026, 11, 30)), State.MET)


def test_a_trainee_is_nobody_who_helps() -> None:
    found = ratio(FOUR, meeting(MONDAY, visitors=4, staff=(Staffer("x", "trainee"),), looks_for=True), MONDAY)
    assert found is not None
    assert (found.actual, found.rule) == (0, Rule.RATIO)


def test_only_what_is_not_over_and_not_met_is_told() -> None:
    meetings = [meeting(MONDAY), meeting(MONDAY - timedelta(days=7), held=True)]
    judged = Span(MONDAY - timedelta(days=7), WEEK.last)
    found = watch(shipped_programmes(), meetings, [Used("site", "P17", 601, 1)], judged, MONDAY)
    assert {each.rule for each in found} == {Rule.FREQUENCY, Rule.RECEPTIONS, Rule.SESSIONS}
    told = told_now(found, MONDAY)
    assert [(each.rule, each.state) for each in told] == [
        (Rule.RECEPTIONS, State.BROKEN),
        (Rule.FREQUENCY, State.AT_RISK),
    ]


def test_every_condition_and_rule_of_the_programmes_is_watched() -> None:
    """With a session each and nobody to serve, every programme that asks for something is told of."""
    programmes = shipped_programmes()
    asking = [each for each in programmes.all if each.conditions or each.staffing]
    meetings = [
        Meeting(each.code, "site", each.ja, each.code, "会場", MONDAY, visitors=9, at_once=9, looks_for=True)
        for each in asking
    ]
    found = watch(programmes, meetings, [], WEEK, MONDAY)
    codes = {(each.programme, each.code) for each in found}
    often = {(each.code, condition.code) for each in asking for condition in each.conditions}
    staffed = {(each.code, rule.code) for each in asking for rule in each.staffing}
    assert codes == often | staffed
    assert all("" not in sentence(each) for each in found)


def test_english_tells_one_from_several() -> None:
    one, two = (
        ratio(FOUR, meeting(MONDAY, True, visitors=visitors, staff=(), looks_for=True), MONDAY) for visitors in (1, 2)
    )
    assert one is not None
    assert two is not None
    assert "1 visitor, 0" in sentence(one)[1]
    assert "2 visitors, 0" in sentence(two)[1]
    (once,) = week(ALWAYS, [meeting(MONDAY, True)], MONDAY)
    assert "at least 1 day)" in sentence(once)[1]
