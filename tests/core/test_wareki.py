from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import wareki

_DAYS = st.dates(min_value=date(1868, 1, 25), max_value=date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 21), "令和8年11月21日（土）"),
        (date(2019, 5, 1), "令和元年5月1日（水）"),
        (date(2019, 4, 30), "平成31年4月30日（火）"),
        (date(1989, 1, 8), "平成元年1月8日（日）"),
        (date(1989, 1, 7), "昭和64年1月7日（土）"),
        (date(1926, 12, 25), "昭和元年12月25日（土）"),
        (date(1926, 12, 24), "大正15年12月24日（金）"),
        (date(1912, 7, 30), "大正元年7月30日（火）"),
        (date(1912, 7, 29), "明治45年7月29日（月）"),
        (date(1868, 1, 25), "明治元年1月25日（土）"),
    ],
)
def test_the_first_and_last_day_of_each_era(day: date, text: str) -> None:
    assert wareki.wareki_with_weekday(day) == text


def test_days_before_meiji_are_refused() -> None:
    with pytest.raises(ValueError, match="1868-01-24"):
        wareki.era_of(date(1868, 1, 24))


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2026, "令和8年度"),
        (2020, "令和2年度"),
        (2019, "令和元年度"),
        (2018, "平成30年度"),
        (1989, "平成元年度"),
        (1988, "昭和63年度"),
    ],
)
def test_fiscal_years_are_named(year: int, label: str) -> None:
    assert wareki.fiscal_year_label(year) == label


def test_a_fiscal_year_turns_on_the_first_of_april() -> None:
    assert wareki.fiscal_year(date(2027, 3, 31)) == 2026
    assert wareki.fiscal_year(date(2027, 4, 1)) == 2027


@given(_DAYS)
def test_every_day_lies_in_its_fiscal_year(day: date) -> None:
    first, last = wareki.fiscal_year_bounds(wareki.fiscal_year(day))
    assert first <= day <= last


@given(_DAYS)
def test_era_and_year_lead_back_to_the_western_year(day: date) -> None:
    era = wareki.era_of(day)
    assert era.begins.year + wareki.era_year(day) - 1 == day.year


@given(_DAYS)
def test_era_years_never_run_backwards(day: date) -> None:
    tomorrow = day + timedelta(days=1)
    assert wareki.era_of(tomorrow) == wareki.era_of(day) or tomorrow == wareki.era_of(tomorrow).begins


def test_short_forms() -> None:
    assert wareki.wareki_short(date(2019, 12, 1)) == "R1.12.1"
    assert wareki.clock(time(9, 5)) == "9:05"
