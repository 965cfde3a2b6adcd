"""A real encrypted file for each test, and three that share a site."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.storage.store import Store
from tests.helpers.sites import make_identity, make_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A fresh site of one laptop."""
    made = make_store(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def laptops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Store]]:
    """Three of one site."""
    folder = tmp_path_factory.mktemp("site")
    first = make_store(folder / "A")
    site = first.identity.site_id
    others = [make_store(folder / letter, make_identity(letter=letter, site_id=site)) for letter in "BC"]
    yield [first, *others]
    for store in (first, *others):
        store.close()
