"""Every field of every kind says who may read it, and what is sealed is what DESIGN says."""

import typing

import msgspec
import pytest

import core.kinds
from core.payload import KINDS, Kind, join, known_kind, split
from core.placement import Placement, placements

PERSONAL = {"name", "kana", "phone", "birth_date", "note", "notes", "text", "answers", "code"}
PLAIN_WORDS = {
    ("handout.feedback", "text"),  # marked 本部に届きます where it is typed
    ("supporter.registered", "kana"),  # supporters are headquarters' own records
    ("supporter.amended", "kana"),
}

KIND_LIST = sorted(KINDS.values(), key=lambda kind: kind.name)


@pytest.mark.parametrize("kind", KIND_LIST, ids=lambda kind: kind.name)
def test_personal_fields_are_sealed(kind: Kind) -> None:
    readable = {name for name, where in kind.fields.items() if where is Placement.PLAIN}
    assert {(kind.name, name) for name in readable & PERSONAL} <= PLAIN_WORDS


@pytest.mark.parametrize("kind", KIND_LIST, ids=lambda kind: kind.name)
def test_what_may_be_unreadable_may_be_missing(kind: Kind) -> None:
    required = {field.name for field in msgspec.structs.fields(kind.payload) if field.required}
    assert required <= set(kind.names(Placement.PLAIN))


@pytest.mark.parametrize("kind", KIND_LIST, ids=lambda kind: kind.name)
def test_content_comes_back_from_its_parts(kind: Kind) -> None:
    payload = kind.payload(**{name: _value(kind, name) for name in kind.fields})
    parts = split(payload)
    assert join(kind, parts.plain, dict(parts.sealed), parts.local) == payload


def test_sealed_values_are_nowhere_in_the_plain_part() -> None:
    parts = split(core.kinds.PersonRegistered(age_band="70s", name="高橋花子"))
    assert "高橋" not in parts.plain.decode()
    assert parts.sealed == (("name", "高橋花子"),)


def test_a_field_without_a_placement_is_an_error() -> None:
    class Forgotten(msgspec.Struct):
        name: str

    with pytest.raises(TypeError, match=r"Forgotten\.name"):
        placements(Forgotten)


def test_an_unknown_kind_has_no_content() -> None:
    assert known_kind("robot.greeted", 1) is None


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_newer_schema_is_not_guessed_at(kind: Kind) -> None:
    known = [known_kind(kind.name, version) for version in (1, kind.schema_version, kind.schema_version + 1)]
    assert known == [kind, kind, None]


def _value(kind: Kind, name: str) -> object:
    hint = typing.get_type_hints(kind.payload)[name]
    if "bool" in str(hint):
        return True
    if "tuple[int" in str(hint):
        return (1, 7)
    if "int" in str(hint):
        return 7
    return ("a", "b") if "tuple" in str(hint) else f"{name} の値"
