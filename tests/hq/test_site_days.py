"""Who has reported, who has not, and since when; nothing planned is not the same as not yet."""

import html
import re
from datetime import date, datetime, timedelta

import requests

from core import kinds
from core.clock import JAPAN
from core.ids import day_id
from core.reports.period import Period, PeriodKind
from core.reports.table import TOTAL, Asked, Figure, Measure, ReportCode
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import MORNING, Laptop
from tests.helpers.readers import NISHITOKYO, add_reader, signed_in

DAY = MORNING.date()


def plan(laptop: Laptop, day: date, **changed: str) -> str:
    told = {"title": "相談会", "starts": "10:00", "ends": "12:00", "venue": "公民館", **changed}
    return laptop.write(kinds.SessionPlanned(day=day.isoformat(), **told)).entity_id  # type: ignore[arg-type]


def close(laptop: Laptop, day: date) -> None:
    at = f"{day}T12:10:00.000+09:00"
    laptop.write(kinds.DayClosed(day=day.isoformat(), at=at), day_id(laptop.site.site_id, day))


def days(back: int) -> date:
    return DAY - timedelta(days=back)


def page(session: requests.Session, hq: Headquarters, path: str = "/", day: date = DAY) -> str:
    answer = session.get(hq.url + path, params={"day": day.isoformat()}, timeout=10)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_each_site_says_what_is_missing_and_since_when(hq: Headquarters) -> None:
    from hq.portal.site_days import Missing, State, site_days

    late, done, idle, came = (hq.enrolled() for _ in range(4))
    for back in (5, 4, 2, 0):
        plan(late, days(back))
    late.write(kinds.SessionCancelled(), plan(late, days(3)))
    close(late, days(4))
    plan(done, DAY)
    close(done, DAY)
    plan(idle, days(40))  # longer ago than anybody asks for
    plan(idle, days(-1))
    came.visit()
    for laptop in (late, done, idle, came):
        hq.exchange(laptop)
    found = site_days(DAY)
    assert [each.site_id for each in found] == [each.site.site_id for each in (late, came, done, idle)]
    assert [each.state for each in found] == [State.WAITING, State.WAITING, State.REPORTED, State.NOTHING]
    assert [each.missing for each in found] == [Missing(days(5), 3), None, None, None]
    assert [each.last_closed for each in found] == [days(4), None, DAY, None]
    assert [each.site_id for each in site_days(DAY, [idle.site.site_id])] == [idle.site.site_id]
    assert site_days(DAY, []) == ()
    (before,) = site_days(days(4), [late.site.site_id])
    assert (before.state, before.missing, before.last_closed) == (State.REPORTED, Missing(days(5), 1), days(4))


def test_a_session_that_nobody_opened_was_not_held(hq: Headquarters) -> None:
    """What a day's page calls held is what reports count."""
    from hq.portal.site_days import site_days
    from hq.reports.tables import report_table

    laptop = hq.enrolled()
    plan(laptop, DAY)
    laptop.write(kinds.SessionOpened(at=f"{DAY}T09:50:00.000+09:00"), plan(laptop, DAY))
    laptop.visit(plan(laptop, DAY))
    laptop.write(kinds.SessionCancelled(), plan(laptop, DAY))
    hq.exchange(laptop)
    (site,) = site_days(DAY)
    assert (site.sessions, site.planned) == (2, 3)
    asked = Asked(report=ReportCode.RESULTS, period=Period(kind=PeriodKind.DAY, first=DAY, last=DAY))
    counted = report_table(asked, laptop.clock.now()).cell(TOTAL, Measure.SESSIONS)
    assert counted == Figure(value=2)
    text = page(signed_in(hq, add_reader("honbu")), hq)
    assert "2 予定 3 1" in text


def test_a_day_without_records_leads_to_its_told_figures(hq: Headquarters) -> None:
    """Of the programme that was planned: told of the whole day they would be in no report on that programme."""
    one, two = hq.enrolled(), hq.enrolled()
    plan(one, DAY, programme="P05")
    plan(two, DAY, programme="P05")
    plan(two, DAY, programme="P01")
    for laptop in (one, two):
        hq.exchange(laptop)
    staff = signed_in(hq, add_reader("honbu"))
    for laptop, what in ((one, "&what=programme:P05"), (two, "")):
        site_id = laptop.site.site_id
        link = f"/provisional?site={site_id}&day={DAY}{what}"
        shown = staff.get(f"{hq.url}/sites/{site_id}", params={"day": DAY.isoformat()}, timeout=10).text
        assert f'href="{html.escape(link)}"' in shown
        form = staff.get(hq.url + link, timeout=10).text
        assert f'<option value="{site_id}" selected>' in form
        assert f'value="{DAY}"' in form
        assert ('<option value="programme:P05" selected>' in form) is bool(what)


def test_the_page_says_it_in_words(hq: Headquarters) -> None:
    late, done = hq.enrolled(), hq.enrolled()
    hq.add_site("みなみ交流館")
    plan(late, days(3))
    plan(late, DAY)
    plan(done, DAY)
    close(done, DAY)
    for laptop in (late, done):
        hq.exchange(laptop)
    reader = signed_in(hq, add_reader("city", municipality=NISHITOKYO))
    text = page(reader, hq)
    assert "報告のあった拠点 1 / 2・予定なし 1" in text
    assert "11月18日（水）から2日分がまだ" in text
    assert re.search(r"前の日がまだの拠点 1 (2026年)?11月18日（水）から", text)  # the year once it is over
    assert re.search(r"予定なし みなみ交流館 西東京市 まだ締めていません まだ通信がありません", text)
    assert "11月18日（水）から2日分がまだ" in page(reader, hq, f"/sites/{late.site.site_id}")
    reader.get(f"{hq.url}/language/en", timeout=10)
    assert "2 days not closed since Wed 18 Nov" in page(reader, hq)


def test_nobody_is_late_with_a_day_to_come(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    ahead = datetime.now(JAPAN).date() + timedelta(days=7)
    for day in (ahead, ahead - timedelta(days=1)):
        plan(laptop, day)
    hq.exchange(laptop)
    staff = signed_in(hq, add_reader("honbu"))
    for path in ("/", f"/sites/{laptop.site.site_id}"):
        text = page(staff, hq, path, ahead)
        assert "予定あり" in text
        assert "まだ締めていないか" not in text
        assert "がまだ" not in text
        assert "速報値を入れる" not in text


def test_a_reader_of_a_municipality_is_offered_nothing_of_headquarters(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.write(kinds.HandoutFeedback(handout="x", text="123456789018"))
    hq.exchange(laptop)
    reader, staff = (signed_in(hq, add_reader(name, of)) for name, of in (("city", NISHITOKYO), ("honbu", None)))
    offered = {name: page(who, hq, f"/sites/{laptop.site.site_id}") for name, who in (("c", reader), ("h", staff))}
    for words in ("端末を登録する", "保留の一覧を開く"):
        assert (words in offered["h"], words in offered["c"]) == (True, False)
    assert "12桁の番号が含まれています A 1" in offered["c"]
