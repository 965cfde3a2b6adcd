"""However a sound is spelt in letters, and however far it is typed, it is the sound of the kana."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.romaji import all_sounds, slurred, sound, typed_sounds
from tests.helpers.japanese_names import Spelling, given_names, spellings


@pytest.mark.parametrize(
    ("kana", "spelt"),
    [
        ("おおの", "oono Ono Ōno Ohno ôno OONO oｏno"),
        ("ゆうこ", "yuuko yuko yūko Yûko yu-ko"),
        ("じゅんいち", "junichi jun'ichi Jun’ichi zyuniti zyun'iti jyunnichi"),
        ("ほんま", "homma honma honnma Hom-ma"),
        ("なんば", "namba nanba"),
        ("はっとり", "hattori"),
        ("ほっち", "hotchi hocchi hotti"),
        ("まっちゃ", "matcha maccha mattya"),
        ("きっしょう", "kisshō kissho kissyou"),
        ("つづき", "tsuzuki tuzuki tuduki tsudzuki"),
        ("ふじた", "fujita huzita hujita"),
        ("しょうじ", "shouji shoji syozi shōji shohji"),
        ("ちゃたに", "chatani tyatani cyatani"),
        ("おおうち", "oouchi ōuchi ohuchi ouchi"),
        ("かをる", "kaworu kaoru"),
        ("シェリー", "sheri sherī"),
        ("ヴィオラ", "viora"),
        ("ティナ", "tina"),
        ("ウィル", "wiru"),
        ("はせがわ", "hasegawa"),
        ("シヨウコ", "shouko shōko syouko"),
        ("リヨウタ", "ryota ryouta"),
    ],
)
def test_every_school_spells_one_sound(kana: str, spelt: str) -> None:
    heard = {slurred(sound(kana))}
    for each in spelt.split():
        assert heard & set(all_sounds(typed_sounds(each))), each


@pytest.mark.parametrize(
    ("kana", "typed"),
    [
        ("ほんま", "hom"),
        ("なんば", "nam"),
        ("まっちゃ", "mat"),
        ("きち", "kit"),
        ("つづき", "tsud"),
        ("やま", "yam"),
        ("ちば", "t"),
        ("ぢ", "d"),
        ("ほっち", "hott"),
    ],
)
def test_the_last_letter_may_begin_another_syllable(kana: str, typed: str) -> None:
    assert any(sound(kana).startswith(reading) for reading in typed_sounds(typed))


@pytest.mark.parametrize(
    ("one", "other"), [("たなか", "nakata"), ("かとう", "kita"), ("ちば", "shiba"), ("きよし", "koshi")]
)
def test_different_sounds_stay_different(one: str, other: str) -> None:
    assert slurred(sound(one)) not in all_sounds(typed_sounds(other))


@pytest.mark.parametrize("text", ["", "佐藤", "a1", "0120", "やまだ1", "-", "김", "яма"])
def test_what_is_neither_kana_nor_romaji_has_no_sound(text: str) -> None:
    assert sound(text) == ""
    assert typed_sounds(text) == []


@given(given_names(), st.data())
def test_every_spelling_sounds_like_its_kana(name: str, data: st.DataObject) -> None:
    spelt = data.draw(spellings(name))
    assert slurred(sound(name)) in all_sounds(typed_sounds(spelt))


@given(given_names(), st.data())
def test_every_spelling_is_on_the_way_from_its_first_letter_on(name: str, data: st.DataObject) -> None:
    spelt = data.draw(spellings(name))
    typed = spelt[: data.draw(st.integers(1, len(spelt)))]
    heard = all_sounds([sound(name)])
    assert any(whole.startswith(part) for whole in heard for part in all_sounds(typed_sounds(typed)))


@given(given_names(), st.data())
def test_any_two_letters_from_the_middle_are_in_the_sound(name: str, data: st.DataObject) -> None:
    spelt = data.draw(spellings(name, only=[Spelling.HEPBURN, Spelling.TYPED]))
    start = data.draw(st.integers(0, max(0, len(spelt) - 2)))
    part = spelt[start : data.draw(st.integers(min(start + 2, len(spelt)), len(spelt)))]
    heard = all_sounds([sound(name)])
    assert not sound(part) or any(form in whole for whole in heard for form in all_sounds(typed_sounds(part)))
