"""Where each field of a record may be read: the promise that headquarters cannot read visitors.

Every field of every payload is declared `Plain`, `Sealed` or `Local`:

* plain: travels and can be read by headquarters;
* sealed: travels encrypted with keys that only the site's laptops hold;
* local: never leaves the laptop that wrote it.
"""

from enum import StrEnum
from typing import Annotated, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class Placement(StrEnum):
    """Who may read a field (DESIGN section 5)."""

    PLAIN = "plain"
    SEALED = "sealed"
    LOCAL = "local"


Plain = Annotated[T, Placement.PLAIN]
Sealed = Annotated[T, Placement.SEALED]
Local = Annotated[T, Placement.LOCAL]


def placements(record: type) -> dict[str, Placement]:
    """The declared placement of each field of a Struct, in order of declaration.

    Raises TypeError when a field carries no placement, so that nothing can be forgotten.
    """
    return {
        name: _placement(record, name, hint)
        for name, hint in get_type_hints(record, include_extras=True).items()
        if name in getattr(record, "__struct_fields__", ())
    }


def _placement(record: type, name: str, hint: object) -> Placement:
    if get_origin(hint) is Annotated:
        for extra in get_args(hint)[1:]:
            if isinstance(extra, Placement):
                return extra
    raise TypeError(f"{record.__name__}.{name} does not say whether it is plain, sealed or local")
