"""A number as one of our codes: for what a scanner must read and no table need know.

The 12 characters of the body hold 54 bits. A nonce stands in the highest, because there it changes every character.
"""

from core.card_code import ALPHABET, BODY_LENGTH, FIELD, CodeKind, doubles_a_letter, with_check

_BITS = 54


def packed_code(kind: CodeKind, number: int, bits: int) -> str:
    """The code of a number of so many bits: under the smallest nonce that doubles no letter, so always the same one."""
    bodies = (_body(nonce << bits | number) for nonce in range(2 ** (_BITS - bits)))
    return next(code for code in (with_check(kind, body) for body in bodies) if not doubles_a_letter(code))


def number_in(kind: CodeKind, code: str) -> int:
    """The number in the text of a `Code` of this kind, its nonce above it. ValueError for any other."""
    if not code.startswith(kind):
        raise ValueError(f"not a code of kind {kind.name}")
    packed = 0
    for character in code[2 : 2 + BODY_LENGTH]:
        packed = packed * FIELD + ALPHABET.index(character)
    return packed


def _body(packed: int) -> str:
    characters = []
    for _ in range(BODY_LENGTH):
        packed, value = divmod(packed, FIELD)
        characters.append(ALPHABET[value])
    return "".join(reversed(characters))
