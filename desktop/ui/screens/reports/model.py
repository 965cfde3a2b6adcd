"""The days and their figures, in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.english_dates import weekday_and_day
from core.reports.daily_sheet import DailySheet, TopicCount
from core.wareki import weekday
from desktop.ui.i18n import language, tr
from desktop.ui.widgets.table import Column

if TYPE_CHECKING:
    from desktop.app.days import DayLine


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its name, and the words that must stand beside it."""

    label: str
    number: int
    note: str = ""
    values: tuple[tuple[str, int], ...] = ()


def figures(sheet: DailySheet) -> tuple[Figure, ...]:
    """Persons and cases apart, 実人員 with its rule."""
    totals = sheet.attendance
    return (
        Figure("延べ人数", totals.visits, "付き添い {n}人は別", (("n", totals.companions),)),
        Figure(
            "実人員",
            totals.distinct_registered,
            "登録者のみ・匿名 {n}人を除く",
            (("n", totals.anonymous_visits),),
        ),
        Figure("新しい来場者", totals.new_visitors, "この日に登録した方"),
        Figure("相談者数", sheet.consultations.persons, "同じ方は1人と数えます"),
        Figure("相談件数", sheet.consultations.cases, "主な内容で1件"),
    )


def short_day(line: "DayLine") -> str:
    """2026/11/21(土)"""  # no-tr
    day = line.day
    if language() == "en":
        return f"{weekday_and_day(day)} {day.year}"
    return f"{day.year}/{day.month}/{day.day}({weekday(day)})"


def closed(line: "DayLine") -> str:
    """Whether the day was closed."""
    return tr("済み") if line.closed else tr("まだ")


def sent(line: "DayLine") -> str:
    """Whether headquarters has confirmed all of the day, or how much it has not."""
    return tr("未送信 {n}件", n=line.unsent) if line.unsent else tr("済み")


def topic_columns(sheet: DailySheet) -> tuple[Column[TopicCount], ...]:
    """Topic, total, then each outcome that occurred on the day."""
    present = [place for place, count in enumerate(sheet.consultations.by_outcome) if count]
    return (
        Column("相談の内容", lambda topic: tr(topic.name), stretch=True),
        *(Column(sheet.consultations.outcomes[place].name, _cases(place), number=True) for place in present),
        Column("合計", lambda topic: str(topic.total), number=True),
    )


def with_total(sheet: DailySheet) -> tuple[TopicCount, ...]:
    """The topics, and their sum as the last row."""
    totals = sheet.consultations
    if not totals.topics:
        return ()
    return (*totals.topics, TopicCount("", tr("合計"), totals.by_outcome))


def _cases(place: int) -> Callable[[TopicCount], str]:
    return lambda topic: str(topic.cases[place]) if topic.cases[place] else "–"
