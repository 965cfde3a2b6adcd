"""A badge holds to its last day; the one that holds longest decides; one that begins later is none yet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges import BadgeState, standing
from tests.core.supporters import badge

DAYS = st.dates(date(2022, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2023-01-30", BadgeState.NONE),
        ("2023-01-31", BadgeState.VALID),
        ("2024-12-31", BadgeState.VALID),
        ("2025-01-01", BadgeState.EXPIRING),
        ("2025-01-31", BadgeState.EXPIRING),
        ("2025-02-01", BadgeState.EXPIRED),
    ],
)
def test_its_first_and_last_day_are_within(day: str, state: BadgeState) -> None:
    assert standing([badge()], date.fromisoformat(day)).state is state


def test_a_revoked_badge_is_none_and_one_without_end_holds() -> None:
    assert standing([badge(voided=1)], date(2023, 6, 1)).state is BadgeState.NONE
    assert standing([badge(expires=None)], date(9000, 1, 1)).state is BadgeState.VALID
    assert standing([], date(2023, 6, 1)).badge is None


def test_the_badge_that_holds_longest_decides() -> None:
    old, new = badge("2021-01-01", "2023-01-01"), badge("2023-01-01", "2026-01-01")
    assert standing([new, old], date(2024, 1, 1)).badge == new
    assert standing([new, old], date(2022, 12, 31)).badge == old


@given(issued=DAYS, length=st.integers(0, 900), day=DAYS)
def test_it_holds_exactly_from_issue_to_expiry(issued: date, length: int, day: date) -> None:
    expires = issued + timedelta(days=length)
    found = standing([badge(issued.isoformat(), expires.isoformat())], day)
    assert found.holds == (issued <= day <= expires)
    assert (found.state is BadgeState.EXPIRING) == (issued <= day <= expires <= day + timedelta(days=30))
