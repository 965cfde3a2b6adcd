"""サポーター証: the code by which a supporter begins and ends a shift. It is made of the record's id, so no table
knows it and every laptop of the site reads it.
"""

from collections.abc import Iterable
from hashlib import blake2b

from core.card_code import Code, CodeKind, parse
from core.packed_code import number_in, packed_code

_BITS = 46


def supporter_code(supporter_id: str) -> str:
    """The code of a supporter's card; the same one always."""
    return packed_code(CodeKind.BADGE, _tag(supporter_id), _BITS)


def is_supporter_card(text: str) -> bool:
    """Whether a scanned text is the whole code of such a card."""
    code = parse(text)
    return isinstance(code, Code) and code.kind is CodeKind.BADGE


def supporter_in(code: str, supporter_ids: Iterable[str]) -> str | None:
    """Whose card this is, among these; None for somebody else's. ValueError where the code is of another kind."""
    tag = number_in(CodeKind.BADGE, code) & (1 << _BITS) - 1
    found = (each for each in supporter_ids if _tag(each) == tag)
    return next((each for each in found if supporter_code(each) == code), None)


def _tag(supporter_id: str) -> int:
    return int.from_bytes(blake2b(supporter_id.encode(), digest_size=6).digest()) >> 2
