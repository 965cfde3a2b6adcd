"""Pictures of every screen for the guide: `python3 dev.py screenshots [--out DIR] [--only NAME…] [--all-sizes]`.

A made-up day at a made-up community centre, in Japanese and English, at 100 % text and (the nine screens) at 200 %.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import get_args

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # the same pixels whatever display there is

from PySide6.QtWidgets import QApplication

from core.clock import FixedClock
from desktop.app.settings import change_setting
from desktop.ui import i18n
from tools.screenshot_board import BOARD
from tools.screenshot_days import MORNING as MORNING_TIME
from tools.screenshot_days import NOON, make_afternoon, make_morning, reopened, same_cards, same_machine
from tools.screenshot_laptops import LAPTOPS
from tools.screenshot_scenes import MORE, MORNING, NINE, Scene
from tools.screenshot_sending import SENDING
from tools.screenshot_stage import Stage, dress, picture
from tools.screenshot_start import START, first_start
from tools.screenshot_supporters import SUPPORTERS
from tools.screenshot_table import TABLE

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
_WHOLE, _DOUBLE = 100, 200


class Album:
    """Where the pictures go, and which are wanted."""

    def __init__(self, out: Path, only: list[str], all_sizes: bool) -> None:
        self._out, self._only, self._all_sizes = out, only, all_sizes

    def wanted(self, names: Iterable[str], percent: int, *, both: bool = False) -> list[str]:
        """Those that are to be taken at this size; only `both` are taken at 200 % by themselves."""
        if percent != _WHOLE and not both and not self._all_sizes:
            return []
        return [name for name in names if not self._only or name in self._only]

    def keep(self, language: str, name: str, percent: int, png: bytes) -> None:
        """Write one."""
        path = self._out / language / (f"{name}.png" if percent == _WHOLE else f"{name}-{percent}.png")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png)
        print(f"{path.name:32} {language}  {len(png) / 1024:5.0f} KB", flush=True)


def main() -> int:
    """Take them all."""
    parser = argparse.ArgumentParser(prog="python3 dev.py screenshots")
    parser.add_argument("--out", type=Path, default=PICTURES)
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--all-sizes", action="store_true", help="every picture at 200 %% too")
    told = parser.parse_args()
    app = QApplication(sys.argv[:1])
    album = Album(told.out, told.only, told.all_sizes)
    with tempfile.TemporaryDirectory() as scratch, same_cards(), same_machine():
        days = Path(scratch)
        make_morning(days / "morning")
        make_afternoon(days / "afternoon")
        for language in get_args(i18n.Language):
            for percent in (_WHOLE, _DOUBLE):
                dress(app, language, percent)
                for name in album.wanted(START, percent):
                    seen = first_start(days / "nothing", FixedClock(MORNING_TIME), START[name])
                    album.keep(language, name, percent, seen)
                take = partial(_take, album, language, percent)
                take(days / "morning", MORNING_TIME, MORNING, album.wanted(MORNING, percent))
                of_the_day = [*album.wanted(NINE, percent, both=True), *album.wanted(MORE, percent)]
                take(days / "afternoon", NOON, NINE | MORE, of_the_day)
                for apart in (BOARD, SENDING, LAPTOPS, SUPPORTERS):
                    take(days / "afternoon", NOON, apart, album.wanted(apart, percent))
                take(days / "afternoon", NOON, TABLE, album.wanted(TABLE, percent, both=True))
    return 0


def _take(
    album: Album,
    language: str,
    percent: int,
    day: Path,
    moment: datetime,
    scenes: Mapping[str, Scene],
    wanted: Collection[str],
) -> None:
    """Scenes go on from each other: those before a wanted one are played too, and not taken."""
    if not wanted:
        return
    last = max(place for place, name in enumerate(scenes) if name in wanted)
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(shutil.copytree(day, Path(scratch) / "day"))
        desk = reopened(copy, moment)
        change_setting(desk, "language", language)
        change_setting(desk, "text_size", str(percent))
        with Stage(desk) as stage:
            for name, scene in islice(scenes.items(), last + 1):
                scene(stage)
                if name in wanted:
                    album.keep(language, name, percent, picture(stage.pictured))


if __name__ == "__main__":
    sys.exit(main())
