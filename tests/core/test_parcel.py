"""A parcel is whole or it is refused: no byte of it may be another, none may be missing, none may follow."""

import io
import struct
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.keys import new_pair
from core.parcel import (
    MAX_PARCEL,
    CarriedAnswer,
    ParcelHeader,
    ParcelKind,
    ParcelProblem,
    ParcelWriter,
    open_parcel,
    parted_request,
    signed_request,
)
from core.parcel_name import parcel_name

HEADER = ParcelHeader("0" * 32, "site", "中央公民館", "device", "A", 1, date(2026, 11, 21))


def written(frames: Sequence[bytes], kind: ParcelKind = ParcelKind.REQUEST, header: ParcelHeader = HEADER) -> bytes:
    """The bytes of a parcel."""
    file = io.BytesIO()
    writer = ParcelWriter(file, kind, header)
    for frame in frames:
        writer.add(frame)
    writer.close()
    return file.getvalue()


def read(data: bytes) -> list[bytes]:
    """Its frames."""
    return list(open_parcel(io.BytesIO(data), len(data)).frames())


@given(st.lists(st.binary(min_size=1, max_size=300), max_size=5), st.sampled_from(ParcelKind))
def test_what_was_put_in_comes_out(frames: list[bytes], kind: ParcelKind) -> None:
    data = written(frames, kind)
    parcel = open_parcel(io.BytesIO(data), len(data))
    assert (parcel.kind, parcel.header, list(parcel.frames())) == (kind, HEADER, frames)


@given(st.data())
def test_no_byte_may_be_another(data: st.DataObject) -> None:
    whole = bytearray(written([b"one", b"another frame" * 30]))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(ParcelProblem):
        read(bytes(whole))


@given(st.data())
def test_no_byte_may_be_missing_or_follow(data: st.DataObject) -> None:
    whole = written([b"one", b"another frame" * 30])
    cut = data.draw(st.integers(0, len(whole) - 1))
    for changed in (whole[:cut], whole + b"\0", whole[:cut] + whole[cut + 1 :]):
        with pytest.raises(ParcelProblem):
            read(changed)


def test_each_refusal_says_what_it_is() -> None:
    whole = written([b"frame"])
    cases = {
        "parcel_foreign": b"\xff\xd8\xff\xe0 a photo of the hall",
        "parcel_short": whole[:-40],
        "parcel_damaged": whole[:-1] + bytes([whole[-1] ^ 1]),
        "parcel_too_new": whole[:8] + b"\0\x02" + whole[10:],
    }
    for code, data in cases.items():
        with pytest.raises(ParcelProblem) as refused:
            read(data)
        assert refused.value.code == code
        assert refused.value.next_step


@pytest.mark.parametrize("place", ["header", "frame"])
def test_a_length_is_not_believed(place: str) -> None:
    """Nothing is read, or room made, for what only claims to be there."""
    start = struct.pack(">8sHI", ParcelKind.REQUEST.value, 1, 2**32 - 1 if place == "header" else 2)
    data = start + b"{}" + struct.pack(">I", 2**32 - 1)
    with pytest.raises(ParcelProblem):
        read(data)
    with pytest.raises(ParcelProblem):
        read(written([])[:-36] + struct.pack(">I", 63 * 1024 * 1024) + b"x" * 100)


def test_ten_gigabytes_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.mdgout"
    with path.open("wb") as file:
        file.truncate(10 * 1024**3)
    with path.open("rb") as file, pytest.raises(ParcelProblem) as refused:
        open_parcel(file, path.stat().st_size)
    assert refused.value.code == "parcel_too_large"
    assert path.stat().st_size > MAX_PARCEL


def test_a_request_is_parted_as_it_was_signed() -> None:
    pair = new_pair()
    signature, body = parted_request(signed_request(b"body", pair))
    assert (len(signature), body) == (64, b"body")
    with pytest.raises(ParcelProblem):
        parted_request(signature)


def test_an_answer_is_headquarters_word_about_one_request_and_page() -> None:
    pair = new_pair()
    page = CarriedAnswer(b"r" * 32, 0, 5, b"answer").signed_by(pair)
    assert page.is_from(pair.signing_public)
    assert not page.is_from(new_pair().signing_public)
    for other in (
        CarriedAnswer(b"s" * 32, 0, 5, b"answer", page.signature),
        CarriedAnswer(b"r" * 32, 1, 5, b"answer", page.signature),
        CarriedAnswer(b"r" * 32, 0, 6, b"answer", page.signature),
        CarriedAnswer(b"r" * 32, 0, 5, b"another", page.signature),
    ):
        assert not other.is_from(pair.signing_public)


def _named(site: str, letter: str = "A") -> str:
    return parcel_name(ParcelHeader("", "", site, "", letter, 1, date(2026, 11, 21)), ParcelKind.REQUEST)


def test_names_say_whose_it_is() -> None:
    assert _named("中央公民館") == "窓口_中央公民館_A_2026-11-21_1.mdgout"
    assert parcel_name(HEADER, ParcelKind.ANSWER, 1) == "窓口_中央公民館_A_2026-11-21_1 (2).mdgin"
    assert _named('Ａ/B:*?"<>| 館.') == "窓口_Ａ-B-館_A_2026-11-21_1.mdgout"


@given(st.text(max_size=300), st.text(max_size=9))
def test_names_fit_every_stick(site: str, letter: str) -> None:
    name = _named(site, letter)
    assert len(name.encode()) <= 240  # a temporary name is longer
    assert not set(name) & set('<>:"/\\|?*') | {each for each in name if ord(each) < 32}
    assert name == name.strip(" .")
