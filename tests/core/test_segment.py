"""A segment is taken whole and genuine, or not at all."""

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from core.keys import new_key, new_pair
from core.segment import (
    MAX_SEGMENT,
    SegmentHeader,
    SegmentProblem,
    check_signature,
    cut,
    open_segment,
    take_apart,
)

DEVICE = new_pair()
TRANSPORT = new_key()
LINES = [b'{"event_id":"1"}', b'{"event_id":"2"}', b'{"event_id":"3"}']


def segment(lines: list[bytes] = LINES) -> bytes:
    header = SegmentHeader("site", "device", 1, 1, len(lines), 0, "", "")
    return cut(lines, header, TRANSPORT, DEVICE)


def read(data: bytes) -> tuple[bytes, ...]:
    taken = take_apart(data)
    check_signature(taken, DEVICE.signing_public)
    return open_segment(taken, TRANSPORT)


def test_events_come_back_byte_for_byte() -> None:
    assert read(segment()) == tuple(LINES)


def test_the_header_tells_its_range_without_a_key() -> None:
    header = take_apart(segment()).header
    assert (header.first_seq, header.last_seq, header.count) == (1, 3, 3)


@given(st.data())
def test_any_changed_byte_is_refused(data: st.DataObject) -> None:
    whole = segment()
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SegmentProblem):
        read(bytes(changed))


@given(st.integers(0, len(segment()) - 1))
def test_a_short_segment_is_refused(length: int) -> None:
    with pytest.raises(SegmentProblem):
        read(segment()[:length])


def test_another_device_cannot_have_signed_it() -> None:
    with pytest.raises(SegmentProblem) as refused:
        check_signature(take_apart(segment()), new_pair().signing_public)
    assert refused.value.code == "segment_signature"


def test_another_transport_key_does_not_open_it() -> None:
    with pytest.raises(SegmentProblem) as refused:
        open_segment(take_apart(segment()), new_key())
    assert refused.value.code == "segment_key"


def test_nothing_readable_is_in_the_bytes() -> None:
    assert b"event_id" not in segment()


def test_a_bomb_is_not_unpacked() -> None:
    from nacl.secret import Aead

    whole = take_apart(segment())
    bomb = zstandard.compress(b"0" * 50_000_000)
    packed = bytes(Aead(TRANSPORT).encrypt(bomb, whole.header_bytes))
    with pytest.raises(SegmentProblem) as refused:
        open_segment(msgspec.structs.replace(whole, ciphertext=packed), TRANSPORT)
    assert refused.value.code == "segment_too_large"


def test_an_endless_file_is_not_read() -> None:
    with pytest.raises(SegmentProblem) as refused:
        take_apart(segment() + b"0" * MAX_SEGMENT)
    assert refused.value.code == "segment_too_large"
