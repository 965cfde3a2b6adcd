"""A period in the language of the window."""

from datetime import date

from core.clock import in_japan
from core.problem import Problem
from core.reports.period import Period, PeriodKind, free_period
from core.wareki import clock, fiscal_year, wareki
from desktop.ui.i18n import language

_MONTHS = 12
_QUARTER = 3


def period_words(period: Period) -> str:
    """令和4年度, Fiscal 2022."""
    if language() == "ja":
        return period.text
    match period.kind:
        case PeriodKind.DAY:
            return _day(period.first)
        case PeriodKind.MONTH:
            return f"{period.first:%B} {period.first.year}"
        case PeriodKind.QUARTER:
            return f"Fiscal {fiscal_year(period.first)} Q{(period.first.month - 4) % _MONTHS // _QUARTER + 1}"
        case PeriodKind.FISCAL_YEAR:
            return f"Fiscal {period.first.year}"
        case PeriodKind.CALENDAR_YEAR:
            return str(period.first.year)
        case PeriodKind.FREE:
            return f"{_day(period.first)} – {_day(period.last)}"


def cut_off_words(cut_off: str) -> str:
    """Up to when it was counted; as it was told where that is no moment."""
    try:
        moment = in_japan(cut_off)
    except ValueError:
        return cut_off
    if language() == "en":
        return f"{_day(moment.date())}, {moment:%H:%M}"
    return f"{wareki(moment.date())} {clock(moment.time())}"


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


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
