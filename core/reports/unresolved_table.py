"""R9 as it is handed out, the same on the laptop and at headquarters: names beside the codes, shares in percent."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from core.catalogue import Catalogue
from core.clock import JAPAN, stamp, time_of_day
from core.handouts import Handout, Handouts
from core.lessons import Lesson, Lessons, shipped_lessons
from core.reports.csv_text import csv_text as as_csv
from core.reports.unresolved import RULE, Count, Line, Topic, TopicWeek, UnresolvedWeek, lines_by_topic
from core.reports.workbook import Value, workbook

FEW_WORD = "5件未満"
"""Where the cases are too few for a share."""
COLUMNS = (
    "週",
    "はじめの日",
    "おわりの日",
    "いつまでの記録か",
    "番号",
    "相談の内容",
    "件数",
    "解決しなかった件数",
    "割合（%）",
    "前4週の件数",
    "前4週の解決しなかった件数",
    "前4週の割合（%）",
    "増減（ポイント）",
    "その後を伺った件数",
    "使えている",
    "まだこまっている",
    "次の講座",
    "配布資料",
)


@dataclass(frozen=True)
class Names:
    """What codes mean, and what would meet a topic.

    `catalogue_of` gives a site's catalogue, and for "" the common one.
    """

    catalogue_of: Callable[[str], Catalogue]
    handouts: Handouts
    lessons: Lessons = field(default_factory=shipped_lessons)

    def title(self, topic: Topic) -> str:
        """The topic's title, also of a retired one; the code where it is not known here yet."""
        found = self.catalogue_of(topic.site_id).find_topic(topic.code)
        return found.ja if found else topic.code

    def outcome(self, code: str) -> str:
        """The title of an outcome or of its reason."""
        catalogue = self.catalogue_of("")
        found = catalogue.follow_up(code) or catalogue.find_outcome(code)
        return found.ja if found else code


class BehindRow(msgspec.Struct, frozen=True, kw_only=True):
    """One consultation behind the figures. `followed_up` is works, trouble or empty."""

    consultation_id: str
    day: str
    time: str
    minutes: int
    outcome: str
    outcome_title: str
    reason: str
    reason_title: str
    followed_up: str
    unresolved: bool
    this_week: bool


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of some weeks; `share` is percent, None under five cases. `asked` is whether it still works."""

    cases: int
    unresolved: int
    share: float | None
    asked: int
    works: int
    trouble: int


class HandoutName(msgspec.Struct, frozen=True, kw_only=True):
    """A handout that would meet a topic."""

    handout: str
    ja: str
    en: str


class TopicRow(msgspec.Struct, frozen=True, kw_only=True):
    """A topic in the week and in the four before it; `change` is percentage points.

    `site_id` is there for a site's own topic in a report on several sites. Lesson and handout are suggested where
    something stayed unresolved.
    """

    topic: str
    site_id: str
    title: str
    now: Figures
    before: Figures
    change: float | None
    lesson: Lesson | None
    handout: HandoutName | None
    consultations: tuple[BehindRow, ...]


class WeekTable(msgspec.Struct, frozen=True, kw_only=True):
    """The report of one week with everything that explains it. `cut_off` is when it was counted.

    `finished` says that the week was over by then. The first topic that has one names the next lesson and handout.
    """

    report: str
    week: str
    first_day: str
    last_day: str
    before_from: str
    finished: bool
    cut_off: str
    rule: str
    now: Figures
    before: Figures
    next_lesson: Lesson | None
    next_handout: HandoutName | None
    topics: tuple[TopicRow, ...]


def week_table(report: UnresolvedWeek, lines: Iterable[Line], names: Names, counted_at: datetime) -> WeekTable:
    """Put the figures of one week, the consultations behind them and the suggestions together."""
    behind = lines_by_topic(lines, report.week)
    topics = tuple(_topic(report, each, behind.get(each.topic, ()), names) for each in report.topics)
    return WeekTable(
        report="r9",
        week=report.week.name,
        first_day=report.week.monday.isoformat(),
        last_day=report.week.sunday.isoformat(),
        before_from=report.week.first_before.isoformat(),
        finished=report.week.sunday < counted_at.astimezone(JAPAN).date(),
        cut_off=stamp(counted_at),
        rule=RULE,
        now=_figures(report.now),
        before=_figures(report.before),
        next_lesson=next((each.lesson for each in topics if each.lesson), None),
        next_handout=next((each.handout for each in topics if each.handout), None),
        topics=topics,
    )


def rows(table: WeekTable) -> Iterator[tuple[Value, ...]]:
    """A row a topic, under `COLUMNS`."""
    for each in table.topics:
        yield (
            table.week,
            table.first_day,
            table.last_day,
            table.cut_off,
            each.topic,
            each.title,
            each.now.cases,
            each.now.unresolved,
            each.now.share,
            each.before.cases,
            each.before.unresolved,
            each.before.share,
            each.change,
            each.now.asked,
            each.now.works,
            each.now.trouble,
            each.lesson.ja if each.lesson else None,
            f"{each.handout.handout} {each.handout.ja}" if each.handout else None,
        )


def csv_text(tables: Iterable[WeekTable]) -> str:
    """All weeks under one heading, as CSV."""
    return as_csv((COLUMNS, *(row for table in tables for row in rows(table))))


def notes(tables: Sequence[WeekTable]) -> Iterator[tuple[str, str]]:
    """What a table is by: rule, period, cut-off."""
    yield "集計", "R9 解決しなかった内容"
    yield "数え方", RULE
    for table in tables:
        state = "" if table.finished else "（途中）"
        yield table.week, f"{table.first_day} から {table.last_day}{state}。比べる4週は {table.before_from} から。"
        yield "いつまでの記録か", table.cut_off


def xlsx(tables: Sequence[WeekTable]) -> bytes:
    """All weeks as a workbook, with what they are by on a sheet of its own."""
    return workbook(COLUMNS, (row for table in tables for row in rows(table)), notes(tables))


def in_words(table: WeekTable) -> str:
    """The week as lines for people."""
    state = "" if table.finished else "（途中）"
    head = f"解決しなかった内容 {table.week} {table.first_day}～{table.last_day}{state}"
    total = f"相談 {table.now.cases}件　解決しなかった {table.now.unresolved}件　{_share(table.now)}"
    lines = (
        f"{each.topic} {each.title}\t{each.now.unresolved}/{each.now.cases}件 {_share(each.now)}"
        f"\t前4週 {each.before.unresolved}/{each.before.cases}件 {_share(each.before)}"
        f"\t{each.lesson.ja if each.lesson else ''}"
        for each in table.topics
    )
    return "\n".join((head, total, *lines))


def _share(figures: Figures) -> str:
    return FEW_WORD if figures.share is None else f"{figures.share}%"


def _topic(report: UnresolvedWeek, each: TopicWeek, behind: Iterable[Line], names: Names) -> TopicRow:
    open_cases = bool(each.now.unresolved)
    return TopicRow(
        topic=each.topic.code,
        site_id=each.topic.site_id,
        title=names.title(each.topic),
        now=_figures(each.now),
        before=_figures(each.before),
        change=_percent(each.change),
        lesson=names.lessons.for_topic(each.topic.code) if open_cases else None,
        handout=_named(names.handouts.for_topic(each.topic.code)) if open_cases else None,
        consultations=tuple(_behind(line, report, names) for line in behind),
    )


def _behind(line: Line, report: UnresolvedWeek, names: Names) -> BehindRow:
    return BehindRow(
        consultation_id=line.consultation_id,
        day=line.day,
        time=time_of_day(line.at),
        minutes=line.minutes,
        outcome=line.ended,
        outcome_title=names.outcome(line.ended),
        reason=line.reason,
        reason_title=names.outcome(line.reason) if line.reason else "",
        followed_up=line.followed_up,
        unresolved=line.unresolved,
        this_week=line.day >= report.week.monday.isoformat(),
    )


def _figures(count: Count) -> Figures:
    return Figures(
        cases=count.cases,
        unresolved=count.unresolved,
        share=_percent(count.permille),
        asked=count.asked,
        works=count.works,
        trouble=count.trouble,
    )


def _named(handout: Handout | None) -> HandoutName | None:
    return HandoutName(handout=handout.id, ja=handout.title, en=handout.en) if handout else None


def _percent(permille: int | None) -> float | None:
    return None if permille is None else permille / 10
