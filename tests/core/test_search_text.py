"""However a name is written, its search form is the same; and short queries find it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kanji_variants import TODAYS_FORM
from core.search_text import forms_of, holds, search_form, wanted
from core.search_tokens import EDGE, searched_text
from tests.helpers.japanese_names import given_names, spellings

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
        ("佐々木", "佐佐木"),
        ("𣘺本", "橋本"),
        ("濵田", "浜田"),
        ("嵜", "崎"),
        ("Nguyễn", "nguyen"),
        ("José", "JOSE"),
        ("(042)123", "042-123"),
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


def test_no_variant_leads_to_another_variant() -> None:
    assert not {ord(form) for form in TODAYS_FORM.values()} & TODAYS_FORM.keys()
    assert all(unicodedata.normalize("NFKC", chr(variant)) == chr(variant) for variant in TODAYS_FORM)


def _finds(typed: str, *texts: str) -> bool:
    return holds(texts, typed)


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("おおの", ("大野", "オーノ")),
        ("おーの", ("大野", "おおの")),
        ("ゆーこ", ("ゆうこ",)),
        ("ユウコ", ("ユーコ",)),
        ("しょーご", ("しようご",)),
        ("shoko", ("ｼﾖｳｺ",)),
        ("みずほ", ("みづほ",)),
        ("けーいち", ("けいいち",)),
        ("yam", ("やまだ",)),
        ("やまd", ("やまだ",)),
        ("ohno yu", ("大野 優子", "おおの ゆうこ")),
        ("yukoohno", ("ゆうこ おおの",)),
        ("hanako 090", ("田中 花子", "たなか はなこ", "090-1234-5678")),
        ("たなか 花", ("田中 花子", "たなか はなこ")),
        ("smith", ("John Smith",)),
        ("nguyen", ("Nguyễn Văn An",)),
        ("sumisu", ("John Smith", "ジョン・スミス")),
        ("うち", ("おおうち",)),
        ("lJ7O", ("MC0123456789 1J70",)),
    ],
)
def test_what_is_typed_finds_the_name(typed: str, texts: tuple[str, ...]) -> None:
    assert _finds(typed, *texts)


@pytest.mark.parametrize(("typed", "text"), [("ゆこ", "ゆうこ"), ("mito", "みやもと"), ("さと ぎ", "さとう")])
def test_what_is_another_name_does_not(typed: str, text: str) -> None:
    assert not _finds(typed, text)


@given(given_names(), given_names(), st.data())
def test_every_part_of_the_kana_finds_in_every_kana(family: str, given_name: str, data: st.DataObject) -> None:
    whole = f"{family}{given_name}"
    start = data.draw(st.integers(0, len(whole) - 1))
    part = whole[start : data.draw(st.integers(start + 1, len(whole)))]
    typed = data.draw(st.sampled_from((part, part.translate(TO_KATAKANA), unicodedata.normalize("NFD", part))))
    assert _finds(typed, f"{family}\u3000{given_name}")


@given(given_names(), given_names(), st.data())
def test_every_spelling_finds_in_any_order(family: str, given_name: str, data: st.DataObject) -> None:
    words = data.draw(st.permutations((family, given_name)))
    typed = data.draw(st.sampled_from((" ", "\u3000"))).join(data.draw(spellings(word)) for word in words)
    assert _finds(typed.translate(data.draw(st.sampled_from(({}, TO_FULL_WIDTH)))), f"{family} {given_name}")


@given(given_names(), given_names())
def test_long_vowels_may_be_typed_as_marks(family: str, given_name: str) -> None:
    marked = re.sub(
        "(?<=[おこそとのほもよろごぞどぼぽょ])[うお]|(?<=[うくすつぬふむゆるぐずづぶぷゅ])う", "ー", given_name
    )
    assert _finds(marked, f"{family} {given_name}")
    assert _finds(given_name, f"{family} {marked}")


@given(st.lists(st.sampled_from([(chr(old), new) for old, new in TODAYS_FORM.items()]), min_size=1, max_size=4))
def test_old_and_new_forms_find_each_other(pairs: list[tuple[str, str]]) -> None:
    old, new = "".join(old for old, _ in pairs), "".join(new for _, new in pairs)
    assert _finds(old, f"{new}\U000e0100 花子")
    assert _finds(new, f"{old}\ufe00 花子")


def test_nothing_is_searched_where_nothing_is_known() -> None:
    assert forms_of(()) == forms_of(["", " ー"]) == []
    assert searched_text([]) == ""
    assert wanted("-") is None
    assert wanted(EDGE) is None


@pytest.mark.parametrize(
    ("name", "typed"), [("おおみや", "omi"), ("ひろおやま", "hiroyam"), ("ちば", "t"), ("ほっち", "hott")]
)
def test_a_name_is_found_at_each_letter_on_the_way(name: str, typed: str) -> None:
    assert holds([name], typed)
