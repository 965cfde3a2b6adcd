"""A desk at an open site, with a clock that the test moves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.clock import FixedClock
from desktop.app.desk import Desk
from desktop.app.site import desk_of
from tests.helpers.sites import fixed_clock, make_store


@pytest.fixture
def clock() -> FixedClock:
    """Half past nine."""
    return fixed_clock()


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A stand-alone site before its first day; nobody is at the keyboard."""
    made = desk_of(make_store(tmp_path, clock=clock), clock)
    yield made
    made.store.close()
