"""How the forms of names and numbers are cut up for the index of short queries, and for asking it.

Beside every character and pair of neighbours it holds one mark for each beginning of a name, for each ending of
a number, and for each whole name: so the best matches are found at once, without looking at the others.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from operator import add
from zlib import crc32

EDGE = "ǀ"
"""Stands in the searched text where a form begins and ends: no form holds this letter."""
_REMEMBERED = 16_384
"""Forms: surnames, given names and their sounds come again and again in a list of people."""
_ENDING = 4
_CARD_ENDINGS = (3, 4)
_VOWELS = frozenset("aiueoy")


def searched_text(forms: Iterable[str]) -> str:
    """All forms, with an edge where a name begins and where a name or a number ends; empty when there are none.

    Every card begins alike: the beginning of a number says nothing.
    """
    return " ".join(f"{form}{EDGE}" if _is_number(form) else f"{EDGE}{form}{EDGE}" for form in forms)


def tokens(forms: Iterable[str]) -> Iterator[str]:
    """What the index of short queries holds of these forms, each once."""
    return iter(dict.fromkeys(chain.from_iterable(map(_of_form, forms))))


def grams(form: str) -> Iterator[str]:
    """Every character and every pair of neighbours, each once."""
    return iter(dict.fromkeys(chain(form, map(add, form, form[1:]))))


def exactly(form: str) -> tuple[str, ...]:
    """The form as a whole name, as the searched text has it; of a number as its ending."""
    return (form + EDGE,) if _is_number(form) else (EDGE + form + EDGE,)


def at_the_edge(form: str) -> tuple[str, ...]:
    """The form as the beginning of a name, or the ending of a number; a card's ending may look like either."""
    if _is_number(form):
        return (form + EDGE,)
    return (EDGE + form, form + EDGE) if _may_be_card(form) else (EDGE + form,)


def asked(form: str) -> list[str]:
    """What the index of short queries must hold where this form, with or without edges, is found."""
    bare = form.strip(EDGE)
    if form == bare:
        return pieces(form, 2)
    if form.startswith(EDGE) and form.endswith(EDGE):
        return [_mark(form)]
    if form.startswith(EDGE):
        return [_mark(EDGE + bare[: _beginning(bare)]), *_rest(bare[_beginning(bare) - 1 :])]
    return [_mark(bare[-_ENDING:] + EDGE), *_rest(bare[: 1 - _ENDING])]


def pieces(form: str, length: int) -> list[str]:
    """Side by side, and the ending: each more would be one more long list to walk, and the whole form is
    compared anyway."""
    last = max(0, len(form) - length)
    starts = dict.fromkeys((*range(0, last, length), last))
    return [form[at : at + length] for at in starts]


@lru_cache(maxsize=_REMEMBERED)
def _of_form(form: str) -> tuple[str, ...]:
    return (*grams(form), *_marks(form))


def _marks(form: str) -> Iterator[str]:
    has_digits = _has_digits(form)
    if not (has_digits and form.isascii()):
        yield from (_mark(EDGE + form[:length]) for length in range(1, _beginning(form) + 1))
        yield _mark(EDGE + form + EDGE)
    if not has_digits and not form[-min(_CARD_ENDINGS) :].isascii():
        return  # a name in kana or kanji: no ending of it is asked for
    for ending in (form[-length:] for length in range(1, _ENDING + 1)):
        if _may_be_card(ending) or (has_digits and ending.isascii()):
            yield _mark(ending + EDGE)


def _mark(edged: str) -> str:
    """One word for SQLite's tokenizer whatever letters a name has; two that share it are told apart by the text."""
    return f"{EDGE}{crc32(edged.encode()):x}"


def _beginning(form: str) -> int:
    """How many letters of a beginning have a mark; letters say less than kana."""
    return 6 if form.isascii() else 4


def _is_number(form: str) -> bool:
    return form.isascii() and _has_digits(form)


def _has_digits(form: str) -> bool:
    return not form.isalpha() and any(map(str.isdigit, form))


def _may_be_card(form: str) -> bool:
    """Whether it may be the ending of a card that happens to have no digits: consonants alone."""
    return len(form) in _CARD_ENDINGS and form.isascii() and _VOWELS.isdisjoint(form)


def _rest(form: str) -> list[str]:
    return pieces(form, 2) if len(form) > 1 else []
