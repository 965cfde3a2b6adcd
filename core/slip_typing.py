"""What the keys typed from a 相談票 say: the digits that are printed beside its ticked boxes, from top to bottom.

The keys are the only state: taking one back is to read one fewer, and an unfinished slip is kept as its keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from core.age_band import AgeBand
from core.catalogue import Catalogue
from core.slip_digits import SLIP_BANDS, SLIP_MINUTES, outcome_digit, topic_digits

MORE = "."
"""Behind a topic: one more topic. In place of a ticked time: the times that are written, 13051320."""
NOTHING_TICKED = "0"
_CLOCK_DIGITS = 4
LONGEST = 240
"""Minutes between two written times; a longer span was misread."""


class Step(StrEnum):
    """What the next key says."""

    BAND = "band"
    GROUP = "group"
    TOPIC = "topic"
    OUTCOME = "outcome"
    FOLLOW_UP = "follow_up"
    MINUTES = "minutes"
    TIMES = "times"
    DONE = "done"


@dataclass(frozen=True)
class SlipPlan:
    """What a slip may say: codes by their digits.

    `asks_band` where no reception told the age band; `minutes` is known where the call and the return were recorded.
    Nothing on the slip began after `latest`: it is the time of day while the slip's own day lasts.
    """

    topics: Mapping[str, str]
    outcomes: Mapping[str, str]
    follow_ups: Mapping[str, tuple[str, ...]]
    asks_band: bool = True
    minutes: int | None = None
    latest: time = time.max


@dataclass(frozen=True)
class SlipRead:
    """What the keys say so far; `step` is what comes next, `half` the digits of what is not whole yet."""

    step: Step
    band: str = ""
    topics: tuple[str, ...] = ()
    outcome: str = ""
    follow_up: str = ""
    minutes: int | None = None
    starts: time | None = None
    half: str = ""


def slip_plan(
    catalogue: Catalogue, day: date, *, asks_band: bool, minutes: int | None, latest: time = time.max
) -> SlipPlan:
    """What a slip of this day may say: the topics that were printed on it."""
    printed = {topic.code for topic in catalogue.topics_on(day)}
    return SlipPlan(
        topics={digits: code for code, digits in topic_digits(catalogue).items() if code in printed},
        outcomes={outcome_digit(outcome): outcome.code for outcome in catalogue.outcomes},
        follow_ups={each.code: tuple(one.code for one in each.follow_ups) for each in catalogue.outcomes},
        asks_band=asks_band,
        minutes=minutes,
        latest=latest,
    )


def read_keys(plan: SlipPlan, keys: str) -> SlipRead:
    """What the keys say. ValueError for one that says nothing where it stands."""
    read = SlipRead(Step.BAND if plan.asks_band else Step.GROUP)
    for key in keys:
        read = _READ[read.step](plan, read, key)
    return read


def offered(plan: SlipPlan, read: SlipRead) -> dict[str, str]:
    """The keys that say something now, with the code (or the minutes) each stands for; MORE is left out."""
    match read.step:
        case Step.BAND:
            bands = {str(place): band.value for place, band in enumerate(SLIP_BANDS, 1)}
            return bands | {NOTHING_TICKED: AgeBand.UNKNOWN.value}
        case Step.GROUP:
            first = {digits[0]: code for digits, code in sorted(plan.topics.items(), reverse=True)}
            return dict(sorted(first.items(), key=lambda each: (each[0] == "0", each[0])))
        case Step.TOPIC:
            return {digits[1]: code for digits, code in sorted(plan.topics.items()) if digits[0] == read.half}
        case Step.OUTCOME:
            return dict(plan.outcomes)
        case Step.FOLLOW_UP:
            told = {str(place): code for place, code in enumerate(plan.follow_ups[read.outcome], 1)}
            return told | {NOTHING_TICKED: ""}
        case Step.MINUTES:
            return {str(place): str(minutes) for place, minutes in enumerate(SLIP_MINUTES, 1)}
    return {}


def _band(plan: SlipPlan, read: SlipRead, key: str) -> SlipRead:
    return replace(read, step=Step.GROUP, band=_chosen(plan, read, key))


def _group(plan: SlipPlan, read: SlipRead, key: str) -> SlipRead:
    _chosen(plan, read, key)
    return replace(read, step=Step.TOPIC, half=key)


def _topic(plan: SlipPlan, read: SlipRead, key: str) -> SlipRead:
    topics = tuple(dict.fromkeys((*read.topics, _chosen(plan, read, key))))
    return replace(read, step=Step.OUTCOME, half="", topics=topics)


def _outcome(plan: SlipPlan, read: SlipRead, key: str) -> SlipRead:
    if key == MORE:
        return replace(read, step=Step.GROUP)
    told = replace(read, outcome=_chosen(plan, read, key))
    return replace(told, step=Step.FOLLOW_UP) if plan.follow_ups[told.outcome] else _ended(plan, told)


def _follow_up(plan: SlipPlan, read: SlipRead, key: str) -> SlipRead:
    return _ended(plan, replace(read, follow_up=_chosen(plan, read, key)))


def _ended(plan: SlipPlan, read: SlipRead) -> SlipRead:
    known = plan.minutes is not None
    return replace(read, step=Step.DONE if known else Step.MINUTES, minutes=plan.minutes)


def _minutes(plan: SlipPlan, read: SlipRead, key: str) -> SlipRead:
    if key == MORE:
        return replace(read, step=Step.TIMES)
    return replace(read, step=Step.DONE, minutes=int(_chosen(plan, read, key)))


def _times(plan: SlipPlan, read: SlipRead, key: str) -> SlipRead:
    if not (key.isascii() and key.isdigit()):
        raise ValueError("a time is digits")
    typed = read.half + key
    starts = _clock(typed[:_CLOCK_DIGITS])
    if starts > plan.latest:
        raise ValueError("a time that is still to come")
    if len(typed) < 2 * _CLOCK_DIGITS:
        _clock(typed[_CLOCK_DIGITS:])
        return replace(read, half=typed)
    ends = _clock(typed[_CLOCK_DIGITS:])
    passed = _of_day(ends) - _of_day(starts)
    if not 0 <= passed <= LONGEST:
        raise ValueError("an end before its beginning, or far behind it")
    return replace(read, step=Step.DONE, half="", minutes=passed, starts=starts)


def _done(_plan: SlipPlan, _read: SlipRead, _key: str) -> SlipRead:
    raise ValueError("everything is said")


def _chosen(plan: SlipPlan, read: SlipRead, key: str) -> str:
    found = offered(plan, read).get(key)
    if found is None:
        raise ValueError("nothing has this digit")
    return found


def _clock(typed: str) -> time:
    """A time of which some digits are still to come counts as its earliest. ValueError for 25 or 1370."""
    whole = typed.ljust(_CLOCK_DIGITS, "0")
    return time(int(whole[:2]), int(whole[2:]))


def _of_day(moment: time) -> int:
    return 60 * moment.hour + moment.minute


_READ = {
    Step.BAND: _band,
    Step.GROUP: _group,
    Step.TOPIC: _topic,
    Step.OUTCOME: _outcome,
    Step.FOLLOW_UP: _follow_up,
    Step.MINUTES: _minutes,
    Step.TIMES: _times,
    Step.DONE: _done,
}
