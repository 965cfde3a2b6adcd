"""Pictures of every screen for the guide: `python3 dev.py screenshots [--out DIR] [--only NAME…] [--all-sizes]`.

A made-up day at a made-up community centre, in Japanese and English, at 100 % text and (the nine screens) at 200 %.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar, get_args

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
S = TypeVar("S")


class Album:
    """Where the pictures go, and which are wanted."""

    def __init__(self, out: Path, only: list[str], all_sizes: bool) -> None:
        self._out, self._only, self._all_sizes = out, only, all_sizes

    def wanted(self, scenes: Mapping[str, S], percent: int, *, both: bool = False) -> dict[str, S]:
        """Those of these scenes that are to be taken at this size."""
        return {name: scene for name, scene in scenes.items() if self.wants(name, percent, both=both)}

    def wants(self, name: str, percent: int, *, both: bool = False) -> bool:
        """Whether this one is to be taken; only `both` are taken at 200 % by themselves."""
        return (percent == _WHOLE or both or self._all_sizes) and (not self._only or name in self._only)

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
                for name, turn in album.wanted(START, percent).items():
                    seen = first_start(days / "nothing", FixedClock(MORNING_TIME), turn)
                    album.keep(language, name, percent, seen)
                _take(album, days / "morning", MORNING_TIME, language, percent, album.wanted(MORNING, percent))
                nine = album.wanted(NINE, percent, both=True)
                _take(album, days / "afternoon", NOON, language, percent, nine | album.wanted(MORE, percent))
                for apart in (BOARD, SENDING, LAPTOPS, SUPPORTERS):
                    _take(album, days / "afternoon", NOON, language, percent, album.wanted(apart, percent))
                table = album.wanted(TABLE, percent, both=True)
                _take(album, days / "afternoon", NOON, language, percent, table)
    return 0


def _take(album: Album, day: Path, moment: datetime, language: str, percent: int, scenes: Mapping[str, Scene]) -> None:
    if not scenes:
        return
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(shutil.copytree(day, Path(scratch) / "day"))
        desk = reopened(copy, moment)
        change_setting(desk, "language", language)
        change_setting(desk, "text_size", str(percent))
        with Stage(desk) as stage:
            for name, scene in scenes.items():
                scene(stage)
                album.keep(language, name, percent, picture(stage.pictured))


if __name__ == "__main__":
    sys.exit(main())
