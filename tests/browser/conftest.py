"""One headquarters and one browser for the tests of this folder."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from core.clock import JAPAN
from tests.browser.readers import Portal
from tests.helpers.browser import chromium
from tests.helpers.headquarters import headquarters
from tests.helpers.portal_life import TOWN, live
from tests.helpers.readers import add_reader


@pytest.fixture(scope="package")
def portal() -> Iterator[Portal]:
    """Everything is there before the browser starts: beside it, Django does nothing in this thread."""
    with headquarters() as hq:
        add_reader("honbu")
        add_reader("shi", TOWN)
        live(
            hq.url, lambda place: hq.code(hq.add_site(place.name, place.municipality, place.phone)), datetime.now(JAPAN)
        )
        with chromium() as browser:
            yield Portal(hq.url, browser)
