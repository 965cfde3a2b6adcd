"""Words that stand beside numbers."""

import pytest
from django.template import Context

from tests.helpers.postgres import server


@pytest.fixture(autouse=True, scope="module")
def _django() -> None:
    server()


@pytest.mark.parametrize(("count", "words"), [(0, "sessions"), (1, "session"), (2, "sessions")])
def test_english_tells_one_from_several(count: int, words: str) -> None:
    from hq.portal.tags import unit

    assert unit(Context({"language": "en"}), count, "回") == words
    assert unit(Context({"language": "ja"}), count, "回") == "回"


def test_brackets_are_those_of_the_language() -> None:
    from hq.portal.tags import aside

    assert (aside("9:30", "ja"), aside("09:30", "en")) == ("（9:30）", " (09:30)")
