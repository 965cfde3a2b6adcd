"""Recorded moments on the venue's clock."""

import pytest

from core.clock import in_japan, time_of_day


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026-11-21T09:05:59.999+09:00", "09:05"),
        ("2026-11-21T00:05:00Z", "09:05"),
        ("2026-11-20T19:05:00-05:00", "09:05"),
        ("2026-11-21T09:05:00", "09:05"),
        (None, ""),
    ],
)
def test_a_time_is_the_venues_whatever_offset_it_was_written_with(written: str | None, shown: str) -> None:
    assert time_of_day(written) == shown


def test_midnight_at_the_venue_is_another_day_in_utc() -> None:
    assert in_japan("2026-11-20T15:00:00Z").date().isoformat() == "2026-11-21"
