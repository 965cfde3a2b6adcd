"""A long list, some of it at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import Http404, QueryDict

AT_ONCE = 50
_WORD = "after"
T = TypeVar("T")


@dataclass(frozen=True)
class Paged(Generic[T]):
    """What is shown of `total`, from `first` to `last` as people count; the addresses of what is beside it, if any."""

    shown: Sequence[T]
    first: int
    last: int
    total: int
    before: str
    after: str


def page_of(items: Sequence[T], asked: QueryDict, at_once: int = AT_ONCE) -> Paged[T]:
    """The part that the address asks for, the first where it does not. 404 for a part that there isn't."""
    told = asked.get(_WORD, "0")
    start = int(told) if told.isascii() and told.isdigit() and len(told) < 10 else -1
    if start % at_once or not (start == 0 or 0 < start < len(items)):
        raise Http404
    shown = items[start : start + at_once]
    before = _address(asked, start - at_once) if start else ""
    after = _address(asked, start + at_once) if start + at_once < len(items) else ""
    return Paged(shown, start + 1, start + len(shown), len(items), before, after)


def _address(asked: QueryDict, start: int) -> str:
    words = asked.copy()
    words[_WORD] = str(start)
    return f"?{words.urlencode()}"
