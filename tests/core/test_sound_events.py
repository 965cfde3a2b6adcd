"""The short look at an event's JSON finds whatever the long one would refuse; a day that is none is never stored."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import kinds
from core.events import Event
from core.payload import Payload, kind_of, split
from core.sound_events import UNSOUND, is_storable, open_event

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


@pytest.mark.parametrize("day", ["2026-04-1", "2026-04-xx", "2026-04-31", "2026-04-1１", "2026-W14-1", "20260401", ""])
def test_what_tells_a_day_that_is_none_is_not_sound(day: str) -> None:
    """One laptop's fault would else break a page of everybody's figures."""
    assert open_event(_written(_planned("2026-04-10"))) is not None
    for told in (
        _planned(day),
        kinds.DayClosed(day=day, at=AT),
        kinds.DayClosed(day="2026-04-10", at="at five"),
        kinds.AttendanceRecorded(session_id="s", at=f"{day}T09:xx:00.000+09:00", how="number", age_band="70s"),
    ):
        with pytest.raises(UNSOUND):
            open_event(_written(told))


def _planned(day: str) -> Payload:
    return kinds.SessionPlanned(title="会", day=day, starts="13:00", ends="15:00")


def _written(told: Payload) -> Event:
    declared = kind_of(told)
    whole = msgspec.structs.replace(_event(split(told).plain), kind=declared.name)
    return msgspec.structs.replace(whole, schema_version=declared.schema_version)
