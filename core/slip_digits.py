"""The digits printed beside the boxes of a 相談票: what is ticked on paper is typed as it stands there.

A topic has two: the last digit of its group and its own place (T02-01 is 21, T10-02 is 02), so they stay the same
from one catalogue to the next. What this leaves out (T99, a site's own) gets what is free, from 99 downwards.
"""

from collections.abc import Iterable

from core.age_band import AgeBand
from core.catalogue import Catalogue, Outcome, Topic

SLIP_MINUTES = (5, 10, 15, 20, 30, 45, 60, 90, 120)
"""What can be ticked where a table has no clock; its digit is its place, from 1."""
SLIP_BANDS = tuple(band for band in AgeBand if band is not AgeBand.UNKNOWN)
"""The bands that can be ticked; the digit is the place, from 1, and 0 says that nothing is ticked."""
_GROUPS = {f"T{number:02d}": str(number % 10) for number in range(1, 11)}
_PLACES = {f"{number:02d}": str(number) for number in range(1, 10)}


def topic_digits(catalogue: Catalogue) -> dict[str, str]:
    """Code to digits, retired topics too: what a slip was printed with is read years later.

    Beyond a hundred topics the last ones have none.
    """
    topics = sorted(catalogue.topics(), key=lambda topic: topic.code)
    digits = {topic.code: plain for topic in topics if (plain := _plain(topic))}
    used = set(digits.values())
    free = (text for number in range(99, -1, -1) if (text := f"{number:02d}") not in used)
    return digits | dict(zip(_others(topics, digits), free, strict=False))


def outcome_digit(outcome: Outcome) -> str:
    """The digit of O1 is 1."""
    return outcome.code[1:]


def _plain(topic: Topic) -> str:
    group, _, place = topic.code.partition("-")
    return _GROUPS[group] + _PLACES[place] if group in _GROUPS and place in _PLACES else ""


def _others(topics: Iterable[Topic], digits: dict[str, str]) -> list[str]:
    """Those of the catalogue that never change their place first, then the site's own."""
    left = [topic.code for topic in topics if topic.code not in digits]
    return sorted(left, key=lambda code: (not code.startswith("T99"), not code.startswith("V"), code))
