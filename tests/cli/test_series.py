"""Plans that recur and calendar files by command. The clock of a call stands where `--at` says."""

from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.cli.conftest import Cli

NOW = ("--at", "2026-11-21T09:30")
PLAN = ("--title", "スマホ相談会", "--from", "10:00", "--to", "12:00", "--day", "2026-11-24", "--venue", "公民館")


@pytest.fixture
def site(cli: Cli) -> Cli:
    cli.one("init", "--site", "田無公民館", "--municipality", "132292", "--coordinator", "山田花子")
    return cli


def _series(cli: Cli, *more: str) -> dict[str, Any]:
    return cli.one("series", "add", *PLAN, "--weekdays", "1,3", "--until", "2026-12-31", *more, *NOW)


def _held(cli: Cli) -> list[str]:
    lines = cli.all("session", "list", "--from", "2026-11-01", "--to", "2027-03-31")
    return [f"{each['day'][5:]} {each['starts']}" for each in lines if each["state"] != "cancelled"]


def test_monday_here_and_tuesday_to_sunday_there(site: Cli) -> None:
    """大垣市 (row 19): another venue on another weekday is another series; closed at the year's end."""
    monday = _series(site, "--room", "相談室")
    there = site.one("series", "add", *PLAN[:6], "--venue", "情報工房", "--weekdays", "2,3,4,5,6,7", "--on-holidays",
                     "--day", "2026-12-22", "--until", "2027-01-10", *NOW)  # fmt: skip
    assert (monday["planned"], monday["resting"]) == (10, ["2026-12-30"])
    assert (there["planned"], len(there["resting"])) == (12, 6)
    listed = site.all("series", "list", *NOW)
    assert [(each["venue"], each["room"], each["sessions"]) for each in listed] == [
        ("公民館", "相談室", 10),
        ("情報工房", None, 12),
    ]


def test_a_change_names_what_it_left_alone(site: Cli) -> None:
    series = _series(site)["series_id"]
    first = site.all("session", "list", "--from", "2026-11-25", "--to", "2026-11-25")[0]["session_id"]
    site.one("booking", "add", "--session", first, "--age", "70s", *NOW)
    changed = site.one("series", "amend", series, "--from", "13:00", "--to", "15:00", *NOW)
    assert (changed["amended"], changed["planned"], changed["cancelled"]) == (9, 0, 0)
    assert changed["left_alone"] == [{"session_id": first, "day": "2026-11-25", "why": "booked"}]
    assert site.refused("series", "leave-out", series, "2026-11-25", *NOW) == "series_day_taken"
    assert site.one("series", "leave-out", series, "2026-12-02", *NOW)["left_out"] == ["2026-12-02"]
    ended = site.one("series", "end", series, "--last-day", "2026-11-24", *NOW)
    assert [each["why"] for each in ended["left_alone"]] == ["booked"]
    assert _held(site) == ["11-25 10:00"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--until", "2030-11-25"), "series_too_long"),
        (("--until", "2026-11-01"), "series_until"),
        (("--to", "09:00"), "session_time"),
        (("--day", "2026-11-26", "--until", "2026-11-29"), "series_no_day"),
    ],
)
def test_what_cannot_be_is_refused(site: Cli, words: tuple[str, ...], code: str) -> None:
    told = ("--weekdays", "1,3", "--until", "2026-12-31", *words)
    assert site.refused("series", "add", *PLAN, *told, *NOW) == code
    assert _held(site) == []


def test_no_such_weekday_is_wrong_usage(site: Cli) -> None:
    assert site("series", "add", *PLAN, "--weekdays", "8", "--until", "2026-12-31").code == 2


def test_two_in_one_room_are_told_when_the_second_is_planned(site: Cli) -> None:
    assert site.one("session", "add", *PLAN, *NOW)["remarks"] == []
    second = site("session", "add", *PLAN, *NOW)
    assert "同じ時刻に、同じ部屋で「スマホ相談会」（10:00〜12:00）があります。" in second.out
    assert [len(each["remarks"]) for each in site.all("session", "list", "--from", "2026-11-24", *NOW)] == [1, 1]


def test_the_calendar_file_follows_the_plan(site: Cli, tmp_path: Path) -> None:
    file, series = tmp_path / "予定.ics", _series(site)["series_id"]
    assert site.one("session", "export", "--ics", str(file), *NOW) == {"path": str(file), "sessions": 10}
    before = _events(file)
    site.one("series", "amend", series, "--from", "13:00", "--to", "15:00", "--weekdays", "3", *NOW)
    site.one("session", "export", "--ics", str(file), *NOW)
    after = _events(file)
    assert before.keys() == after.keys()
    assert {each for each, _ in before.values()} == {"0"}
    assert sorted(set(after.values())) == [("1", "CANCELLED"), ("1", "CONFIRMED")]


def _events(file: Path) -> dict[str, tuple[str, str]]:
    calendar = Calendar.from_ical(file.read_bytes())
    assert isinstance(calendar, Calendar)
    return {str(each["UID"]): (str(each["SEQUENCE"]), str(each["STATUS"])) for each in calendar.events}


def test_a_month_is_copied_by_weekday(site: Cli) -> None:
    site.one("session", "add", *PLAN, *NOW)
    [copied] = site.all("session", "copy", "--month", "2026-11-01", *NOW)
    assert copied["day"] == "2026-12-22"
    assert site.all("session", "copy", "--month", "2026-11-01", *NOW) == []


def test_a_programme_says_the_venue_of_its_weekday_unless_another_is_told(site: Cli) -> None:
    monday = ["session", "add", "--programme", "P19", "--day", "2026-11-30", "--from", "10:00", "--to", "16:00", *NOW]
    assert site.one(*monday)["venue"] == "綾里地区センター"
    assert site.one(*monday, "--venue", "市民会館")["venue"] == "市民会館"
