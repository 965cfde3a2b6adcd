"""How the window of this site looks and sounds."""

from dataclasses import dataclass
from typing import Literal

from desktop.app.desk import Desk
from desktop.app.sessions import open_sessions
from desktop.app.settings import setting


@dataclass(frozen=True)
class Preferences:
    """`text_size` in percent, `volume` from 0 (silent) to 100, `away_minutes` without a touch.

    `board` opens the call board at the start, on a second display; `board_sound` lets its calls be heard;
    `tables` is how many tables are numbered, 0 for none.
    """

    language: Literal["ja", "en"]
    text_size: int
    volume: int
    away_minutes: int
    is_open: bool
    board: bool = False
    board_sound: bool = False
    tables: int = 0


def preferences(desk: Desk) -> Preferences:
    """As the site has set them."""
    sounds = setting(desk, "sound") == "on"
    return Preferences(
        language="en" if setting(desk, "language") == "en" else "ja",
        text_size=int(setting(desk, "text_size")),
        volume=int(setting(desk, "sound_volume")) if sounds else 0,
        away_minutes=int(setting(desk, "away_minutes")),
        is_open=bool(open_sessions(desk)),
        board=setting(desk, "board") == "on",
        board_sound=setting(desk, "board_sound") == "on",
        tables=int(setting(desk, "tables")),
    )
