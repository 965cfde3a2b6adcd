"""Ages turn on the birthday, and each age has exactly one band."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.age_band import AgeBand, age_band, age_band_on, age_on


@pytest.mark.parametrize(
    ("years", "code", "ja"),
    [
        (0, "under18", "18歳未満"),
        (17, "under18", "18歳未満"),
        (18, "18-19", "18歳・19歳"),
        (19, "18-19", "18歳・19歳"),
        (20, "20s", "20代"),
        (29, "20s", "20代"),
        (30, "30s", "30代"),
        (45, "40s", "40代"),
        (59, "50s", "50代"),
        (60, "60s", "60代"),
        (79, "70s", "70代"),
        (80, "80plus", "80代以上"),
        (117, "80plus", "80代以上"),
        (None, "unknown", "不明"),
    ],
)
def test_the_band_of_an_age(years: int | None, code: str, ja: str) -> None:
    assert age_band(years) == code
    assert age_band(years).ja == ja


def test_every_band_has_both_labels_and_no_two_the_same() -> None:
    assert len({band.ja for band in AgeBand}) == len({band.en for band in AgeBand}) == len(AgeBand) == 10
    assert all(band.en.isascii() for band in AgeBand)


@pytest.mark.parametrize(
    ("birth", "day", "years"),
    [
        (date(1960, 2, 29), date(2026, 2, 28), 65),
        (date(1960, 2, 29), date(2026, 3, 1), 66),
        (date(1960, 2, 29), date(2028, 2, 28), 67),
        (date(1960, 2, 29), date(2028, 2, 29), 68),
        (date(1960, 4, 1), date(2026, 3, 31), 65),
        (date(1960, 4, 1), date(2026, 4, 1), 66),
        (date(2026, 4, 1), date(2026, 4, 1), 0),
    ],
)
def test_a_year_of_age_first_shows_on_the_birthday(birth: date, day: date, years: int) -> None:
    assert age_on(birth, day) == years


@given(st.dates(date(1900, 1, 1), date(2060, 1, 1)), st.integers(0, 130))
def test_an_age_is_complete_at_the_end_of_the_day_before(birth: date, years: int) -> None:
    """民法 第143条: the year ends on the eve of the day that corresponds, or else on the month's last day."""
    try:
        completed_at_end_of = birth.replace(year=birth.year + years) - timedelta(days=1)
    except ValueError:
        completed_at_end_of = date(birth.year + years, 2, 28)
    if years:
        assert age_on(birth, completed_at_end_of) == years - 1
    assert age_on(birth, completed_at_end_of + timedelta(days=1)) == years


def test_the_band_turns_on_the_eightieth_birthday() -> None:
    assert age_band_on(date(1946, 7, 2), date(2026, 7, 1)) == AgeBand.SEVENTIES
    assert age_band_on(date(1946, 7, 2), date(2026, 7, 2)) == AgeBand.OVER_80


def test_a_birth_in_the_future_is_refused() -> None:
    with pytest.raises(ValueError, match="birth"):
        age_on(date(2026, 4, 2), date(2026, 4, 1))
