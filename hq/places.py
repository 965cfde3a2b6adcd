"""Where headquarters keeps its things, and what its surroundings tell it."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

DATA = "MADOGUCHI_HQ_DATA"
KEY = "MADOGUCHI_HQ_KEY"
DATABASE = "DATABASE_URL"
HOSTS = "MADOGUCHI_HQ_HOSTS"
PROXY = "MADOGUCHI_HQ_TRUSTED_PROXY"


def data_folder() -> Path:
    """The folder named by MADOGUCHI_HQ_DATA, else the user's own; made when it is not there."""
    named = os.environ.get(DATA)
    folder = Path(named) if named else _users_own() / "madoguchi-hq"
    if not folder.is_dir():
        folder.mkdir(parents=True, mode=0o700)
    return folder.resolve()


def _users_own() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))


def database_url() -> str | None:
    """A PostgreSQL that somebody else runs, or None for the private one."""
    return os.environ.get(DATABASE) or None


@dataclass
class Private:
    """The private server's address, once it runs; another process never sees it."""

    url: str | None = None


PRIVATE = Private()


def host_names() -> list[str]:
    """The names under which this server is asked for, besides loopback."""
    return [name.strip() for name in os.environ.get(HOSTS, "").split(",") if name.strip()]


def trusted_proxy() -> str | None:
    """The address of the proxy that ends TLS before this server, if there is one."""
    return os.environ.get(PROXY) or None
