"""Where the records lie, and what the surroundings tell. Light: the window's start imports it."""

import os
import sys
from pathlib import Path

DATA = "MADOGUCHI_DATA"
PASSPHRASE = "MADOGUCHI_PASSPHRASE"
PIN = "MADOGUCHI_PIN"


def data_folder(named: str | None = None) -> Path:
    """The folder that was named, else MADOGUCHI_DATA's, else the user's own."""
    chosen = named or os.environ.get(DATA)
    return Path(chosen) if chosen else _users_own() / "madoguchi"


def passphrase() -> str | None:
    """What opens the records where the operating system keeps no keys."""
    return os.environ.get(PASSPHRASE) or None


def _users_own() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
