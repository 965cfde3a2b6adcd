"""Sessions as a calendar file (iCalendar, RFC 5545), which any calendar program takes in.

A session keeps its UID for ever and counts its changes in SEQUENCE, so that taking the file in once more moves what was
moved and strikes out what was cancelled. Times are told in Japan's own zone, which the file describes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from core.clean_text import clean_text
from core.facts import Session

_PRODUCT = "-//Madoguchi//Sessions//JA"
_MOST_OCTETS = 75
_ZONE = "Asia/Tokyo"
_VTIMEZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{_ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "TZNAME:JST",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_SPECIAL = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class CalendarEntry:
    """A session: `sequence` counts its changes from 0. Nothing of a visitor."""

    uid: str
    sequence: int
    day: date
    starts: time
    ends: time
    title: str
    place: str = ""
    details: str = ""
    is_cancelled: bool = False


def session_entry(session: Session, changes: int, details: str) -> CalendarEntry:
    """A planned session that was changed so often. Raises ValueError where its day or a time is none."""
    return CalendarEntry(
        uid=session.session_id,
        sequence=changes,
        day=date.fromisoformat(session.day),
        starts=time.fromisoformat(session.starts),
        ends=time.fromisoformat(session.ends),
        title=session.title,
        place=" ".join(filter(None, (session.venue, session.room))),
        details=details,
        is_cancelled=session.state == "cancelled",
    )


def calendar_file(name: str, entries: Sequence[CalendarEntry], made_at: datetime) -> bytes:
    """The file, in UTF-8. `name` is what calendar programs call it; `made_at` is aware."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        _text("X-WR-CALNAME", name),
        *_VTIMEZONE,
    ]
    for entry in entries:
        lines += _event(entry, made_at)
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _event(entry: CalendarEntry, made_at: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{entry.sequence}",
        _moment("DTSTART", entry.day, entry.starts),
    ]
    if entry.ends > entry.starts:  # without an end it is a moment; an end that is the beginning is not allowed
        lines.append(_moment("DTEND", entry.day, entry.ends))
    told = (("SUMMARY", entry.title), ("LOCATION", entry.place), ("DESCRIPTION", entry.details))
    lines += [_text(name, value) for name, value in told if value]
    lines += [f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}", "TRANSP:OPAQUE", "END:VEVENT"]
    return lines


def _moment(name: str, day: date, at: time) -> str:
    return f"{name};TZID={_ZONE}:{day.isoformat().replace('-', '')}T{at:%H%M%S}"


def _text(name: str, value: str) -> str:
    lines = "\n".join(clean_text(line) for line in value.splitlines())
    return f"{name}:{lines.translate(_SPECIAL)}"


def _folded(line: str) -> Iterator[bytes]:
    """Lines of at most 75 octets; what goes on begins with a blank. No letter is cut in two."""
    part, before = bytearray(), b""
    for letter in line:
        octets = letter.encode()
        if len(before) + len(part) + len(octets) > _MOST_OCTETS:
            yield before + bytes(part)
            part, before = bytearray(), b" "
        part += octets
    yield before + bytes(part)
