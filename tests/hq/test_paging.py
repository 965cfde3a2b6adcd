"""A long list, some of it at a time."""

import pytest
from django.http import Http404, QueryDict

from hq.portal.paging import page_of
from tests.helpers.postgres import server

TEN = range(10)


@pytest.fixture(autouse=True, scope="module")
def _django() -> None:
    server()


def test_the_first_the_next_and_the_last() -> None:
    first = page_of(TEN, QueryDict("row=&column=visits"), 4)
    assert (list(first.shown), first.first, first.last, first.total) == ([0, 1, 2, 3], 1, 4, 10)
    assert (first.before, first.after) == ("", "?row=&column=visits&after=4")
    last = page_of(TEN, QueryDict("row=&after=8"), 4)
    assert (list(last.shown), last.before, last.after) == ([8, 9], "?row=&after=4", "")
    whole = page_of(TEN, QueryDict(""), 10)
    assert (whole.before, whole.after, len(whole.shown)) == ("", "", 10)
    assert page_of([], QueryDict(""), 10).shown == []
    assert len(page_of(range(1_000), QueryDict("")).shown) == 50


@pytest.mark.parametrize("after", ["-4", "3", "12", "x", "", "٤", "9" * 5000])
def test_a_part_that_there_is_not(after: str) -> None:
    with pytest.raises(Http404):
        page_of(TEN, QueryDict(f"after={after}"), 4)
