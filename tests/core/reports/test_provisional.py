"""When records have arrived, and what of a told figure still stands in for them."""

import pytest

from core.reports.provisional import Foretold


def foretold(told: int | None = 5, here: int = 0, **more: int) -> Foretold:
    return Foretold(
        figure_id="f",
        site_id="s",
        home="132292",
        day="2026-11-20",
        session_kind="",
        programme="",
        how="phone",
        sessions=more.get("sessions"),
        visits=told,
        consultations=None,
        day_closed=more.get("day_closed", 0),
        sessions_here=0,
        closed=more.get("closed", 0),
        unfinished=more.get("unfinished", 0),
        visits_here=here,
        consultations_here=0,
    )


@pytest.mark.parametrize(
    ("here", "arrived"),
    [
        ({}, False),
        ({"day_closed": 1}, True),
        ({"day_closed": 1, "unfinished": 1}, True),
        ({"closed": 1}, True),
        ({"closed": 1, "unfinished": 1}, False),
        ({"closed": 1, "sessions": 2}, False),
        ({"closed": 2, "sessions": 2}, True),
        ({"sessions": 0}, False),
    ],
)
def test_what_has_arrived(here: dict[str, int], arrived: bool) -> None:
    assert foretold(**here).arrived is arrived


@pytest.mark.parametrize(
    ("told", "here", "missing"),
    [(5, 0, 5), (5, 3, 2), (5, 5, None), (5, 7, None), (0, 0, 0), (None, 0, None), (None, 3, None)],
)
def test_what_is_missing(told: int | None, here: int, missing: int | None) -> None:
    assert foretold(told, here).missing("visits") == missing
    assert foretold(told, here, day_closed=1).missing("visits") is None
