"""Which catalogue holds on a day: the newest good one of those that came, with the site's own topics."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from core.assets import asset_path
from core.catalogue import Catalogue, load_catalogue
from core.facts import OwnTopic
from core.own_topics import with_own
from core.problem import Problem
from desktop.storage.catalogues import KeptCatalogue
from desktop.storage.store import Store


@dataclass(frozen=True)
class InForce:
    """A version that holds; `skipped` are newer ones that are due and cannot be used."""

    catalogue: Catalogue
    skipped: tuple[int, ...] = ()


class Catalogues:
    """The site's catalogue by day. Nothing is read anew while nothing has changed."""

    def __init__(self, store: Store, shipped: Catalogue | None) -> None:
        self._store, self._shipped = store, shipped
        self._key: object = None
        self._made: Catalogue | None = None

    def on(self, day: datetime.date) -> Catalogue:
        """The catalogue of a day, with the site's own topics. Raises Problem when there is no good one at all."""
        own = self.own()
        key = (self._due(day), own)
        if self._made is None or key != self._key:
            self._made, self._key = with_own(self.published_on(day).catalogue, own), key
        return self._made

    def own(self) -> tuple[OwnTopic, ...]:
        """The site's own topics, retired ones too, by code."""
        return tuple(self._store.facts.where(OwnTopic, "1", order="topic"))

    def published_on(self, day: datetime.date) -> InForce:
        """The newest version due on this day that can be read and has lost no code; the program's own counts too."""
        good = self._shipped
        skipped: list[int] = []
        for version in self._due(day):
            if good is not None and version <= good.version:
                continue
            read = _read(self._store.catalogues.read(version))
            if read is None or (good is not None and good.codes() - read.codes()):
                skipped.append(version)
            else:
                good, skipped = read, []
        return InForce(good or load_catalogue(shipped_path()), tuple(skipped))

    def _due(self, day: datetime.date) -> tuple[int, ...]:
        return tuple(version for version, first in self._store.catalogues.versions() if first <= day.isoformat())


def shipped() -> Catalogue | None:
    """The catalogue that came with the program; None when its file is broken."""
    try:
        return load_catalogue(shipped_path())
    except Problem:
        return None


def shipped_path() -> Path:
    """Where that file lies."""
    return asset_path("catalogue", "topics.toml")


def _read(kept: KeptCatalogue) -> Catalogue | None:
    """None for a file of a newer program, or a broken one."""
    try:
        return load_catalogue(kept.data)
    except Problem:
        return None
