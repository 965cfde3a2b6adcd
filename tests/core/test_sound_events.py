"""The short look at an event's JSON finds whatever the long one would refuse; a day that is none is never stored."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import kinds
from core.events import Event
from core.ids import conflict_id, new_site_id
from core.payload import KINDS, Payload, kind_of, split
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


@pytest.mark.parametrize("name", ["session_id", "person_id", "booking_id", "age_band"])
def test_what_no_index_holds_is_not_sound(name: str) -> None:
    """One event with such an id would else end every report of everybody."""
    came = {"session_id": "s", "at": AT, "how": "number"}
    asked = {"at": AT, "topic": "T01-01", "outcome": "O1", "minutes": 5}
    for longest, fits in (("あ" * 64, True), ("あ" * 65, False)):
        for told in (
            _told(kinds.AttendanceRecorded, {**came, name: longest}),
            _told(kinds.ConsultationRecorded, {**asked, name if name != "booking_id" else "attendance_id": longest}),
            _told(kinds.ConsultationAmended, {**asked, "topic": longest, "channel": longest}),
            _told(kinds.PersonMerged, {"into": longest}),
            _told(kinds.ConflictSettled, {"conflict": longest}),
        ):
            if fits:
                open_event(told)
                continue
            with pytest.raises(UNSOUND):
                open_event(told)


def test_what_was_noticed_is_of_two_and_stands_under_their_own_id() -> None:
    """Else nobody could decide it, or one pair would be told a thousand times."""
    site = new_site_id()
    for about, entity, fits in (
        (("a", "b"), conflict_id(site, "same_person", "b", "a"), True),
        (("a", "a"), conflict_id(site, "same_person", "a", "a"), False),
        (("a", "b", "c"), conflict_id(site, "same_person", "a", "b", "c"), False),
        (("a", "b"), conflict_id(new_site_id(), "same_person", "a", "b"), False),
    ):
        noticed = _written(kinds.ConflictNoticed(conflict="same_person", about=about))
        event = msgspec.structs.replace(noticed, site_id=site, entity_id=entity)
        if fits:
            assert open_event(event) is not None
            continue
        with pytest.raises(UNSOUND):
            open_event(event)


def _told(payload: type[Payload], plain: dict[str, object]) -> Event:
    declared = next(each for each in KINDS.values() if each.payload is payload)
    whole = _event(msgspec.json.encode(plain))
    return msgspec.structs.replace(whole, kind=declared.name, schema_version=declared.schema_version)


def _planned(day: str) -> Payload:
    return kinds.SessionPlanned(title="会", day=day, starts="13:00", ends="15:00")


def _written(told: Payload) -> Event:
    declared = kind_of(told)
    whole = msgspec.structs.replace(_event(split(told).plain), kind=declared.name)
    return msgspec.structs.replace(whole, schema_version=declared.schema_version)
