"""A period in the language of the window."""

from datetime import date

from core.problem import Problem
from core.reports import period_words as words
from core.reports.period import Period, free_period
from desktop.ui.i18n import language


def period_words(period: Period) -> str:
    """令和4年度, Fiscal 2022."""
    return words.period_words(period, language())


def cut_off_words(cut_off: str) -> str:
    """Up to when it was counted; as it was told where that is no moment."""
    return words.moment_words(cut_off, language())


def typed_period(first: str, last: str) -> Period:
    """From what was typed: 2026/4/1. Raises Problem for what no calendar has."""
    return free_period(_typed(first), _typed(last))


def day_typed(day: date) -> str:
    """As it is typed."""
    return f"{day.year}/{day.month}/{day.day}"


def _typed(text: str) -> date:
    try:
        year, month, day = text.strip().replace("-", "/").split("/")
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise Problem("period_typed", "その日付は読めません。", "2026/4/1 のように入れてください。") from error
