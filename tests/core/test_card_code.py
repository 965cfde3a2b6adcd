"""Codes are read however they were typed, and no slip of the finger or scanner turns one into another."""

import itertools
import random
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.card_code import (
    ALPHABET,
    FIELD,
    LENGTH,
    PRIMITIVE_ROOT,
    Code,
    CodeKind,
    NotOurs,
    NotOursReason,
    doubles_a_letter,
    new_code,
    normalise,
    parse,
    pretty,
    with_check,
)

SAMPLE = [new_code(kind, random.Random(seed).randrange) for seed in range(5) for kind in CodeKind]
codes = st.builds(
    lambda kind, seed: new_code(kind, random.Random(seed).randrange), st.sampled_from(CodeKind), st.integers()
)
FULL_WIDTH = str.maketrans({chr(half): chr(half + 0xFEE0) for half in range(0x21, 0x7F)})


@given(codes)
def test_a_new_code_reads_back_as_itself(code: str) -> None:
    assert parse(code) == Code(CodeKind(code[:2]), code)
    assert len(code) == LENGTH


@given(codes)
def test_no_code_doubles_a_letter(code: str) -> None:
    assert not any(a == b and a.isalpha() for a, b in itertools.pairwise(code))


def test_the_default_source_is_the_systems_randomness() -> None:
    assert len({new_code(CodeKind.CARD) for _ in range(100)}) == 100


def test_the_alphabet_has_no_vowels_lookalikes_or_letters_that_become_kana() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 23
    assert not set(ALPHABET) & set("AEIOUNLSZBQXY")


def test_the_root_is_primitive_so_that_all_places_weigh_differently() -> None:
    assert len({pow(PRIMITIVE_ROOT, power, FIELD) for power in range(FIELD - 1)}) == FIELD - 1


@pytest.mark.parametrize("code", SAMPLE)
def test_every_single_wrong_character_is_caught(code: str) -> None:
    for place, character in itertools.product(range(LENGTH), ALPHABET):
        if character != code[place]:
            assert isinstance(parse(code[:place] + character + code[place + 1 :]), NotOurs)


@pytest.mark.parametrize("code", SAMPLE)
def test_every_swap_of_two_different_characters_is_caught(code: str) -> None:
    for left, right in itertools.combinations(range(LENGTH), 2):
        letters = list(code)
        letters[left], letters[right] = letters[right], letters[left]
        swapped = "".join(letters)
        assert swapped == code or isinstance(parse(swapped), NotOurs)


@given(codes, st.data())
def test_any_two_wrong_characters_are_caught_by_the_check(code: str, data: st.DataObject) -> None:
    places = st.lists(st.integers(2, LENGTH - 1), min_size=2, max_size=2, unique=True)
    letters = list(code)
    for place in data.draw(places):
        letters[place] = data.draw(st.sampled_from(ALPHABET.replace(letters[place], "")))
    assert parse("".join(letters)) == NotOurs(NotOursReason.BAD_CHECK)


@given(codes)
def test_full_width_small_spaced_and_dashed_forms_are_read(code: str) -> None:
    expected = parse(code)
    for dash in "-ー－−―–—‐ 　\t":
        assert parse(dash.join(pretty(code).split("-")).translate(FULL_WIDTH)) == expected
    assert parse(f"  {code.lower()}\r\n\x00\u200b") == expected


@given(codes)
def test_lookalikes_are_forgiven(code: str) -> None:
    assert parse(code.replace("0", "O").replace("1", "l")) == parse(code.replace("0", "o").replace("1", "I"))
    assert parse(code.replace("0", "Ｏ").replace("1", "L")) == parse(code)


@pytest.mark.parametrize("prefix", ["]Q1", "]Q2\\000026", "\\000026", "¥000026", "］Ｑ１"])
def test_what_a_scanner_puts_in_front_is_dropped(prefix: str) -> None:
    assert parse(prefix + SAMPLE[0]) == parse(SAMPLE[0])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", NotOursReason.WRONG_LENGTH),
        ("https://example.jp/", NotOursReason.WRONG_LENGTH),
        (SAMPLE[0][:-1], NotOursReason.WRONG_LENGTH),
        (SAMPLE[0] + "0", NotOursReason.WRONG_LENGTH),
        ("1234567890123456", NotOursReason.FOREIGN),
        ("MC山田太郎山田太郎山田太郎山田", NotOursReason.FOREIGN),
        ("MC0000000000000A", NotOursReason.FOREIGN),
        ("MC00000000000000", NotOursReason.BAD_CHECK),
        (with_check(CodeKind.CARD, "CC0000000000"), NotOursReason.FOREIGN),
    ],
)
def test_why_a_text_is_not_ours(text: str, reason: NotOursReason) -> None:
    assert parse(text) == NotOurs(reason)


@given(st.text())
def test_any_text_is_answered_without_being_repeated(text: str) -> None:
    answer = parse(text)
    assert isinstance(answer, Code) or repr(answer) in {repr(NotOurs(reason)) for reason in NotOursReason}


@given(st.text())
def test_a_normal_form_has_no_blanks_dashes_or_small_letters(text: str) -> None:
    form = normalise(text)
    assert not any(character.isspace() or character in "-ー−―–—‐OIL" for character in form)


def test_a_flood_of_input_is_refused_without_working_through_it() -> None:
    flood = "\ufdfa" * 400_000
    tracemalloc.start()
    assert parse(flood) == NotOurs(NotOursReason.WRONG_LENGTH)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000


def test_pretty_groups_by_four() -> None:
    assert pretty("MC12345678901234") == "MC12-3456-7890-1234"
    assert doubles_a_letter("MCC1")
    assert not doubles_a_letter("MC11")
