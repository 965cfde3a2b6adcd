"""Periods as offices write them: 令和4年度, R4年度, 2022年4月, 令和4年度（2月28日まで）, 令和4年度第1四半期."""

import re
import unicodedata
from datetime import date, datetime

from core.problem import Problem
from core.reports.period import (
    Period,
    calendar_year_period,
    fiscal_year_period,
    free_period,
    month_period,
    quarter_period,
)
from core.tables.cells import Cell, text_of
from core.wareki import ERAS

_ERA = "|".join(f"{era.name}|{era.name[0]}|{era.letter}" for era in ERAS)
_YEAR = rf"(?:(?P<era>{_ERA})\s*(?P<era_year>元|\d{{1,2}})|(?:西暦)?(?P<year>\d{{4}}))"
_UNTIL = r"(?:\s*\(?\s*[-~]?\s*(?P<month_to>\d{1,2})[/月.](?P<day_to>\d{1,2})日?\s*(?:まで|現在|時点)?\s*\)?)?"
_FISCAL = re.compile(rf"{_YEAR}\s*(?:年度|fy)\s*(?:第?\s*(?P<quarter>[1-4])\s*(?:四半期|q))?{_UNTIL}", re.IGNORECASE)
_MONTH = re.compile(rf"{_YEAR}\s*[年/.\-]\s*(?P<month>\d{{1,2}})\s*月?(?:分)?", re.IGNORECASE)
_ALONE = re.compile(rf"{_YEAR}\s*年?(?:\(1-12月\))?", re.IGNORECASE)
_DASHES = str.maketrans("‐‑‒–—―−ー－〜～", "---------~~")
_FIRST_MONTH = 4
_YEARS = range(1990, 2100)


def read_period(cell: Cell, *, fiscal: bool = False) -> Period:
    """The period; a year alone is a 年度 where its column is headed so (`fiscal`). ValueError for what is none."""
    if isinstance(cell, datetime | date):
        return month_period(cell.year, cell.month)  # Excel's month of a column of months
    text = unicodedata.normalize("NFKC", text_of(cell)).translate(_DASHES).strip()
    try:
        return _read(text, fiscal)
    except Problem as problem:
        raise ValueError("no such period") from problem


def _read(text: str, fiscal: bool) -> Period:
    if found := _FISCAL.fullmatch(text):
        return _of_fiscal_year(found)
    if found := _MONTH.fullmatch(text):
        return month_period(_western(found), int(found["month"]))
    if found := _ALONE.fullmatch(text):
        return fiscal_year_period(_western(found)) if fiscal else calendar_year_period(_western(found))
    raise ValueError("no period")


def _of_fiscal_year(found: re.Match[str]) -> Period:
    year = _western(found)
    period = quarter_period(year, int(found["quarter"])) if found["quarter"] else fiscal_year_period(year)
    if not found["month_to"]:
        return period
    month, day = int(found["month_to"]), int(found["day_to"])
    last = date(year if month >= _FIRST_MONTH else year + 1, month, day)
    return free_period(period.first, last)


def _western(found: re.Match[str]) -> int:
    if found["year"]:
        year = int(found["year"])
    else:
        name = found["era"].upper()
        era = next(each for each in ERAS if name in (each.name, each.name[0], each.letter))
        year = era.begins.year - 1 + (1 if found["era_year"] == "元" else int(found["era_year"]))
    if year not in _YEARS:
        raise ValueError("no year of a programme")
    return year
