"""Time as a value that is passed in: rules never ask the machine."""

import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

JAPAN = ZoneInfo("Asia/Tokyo")
_TIME = "%H:%M"


class Clock(Protocol):
    """What a use case asks of time."""

    @property
    def boot_id(self) -> str:
        """Which start of the machine this is."""

    def now(self) -> datetime:
        """The present moment with its offset."""

    def monotonic_ms(self) -> int:
        """Milliseconds that never go back while the machine is up."""


def _boot_id() -> str:
    boot = Path("/proc/sys/kernel/random/boot_id")
    try:
        return boot.read_text(encoding="ascii").strip()
    except OSError:
        started = int((datetime.now(UTC).timestamp() - time.monotonic()) // 10)
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"boot:{uuid.getnode()}:{started}"))


@dataclass(frozen=True)
class SystemClock:
    """The machine's clock, read in Japan's time."""

    boot_id: str = field(default_factory=_boot_id)

    def now(self) -> datetime:
        return datetime.now(JAPAN)

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


@dataclass
class FixedClock:
    """A clock that stands still until it is moved: for late entry (`--at`), demos and tests."""

    moment: datetime
    boot_id: str = "00000000-0000-0000-0000-000000000000"
    ticks: int = 0

    def now(self) -> datetime:
        return self.moment

    def monotonic_ms(self) -> int:
        return self.ticks

    def advance(self, **by: float) -> None:
        """Move on by the keywords of `timedelta`."""
        step = timedelta(**by)
        self.moment += step
        self.ticks += int(step.total_seconds() * 1000)


def stamp(moment: datetime) -> str:
    """RFC 3339 with offset, in milliseconds; a moment without offset is taken as Japan's."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=JAPAN)
    return aware.isoformat(timespec="milliseconds")


def parse_moment(text: str) -> datetime:
    """RFC 3339 text as an aware moment; the offset may be left out and means Japan. ValueError otherwise."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=JAPAN)


def in_japan(text: str) -> datetime:
    """RFC 3339 text as the venue's clock showed it, whatever offset it was written with."""
    return parse_moment(text).astimezone(JAPAN)


def local_day(moment: str) -> str:
    """The date in Japan of an RFC 3339 text; 9 in the morning there is midnight in UTC. ValueError for no moment."""
    if moment.endswith("+09:00"):
        return datetime.fromisoformat(moment).date().isoformat()
    return in_japan(moment).date().isoformat()


def sound_day(day: str) -> str:
    """The same text, where it is a day as records tell it: YYYY-MM-DD. ValueError otherwise."""
    if date.fromisoformat(day).isoformat() != day:
        raise ValueError("no day")
    return day


def sound_moment(moment: str) -> str:
    """The same text, where it is a moment that Japan's calendar has. ValueError or OverflowError otherwise."""
    in_japan(moment)
    return moment


def local_hour(moment: str) -> int:
    """The full hour in Japan, 0 to 23, of an RFC 3339 text; 0 where it tells no hour."""
    hour = moment[11:13] if moment.endswith("+09:00") else f"{in_japan(moment):%H}"
    return int(hour) if hour.isascii() and hour.isdigit() else 0


def minutes_between(begins: str, ends: str) -> int:
    """Whole minutes from one time of day (HH:MM) to a later one; 0 for what is no such span."""
    try:
        first, last = datetime.strptime(begins, _TIME), datetime.strptime(ends, _TIME)
    except ValueError:
        return 0
    return max(0, (last - first) // timedelta(minutes=1))


def time_of_day(text: str | None) -> str:
    """「09:05」 on the venue's clock; nothing for what has not happened."""
    return f"{in_japan(text):%H:%M}" if text else ""


def day_and_time(moment: datetime) -> str:
    """「2026年11月21日 9:05」 as this moment's own clock showed it."""
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment.hour}:{moment.minute:02}"
