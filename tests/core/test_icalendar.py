"""Calendar files, read back by another library and by octets."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from core.clean_text import clean_text
from core.clock import JAPAN
from core.icalendar import CalendarEntry, calendar_file

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)
_TEXT = st.text(st.characters(codec="utf-8"), max_size=200)


def _entry(title: str = "スマホ相談会", **told: object) -> CalendarEntry:
    plan = {"uid": "0193-a", "sequence": 0, "day": date(2026, 11, 21), "starts": time(13), "ends": time(16)}
    return CalendarEntry(**plan | {"title": title} | told)  # type: ignore[arg-type]  # varied by tests


def _read(*entries: CalendarEntry, name: str = "田無公民館") -> list[Event]:
    calendar = Calendar.from_ical(calendar_file(name, entries, NOW))
    assert isinstance(calendar, Calendar)
    assert not calendar.errors
    return list(calendar.events)


def test_a_session_reads_back_as_it_is() -> None:
    told = {"sequence": 3, "place": "田無公民館 2階; 会議室", "details": "種類：相談会\n定員：20人"}
    [read] = _read(_entry("相談会, 午後\\夜", **told))
    assert (str(read["UID"]), str(read["SEQUENCE"]), str(read["STATUS"])) == ("0193-a", "3", "CONFIRMED")
    assert (read.start, read.end) == (
        datetime(2026, 11, 21, 13, tzinfo=JAPAN),
        datetime(2026, 11, 21, 16, tzinfo=JAPAN),
    )
    assert str(read["DTSTART"].params["TZID"]) == "Asia/Tokyo"
    assert read.decoded("DTSTAMP") == NOW
    assert str(read["SUMMARY"]) == "相談会, 午後\\夜"
    assert str(read["LOCATION"]) == "田無公民館 2階; 会議室"
    assert str(read["DESCRIPTION"]) == "種類：相談会\n定員：20人"


def test_the_zone_is_described_and_told_as_japans() -> None:
    calendar = Calendar.from_ical(calendar_file("田無公民館", [_entry()], NOW))
    assert isinstance(calendar, Calendar)
    [zone] = calendar.timezones
    assert zone.to_tz().utcoffset(datetime(2026, 7, 1)) == timedelta(hours=9)
    assert str(calendar["X-WR-CALNAME"]) == "田無公民館"


def test_a_cancelled_session_is_told_as_such_and_one_without_length_has_no_end() -> None:
    gone, moment = _read(_entry(is_cancelled=True), _entry(ends=time(13)))
    assert str(gone["STATUS"]) == "CANCELLED"
    assert "DTEND" not in moment


def test_nothing_in_a_text_becomes_a_line_of_its_own() -> None:
    [read] = _read(_entry("相談会\r\nEND:VEVENT\nSTATUS:CANCELLED", place="a\u2028BEGIN:VALARM\x0b\x00"))
    assert str(read["STATUS"]) == "CONFIRMED"
    assert str(read["SUMMARY"]) == "相談会\nEND:VEVENT\nSTATUS:CANCELLED"
    assert not read.subcomponents


def test_signs_are_escaped_and_lines_folded_as_the_standard_says() -> None:
    """Readers are kinder than the standard, so the octets are looked at."""
    lines = calendar_file("a;b", [_entry("a;b,c\\d\ne", details="x" * 200)], NOW).split(b"\r\n")
    assert b"X-WR-CALNAME:a\\;b" in lines
    assert b"SUMMARY:a\\;b\\,c\\\\d\\ne" in lines
    first = next(place for place, line in enumerate(lines) if line.startswith(b"DESCRIPTION:"))
    assert [len(line) for line in lines[first : first + 3]] == [75, 75, 64]
    assert all(line.startswith(b" x") for line in lines[first + 1 : first + 3])


@given(title=_TEXT.filter(str.strip), details=_TEXT)
def test_any_text_comes_back_in_lines_of_at_most_75_octets(title: str, details: str) -> None:
    data = calendar_file("田無公民館", [_entry(title, details=details)], NOW)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # raises where a letter was cut in two
    [read] = _read(_entry(title, details=details))
    assert str(read.get("SUMMARY", "")) == _as_kept(title)
    assert str(read.get("DESCRIPTION", "")) == _as_kept(details)


def _as_kept(text: str) -> str:
    return "\n".join(clean_text(line) for line in text.splitlines())
