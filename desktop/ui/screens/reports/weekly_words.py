"""R9 in words: a week, its figures, and what stands behind them."""

from datetime import date

from core.clock import in_japan
from core.lessons import Lesson
from core.reports.unresolved_table import BehindRow, Figures, HandoutName, TopicRow, WeekTable
from desktop.ui.i18n import named, tr
from desktop.ui.screens.sessions.model import day_text

_ANSWERS = {"works": "使えている", "trouble": "まだこまっている"}


def week_text(table: WeekTable) -> str:
    """「2026年 第47週 11/16（月）～11/22（日）（途中）」."""
    year, number = table.week.split("-W")
    first, last = (day_text(date.fromisoformat(day)) for day in (table.first_day, table.last_day))
    words = tr("{year}年 第{number}週　{first}～{last}", year=year, number=int(number), first=first, last=last)
    return words if table.finished else tr("{week}（途中）", week=words)


def total_text(table: WeekTable) -> str:
    """How many of all stayed unresolved, and how many in the four weeks before."""
    return tr(
        "この週は相談{cases}件のうち{unresolved}件（{share}）、前の4週は{before_cases}件のうち{before}件（{before_share}）が"
        "解決しませんでした。",
        cases=table.now.cases,
        unresolved=table.now.unresolved,
        share=share(table.now),
        before_cases=table.before.cases,
        before=table.before.unresolved,
        before_share=share(table.before),
    )


def asked_text(table: WeekTable) -> str:
    """What was told of this week's consultations later."""
    if not table.now.asked:
        return ""
    return tr("その後を{n}件伺い、{works}件が使えていました。", n=table.now.asked, works=table.now.works)


def suggestion_text(table: WeekTable) -> str:
    """The lesson and the handout that would meet most; empty where nothing stayed open."""
    return met_by(table.next_lesson, table.next_handout)


def met_by(lesson: Lesson | None, handout: HandoutName | None) -> str:
    """What would meet a topic, as a suggestion."""
    parts = (
        tr("次の講座の案: {lesson}", lesson=named(lesson)) if lesson else "",
        tr("配布資料の案: {handout}", handout=handout_text(handout)) if handout else "",
    )
    return "　".join(filter(None, parts))


def cut_off_text(table: WeekTable) -> str:
    """When it was counted."""
    counted = in_japan(table.cut_off)
    return tr("{day} {time} までの記録", day=day_text(counted.date()), time=f"{counted:%H:%M}")


def topic_text(row: TopicRow) -> str:
    """The topic's title; those of a site's own stand as they were written."""
    return tr(row.title)


def counts(figures: Figures) -> str:
    """「3/7件」: how many stayed unresolved, of how many."""
    return tr("{unresolved}/{cases}件", unresolved=figures.unresolved, cases=figures.cases)


def share(figures: Figures) -> str:
    """In percent; a word where the cases are too few to tell anything."""
    return tr("5件未満") if figures.share is None else f"{figures.share:.1f}%"


def change_text(row: TopicRow) -> str:
    """Percentage points more or fewer than before, with its sign."""
    return "–" if row.change is None else f"{row.change:+.1f}"


def handout_text(handout: HandoutName) -> str:
    """The handout's number and title."""
    return f"{handout.handout} {named(handout)}"


def when_text(row: BehindRow) -> str:
    """Day and time of one consultation."""
    return f"{day_text(date.fromisoformat(row.day))} {row.time}"


def ended_text(row: BehindRow) -> str:
    """How it ended, with its reason."""
    return "・".join(filter(None, (tr(row.outcome_title), tr(row.reason_title) if row.reason else "")))


def later_text(row: BehindRow) -> str:
    """What was told at a later visit."""
    return tr(_ANSWERS[row.followed_up]) if row.followed_up in _ANSWERS else "–"


def counted_text(row: BehindRow) -> str:
    """How it is counted: as one that stayed open, or only among all cases."""
    return tr("解決せず") if row.unresolved else tr("件数だけ")
