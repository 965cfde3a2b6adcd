"""However a name is written, its search form is the same; and short queries find it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kanji_variants import TODAYS_FORM
from core.search_text import grams, search_form

HIRAGANA = "あいうえおかがきぎくぐさざただちぢつづっなはばぱまやゃゆゅよょらわをんゔ"
names = st.text(HIRAGANA + "高崎辺沢田中太郎abcXYZ019 ー・", max_size=20)
TO_KATAKANA = {ord(kana): chr(ord(kana) + 0x60) for kana in HIRAGANA}
TO_FULL_WIDTH = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("ヤマダ　タロウ", "やまだたろう"),
        ("ﾔﾏﾀﾞ ﾀﾛｳ", "やまだたろう"),
        ("はせがわ", "ハセカワ"),
        ("キョウコ", "きようこ"),
        ("ジョー・ロス", "じよろす"),
        ("渡邉", "渡辺"),
        ("渡邊", "渡辺"),
        ("髙﨑", "高崎"),
        ("齋藤", "斉藤"),
        ("斎藤", "齊藤"),
        ("澤田", "沢田"),
        ("𠮷野", "吉野"),
        ("葛󠄀城", "葛城"),
        ("０９０－１２３４", "090 1234"),
        ("Ｓmith-Jones", "smithjones"),
        ("八ヶ岳", "八ケ岳"),
        ("か\u3099", "か"),
        ("㈱窓口", "(株)窓口"),
    ],
)
def test_two_ways_of_writing_meet(written: str, searched: str) -> None:
    assert search_form(written) == search_form(searched)


@pytest.mark.parametrize(("one", "other"), [("たなか", "なかた"), ("ぬま", "めま"), ("崎", "碕"), ("1", "7")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert search_form(one) != search_form(other)


@given(names)
def test_katakana_and_full_width_make_no_difference(name: str) -> None:
    form = search_form(name)
    assert search_form(name.translate(TO_KATAKANA)) == form
    assert search_form(name.translate(TO_FULL_WIDTH)) == form
    assert search_form(unicodedata.normalize("NFD", name)) == form
    assert search_form(name.upper()) == form


@given(names)
def test_a_form_is_its_own_form(name: str) -> None:
    assert search_form(search_form(name)) == search_form(name)


@given(names, names)
def test_the_form_of_a_part_is_part_of_the_form(one: str, other: str) -> None:
    assert search_form(one) + search_form(other) == search_form(f"{one} {other}")


@given(names)
def test_every_one_or_two_neighbours_are_a_gram_once(name: str) -> None:
    form = search_form(name)
    found = list(grams(form))
    expected = {form[at : at + size] for size in (1, 2) for at in range(len(form) + 1 - size)}
    assert set(found) == expected
    assert len(found) == len(expected)


def test_the_grams_of_a_name() -> None:
    assert list(grams("たなた")) == ["た", "な", "たな", "なた"]
    assert list(grams("")) == []


def test_no_variant_leads_to_another_variant() -> None:
    assert not {ord(form) for form in TODAYS_FORM.values()} & TODAYS_FORM.keys()
    assert all(unicodedata.normalize("NFKC", chr(variant)) == chr(variant) for variant in TODAYS_FORM)
