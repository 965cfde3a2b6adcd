"""Findings in sentences. They tell how things stand and until when what can be done; nobody is blamed."""

from collections.abc import Callable

from core.conditions.values import Finding, Rule, State
from core.english_dates import weekday_and_day
from core.wareki import weekday

Label = tuple[str, str]
"""Japanese, English."""
STATES: dict[State, Label] = {
    State.MET: ("満たしています", "met"),
    State.AT_RISK: ("まだ間に合います", "can still be met"),
    State.BROKEN: ("満たしていません", "not met"),
}
RULE = (
    "条件は、開いた日と予定を合わせて週（月曜から日曜）ごとに見ます。1日に2回開いても1回と数えます。"
    "満たしていなくても、受付は止まりません。"
)


def state_words(finding: Finding) -> Label:
    """How it stands, in a word; of a volume, how much of it is used."""
    if finding.rule in (Rule.RECEPTIONS, Rule.SESSIONS):
        left = finding.should - finding.actual
        if left < 0:
            return "予定を超えました", "beyond the plan"
        if not left:
            return "予定に達しました", "used up"
        return ("残りわずか", "nearly used up") if finding.state is State.AT_RISK else ("残りあり", "some left")
    return STATES[finding.state]


def sentence(finding: Finding) -> Label:
    """What was found."""
    return _SENTENCES[finding.rule](finding)


def until_words(finding: Finding) -> Label:
    """Until when it can be mended; empty where it cannot or need not."""
    day = finding.until
    if day is None:
        return "", ""
    return f"{day.month}月{day.day}日（{weekday(day)}）まで", f"until {weekday_and_day(day)}"


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"


def _frequency(it: Finding) -> Label:
    held = f"開いた日{it.actual}日・予定{it.planned}日", f"{it.actual} held, {it.planned} planned"
    if it.state is State.MET:
        return f"{held[0]}（{it.should}日以上）です。", f"{held[1]} (at least {_many(it.should, 'day')})."
    if it.state is State.AT_RISK:
        return (
            f"あと{it.missing}回たりません（{held[0]}、{it.should}日以上）。",
            f"{it.missing} more needed ({held[1]}, at least {_many(it.should, 'day')}).",
        )
    return (
        f"{it.should}日以上のところ、{held[0]}です。",
        f"{held[1]}; at least {_many(it.should, 'day')} {'was' if it.should == 1 else 'were'} asked for.",
    )


def _ratio(it: Finding) -> Label:
    return (
        f"「{it.title}」は{it.planned}人に、担当{it.actual}人です（{it.should}人から）。",
        f"“{it.title}”: {_many(it.planned, 'visitor')}, {it.actual} of the staff (at least {it.should}).",
    )


def _one_to_one(it: Finding) -> Label:
    return (
        f"「{it.title}」は同時に{it.planned}人の相談に、担当{it.actual}人です。",
        f"“{it.title}”: {_many(it.planned, 'visitor')} at once, {it.actual} of the staff.",
    )


def _people(it: Finding) -> Label:
    return (
        f"「{it.title}」の担当は{it.actual}人です（{it.should}人から）。",
        f"“{it.title}”: {it.actual} of the staff (at least {it.should}).",
    )


def _trained(it: Finding) -> Label:
    return (
        f"「{it.title}」で、研修を終えた人は{it.actual}人です（{it.should}人から）。",
        f"“{it.title}”: {it.actual} who finished the training (at least {it.should}).",
    )


def _volume(unit: Label) -> Callable[[Finding], Label]:
    def words(it: Finding) -> Label:
        left = it.should - it.actual
        if left < 0:
            rest = f"{-left}{unit[0]}超えています", f"{-left} beyond"
        else:
            rest = f"あと{left}{unit[0]}です", f"{left} left"
        plan = f"約{it.should:,}" if it.is_about else f"{it.should:,}"
        plan_en = f"about {it.should:,}" if it.is_about else f"{it.should:,}"
        return (
            f"今年度の予定{plan}{unit[0]}のうち{it.actual:,}{unit[0]}を使い、{rest[0]}。受付はこのまま続けられます。",
            f"{it.actual:,} of this year's {plan_en} {unit[1]} used, {rest[1]}. Everybody is still received.",
        )

    return words


_SENTENCES: dict[Rule, Callable[[Finding], Label]] = {
    Rule.FREQUENCY: _frequency,
    Rule.RATIO: _ratio,
    Rule.ONE_TO_ONE: _one_to_one,
    Rule.PEOPLE: _people,
    Rule.TRAINED: _trained,
    Rule.RECEPTIONS: _volume(("件", "receptions")),
    Rule.SESSIONS: _volume(("回", "sessions")),
}
