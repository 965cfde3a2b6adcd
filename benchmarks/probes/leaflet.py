"""Leaflets in a fresh process: the first, each handout in both registers, three at a time; and bare pages."""

import os
import sys
from functools import partial
from pathlib import Path

import msgspec

from benchmarks.probes.sheet import bare, timed
from core.clock import SystemClock
from core.handouts import Register, shipped_handouts
from desktop.app.desk import Desk
from desktop.app.handouts import HandoutOrder, print_handouts
from desktop.app.site import open_site

LINES = 20
"""Of six words each: about as many words as a leaflet has."""


def main(data: str) -> int:
    """Prints one JSON line; `data` is the folder of an open site."""
    desk = open_site(Path(data), SystemClock(), os.environ["MADOGUCHI_PASSPHRASE"])
    ids = [handout.id for handout in shipped_handouts()]
    first_ms = timed(lambda: leaflet(desk, "H01"))
    one_ms = [timed(partial(leaflet, desk, each, how=how)) for each in ids for how in Register]
    three_ms = [timed(partial(leaflet, desk, *three, how=Register.EASY)) for three in _threes(ids)]
    told = {"bare_ms": timed(lambda: bare(LINES)), "first_ms": first_ms, "one_ms": one_ms, "three_ms": three_ms}
    print(msgspec.json.encode(told).decode())
    return 0


def leaflet(desk: Desk, *ids: str, how: Register = Register.STANDARD) -> bytes:
    """As the desk asks for it."""
    paper = print_handouts(desk, HandoutOrder(ids, how)).paper
    assert paper is not None
    return paper.pdf


def _threes(ids: list[str]) -> list[tuple[str, ...]]:
    return [tuple(ids[start : start + 3]) for start in range(0, len(ids) - 2, 3)]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
