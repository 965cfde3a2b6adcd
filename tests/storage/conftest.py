"""A real encrypted file for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.storage.store import Store
from tests.helpers.sites import make_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A fresh site of one laptop."""
    made = make_store(tmp_path)
    yield made
    made.close()
