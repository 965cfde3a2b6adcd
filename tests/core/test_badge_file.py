"""A badge's file is known by its bytes, given back as it came, and refused when it is something else."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badge_file import LARGEST, BadgeType, given_back, sniffed, taken
from core.events import MAX_EVENT_BYTES
from core.problem import Problem

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
SVG = b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- badge -->\n<!DOCTYPE svg>\n<svg xmlns="http://www.w3.org/2000/svg"/>'
JSON = b'{"@context": "https://w3id.org/openbadges/v2", "type": "Assertion"}'


@pytest.mark.parametrize(("data", "found"), [(PNG, BadgeType.PNG), (SVG, BadgeType.SVG), (JSON, BadgeType.JSON)])
def test_it_is_known_by_its_bytes_whatever_it_is_called(data: bytes, found: BadgeType) -> None:
    assert sniffed(data) is found
    assert taken(r"C:\badges\わたしの<バッジ>.exe", data).name == f"わたしのバッジ.{found}"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00",
        b"<html><svg/></html>",
        b"<svgx>",
        b"<!-- <svg>",
        b"[1]",
        b'{"a": ',
        b"{" * 5000,
        b'{"a":' * 200_000,
        b"#!/bin/sh",
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(Problem) as refused:
        taken("badge.png", data[:LARGEST])
    assert refused.value.code == "badge_file_type"


def test_what_would_not_fit_into_an_event_is_refused() -> None:
    fits = taken("badge.png", PNG.ljust(LARGEST, b"\0"))
    assert len(fits.encoded) + 10_000 < MAX_EVENT_BYTES
    with pytest.raises(Problem) as refused:
        taken("badge.png", PNG.ljust(LARGEST + 1, b"\0"))
    assert refused.value.code == "badge_file_large"


@given(rest=st.binary(max_size=500), name=st.text(max_size=200))
def test_it_comes_back_as_it_was(rest: bytes, name: str) -> None:
    kept = taken(name, PNG + rest)
    assert given_back(kept.name, kept.encoded, kept.digest) == kept
    assert kept.name.endswith(".png")
    assert "/" not in kept.name


def test_a_file_that_is_not_what_its_event_says_is_not_given() -> None:
    kept, program = taken("a.png", PNG), b"MZ\x90\x00"
    for encoded, digest in (
        (kept.encoded, "00" * 32),
        ("no base64", kept.digest),
        (base64.b64encode(program).decode(), kept.digest),
        (kept.encoded, None),
    ):
        with pytest.raises(Problem) as refused:
            given_back("a.png", encoded, digest)
        assert refused.value.code == "badge_file_broken"
