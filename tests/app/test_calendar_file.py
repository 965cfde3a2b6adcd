"""The sessions as a file for other calendars, read by another library."""

from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest
from icalendar import Calendar, Event

from core.clock import JAPAN
from core.problem import Problem
from desktop.app.calendar_file import save_session_calendar, session_calendar
from desktop.app.desk import Desk
from desktop.app.session_plans import plan_of
from desktop.app.sessions import amend_session, cancel_session
from tests.app.planning import book, planned


def _events(data: bytes) -> list[Event]:
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    return list(calendar.events)


def test_each_session_keeps_its_uid_and_counts_its_changes(desk: Desk) -> None:
    session = planned(desk, venue="田無公民館", room="2階", quota=20, organiser="市")
    [first] = _events(session_calendar(desk)[0])
    amend_session(desk, session.session_id, msgspec.structs.replace(plan_of(session), day="2026-11-28"))
    cancel_session(desk, session.session_id)
    [later] = _events(session_calendar(desk)[0])
    assert first["UID"] == later["UID"] == session.session_id
    assert (first["SEQUENCE"], later["SEQUENCE"]) == (0, 2)
    assert (str(first["STATUS"]), str(later["STATUS"])) == ("CONFIRMED", "CANCELLED")
    assert str(first["LOCATION"]) == "田無公民館 2階"
    assert str(first["DESCRIPTION"]) == "種類：相談会\n定員：20人\n主催：市"
    assert later.start == datetime(2026, 11, 28, 10, tzinfo=JAPAN)


def test_only_the_days_that_were_asked_for_and_nobodys_name(desk: Desk) -> None:
    planned(desk, day="2026-11-20", title="きのう")
    book(desk, planned(desk, title="きょう"), name="山本良子")
    planned(desk, day="2026-11-22", title="あした")
    assert [str(each["SUMMARY"]) for each in _events(session_calendar(desk)[0])] == ["きょう", "あした"]
    data, count = session_calendar(desk, date(2026, 11, 20), date(2026, 11, 21))
    assert ([str(each["SUMMARY"]) for each in _events(data)], count) == (["きのう", "きょう"], 2)
    assert "山本" not in data.decode()


def test_it_is_saved_whole_or_refused(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "予定.ics"
    with pytest.raises(Problem, match="書き出す予定がありません"):
        save_session_calendar(desk, file)
    assert not file.exists()
    planned(desk)
    assert save_session_calendar(desk, file) == 1
    assert len(_events(file.read_bytes())) == 1
