"""A fresh headquarters for each test that asks."""

from collections.abc import Iterator

import pytest

from tests.helpers.headquarters import Headquarters, headquarters


@pytest.fixture
def hq() -> Iterator[Headquarters]:
    """Real PostgreSQL, real HTTP, nothing in it."""
    with headquarters() as running:
        yield running
