"""A supporter's card is read by every laptop without a table, and is never taken for a visitor's."""

from hypothesis import given
from hypothesis import strategies as st

from core.card_code import ALPHABET, Code, CodeKind, new_code, parse, with_check
from core.packed_code import number_in
from core.supporter_card import is_supporter_card, supporter_code, supporter_in

IDS = st.uuids().map(str)


@given(st.lists(IDS, min_size=1, max_size=20, unique=True))
def test_each_card_tells_whose_it_is(ids: list[str]) -> None:
    for each in ids:
        code = supporter_code(each)
        assert parse(code.lower()) == Code(CodeKind.BADGE, code)
        assert is_supporter_card(code)
        assert supporter_in(code, ids) == each
        assert supporter_in(code, [other for other in ids if other != each]) is None


def test_a_card_has_one_code_alone() -> None:
    """Another nonce before the same number is a code that checks itself, and nobody's card."""
    number = number_in(CodeKind.BADGE, supporter_code("a"))
    body = "".join(
        ALPHABET[(number + (9 << 46)) // len(ALPHABET) ** place % len(ALPHABET)] for place in range(11, -1, -1)
    )
    forged = with_check(CodeKind.BADGE, body)
    assert number_in(CodeKind.BADGE, forged) == number + (9 << 46)
    assert supporter_in(forged, ["a"]) is None


def test_no_other_code_is_one() -> None:
    assert not is_supporter_card(new_code(CodeKind.CARD))
    assert not is_supporter_card("983205673214")
    assert supporter_in(new_code(CodeKind.BADGE), ["a"]) is None
