"""When to send."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.sync import schedule

SHARES = st.floats(0, 1, exclude_max=True)


@given(st.integers(1, 10_000), SHARES, st.none() | st.integers(0, 86_400))
def test_waits_stay_within_their_bounds(failures: int, share: float, asked: int | None) -> None:
    wait = schedule.after_failure(failures, share, asked)
    assert (asked or 0) <= wait <= (asked or 0) + schedule.LONGEST_WAIT


def test_patience_doubles() -> None:
    assert [schedule.after_failure(count, 0.5) for count in (1, 2, 3)] == [15, 30, 60]


@given(SHARES)
def test_it_sends_soon_after_the_network_is_back_and_else_within_half_an_hour(share: float) -> None:
    assert 0 <= schedule.after_network(share) <= 20
    assert 0 <= schedule.in_background(share) <= 1800
