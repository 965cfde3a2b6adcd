"""A period, and the moment up to which it was counted, in the language of a reader: "ja" or "en"."""

from core.clock import in_japan
from core.english_dates import english_day, english_month
from core.reports.period import Period, PeriodKind, quarter_of
from core.wareki import clock, fiscal_year, wareki


def period_words(period: Period, language: str) -> str:
    """令和4年度, Fiscal 2022."""
    if language == "ja":
        return period.text
    match period.kind:
        case PeriodKind.DAY:
            return english_day(period.first)
        case PeriodKind.MONTH:
            return f"{english_month(period.first)} {period.first.year}"
        case PeriodKind.QUARTER:
            return f"Fiscal {fiscal_year(period.first)} Q{quarter_of(period.first)}"
        case PeriodKind.FISCAL_YEAR:
            return f"Fiscal {period.first.year}"
        case PeriodKind.CALENDAR_YEAR:
            return str(period.first.year)
        case PeriodKind.FREE:
            return f"{english_day(period.first)} – {english_day(period.last)}"


def moment_words(moment: str, language: str) -> str:
    """A moment that was stamped; as it was told where that is none."""
    try:
        at = in_japan(moment)
    except ValueError:
        return moment
    return f"{english_day(at.date())}, {at:%H:%M}" if language == "en" else f"{wareki(at.date())} {clock(at.time())}"
