"""Which version of each handout is the newest at headquarters."""

from functools import lru_cache

from core.handouts import Handout, Handouts, load_handout, shipped_handouts
from core.published import LISTS
from hq.records.models import HandoutVersion


def newest() -> Handouts:
    """Of each handout: published here, or the one that came with the program."""
    rows = HandoutVersion.objects.exclude(handout__in=LISTS).order_by("handout", "version")
    return shipped_handouts().with_own(_read(bytes(each.data)) for each in rows)


@lru_cache(maxsize=256)
def _read(data: bytes) -> Handout:
    return load_handout(data)
