"""National holidays and the year's end, held against what the cabinet office published for 2026 and 2027."""

from datetime import date

import pytest

from core.holidays import YEAR_END, days_off, holiday_name, is_holiday, is_year_end


def test_the_holidays_of_2026() -> None:
    off = [day for day in days_off(date(2026, 1, 1), date(2026, 12, 31)) if day.name != YEAR_END]
    assert [f"{each.day:%m-%d} {each.name}" for each in off] == [
        "01-01 元日",
        "01-12 成人の日",
        "02-11 建国記念の日",
        "02-23 天皇誕生日",
        "03-20 春分の日",
        "04-29 昭和の日",
        "05-03 憲法記念日",
        "05-04 みどりの日",
        "05-05 こどもの日",
        "05-06 振替休日",
        "07-20 海の日",
        "08-11 山の日",
        "09-21 敬老の日",
        "09-22 国民の休日",
        "09-23 秋分の日",
        "10-12 スポーツの日",
        "11-03 文化の日",
        "11-23 勤労感謝の日",
    ]


@pytest.mark.parametrize("day", [date(2027, 3, 21), date(2027, 3, 22), date(2019, 5, 1), date(2021, 7, 23)])
def test_equinoxes_substitutes_and_years_that_were_moved(day: date) -> None:
    assert is_holiday(day)


def test_a_plain_day_has_no_name() -> None:
    assert holiday_name(date(2026, 11, 21)) is None
    assert not is_holiday(date(2021, 10, 11))


def test_the_years_end_is_told_where_no_holiday_is() -> None:
    off = days_off(date(2026, 12, 28), date(2027, 1, 4))
    assert [(each.day.day, each.name) for each in off] == [
        (29, YEAR_END),
        (30, YEAR_END),
        (31, YEAR_END),
        (1, "元日"),
        (2, YEAR_END),
        (3, YEAR_END),
    ]
    assert not is_year_end(date(2026, 12, 28))
    assert not is_year_end(date(2027, 1, 4))
