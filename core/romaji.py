"""How names sound, in letters: one spelling for every school of romaji, so that a search meets them all.

Only for the index and the query, never for showing. Hepburn, Kunrei and passport spellings of a name become the
same letters; voiced and voiceless consonants too, as in `search_form`. A doubled consonant is one.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}  # fmt: skip
_PLAIN = {kana: head + vowel for head, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)}
_PLAIN |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ゔ": "vu"}
_PLAIN |= {"し": "shi", "ち": "chi", "つ": "tsu", "じ": "ji", "ぢ": "ji", "づ": "zu"}
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo", "ゎ": "wa"}
_SMALL |= {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_ALONE = _PLAIN | _SMALL | {"ん": "n", "っ": "", "ゕ": "ka", "ゖ": "ke"}
_TOGETHER = {
    kana + small: latin[:-1] + sound
    for kana, latin in _PLAIN.items()
    for small, sound in _SMALL.items()
    if len(latin) > 1 and (latin[-1] == "i" or small not in "ゃゅょ")
}
_TOGETHER |= {f"う{small}": f"w{sound}" for small, sound in _SMALL.items() if small in "ぁぃぇぉ"}
_SYLLABLES = _ALONE | _TOGETHER
_KANA = re.compile(f"[{''.join(_PLAIN)}][{''.join(_SMALL)}]|[{''.join(_ALONE)}]")

_LATIN = {
    code: base
    for code in chain(range(0xC0, 0x250), range(0x1E00, 0x1F00))
    if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii()
}
WITHOUT_ACCENTS: dict[int, str | None] = {
    **_LATIN,
    **{ord(letter): plain for letter, plain in (("đ", "d"), ("ð", "d"), ("ø", "o"), ("ł", "l"), ("ı", "i"))},
    **{ord(letter): plain for letter, plain in (("æ", "ae"), ("œ", "oe"), ("ß", "ss"), ("þ", "th"))},
    **dict.fromkeys(range(0x300, 0x370)),
}
"""For `str.translate`: Latin letters without their marks, so that ō is o and ễ is e."""
_HIRAGANA = {code: chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
_DROPPED = dict.fromkeys(map(ord, "ー〜~-‐‑‒–—―−'’"))
_TYPED = {**WITHOUT_ACCENTS, **_HIRAGANA, **_DROPPED}

_HEPBURN = (
    ("shy", "sh"), ("chy", "ch"), ("sy", "sh"), ("si", "shi"), ("ty", "ch"), ("cy", "ch"), ("ti", "chi"),
    ("tu", "tsu"), ("dz", "z"), ("du", "zu"), ("zy", "j"), ("jy", "j"), ("dy", "j"), ("zi", "ji"), ("di", "ji"),
    ("wo", "o"),
)  # fmt: skip
_NASAL = re.compile("m(?=[bmp])")
_LENGTHENING_H = re.compile("(?:(?<=[ou])|^)h(?=[^aiueoy])|(?<=[ou])h$")
_VOICELESS = str.maketrans("gzdbpvf", "ksthhhh")
_DOUBLED = re.compile(r"([^aiueo])\1+")
_LONG = {("a", "a"), ("i", "i"), ("u", "u"), ("e", "e"), ("e", "i"), ("o", "o"), ("o", "u")}
_HALF_TYPED = {"m": "n", "t": "c", "d": "s"}  # hom-ma, hat-chi in Kunrei or mat-cha, t-iba, d-u
_HALF = re.compile("(?:(?<=[aiueo])m|(?<![^aiueonh])(?:t+|d+))$")
_LARGE_Y = re.compile("(?:(?<=sh)|(?<=ch))iy|(?<=[^aiueoy])i(y)")
_OH = re.compile("oh(?=[aiueoy])")


def sound(text: str) -> str:
    """The letters of a text in kana, romaji or both, long vowels as they are written. Empty for any other text."""
    letters = _letters(text)
    return _one_spelling(letters) if letters else ""


def typed_sounds(text: str) -> list[str]:
    """As `sound`, for text that may still be typed: the likeliest reading first, then what it may become.

    The last letter may begin another syllable than it seems to, and oh may be a long o (Ohuchi).
    """
    letters = _letters(text)
    if not letters:
        return []
    readings = [_one_spelling(letters)]
    if half := _HALF.search(letters):
        readings.append(_one_spelling(letters[: half.start()]) + _HALF_TYPED[letters[-1]])
    if _OH.search(letters):
        readings.append(_one_spelling(_OH.sub("o", letters)))
    return readings


def slurred(sounds: str) -> str:
    """A sound with every long vowel short, as おおの, おーの, Ohno and Ono are one: ou and ei count as long.

    Offices write ｼﾖｳｺ for しょうこ, so きよ is as きょ.
    """
    return shortened(_LARGE_Y.sub(r"\1", sounds))


def shortened(sounds: str) -> str:
    """A sound with every long vowel short and nothing else changed: whoever types omi is on the way to Ōmiya."""
    kept = sounds[:1]
    for letter in sounds[1:]:
        if (kept[-1], letter) not in _LONG:
            kept += letter
    return kept


def all_sounds(readings: Iterable[str]) -> tuple[str, ...]:
    """These sounds and the same slurred, each once; with short vowels alone too."""
    found = tuple(readings)
    return tuple(dict.fromkeys((*found, *map(slurred, found), *map(shortened, found))))


def _letters(text: str) -> str:
    typed = unicodedata.normalize("NFKC", text).lower().translate(_TYPED)
    letters = _KANA.sub(lambda found: _SYLLABLES[found[0]], typed)
    return letters if letters.isascii() and letters.isalpha() else ""


def _one_spelling(letters: str) -> str:
    for other, hepburn in _HEPBURN:
        letters = letters.replace(other, hepburn)
    letters = _LENGTHENING_H.sub("", _NASAL.sub("n", letters))
    letters = re.sub("j+", "sh", letters).translate(_VOICELESS)
    return _DOUBLED.sub(r"\1", letters).replace("tc", "c")
