"""The computer itself: power, room on the disk, time zone. Everything is a guess where the system does not tell."""

import ctypes
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")
_UNKNOWN_PERCENT = 255


@dataclass(frozen=True, slots=True)
class Power:
    """`on_mains` None: the system does not say. `percent` None: no battery, or it does not say."""

    on_mains: bool | None = None
    percent: int | None = None


def power(supplies: Path = SUPPLIES) -> Power:
    """Where the current comes from, and how much the battery holds."""
    return _windows_power() if sys.platform == "win32" else _sysfs_power(supplies)


def free_bytes(folder: Path) -> int:
    """Room left on the disk that holds this folder."""
    return shutil.disk_usage(folder).free


def is_in_japan(moment: datetime | None = None) -> bool:
    """Whether the computer's own clock is set to Japan's time."""
    local = (moment or datetime.now(UTC)).astimezone()
    return local.utcoffset() == timedelta(hours=9)


def _sysfs_power(supplies: Path) -> Power:
    """Linux: a folder for each supply. A mouse's or headset's battery (scope Device) is not ours."""
    on_mains: bool | None = None
    percent: int | None = None
    for supply in _supplies(supplies):
        kind = _read(supply / "type")
        if kind == "Battery" and _read(supply / "scope") != "Device":
            percent = _number(_read(supply / "capacity"))
            if on_mains is None and _read(supply / "status") == "Discharging":
                on_mains = False
        elif kind in ("Mains", "USB"):
            on_mains = on_mains or _read(supply / "online") == "1"
    return Power(on_mains, percent)


def _supplies(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except OSError:
        return


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _number(text: str) -> int | None:
    return min(int(text), 100) if text.isdigit() else None


class _PowerStatus(ctypes.Structure):
    """SYSTEM_POWER_STATUS of winbase.h."""

    _fields_ = (
        ("ac_line", ctypes.c_ubyte),
        ("battery_flag", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("system_flag", ctypes.c_ubyte),
        ("seconds_left", ctypes.c_uint32),
        ("full_seconds", ctypes.c_uint32),
    )


def _windows_power() -> Power:
    status = _PowerStatus()
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # exists on Windows only
    if not kernel.GetSystemPowerStatus(ctypes.byref(status)):
        return Power()
    return from_windows(status.ac_line, status.percent)


def from_windows(ac_line: int, percent: int) -> Power:
    """What Windows' numbers mean: 255 is unknown in both."""
    on_mains = {0: False, 1: True}.get(ac_line)
    return Power(on_mains, None if percent == _UNKNOWN_PERCENT else min(percent, 100))
