"""The fingerprint of the rules that make facts: where it differs, the facts are made anew from the events."""

import pkgutil
from collections.abc import Iterator
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from types import ModuleType

from core import (
    alike,
    clock,
    conflicts,
    doubles,
    facts,
    folds,
    free_text,
    ids,
    kanji_variants,
    kinds,
    known_numbers,
    merging,
    number_guard,
    payload,
    projector,
    romaji,
    search_text,
    search_tokens,
    slip_doubles,
    venue,
    versions,
)
from core.tables import cells, texts

_FOLDING = (facts, payload, projector, conflicts, merging, doubles, slip_doubles, clock, ids, venue, versions)
_BY_KIND = (kinds, facts, folds)
_SEARCHING = (kanji_variants, romaji, search_text, search_tokens)  # the index of names is made with the facts
_TELLING_ALIKE = (alike, texts, cells)  # and so is what tells who was registered twice
_COVERING = (free_text, known_numbers, number_guard)  # what must not be shown stands covered in the facts


def fingerprint(columns: object) -> str:
    """A name for these columns and all rules together, of 32 hexadecimal digits.

    It reads the rules' own source, which the packaged program carries for this: a changed rule must reach old
    figures too.
    """
    made = blake2b(repr(columns).encode(), digest_size=16)
    for source in _sources():
        made.update(source)
    return made.hexdigest()


def _sources() -> Iterator[bytes]:
    for module in covered():
        assert module.__file__ is not None
        yield Path(module.__file__).read_bytes()


def covered() -> tuple[ModuleType, ...]:
    """Every module whose change makes the facts anew."""
    by_kind = [
        import_module(f"{package.__name__}.{name}")
        for package in _BY_KIND
        for name in sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    ]
    return (*_FOLDING, *_SEARCHING, *_TELLING_ALIKE, *_COVERING, *by_kind)
