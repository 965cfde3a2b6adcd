"""Whatever mode the keyboard was in, a code is read as itself, and as nobody else's."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.card_code import (
    ALPHABET,
    LENGTH,
    LONGEST_INPUT,
    Code,
    CodeKind,
    NotOurs,
    may_begin,
    new_code,
    normalise,
    parse,
)
from core.typed_forms import LAYOUT_SAMPLE, keys_of
from tests.helpers.wedge import Ime, Wedge, rows

codes = st.builds(
    lambda kind, seed: new_code(kind, random.Random(seed).randrange), st.sampled_from(CodeKind), st.integers()
)
TYPED = [
    pytest.param(wedge, id=f"{wedge.scanner.value}-{wedge.windows.value}-{ime.value}-{wedge.caps}-{wedge.prefix}")
    for ime in Ime
    for wedge in {Wedge(w.scanner, w.windows, w.ime, w.caps, prefix=w.prefix): None for w in rows(ime)}
]
SOME = st.sampled_from([each.values[0] for each in TYPED])


def _as_typed(wedge: Wedge, text: str) -> str:
    return wedge.composition(wedge.prefix + text)[-1]


@pytest.mark.parametrize("wedge", TYPED)
def test_every_row_of_the_table_is_read_as_the_code_it_is(wedge: Wedge) -> None:
    for seed in range(20):
        for kind in CodeKind:
            code = new_code(kind, random.Random(seed).randrange)
            assert parse(_as_typed(wedge, code)) == Code(kind, code)


@pytest.mark.parametrize("wedge", TYPED)
def test_every_beginning_of_a_scan_may_become_one_of_ours(wedge: Wedge) -> None:
    code = new_code(CodeKind.CARD, random.Random(1).randrange)
    assert all(may_begin(step) for step in wedge.composition(wedge.prefix + code) if step and step != "ー")


@given(SOME, codes, st.data())
def test_no_wrong_character_and_no_swap_makes_another_code_in_any_row(
    wedge: Wedge, code: str, data: st.DataObject
) -> None:
    place, other = data.draw(st.integers(0, LENGTH - 1)), data.draw(st.integers(0, LENGTH - 1))
    wrong = code[:place] + data.draw(st.sampled_from(ALPHABET.replace(code[place], ""))) + code[place + 1 :]
    letters = list(code)
    letters[place], letters[other] = letters[other], letters[place]
    for text in (wrong, "".join(letters)):
        assert text == code or isinstance(parse(_as_typed(wedge, text)), NotOurs)


@given(codes, st.integers(0, LENGTH - 1), st.characters())
def test_any_character_in_the_place_of_another_gives_this_code_or_none(code: str, place: int, wrong: str) -> None:
    read = parse(code[:place] + wrong + code[place + 1 :])
    assert isinstance(read, NotOurs) or read.text == code


@given(codes, st.integers(0, LENGTH), st.text(max_size=4))
def test_text_put_in_between_gives_this_code_or_none(code: str, place: int, more: str) -> None:
    read = parse(code[:place] + more + code[place:])
    assert isinstance(read, NotOurs) or read.text == code


@pytest.mark.parametrize("text", ["tch", "TCH", "っｃｈ", "っch", "ｔｃｈ", "ッＣＨ", "ｯch", "かそく", "カソク", "ｶｿｸ"])
def test_the_three_letters_that_romaji_makes_a_small_tsu_of(text: str) -> None:
    assert keys_of(text) == "TCH"


@pytest.mark.parametrize("kana", ["もそ", "モソ", "ﾓｿ"])
def test_kana_of_all_widths(kana: str) -> None:
    assert keys_of(kana) == "MC"


@pytest.mark.parametrize("text", ["もらにりさ", "にり", "らー"])
def test_kana_of_letters_that_no_code_has_are_no_lookalikes(text: str) -> None:
    assert not set(normalise(text)) & set("01OIL")


@pytest.mark.parametrize("text", ["", " ", "-", "ー", "x", "memo", "もっと", "090", "\r", "https"])
def test_what_begins_no_code(text: str) -> None:
    assert not may_begin(text)


@pytest.mark.parametrize("text", ["m", "も", "ＭＣ", "]", "]Q", "]Q1", "「", "0", "00002", "000026", "mc1"])
def test_what_may_begin_one(text: str) -> None:
    assert may_begin(text)


@pytest.mark.parametrize("wedge", TYPED)
def test_the_sample_on_the_test_page_is_a_prefix_too(wedge: Wedge) -> None:
    code = LAYOUT_SAMPLE + new_code(CodeKind.SCANNER_TEST, random.Random(2).randrange)
    steps = wedge.composition(wedge.prefix + code)
    assert parse(steps[-1]) == Code(CodeKind.SCANNER_TEST, code[3:])
    assert all(may_begin(step) for step in steps if step)


@given(st.text(max_size=LONGEST_INPUT + 8))
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(parse(text), Code | NotOurs)
    assert may_begin(text) in (True, False)


def test_a_code_by_hand_keeps_its_first_digits() -> None:
    """What a bare ECI looks like is one only before a whole code."""
    assert normalise("0123-4567-89CD-FGHJ") == "0123456789CDFGHJ"
