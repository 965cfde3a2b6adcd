"""The short look at an event's JSON finds whatever the long one would refuse."""

import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from core.events import Event
from core.sound_events import is_storable

AT = "2026-11-21T09:30:00.000+09:00"
_EDGES = st.sampled_from((2**63 - 1, 2**63, -(2**63), 10**18, "\0", "\\u0000", "\\"))
_VALUES = st.recursive(st.text() | st.integers() | st.booleans() | st.none() | _EDGES, st.lists, max_leaves=5)


def _event(plain: bytes) -> Event:
    stamp = "000000000000001-00000"
    return Event("e", "s", "d", 1, 1, "x", "attendance.recorded", 1, AT, "b", 0, stamp, msgspec.Raw(plain))


def _may_be_held(value: object) -> bool:
    if isinstance(value, list):
        return all(map(_may_be_held, value))
    return "\0" not in value if isinstance(value, str) else not isinstance(value, int) or abs(value) < 2**63


@given(_VALUES, st.booleans())
def test_what_no_database_holds_is_found(value: object, ascii_only: bool) -> None:
    data = json.dumps({"a": value}, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    event = _event(data)
    assert is_storable(event, {"a": value}) == _may_be_held(value)
