"""What a newer program told of a thing stays when an older one changes it.

A change carries the whole new content, and an older program writes only the fields that it knows. So it takes the
others along from the version that it read, as they came. (A sealed one stays where it is: its key is bound to its
event.)
"""

from collections.abc import Sequence

import msgspec

from core.events import Event
from core.payload import Kind, known_kind
from core.projector import fact_of, is_whole

_Fields = dict[str, msgspec.Raw]


def with_newer_fields(kind: Kind, plain: bytes, ordered: Sequence[Event]) -> bytes:
    """The plain part of an event of this kind, with what the version before it holds and this program doesn't know.

    The events are those of the thing, in the order of facts.
    """
    if not is_whole(kind.name):
        return plain
    thing = fact_of(kind.name)
    before = next((each for each in reversed(ordered) if is_whole(each.kind) and fact_of(each.kind) is thing), None)
    unknown = _unknown(before, kind) if before is not None else {}
    if not unknown:
        return plain
    return msgspec.json.encode(msgspec.json.decode(plain, type=_Fields) | unknown)


def _unknown(before: Event, kind: Kind) -> _Fields:
    declared = known_kind(before.kind, before.schema_version)
    if declared is None:  # another schema: its fields may mean something else
        return {}
    told = msgspec.json.decode(before.plain, type=_Fields)
    return {name: value for name, value in told.items() if name not in declared.fields and name not in kind.fields}
