"""From what a keyboard wedge typed back to the keys it pressed: input methods, layouts and prefixes undone.

Every key of a code has one form in each mode of a Japanese keyboard, and no form belongs to two keys of a code, so
undoing them is one table without guessing. Three things are no one-to-one matter, and none of them touches a code:

- Dashes and the long vowel mark are dropped: people write codes in groups.
- The marks `]` and `\\` of scanner prefixes stand at other places on US and JIS keyboards, and some land on a key that
  the other does not have. All that can come of them is read as one mark, `]`; a lost `\\` leaves its digits alone.
- Romaji turns `tch` into っch. No code doubles a letter, so a small っ before C can only be that T.
"""

import re
import unicodedata

MARK = "]"
LAYOUT_SAMPLE = "]Q9"
"""Stands before the code of the scanner test: no scanner sends this identifier, and its mark tells the layouts."""
_MARKS = "[]\\\\¥「」むろ゛゜"
_KANA = {
    "も": "M", "そ": "C", "し": "D", "は": "F", "き": "G", "く": "H", "ま": "J", "の": "K", "せ": "P", "す": "R",
    "か": "T", "ひ": "V", "て": "W", "た": "Q", "ぬ": "1", "ふ": "2", "あ": "3", "う": "4", "え": "5", "お": "6",
    "や": "7", "ゆ": "8", "よ": "9", "わ": "0",
    "ぁ": "3", "ぅ": "4", "ぇ": "5", "ぉ": "6", "ゃ": "7", "ゅ": "8", "ょ": "9", "を": "0",
}  # fmt: skip
"""The kana keys of JIS X 6002, with the small kana that Shift gives on the digits."""

_DASHES = dict.fromkeys(map(ord, "-ー−―–—‐‑‒﹣－ｰ"))
_SMALL_TSU_FOR_T = re.compile("[っッｯ](?=[cCｃＣ])")
_AIM = r"(?:\][A-Z][0-9A-Z])?"
_LAYOUT_SAMPLE = r"(?:\]Q9)?"
_PREFIX = re.compile(rf"{_AIM}(?:\]000\d{{3}}|000\d{{3}}(?={_LAYOUT_SAMPLE}.{{16}}$))?{_LAYOUT_SAMPLE}")
_ECI = r"(?:\]?000\d{3})?"
_PREFIX_SO_FAR = re.compile(_AIM + _ECI + _LAYOUT_SAMPLE)
_HALF_A_PREFIX = re.compile(rf"{_AIM}(?:\]?(?:0{{1,2}}|000\d{{0,2}})|{_ECI}(?:\](?:[A-Z]?|Q9))?)")


def keys_of(text: str) -> str:
    """The keys as half-width capitals and digits: no blanks, dashes or control characters; prefix marks as `]`."""
    keys = unicodedata.normalize("NFKC", _SMALL_TSU_FOR_T.sub("T", text).translate(_KEYS)).upper()
    plain = keys.translate(_DASHES).translate(_SIGNS)
    return "".join(character for character in plain if unicodedata.category(character)[0] not in "CZ")


def without_prefix(keys: str, *, is_whole: bool = True) -> str:
    """Keys without the AIM symbology identifier (`]Q1`) and the ECI (`\\000026`) that scanners put in front.

    An ECI that lost its mark is known by the 16 keys after it; where more may come, by itself.
    """
    return (_PREFIX if is_whole else _PREFIX_SO_FAR).sub("", keys, count=1)


def is_half_a_prefix(keys: str) -> bool:
    """Whether these keys are such a prefix, whole or as yet in part."""
    return bool(_HALF_A_PREFIX.fullmatch(keys))


def _all_kana() -> dict[str, str]:
    """Hiragana, katakana and half-width katakana of every key. Half-width sound marks would join what is before."""
    marks = dict.fromkeys((mark for mark in _MARKS if mark > "ぁ"), MARK) | {"ﾞ": MARK, "ﾟ": MARK}
    hiragana = _KANA | {mark: MARK for mark in marks if mark in "むろ゛゜"}
    katakana = {chr(ord(kana) + 0x60): key for kana, key in hiragana.items() if kana not in "゛゜"}
    half = {chr(code): katakana.get(unicodedata.normalize("NFKC", chr(code))) for code in range(0xFF66, 0xFF9E)}
    return hiragana | katakana | {kana: key for kana, key in half.items() if key} | marks


_KEYS = str.maketrans(_all_kana())
_SIGNS = str.maketrans(dict.fromkeys(_MARKS, MARK))
