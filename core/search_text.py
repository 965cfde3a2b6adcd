"""The normal form in which names are searched: however they are written, the same name looks the same.

Only for the index and the query, never for showing. A form is made for each of a million people, so all
folding is one table for `str.translate`.
"""

import unicodedata
from collections.abc import Iterator
from itertools import chain
from operator import add

from core.kanji_variants import TODAYS_FORM

_DROPPED = " \t\r\n-‐‑‒–—―−ー~〜・·.,。、'’_゛゜"
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖゐゑ", "あいうえおつやゆよわかけいえ")
_HIRAGANA = range(0x3041, 0x3097)
_KATAKANA_OFFSET = 0x60
_VARIATION_SELECTORS = chain(range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def _plain_kana(code: int) -> str:
    voiceless = unicodedata.normalize("NFD", chr(code))[0]
    return voiceless.translate(_SMALL)


_TABLE: dict[int, str | None] = {
    **TODAYS_FORM,
    **{code: _plain_kana(code) for code in _HIRAGANA},
    **{code + _KATAKANA_OFFSET: _plain_kana(code) for code in _HIRAGANA},
    **dict.fromkeys(map(ord, _DROPPED)),
    **dict.fromkeys(_VARIATION_SELECTORS),
    **dict.fromkeys((0x3099, 0x309A)),  # voice marks that stand alone
}


def search_form(text: str) -> str:
    """The normal form: NFKC, small letters, hiragana without voice marks and small kana, today's kanji.

    Blanks, dashes, long vowel marks, full stops and middle dots are dropped: ジョー・ロス becomes しよろす.
    """
    return unicodedata.normalize("NFKC", text).lower().translate(_TABLE)


def grams(form: str) -> Iterator[str]:
    """Every character and every pair of neighbours of a form, each once: the index for short queries."""
    return iter(dict.fromkeys(chain(form, map(add, form, form[1:]))))
