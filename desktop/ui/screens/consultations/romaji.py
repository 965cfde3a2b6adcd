"""Kana as romaji, so that typing in either school of romaji finds the same topic."""

import re

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",  # no-tr
    "h": "はひふへほ", "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ",  # no-tr
    "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",  # no-tr
}  # fmt: skip
_KANA = {kana: head + vowel for head, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)}
_KANA |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ん": "n", "ゔ": "vu"}  # no-tr
_KANA |= {"ぢ": "zi", "づ": "zu"}  # no-tr
_SMALL_Y = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}  # no-tr
_SMALL_VOWELS = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}  # no-tr
_SCHOOLS = (
    ("shi", "si"), ("sh", "sy"), ("tchi", "tti"), ("tch", "tty"), ("chi", "ti"), ("ch", "ty"), ("tsu", "tu"),
    ("fu", "hu"), ("f", "h"), ("ji", "zi"), ("jy", "zy"), ("j", "zy"), ("di", "zi"), ("du", "zu"), ("wo", "o"),
    ("-", ""), ("'", ""),
)  # fmt: skip
_LONG_N = re.compile("nn(?![aiueoy])")


def romaji(kana: str) -> str:
    """Hiragana in the official style (kunrei); a long vowel mark is left out, other characters stay."""
    latin, double = "", False
    for sound in kana:
        if sound == "っ":  # no-tr
            double = True
            continue
        latin, double = _with(latin, sound, double), False
    return latin


def typed_romaji(text: str) -> str:
    """Typed romaji of any school in the form that `romaji` gives."""
    for one, other in _SCHOOLS:
        text = text.replace(one, other)
    return _LONG_N.sub("n", text)


def _with(latin: str, sound: str, double: bool) -> str:
    if sound in _SMALL_Y and latin.endswith("i"):
        return latin[:-1] + _SMALL_Y[sound]
    if sound in _SMALL_VOWELS and latin.endswith(("a", "i", "u", "e", "o")):
        return latin[:-1] + _SMALL_VOWELS[sound]
    spelt = _KANA.get(sound, "" if sound == "ー" else sound)  # no-tr
    return latin + (spelt[:1] if double else "") + spelt
