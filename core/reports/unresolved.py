"""R9 解決しなかった内容: topics by the share that stayed unresolved, one ISO week against the four before it.

A case is a consultation that stands, counted once under its first topic in the week in which it happened. It is
unresolved when it ended as 一部解決, 次回につづく, ここではできない or 途中で終了, or when まだこまっている was told
of it at a later visit. 他の窓口をご案内 is not: the visitor knows where to go. Nothing else is left out of the cases,
so that a share is what the counts say. A share of fewer than five cases tells nothing and is not shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.doubles import COUNTED
from core.problem import Problem

RULE = (
    "解決しなかった相談＝一部解決・次回につづく・ここではできない・途中で終了、"
    "または後日「まだこまっている」と伺ったもの（他の窓口をご案内したものは含めません）。"
    "相談1件を主な内容で1回数えます。5件に満たないときは割合を出しません。"
)
UNRESOLVED = frozenset({"O2", "O3", "O5", "O6"})
FEW = 5
WEEKS_BEFORE = 4
MOST_WEEKS = 54
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
"""A day before or after was mistyped."""
_WEEK = timedelta(weeks=1)

COUNTS = f"""
SELECT {{site}} AS site_id, topic, {{day}} AS day, substr(outcome, 1, 2) AS ended, followed_up, count(*) AS cases
FROM fact_consultation WHERE {COUNTED} AND day BETWEEN :first AND :last {{only}}
GROUP BY 1, 2, 3, 4, 5
"""
"""`{site}` tells whose topic it is, where there are several sites; `{only}` may ask for some of them.

`{day}` is `day`, or where the weeks are few a day that stands for all of its week.
"""

LINES = f"""
SELECT {{site}} AS site_id, topic, day, substr(outcome, 1, 2) AS ended, followed_up, consultation_id, at, minutes,
    coalesce(reason, '') AS reason, coalesce(followed_up_at, '') AS followed_up_at
FROM fact_consultation WHERE {COUNTED} AND day BETWEEN :first AND :last {{only}}
ORDER BY at DESC, consultation_id DESC
"""


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week by its Monday."""

    monday: date

    @property
    def name(self) -> str:
        """「2026-W47」."""
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + _WEEK - timedelta(days=1)

    @property
    def first_before(self) -> date:
        """The first day of the weeks that it is compared with."""
        return self.monday - WEEKS_BEFORE * _WEEK


def week_of(day: date) -> Week:
    """The ISO week in which a day lies."""
    return Week(day - timedelta(days=day.weekday()))


def weeks_between(first: date, last: date) -> tuple[Week, ...]:
    """Every ISO week that has one of these days, in order of time; none when the last is before the first."""
    count = (week_of(last).monday - week_of(first).monday) // _WEEK + 1 if first <= last else 0
    return tuple(Week(week_of(first).monday + number * _WEEK) for number in range(count))


def asked_weeks(first: date | None, last: date | None, today: date) -> tuple[Week, ...]:
    """The weeks of a period; the present one where nothing is said, up to today where only the beginning is.

    Raises Problem for a period that is none, or that is longer than about a year.
    """
    end = last or max(today, first or today)
    begin = first or end
    weeks = weeks_between(begin, end)
    if begin < EARLIEST or end > LATEST or not 0 < len(weeks) <= MOST_WEEKS:
        raise Problem(
            "period", "その期間では集計できません。", "はじめの日と、そこから1年までのおわりの日を入れてください。"
        )
    return weeks


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic's code; `site_id` says whose it is where several sites have own ones, else it is empty."""

    code: str
    site_id: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """So many cases of a topic on a day that ended alike: a row of `COUNTS`."""

    site_id: str
    code: str
    day: str
    ended: str
    followed_up: str
    cases: int

    @property
    def topic(self) -> Topic:
        """What was asked."""
        return Topic(self.code, self.site_id)


@dataclass(frozen=True, slots=True)
class Line:
    """One consultation behind the counts: a row of `LINES`. `at` and `followed_up_at` are RFC 3339."""

    site_id: str
    code: str
    day: str
    ended: str
    followed_up: str
    consultation_id: str
    at: str
    minutes: int
    reason: str
    followed_up_at: str

    @property
    def topic(self) -> Topic:
        """What was asked."""
        return Topic(self.code, self.site_id)

    @property
    def unresolved(self) -> bool:
        """Whether it counts as unresolved."""
        return is_unresolved(self.ended, self.followed_up)


@dataclass(frozen=True, slots=True)
class Count:
    """Cases, how many of them stayed unresolved, and what was told of them at a later visit."""

    cases: int = 0
    unresolved: int = 0
    works: int = 0
    trouble: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.cases + other.cases,
            self.unresolved + other.unresolved,
            self.works + other.works,
            self.trouble + other.trouble,
        )

    @property
    def asked(self) -> int:
        """How many were asked whether it still works, and answered."""
        return self.works + self.trouble

    @property
    def permille(self) -> int | None:
        """The unresolved share in thousandths, rounded half up; None under five cases."""
        if self.cases < FEW:
            return None
        return (2000 * self.unresolved + self.cases) // (2 * self.cases)


@dataclass(frozen=True, slots=True)
class TopicWeek:
    """A topic in the week, and in the four before it together."""

    topic: Topic
    now: Count
    before: Count

    @property
    def change(self) -> int | None:
        """Thousandths more than before; None where either share tells nothing."""
        now, before = self.now.permille, self.before.permille
        return None if now is None or before is None else now - before


@dataclass(frozen=True, slots=True)
class UnresolvedWeek:
    """The report of one week: topics in order of what needs a lesson most, and their sums."""

    week: Week
    topics: tuple[TopicWeek, ...]
    now: Count
    before: Count


def is_unresolved(ended: str, followed_up: str) -> bool:
    """The rule, by the outcome's code and what was told later."""
    return ended in UNRESOLVED or followed_up == "trouble"


def unresolved_week(cells: Iterable[Cell], week: Week) -> UnresolvedWeek:
    """Count one week and the four before it; cells of other days count nowhere."""
    now: defaultdict[Topic, Count] = defaultdict(Count)
    before: defaultdict[Topic, Count] = defaultdict(Count)
    monday, sunday, first = (each.isoformat() for each in (week.monday, week.sunday, week.first_before))
    for cell in cells:
        if monday <= cell.day <= sunday:
            now[cell.topic] += _count(cell)
        elif first <= cell.day < monday:
            before[cell.topic] += _count(cell)
    topics = (TopicWeek(topic, now[topic], before[topic]) for topic in {*now, *before})
    return UnresolvedWeek(week, tuple(sorted(topics, key=_need)), _sum(now), _sum(before))


def lines_by_topic(lines: Iterable[Line], week: Week) -> Mapping[Topic, list[Line]]:
    """The consultations behind each topic's figures, of the week and of the four before."""
    first, last = week.first_before.isoformat(), week.sunday.isoformat()
    found: defaultdict[Topic, list[Line]] = defaultdict(list)
    for line in lines:
        if first <= line.day <= last:
            found[line.topic].append(line)
    return found


def _count(cell: Cell) -> Count:
    return Count(
        cell.cases,
        cell.cases * is_unresolved(cell.ended, cell.followed_up),
        cell.cases * (cell.followed_up == "works"),
        cell.cases * (cell.followed_up == "trouble"),
    )


def _sum(counts: Mapping[Topic, Count]) -> Count:
    return sum(counts.values(), Count())


def _need(each: TopicWeek) -> tuple[bool, int, int, int, str, str]:
    """Shares that tell something first, the highest before all; then by how many."""
    share = each.now.permille
    order = (share is None, -(share or 0), -each.now.unresolved, -each.now.cases)
    return (*order, each.topic.code, each.topic.site_id)
