"""Reports that were handed in, in words."""

from datetime import date
from typing import TYPE_CHECKING

from core.clock import in_japan
from core.problem import Problem
from core.reports.changes import Change, ChangeKind
from core.reports.figures import figure_text
from core.reports.handed_in import asked_again
from core.reports.period import free_period
from core.reports.table import Split
from desktop.ui.i18n import language, tr
from desktop.ui.screens.reports.offered import SPLITS
from desktop.ui.screens.reports.period_words import day_typed, period_words

if TYPE_CHECKING:
    from desktop.app.submissions import HandedIn


def title(handed: "HandedIn") -> str:
    """What the report is called, and by what it is told apart."""
    name = handed.title_en if language() == "en" else handed.title
    told = handed.told
    try:
        split = asked_again(told.report, told.period_from, told.period_to, told.by).split
    except Problem:
        return name
    return name if split is Split.NONE else f"{name} {tr(SPLITS.get(split, split.value))}"


def period(handed: "HandedIn") -> str:
    """Its period."""
    told = handed.told
    return period_words(free_period(date.fromisoformat(told.period_from), date.fromisoformat(told.period_to)))


def version(handed: "HandedIn") -> str:
    """第1版."""
    return tr("第{n}版", n=handed.told.version)


def when(handed: "HandedIn") -> str:
    """The day and time at which it was handed in, and on which laptop."""
    moment = in_japan(handed.who.at)
    return f"{day_typed(moment.date())} {moment:%H:%M} {handed.who.letter}"


def marks(handed: "HandedIn") -> str:
    """What must be known of it, in words alone."""
    found = (
        (not handed.is_whole, "中身が提出したときと違います"),
        (handed.is_apart, "別の端末でも同じ版を提出"),
        (handed.is_replaced, "差替え済み"),
        (handed.is_part, "途中"),
    )
    return "・".join(tr(text) for holds, text in found if holds)


def row_name(change: Change) -> str:
    """The row of a figure."""
    name = change.row_en if language() == "en" else change.row_ja
    told = f"{change.group} {name}".strip()
    return tr("{row}（前の年）", row=told) if change.compared else told


def column_name(change: Change) -> str:
    """Its column."""
    return change.column_en if language() == "en" else change.column_ja


def before(change: Change) -> str:
    """What it was when it was handed in."""
    return tr("なし") if change.kind is ChangeKind.ADDED else figure_text(change.before)


def after(change: Change) -> str:
    """What it is now."""
    return tr("なし") if change.kind is ChangeKind.GONE else figure_text(change.after)
