"""Type-ahead: Japanese, kana, romaji of either school, or English, however much of it was typed."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from core.romaji import all_sounds, sound, typed_sounds
from desktop.ui.commands import plain

T = TypeVar("T")


class TypeAhead(Generic[T]):
    """Finds among items by the texts that `searched_texts` made of each."""

    def __init__(self, items: Iterable[tuple[T, Sequence[str]]]) -> None:
        self._items = list(items)

    def find(self, typed: str) -> list[T]:
        """What holds every typed word, that whose words begin with it first."""
        wanted = _flat(typed).split()
        found = [
            (not all(_begins(texts, word) for word in wanted), place, item)
            for place, (item, texts) in enumerate(self._items)
            if all(_holds(texts, word) for word in wanted)
        ]
        return [item for *_, item in sorted(found, key=lambda one: one[:2])]


def searched_texts(words: Iterable[str], kana: str, *more: str) -> Sequence[str]:
    """What an item is found by: its words as they are written, its readings, and whatever else."""
    read, flat = _flat(kana), [_flat(word) for word in words]
    joined = read.replace(" ", "")
    sounds = all_sounds(filter(None, map(sound, (*read.split(), joined))))
    return (*flat, *(part for word in flat for part in word.split()), *read.split(), joined, *map(_flat, more), *sounds)


def _flat(text: str) -> str:
    return plain(text).replace("-", "")


def _holds(texts: Sequence[str], word: str) -> bool:
    return any(form in text for text in texts for form in _forms(word))


def _begins(texts: Sequence[str], word: str) -> bool:
    return any(text.startswith(_forms(word)) for text in texts)


def _forms(word: str) -> tuple[str, ...]:
    """A w that is still being typed may become を, which sounds like お."""
    half_typed = word[:-1] if len(word) > 1 and word.endswith("w") else ""
    return word, *all_sounds(typed_sounds(word)), *all_sounds(typed_sounds(half_typed))
