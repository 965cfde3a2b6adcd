"""Made-up names in kana, and how people spell them in letters: by a speller of its own, beside the program's."""

from collections.abc import Collection
from enum import Enum, auto

from hypothesis import strategies as st

_HEPBURN = {
    "あ": "a", "い": "i", "う": "u", "え": "e", "お": "o", "か": "ka", "き": "ki", "く": "ku", "け": "ke", "こ": "ko",
    "さ": "sa", "し": "shi", "す": "su", "せ": "se", "そ": "so", "た": "ta", "ち": "chi", "つ": "tsu", "て": "te",
    "と": "to", "な": "na", "に": "ni", "ぬ": "nu", "ね": "ne", "の": "no", "は": "ha", "ひ": "hi", "ふ": "fu",
    "へ": "he", "ほ": "ho", "ま": "ma", "み": "mi", "む": "mu", "め": "me", "も": "mo", "や": "ya", "ゆ": "yu",
    "よ": "yo", "ら": "ra", "り": "ri", "る": "ru", "れ": "re", "ろ": "ro", "わ": "wa", "が": "ga", "ぎ": "gi",
    "ぐ": "gu", "げ": "ge", "ご": "go", "ざ": "za", "じ": "ji", "ず": "zu", "ぜ": "ze", "ぞ": "zo", "だ": "da",
    "で": "de", "ど": "do", "づ": "zu", "ば": "ba", "び": "bi", "ぶ": "bu", "べ": "be", "ぼ": "bo", "ぱ": "pa",
    "ぴ": "pi", "ぷ": "pu", "ぺ": "pe", "ぽ": "po", "きょ": "kyo", "しゅ": "shu", "しょ": "sho", "ちゃ": "cha",
    "ちょ": "cho", "じゅ": "ju", "じょ": "jo", "りょ": "ryo", "ひゃ": "hya", "みゃ": "mya", "ぎょ": "gyo",
}  # fmt: skip
_KUNREI = {
    "し": "si", "ち": "ti", "つ": "tu", "ふ": "hu", "じ": "zi", "しゅ": "syu", "しょ": "syo", "ちゃ": "tya",
    "ちょ": "tyo", "じゅ": "zyu", "じょ": "zyo",
}  # fmt: skip
_BETWEEN = ("っか", "った", "っぱ", "っし", "っち", "んま", "んば", "んい", "んな")
_LONG = {"a": "あ", "i": "い", "u": "う", "e": "え", "o": "おう"}
_MACRONS = str.maketrans("aiueo", "āīūēō")
_LABIALS = ("b", "p", "m")


class Spelling(Enum):
    """A school of romaji."""

    HEPBURN = auto()
    """As on signs: hombu, matcha, no long vowels."""
    MACRON = auto()
    PASSPORT = auto()
    """Long o as oh before consonants and at the end."""
    TYPED = auto()
    """As into an input method, long vowels letter by letter."""
    KUNREI = auto()


@st.composite
def given_names(draw: st.DrawFn) -> str:
    """Hiragana of one to five syllables, with long vowels, small tsu (never after n, as in Japanese) and n."""
    name = ""
    for place in range(draw(st.integers(1, 5))):
        if place and draw(st.integers(0, 4)) == 0:
            name += draw(st.sampled_from(("か",) if name.endswith("ん") else _BETWEEN))
        syllable = draw(st.sampled_from(tuple(_HEPBURN)))
        name += syllable
        following = draw(st.integers(0, 9))
        if following < 3:
            name += draw(st.sampled_from(_LONG[_HEPBURN[syllable][-1]]))
        elif following == 3:
            name += "ん"
    return name


@st.composite
def spellings(draw: st.DrawFn, name: str, only: Collection[Spelling] = tuple(Spelling)) -> str:
    """One of the ways to spell it, in small letters or with capitals."""
    spelt = spell(name, draw(st.sampled_from(tuple(only))))
    return draw(st.sampled_from((spelt, spelt.capitalize(), spelt.upper())))


def spell(name: str, school: Spelling) -> str:
    """A name in hiragana, spelt by one school."""
    kana, spelt, doubled = list(_syllables(name)), "", False
    for place, syllable in enumerate(kana):
        after = _latin(kana[place + 1], school) if place + 1 < len(kana) else ""
        if syllable == "っ":
            doubled = True
        elif syllable == "ん":
            spelt += _n(after, school)
        else:
            spelt, doubled = _add(spelt, _latin(syllable, school), after, school, doubled), False
    return spelt


def _syllables(name: str) -> list[str]:
    found: list[str] = []
    for kana in name:
        if kana in "ゃゅょ":
            found[-1] += kana
        else:
            found.append(kana)
    return found


def _latin(syllable: str, school: Spelling) -> str:
    if syllable in "んっ":
        return {"ん": "n", "っ": ""}[syllable]
    hepburn = _HEPBURN[syllable]
    return _KUNREI.get(syllable, hepburn) if school is Spelling.KUNREI else hepburn


def _n(after: str, school: Spelling) -> str:
    if school is Spelling.TYPED:
        return "nn" if after[:1] in ("", *"aiueoyn") else "n"
    if after.startswith(_LABIALS) and school in (Spelling.HEPBURN, Spelling.PASSPORT):
        return "m"
    return "n"


def _add(spelt: str, latin: str, after: str, school: Spelling, doubled: bool) -> str:
    if doubled:
        spelt += "t" if latin.startswith("ch") and school is not Spelling.TYPED else latin[0]
    if not _lengthens(spelt, latin) or school is Spelling.TYPED:
        return spelt + latin
    if school is Spelling.MACRON:
        return spelt[:-1] + spelt[-1].translate(_MACRONS)
    if school is Spelling.PASSPORT and spelt[-1] == "o" and after[:1] not in tuple("aiueoyh"):
        return spelt + "h"
    return spelt if spelt[-1] in "ou" else spelt + latin


def _lengthens(spelt: str, latin: str) -> bool:
    return latin in tuple("aiueo") and latin in tuple(_spelt_long(spelt[-1:]))


def _spelt_long(vowel: str) -> str:
    return {"a": "a", "i": "i", "u": "u", "e": "e", "o": "ou"}.get(vowel, "")
