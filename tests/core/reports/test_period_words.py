"""Periods and moments in both languages."""

from datetime import date

import pytest

from core.reports.period import (
    Period,
    calendar_year_period,
    day_period,
    fiscal_year_period,
    free_period,
    month_period,
    quarter_period,
)
from core.reports.period_words import moment_words, period_words


@pytest.mark.parametrize(
    ("period", "ja", "en"),
    [
        (day_period(date(2026, 2, 3)), "令和8年2月3日", "3 Feb 2026"),
        (month_period(2026, 2), "令和8年2月", "February 2026"),
        (quarter_period(2025, 4), "令和7年度第4四半期", "Fiscal 2025 Q4"),
        (fiscal_year_period(2025), "令和7年度", "Fiscal 2025"),
        (calendar_year_period(2025), "令和7年", "2025"),
        (
            free_period(date(2026, 2, 3), date(2026, 3, 4)),
            "令和8年2月3日から令和8年3月4日まで",
            "3 Feb 2026 – 4 Mar 2026",
        ),
    ],
)
def test_a_period_is_called_by_what_it_was_chosen_as(period: Period, ja: str, en: str) -> None:
    assert (period_words(period, "ja"), period_words(period, "en")) == (ja, en)


def test_a_moment_is_told_on_the_venues_clock_and_what_is_none_as_it_is() -> None:
    assert moment_words("2026-02-03T00:05:00.000Z", "en") == "3 Feb 2026, 09:05"
    assert moment_words("2026-02-03T00:05:00.000Z", "ja").startswith("令和8年2月3日")
    assert moment_words("yesterday", "ja") == "yesterday"
