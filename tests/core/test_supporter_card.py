"""A supporter's card is read by every laptop without a table, and is never taken for a visitor's."""

from hypothesis import given
from hypothesis import strategies as st

from core.card_code import Code, CodeKind, new_code, parse
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


def test_no_other_code_is_one() -> None:
    assert not is_supporter_card(new_code(CodeKind.CARD))
    assert not is_supporter_card("983205673214")
    assert supporter_in(new_code(CodeKind.BADGE), ["a"]) is None
