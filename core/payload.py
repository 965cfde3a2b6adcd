"""How the content of an event is cut into its plain, sealed and local parts, and put together again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from core.placement import Placement, placements


class Payload(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of every event's content. Sealed and local fields default to None: they may be unreadable here."""


@dataclass(frozen=True)
class Parts:
    """A payload cut by placement: JSON text for plain and local, single values for sealed."""

    plain: bytes
    sealed: tuple[tuple[str, str], ...]
    local: bytes | None


@dataclass(frozen=True)
class Kind:
    """One kind of event: its name, its newest schema version and its content."""

    name: str
    schema_version: int
    payload: type[Payload]
    fields: Mapping[str, Placement]

    def names(self, placement: Placement) -> tuple[str, ...]:
        """The fields that have this placement."""
        return tuple(name for name, where in self.fields.items() if where is placement)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The fields that headquarters never reads."""
        return frozenset(self.fields) - frozenset(self.names(Placement.PLAIN))


P = TypeVar("P", bound=Payload)
KINDS: dict[str, Kind] = {}
_BY_PAYLOAD: dict[type[Payload], Kind] = {}


def kind(name: str, schema_version: int = 1) -> Callable[[type[P]], type[P]]:
    """Declare a payload class as the content of the kind `name`."""

    def declare(payload: type[P]) -> type[P]:
        declared = Kind(name, schema_version, payload, placements(payload))
        KINDS[name] = declared
        _BY_PAYLOAD[payload] = declared
        return payload

    return declare


def known_kind(name: str, schema_version: int) -> Kind | None:
    """The kind, if this version knows it in this schema: headquarters and every laptop go by this alone.

    A newer schema is not guessed at, even where it happens to fit: it waits for an upgrade, as a new kind does.
    """
    declared = KINDS.get(name)
    return declared if declared is not None and schema_version <= declared.schema_version else None


def kind_of(payload: Payload) -> Kind:
    """The kind that a payload belongs to."""
    return _BY_PAYLOAD[type(payload)]


def kind_name(payload: type[Payload]) -> str:
    """The name of the kind whose content this is."""
    return _BY_PAYLOAD[payload].name


def split(payload: Payload) -> Parts:
    """Cut a payload into what travels readable, what travels sealed, and what stays."""
    declared = kind_of(payload)
    present: dict[str, Any] = msgspec.to_builtins(payload)
    plain = {name: present[name] for name in declared.names(Placement.PLAIN) if name in present}
    local = {name: present[name] for name in declared.names(Placement.LOCAL) if name in present}
    sealed = tuple((name, present[name]) for name in declared.names(Placement.SEALED) if present.get(name) is not None)
    return Parts(msgspec.json.encode(plain), sealed, msgspec.json.encode(local) if local else None)


def join(declared: Kind, plain: bytes, sealed: Mapping[str, str], local: bytes | None) -> Payload:
    """The payload of a kind from its parts.

    Sealed values that could not be opened are simply left out. Raises msgspec.ValidationError when
    the plain part is not what the kind declares.
    """
    values: dict[str, Any] = msgspec.json.decode(plain, type=dict[str, Any])
    values.update(sealed)
    if local is not None:
        values.update(msgspec.json.decode(local, type=dict[str, Any]))
    return msgspec.convert(values, declared.payload)
