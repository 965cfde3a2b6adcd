"""Whatever is asked of the index of short queries is in it, wherever the form is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search_tokens import EDGE, asked, at_the_edge, exactly, grams, pieces, searched_text, tokens

forms = st.text("たなかはし田中山abcdemn0123", min_size=1, max_size=14)


@given(forms)
def test_every_one_or_two_neighbours_are_a_gram_once(form: str) -> None:
    found = list(grams(form))
    assert set(found) == {form[at : at + size] for size in (1, 2) for at in range(len(form) + 1 - size)}
    assert len(found) == len(set(found))


@given(st.lists(forms, min_size=1, max_size=4), st.data())
def test_what_is_in_the_text_is_in_the_index(known: list[str], data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(known))
    start = data.draw(st.integers(0, len(whole) - 1))
    part = whole[start : data.draw(st.integers(start + 1, len(whole)))]
    held, text = set(tokens(known)), searched_text(known)
    for form in (*exactly(whole), *exactly(part), *at_the_edge(part), part):
        if form in text:
            assert held >= set(asked(form)), form


@pytest.mark.parametrize(
    ("form", "whole", "edge"),
    [
        ("はな", [f"{EDGE}はな{EDGE}"], [f"{EDGE}はな"]),
        ("hana", [f"{EDGE}hana{EDGE}"], [f"{EDGE}hana"]),
        ("5678", [f"5678{EDGE}"], [f"5678{EDGE}"]),
        ("krpw", [f"{EDGE}krpw{EDGE}"], [f"{EDGE}krpw", f"krpw{EDGE}"]),
        ("n", [f"{EDGE}n{EDGE}"], [f"{EDGE}n"]),
    ],
)
def test_where_a_form_is_best_found(form: str, whole: list[str], edge: list[str]) -> None:
    assert list(exactly(form)) == whole
    assert list(at_the_edge(form)) == edge


def test_a_beginning_an_ending_and_a_whole_name_ask_for_one_mark() -> None:
    for form in (f"{EDGE}たなか", f"{EDGE}tanaka", f"5678{EDGE}", f"{EDGE}tanakahanako{EDGE}"):
        assert len(asked(form)) == 1, form


@given(forms)
def test_pieces_stand_side_by_side_and_leave_nothing_out(form: str) -> None:
    cut = pieces(form, 3)
    assert all(piece in form for piece in cut)
    assert len(cut) == max(1, -(-len(form) // 3))
    assert form.startswith(cut[0])
    assert form.endswith(cut[-1])
