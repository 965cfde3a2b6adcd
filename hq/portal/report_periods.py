"""A period on a page: what it is called, the one before and after it, and how another is chosen."""

from dataclasses import dataclass, replace
from datetime import date

from core.problem import Problem
from core.reports.period import Period, PeriodKind, quarter_of
from core.reports.period_words import period_words
from core.reports.stepping import period_after, period_before, period_of
from core.wareki import fiscal_year, fiscal_year_label, wareki_year
from hq.portal.report_address import Address
from hq.portal.report_offers import PERIODS

_YEARS_BACK = 8
_QUARTERS = 4


@dataclass(frozen=True)
class Link:
    """An address with its words; `is_here` for what is shown."""

    address: str
    words: str
    is_here: bool = False


@dataclass(frozen=True)
class Periods:
    """How the period of a page can be changed; `field` is what the form asks for, `options` to choose from."""

    words: str
    before: str
    after: str
    kinds: tuple[Link, ...]
    field: str
    options: tuple[Link, ...]
    first: date
    last: date


def periods(address: Address, period: Period, today: date, language: str) -> Periods:
    """Of the report at this address."""
    kind = _kind(address, period)
    near = max(period.first, min(period.last, today))
    return Periods(
        words=period_words(period, language),
        before=_step(address, period, -1),
        after=_step(address, period, 1),
        kinds=tuple(
            Link(address.of_period(_as(each, period, near)).query(), words, each is kind)
            for each, words in PERIODS.items()
        ),
        field=kind.value,
        options=tuple(_options(kind, period, today, language)),
        first=period.first,
        last=period.last,
    )


def as_typed(shown: Periods, address: Address) -> Periods:
    """With the two days that were typed, where they are days but no period, so that one of them can be mended."""
    try:
        first, last = date.fromisoformat(address.one("from")), date.fromisoformat(address.one("to"))
    except ValueError:
        return shown
    kinds = tuple(replace(each, is_here=each.words == PERIODS[PeriodKind.FREE]) for each in shown.kinds)
    return replace(shown, field=PeriodKind.FREE.value, kinds=kinds, first=first, last=last)


def _kind(address: Address, period: Period) -> PeriodKind:
    """What happens to be a month and was told as free days stays free."""
    return PeriodKind.FREE if address.one("from") or address.one("to") else period.kind


def _as(kind: PeriodKind, period: Period, near: date) -> Period:
    if kind is PeriodKind.FREE:
        return Period(kind=kind, first=period.first, last=period.last)
    return period_of(kind, near)


def _step(address: Address, period: Period, by: int) -> str:
    try:
        return address.of_period(period_before(period) if by < 0 else period_after(period)).query()
    except (Problem, OverflowError):
        return ""


def _options(kind: PeriodKind, period: Period, today: date, language: str) -> list[Link]:
    """Of the last years and the next; what is shown is among them."""
    year = fiscal_year(today) if kind is not PeriodKind.CALENDAR_YEAR else today.year
    shown = fiscal_year(period.first) if kind is not PeriodKind.CALENDAR_YEAR else period.first.year
    years = sorted({*range(year - _YEARS_BACK, year + 2), shown}, reverse=True)
    match kind:
        case PeriodKind.FISCAL_YEAR:
            return [Link(str(each), _fiscal(each, language), each == shown) for each in years]
        case PeriodKind.CALENDAR_YEAR:
            return [Link(str(each), _calendar(each, language), each == shown) for each in years]
        case PeriodKind.QUARTER:
            quarters = ((each, quarter) for each in years for quarter in range(_QUARTERS, 0, -1))
            here = (shown, quarter_of(period.first))
            return [Link(f"{y}-Q{q}", f"{_fiscal(y, language)} {_q(q, language)}", (y, q) == here) for y, q in quarters]
        case _:
            return []


def _fiscal(year: int, language: str) -> str:
    return fiscal_year_label(year) if language == "ja" else f"Fiscal {year}"


def _calendar(year: int, language: str) -> str:
    return wareki_year(date(year, 12, 31)) if language == "ja" else str(year)


def _q(quarter: int, language: str) -> str:
    return f"第{quarter}四半期" if language == "ja" else f"Q{quarter}"
