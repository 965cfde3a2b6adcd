"""The normal form in which names are searched: however they are written, the same name looks the same.

Only for the index and the query, never for showing. A form is made for each of a million people, so all
folding is one table for `str.translate`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from core.kanji_variants import TODAYS_FORM
from core.romaji import WITHOUT_ACCENTS, all_sounds, shortened, slurred, sound, typed_sounds
from core.search_tokens import EDGE, searched_text

_DROPPED = " \t\r\n-‐‑‒–—―−ー~〜・·.,。、'’_゛゜()" + EDGE
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖゐゑ", "あいうえおつやゆよわかけいえ")
_HIRAGANA = range(0x3041, 0x3097)
_KATAKANA_OFFSET = 0x60
_VARIATION_SELECTORS = chain(range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_REPEATED = re.compile("(.)々")
_WORDS = re.compile(r"[^\s・·.,=]+")
_UNSURE_KANA = re.compile("[ー〜ずづズヅ]")
_LOOKALIKES = str.maketrans("oil", "011")  # as in `core.card_code`


def _plain_kana(code: int) -> str:
    voiceless = unicodedata.normalize("NFD", chr(code))[0]
    return voiceless.translate(_SMALL)


_TABLE: dict[int, str | None] = {
    **WITHOUT_ACCENTS,
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
    return _REPEATED.sub(r"\1\1", unicodedata.normalize("NFKC", text).lower().translate(_TABLE))


def forms_of(texts: Iterable[str]) -> list[str]:
    """What is searched of a person's names and numbers: each whole, each word of it, and how they sound."""
    return list(dict.fromkeys(form for text in texts for form in _forms(text) if form))


@dataclass(frozen=True)
class Wanted:
    """A typed word. `strict` are the forms that are surely it, `loose` all that may be it."""

    strict: tuple[str, ...]
    loose: tuple[str, ...]


def wanted(word: str) -> Wanted | None:
    """The forms of one typed word; None when there is nothing to look for."""
    plain = search_form(word)
    if not plain:
        return None
    sounds = typed_sounds(word)
    short = [slurred(each) for each in sounds]
    if any(letter.isascii() for letter in plain):  # romaji, perhaps half typed, or a name in letters
        strict, loose = [plain, *sounds[:1]], [plain, *all_sounds(sounds)]
    elif short != sounds or _UNSURE_KANA.search(unicodedata.normalize("NFKC", word)):
        strict, loose = [plain], [plain, *short]
    else:
        strict = loose = [plain]
    if plain.isascii() and not plain.isalpha():  # perhaps a card, as somebody reads it
        loose = [*loose, plain.translate(_LOOKALIKES)]
    return Wanted(tuple(dict.fromkeys(strict)), tuple(dict.fromkeys(loose)))


def holds(texts: Iterable[str], words: str) -> bool:
    """Whether these texts together hold every typed word, as the search of people would find it."""
    text = searched_text(forms_of(texts))
    typed = (wanted(word) for word in words.split())
    return all(any(form in text for form in word.loose) for word in typed if word is not None)


# Surnames, given names and their readings come again and again in a list of people.
_word_form = lru_cache(maxsize=16_384)(search_form)
_word_sound = lru_cache(maxsize=16_384)(sound)


def _forms(text: str) -> Iterator[str]:
    words = _WORDS.findall(unicodedata.normalize("NFKC", text))
    yield search_form(text)
    yield from map(_word_form, words)
    sounds = [] if text.isascii() else [_word_sound(word) for word in words]
    for spelt in (sounds, [slurred(each) for each in sounds], [shortened(each) for each in sounds]):
        if all(spelt):
            yield "".join(spelt)
            yield slurred("".join(spelt))
        yield from spelt
