"""R9 解決しなかった内容 as a paper to be handed in."""

from collections.abc import Sequence
from datetime import date

from core.paper.tables import Column
from core.reports.listed_pdf import Listed, listed_pdf
from core.reports.pdf_head import Head
from core.reports.period_words import moment_words
from core.reports.unresolved_table import FEW_WORD, Figures, TopicRow, WeekTable
from core.wareki import wareki

_COLUMNS = (
    Column("番号", 8),
    Column("相談の内容", 21),
    Column("件数", 6, "right"),
    Column("解決しなかった", 8, "right"),
    Column("割合", 8, "right"),
    Column("前4週の件数", 8, "right"),
    Column("解決しなかった", 8, "right"),
    Column("割合", 8, "right"),
    Column("増減\n（ポイント）", 11.5, "right"),
    Column("次の講座", 22),
    Column("配布資料", 19),
)


def pdf(tables: Sequence[WeekTable], scope: str = "") -> bytes:
    """A table a week, the topics by the share that stayed unresolved."""
    first, last = tables[0], tables[-1]
    days = f"{_day(first.first_day)}から{_day(last.last_day)}まで"
    head = Head("解決しなかった内容", days, moment_words(first.cut_off, "ja"), scope)
    parts = [Listed(_week(each), [_cells(topic) for topic in each.topics]) for each in tables]
    return listed_pdf(head, _COLUMNS, parts, [("数え方", first.rule)])


def _week(table: WeekTable) -> str:
    state = "" if table.finished else "（途中）"
    days = f"{_day(table.first_day)}から{_day(table.last_day)}まで{state}"
    return f"{table.week}　{days}　相談{table.now.cases:,}件・解決しなかった{table.now.unresolved:,}件"


def _cells(topic: TopicRow) -> tuple[str, ...]:
    change = "–" if topic.change is None else f"{topic.change:+.1f}".replace("-", "△")
    return (
        topic.topic,
        topic.title,
        *_counted(topic.now),
        *_counted(topic.before),
        change,
        topic.lesson.ja if topic.lesson else "",
        topic.handout.ja if topic.handout else "",
    )


def _counted(figures: Figures) -> tuple[str, str, str]:
    share = FEW_WORD if figures.share is None else f"{figures.share:.1f} ％"
    return f"{figures.cases:,}", f"{figures.unresolved:,}", share


def _day(text: str) -> str:
    return wareki(date.fromisoformat(text))
