"""The sessions of all sites in reach by month, week and day, and as a file."""

import re
from datetime import date

import pytest
import requests
from icalendar import Calendar

from core import kinds
from core.holidays import days_off
from hq.portal.site_words import DAYS_OFF
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import MORNING, Laptop
from tests.helpers.readers import NISHITOKYO, add_reader, signed_in

DAY = MORNING.date()


def joined(hq: Headquarters, name: str = "田無庁舎", municipality: str = NISHITOKYO) -> Laptop:
    laptop = Laptop()
    laptop.join(hq.url, hq.code(hq.add_site(name, municipality)))
    return laptop


def plan(laptop: Laptop, title: str, day: str = "2026-11-25", **told: object) -> str:
    fields = {"starts": "10:00", "ends": "12:00", "venue": "中央公民館", "room": "2階", **told}
    return laptop.write(kinds.SessionPlanned(title=title, day=day, **fields)).entity_id  # type: ignore[arg-type]


def look(session: requests.Session, hq: Headquarters, query: str = "", status: int = 200) -> str:
    answer = session.get(f"{hq.url}/calendar?day={DAY}&{query}", timeout=10)
    assert answer.status_code == status, query
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


@pytest.fixture
def staff(hq: Headquarters) -> requests.Session:
    return signed_in(hq, add_reader("honbu"))


def test_a_month_has_weeks_holidays_states_and_visits(hq: Headquarters, staff: requests.Session) -> None:
    laptop = joined(hq)
    held = plan(laptop, "きのうの会", "2026-11-20")
    laptop.write(kinds.SessionOpened(at="2026-11-20T10:00:00.000+09:00"), held)
    laptop.visit(held)
    laptop.visit(held)
    laptop.write(kinds.AttendanceVoided(), laptop.visit(held).entity_id)
    laptop.write(kinds.SessionClosed(at="2026-11-20T12:00:00.000+09:00"), held)
    plan(laptop, "開かなかった会", "2026-11-02")
    laptop.write(kinds.SessionCancelled(), plan(laptop, "やめた会", "2026-11-26"))
    plan(laptop, "年明けの会", "2027-01-05")
    hq.exchange(laptop)
    text = look(staff, hq)
    assert "令和8年（2026年）11月 予定 3 件" in text
    assert "第44週" in text
    assert "23 11月23日（月） 勤労感謝の日" in text
    assert "10:00 きのうの会 田無庁舎 終了・ 来場者 2人" in text  # on another day than it was planned for
    report = f"/reports/r5?session={held}&amp;site={laptop.site.site_id}"
    assert f'href="{report}"' in staff.get(f"{hq.url}/calendar?day={DAY}", timeout=10).text
    assert staff.get(hq.url + report.replace("&amp;", "&"), timeout=10).status_code == 200
    assert "開かなかった会 田無庁舎 開場の記録なし" in text
    assert "やめた会 田無庁舎 中止" in text
    assert "年明けの会" in look(staff, hq, "day=2027-01-31")
    staff.get(f"{hq.url}/language/en", timeout=10)
    assert "November 2026" in look(staff, hq)
    assert "Labour Thanksgiving Day" in look(staff, hq)


def test_turning_its_pages(hq: Headquarters, staff: requests.Session) -> None:
    plan(laptop := joined(hq), "会")
    hq.exchange(laptop)
    for view, before, after in (
        ("month", "2026-10-01", "2026-12-01"),
        ("week", "2026-11-14", "2026-11-28"),
        ("day", "2026-11-20", "2026-11-22"),
    ):
        html = staff.get(f"{hq.url}/calendar?view={view}&day={DAY}", timeout=10).text
        for day in (before, after):
            assert f'href="?view={view}&amp;day={day}"' in html
    assert "第48週・予定 1 件" in look(staff, hq, "view=week&day=2026-11-23")
    assert "10:00–12:00 会 田無庁舎・中央公民館 2階" in look(staff, hq, "view=week&day=2026-11-29")
    assert "10:00–12:00 会 田無庁舎・中央公民館 2階 予定" in look(staff, hq, "view=day&day=2026-11-25")
    assert f'href="/sites/{laptop.site.site_id}?day=2026-11-25"' in staff.get(f"{hq.url}/calendar", timeout=10).text
    assert "予定はありません。" in look(staff, hq, "view=day")
    for wrong in ("view=year", "site=nowhere", "day=yesterday"):
        look(staff, hq, wrong, status=404)


def test_what_has_no_room_stands_on_the_days_own_page(hq: Headquarters, staff: requests.Session) -> None:
    laptop = joined(hq)
    for number in range(6):
        plan(laptop, f"会{number}", starts=f"{10 + number}:00", ends=f"{11 + number}:00")
    hq.exchange(laptop)
    assert "会3" in look(staff, hq)
    assert "会4" not in look(staff, hq)
    assert "ほか 2 件" in look(staff, hq)
    assert "会5" in look(staff, hq, "view=day&day=2026-11-25")


def test_one_room_at_one_time_is_told_within_a_municipality(hq: Headquarters, staff: requests.Session) -> None:
    one, other, elsewhere = joined(hq), joined(hq, "図書館"), joined(hq, "小平公民館", "132110")
    plan(one, "午前の会")
    plan(elsewhere, "別の町の会")
    for laptop in (one, elsewhere):
        hq.exchange(laptop)
    assert "同じ部屋と時刻" not in look(staff, hq)
    plan(other, "重なる会", starts="11:00", ends="13:00")
    hq.exchange(other)
    assert look(staff, hq).count("同じ部屋と時刻") == 2
    assert "同じ部屋と時刻" not in look(staff, hq, f"site={one.site.site_id}")


def test_it_is_kept_to_a_site_a_municipality_or_a_programme(hq: Headquarters, staff: requests.Session) -> None:
    one, other = joined(hq), joined(hq, "小平公民館", "132110")
    plan(one, "いちの会", programme="P01")
    plan(other, "にの会", programme="P04")
    for laptop in (one, other):
        hq.exchange(laptop)
    for query, seen in (
        (f"site={one.site.site_id}", "いちの会"),
        ("municipality=132110", "にの会"),
        ("programme=P04", "にの会"),
    ):
        text = look(staff, hq, query)
        assert [each for each in ("いちの会", "にの会") if each in text] == [seen], query
    city = signed_in(hq, add_reader("city", municipality=NISHITOKYO))
    text = look(city, hq)
    assert "いちの会" in text
    assert "にの会" not in text
    for query in (f"site={other.site.site_id}", "municipality=132110"):
        look(city, hq, query, status=404)


def test_the_file_holds_what_is_shown_and_counts_its_changes(hq: Headquarters, staff: requests.Session) -> None:
    laptop = joined(hq)
    session = plan(laptop, "会")
    moved = kinds.SessionAmended(title="会", day="2026-11-26", starts="10:00", ends="12:00", venue="中央公民館")
    laptop.write(moved, session)
    laptop.write(kinds.SessionCancelled(), session)
    plan(laptop, "よその月の会", "2027-02-01")
    hq.exchange(laptop)
    answer = staff.get(f"{hq.url}/calendar.ics?view=month&day={DAY}", timeout=10)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert 'filename="madoguchi-2026-10-26.ics"' in answer.headers["Content-Disposition"]
    calendar = Calendar.from_ical(answer.content)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    assert (event["UID"], event["SEQUENCE"], str(event["STATUS"])) == (session, 2, "CANCELLED")
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("会", "中央公民館")


def test_every_day_off_has_english() -> None:
    """Of years that had all there ever were, those of the new era too."""
    named = {each.name for each in days_off(date(2018, 1, 1), date(2026, 12, 31))}
    assert named - DAYS_OFF.keys() == set()
