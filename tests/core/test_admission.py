"""The age condition is judged by what is known, and asked where that is not enough; the price follows the loan."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.admission import age_condition, conditions_of, is_old_enough, price, years_of
from core.age_band import AgeBand, age_band
from core.facts import Session


def session(**changes: object) -> Session:
    plan: dict[str, object] = dict.fromkeys(Session.__struct_fields__[:20])
    plan |= {"session_id": "s", "title": "教室", "day": date(2026, 11, 21).isoformat(), "venue": "", "fee": 0}
    return Session(**{**plan, **changes})  # type: ignore[arg-type]  # varied by tests


@pytest.mark.parametrize(
    ("band", "least", "told"),
    [
        ("50s", 65, False),
        ("60s", 65, None),
        ("70s", 65, True),
        ("60s", 60, True),
        ("unknown", 65, None),
        ("unknown", None, True),
        ("under18", 18, False),
        ("80plus", 85, None),
        ("90 or so", 55, None),
    ],
)
def test_a_band_answers_only_what_it_surely_says(band: str, least: int | None, told: bool | None) -> None:
    assert is_old_enough(session(min_age=least), years_of(band)) is told


@given(years=st.integers(0, 120), least=st.integers(1, 100))
def test_a_band_never_contradicts_the_age(years: int, least: int) -> None:
    by_band = is_old_enough(session(min_age=least), years_of(age_band(years)))
    assert by_band is None or by_band is (years >= least)


def test_every_band_has_its_years() -> None:
    assert all(years_of(band)[1] < 999 for band in AgeBand if band not in (AgeBand.OVER_80, AgeBand.UNKNOWN))


def test_conditions_are_asked_in_words_the_age_first() -> None:
    assert conditions_of(session()) == ()
    assert age_condition(session(min_age=55)) == "55歳以上"
    asked = session(min_age=65, conditions="市内にお住まい\nスマホをお持ちでない方")
    assert conditions_of(asked) == ("65歳以上", "市内にお住まい", "スマホをお持ちでない方")


@pytest.mark.parametrize(
    ("fee", "fee_with_loan", "alone", "lent"), [(100, 200, 100, 200), (100, None, 100, 100), (0, 200, 0, 200)]
)
def test_the_price_follows_the_loan(fee: int, fee_with_loan: int | None, alone: int, lent: int) -> None:
    course = session(fee=fee, fee_with_loan=fee_with_loan)
    assert price(course, with_loan=False) == alone
    assert price(course, with_loan=True) == lent
