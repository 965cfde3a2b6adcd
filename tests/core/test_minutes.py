"""Minutes as people type them."""

import pytest

from core.minutes import LONGEST_MINUTES, minutes_of
from core.problem import Problem


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("", None), ("  ", None), ("15", 15), ("１５", 15), ("15分", 15), (" 5 ", 5), ("0", 0), ("480", 480)],
)
def test_what_people_type_is_understood(typed: str, minutes: int | None) -> None:
    assert minutes_of(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "code"),
    [("-5", "minutes"), ("−5", "minutes"), ("900", "minutes"), ("481", "minutes"), ("十分", "minutes_unread")],
)
def test_what_cannot_be_is_told(typed: str, code: str) -> None:
    with pytest.raises(Problem) as told:
        minutes_of(typed)
    assert told.value.code == code
    assert LONGEST_MINUTES == 480
