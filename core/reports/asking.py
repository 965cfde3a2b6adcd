"""What a person asks a report for, in the words of a command line, as `Asked`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.problem import Problem
from core.reports.period import (
    HOW_WRITTEN,
    Period,
    calendar_year_period,
    day_period,
    end_of,
    fiscal_year_period,
    free_period,
    month_period,
    quarter_period,
)
from core.reports.table import Asked, ReportCode, Split
from core.wareki import fiscal_year

TITLES = {
    ReportCode.REGULAR: "定期相談会の実績（自治体ごと）",
    ReportCode.YEARS: "体験会・相談会（年度ごと）",
    ReportCode.CATEGORIES: "講座（区分ごと）",
    ReportCode.SUPPORTERS: "サポーターの登録",
    ReportCode.SESSION: "1回の会",
    ReportCode.RESULTS: "実績報告",
}
"""The reports that are asked for so, for the help of the command line."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What was told: of the ways to name a period one at most. `only` are `programme=P04` and the like."""

    first: str | None = None
    last: str | None = None
    day: str | None = None
    month: str | None = None
    quarter: str | None = None
    year: str | None = None
    fiscal_year: str | None = None
    until: str | None = None
    by: str | None = None
    only: Sequence[str] = ()
    session: str | None = None
    compare: bool = False


def asked_for(report: ReportCode, told: Words, today: date) -> Asked:
    """The report that is meant; the present fiscal year where no period was told. Raises Problem for odd words."""
    if report is ReportCode.SESSION and told.session is None:
        raise Problem("session_needed", "どの会かがわかりません。", "--session で会の番号を指定してください。")
    return Asked(
        report=report,
        period=_period(told, today),
        split=_split(told.by) if told.by else Split.NONE,
        only=tuple(_only(told.only)),
        session_id=told.session,
        compares=told.compare,
        cut_off=end_of(_day(told.until)) if told.until else None,
    )


def _period(told: Words, today: date) -> Period:
    named = [each for each in (told.day, told.month, told.quarter, told.year, told.fiscal_year) if each]
    if len(named) + bool(told.first or told.last) > 1:
        raise Problem("period", "期間が2つ以上あります。", "期間の指定は1つだけにしてください。")
    if told.first or told.last:
        first = _day(told.first) if told.first else fiscal_year_period(fiscal_year(_day(told.last or ""))).first
        return free_period(first, _day(told.last) if told.last else max(today, first))
    if told.day:
        return day_period(_day(told.day))
    try:
        if told.month:
            year, month = told.month.split("-")
            return month_period(int(year), int(month))
        if told.quarter:
            year, quarter = told.quarter.upper().split("-Q")
            return quarter_period(int(year), int(quarter))
        if told.year:
            return calendar_year_period(int(told.year))
        return fiscal_year_period(int(told.fiscal_year) if told.fiscal_year else fiscal_year(today))
    except ValueError as error:
        raise _odd() from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _odd() from error


def _split(text: str) -> Split:
    try:
        return Split(text)
    except ValueError as error:
        names = "、".join(each.value for each in Split)
        raise Problem("split", "その分け方はありません。", f"{names} のどれかにしてください。") from error


def _only(words: Iterable[str]) -> Iterable[tuple[Split, str]]:
    for word in words:
        name, _, value = word.partition("=")
        yield _split(name), value


def _odd() -> Problem:
    return Problem("period", "その期間はありません。", HOW_WRITTEN)
