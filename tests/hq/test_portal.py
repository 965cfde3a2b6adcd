"""The portal: signed in or not at all, figures right, every word in both languages."""

import re
from datetime import datetime
from pathlib import Path

import pytest
import requests

import hq as package
from core import kinds
from core.clock import JAPAN
from core.ids import conflict_id, day_id
from hq import attempts
from hq.portal import (
    apart_words,
    counting,
    job_words,
    parcel_words,
    provisional_words,
    publishing_words,
    report_words,
    site_words,
    watch_words,
)
from hq.portal.menu import MENU
from hq.portal.site_days import site_days
from hq.portal.words import ENGLISH, REASONS, REFUSALS, UNSETTLED
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import MORNING, Laptop

PASSWORD = "correct horse battery"
DAY = MORNING.date()
TEMPLATES = sorted((Path(package.__file__).parent / "portal" / "templates").glob("*.html"))


@pytest.fixture
def staff(hq: Headquarters) -> requests.Session:
    """Somebody of headquarters, signed in."""
    from django.contrib.auth.models import User

    User.objects.create_user("hanako", password=PASSWORD, is_staff=True)
    session = requests.Session()
    assert sign_in(session, hq, PASSWORD).status_code == 200
    return session


def sign_in(session: requests.Session, hq: Headquarters, password: str) -> requests.Response:
    form = session.get(f"{hq.url}/login", timeout=10).text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None
    data = {"username": "hanako", "password": password, "csrfmiddlewaretoken": token[1]}
    return session.post(f"{hq.url}/login", data=data, timeout=10)


def page(session: requests.Session, hq: Headquarters, path: str = "/") -> str:
    """The text of a page on the tests' day, with blanks made single and tags left out."""
    answer = session.get(hq.url + path, params={"day": DAY.isoformat()}, timeout=10)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def a_day(laptop: Laptop) -> None:
    """Three visits and a voided one, two persons of whom one was recorded twice, two consultations."""
    plan = kinds.SessionPlanned(title="午前の相談会", day=DAY.isoformat(), starts="10:00", ends="12:00")
    session = laptop.write(plan)
    hana, twice = laptop.visitor(), laptop.visitor()
    laptop.write(kinds.PersonMerged(into=hana.entity_id), twice.entity_id)
    laptop.visit(session.entity_id, person_id=hana.entity_id)
    laptop.visit(session.entity_id, person_id=twice.entity_id, again=True)
    laptop.visit(session.entity_id)
    laptop.write(kinds.AttendanceVoided(), laptop.visit(session.entity_id).entity_id)
    for outcome in ("O1", "O3"):
        laptop.write(
            kinds.ConsultationRecorded(at="2026-11-21T10:00:00+09:00", topic="T02-01", outcome=outcome, minutes=10)
        )


def close(laptop: Laptop) -> None:
    laptop.write(
        kinds.DayClosed(day=DAY.isoformat(), at="2026-11-21T12:10:00+09:00"),
        day_id(laptop.site.site_id, DAY),
    )


@pytest.mark.parametrize("path", ["/", "/devices", "/topics", "/parcels", "/sites/x"])
def test_nobody_sees_anything_before_signing_in(hq: Headquarters, path: str) -> None:
    answer = requests.get(hq.url + path, allow_redirects=False, timeout=10)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login?next=")


def test_figures_of_a_day(hq: Headquarters, staff: requests.Session) -> None:
    laptop = hq.enrolled()
    a_day(laptop)
    hq.exchange(laptop)
    (site,) = site_days(DAY)
    assert (site.sessions, site.visits, site.consultations) == (1, counting.Visits(3, 1, 1), 2)
    text = page(staff, hq)
    assert "田無庁舎 西東京市" in text
    assert "来場者（延べ） 3 人" in text
    assert "相談件数 2 件" in text
    assert "接続 2" in text
    assert "合計 1 3 1 1 2" in text


def test_reported_means_closed_and_received(hq: Headquarters, staff: requests.Session) -> None:
    laptop = hq.enrolled()
    a_day(laptop)
    hq.exchange(laptop)
    close(laptop)
    assert "まだ 田無庁舎" in page(staff, hq)
    hq.exchange(laptop)
    assert "報告あり 12:10 田無庁舎" in page(staff, hq)
    laptop.write(kinds.DayReopened(day=DAY.isoformat()), day_id(laptop.site.site_id, DAY))
    hq.exchange(laptop)
    assert "まだ 田無庁舎" in page(staff, hq)


def test_those_who_have_not_reported_come_first(hq: Headquarters) -> None:
    first, second = hq.enrolled(), hq.enrolled()
    close(first)
    second.visit()
    hq.exchange(first)
    hq.exchange(second)
    assert [each.site_id for each in site_days(DAY)] == [second.site.site_id, first.site.site_id]


def test_one_sites_day(hq: Headquarters, staff: requests.Session) -> None:
    laptop = hq.enrolled()
    a_day(laptop)
    laptop.write(kinds.HandoutFeedback(handout="x", text="123456789018"))
    hq.exchange(laptop)
    text = page(staff, hq, f"/sites/{laptop.site.site_id}")
    assert "午前の相談会" in text
    assert "9時 3" in text
    assert "70代 3 0" in text
    assert "Wi-Fi接続 接続 1 1 2" in text
    assert "12桁の番号が含まれています A 1" in text
    assert "123456789018" not in text


def test_another_days_figures_stay_out(hq: Headquarters, staff: requests.Session) -> None:
    laptop = hq.enrolled()
    laptop.clock.advance(days=-1)
    laptop.visit()
    hq.exchange(laptop)
    assert "来場者（延べ） 0 人" in page(staff, hq)
    assert "この日の記録はありません。" in page(staff, hq, f"/sites/{laptop.site.site_id}")


def test_laptops_with_clock_and_quarantine(hq: Headquarters, staff: requests.Session) -> None:
    laptop = hq.enrolled()
    laptop.clock.moment = datetime.now(JAPAN)
    laptop.clock.advance(hours=5, seconds=30)
    laptop.write(kinds.HandoutFeedback(handout="x", text="123456789018"))
    hq.exchange(laptop)
    assert "A 受付A 利用中 たった今" in page(staff, hq, "/devices")
    assert "5時間進んでいます 1" in page(staff, hq, "/devices")
    assert "12桁の番号が含まれています 田無庁舎 A 1" in page(staff, hq, "/devices")


def post(session: requests.Session, hq: Headquarters, path: str, **fields: str) -> requests.Response:
    """Press a button of the first page."""
    token = re.search(r'value="(\w{20,})"', session.get(hq.url, timeout=10).text)
    assert token is not None
    return session.post(hq.url + path, data={"csrfmiddlewaretoken": token[1], **fields}, timeout=10)


def test_a_code_from_the_portal_enrols_a_laptop(hq: Headquarters, staff: requests.Session) -> None:
    from hq.portal.laptops import _picture

    answer = post(staff, hq, f"/sites/{hq.add_site()}/code")
    code = re.search(r'"spell">([0-9A-Z-]{19})<', answer.text)
    assert code is not None
    assert _picture(code[1].replace("-", "")) in answer.text
    assert Laptop().join(hq.url, code[1]).letter == "A"


def test_a_laptop_is_stopped_from_the_portal(hq: Headquarters, staff: requests.Session) -> None:
    laptop = hq.enrolled()
    devices = page(staff, hq, "/devices")
    assert "停止する" in devices
    assert "中の記録と鍵をすべて消します" in devices
    assert "A 受付A 停止" in " ".join(
        re.sub(r"<[^>]+>", " ", post(staff, hq, f"/devices/{laptop.device_id}/stop").text).split()
    )
    laptop.visit()
    assert hq.exchange(laptop).quarantined == 1
    assert post(staff, hq, "/devices/nobody/stop").status_code == 404


@pytest.mark.parametrize("path", ["/sites/x/code", "/devices/x/stop", "/quarantine/1/release", "/quarantine/1/reject"])
def test_buttons_need_a_sign_in_and_a_form_of_ours(hq: Headquarters, path: str) -> None:
    assert requests.post(hq.url + path, timeout=10).status_code == 403


def test_what_is_kept_apart_is_decided_on_its_page(hq: Headquarters, staff: requests.Session) -> None:
    laptop = hq.enrolled()
    laptop.write(kinds.HandoutFeedback(handout="x", text="製造番号 123456789018"))
    hq.exchange(laptop)
    ((kept_id,),) = hq.query("SELECT id FROM quarantined")
    assert "次の記録は、集計に入っていません: 保留 1 件" in page(staff, hq, f"/sites/{laptop.site.site_id}")
    assert "11月21日（土） 9:30 12桁の番号が含まれています 田無庁舎 A 受付A 1" in page(staff, hq, "/quarantine")
    shown = page(staff, hq, f"/quarantine/{kept_id}")
    assert "製造番号 ●●●" in shown
    assert "1234" not in shown
    address = f"/quarantine/{kept_id}"
    assert post(staff, hq, address + "/release").status_code == 400  # without a reason
    done = post(staff, hq, address + "/reject", note="確かめられない")
    assert "受け入れなかった hanako 確かめられない" in " ".join(re.sub(r"<[^>]+>", " ", done.text).split())
    assert "受け入れなかった記録 1 件" in page(staff, hq)
    assert "集計に入ります" in post(staff, hq, address + "/release", note="製造番号").text
    assert "保留 0 件" not in page(staff, hq)
    assert "取り込めなかった記録はありません。" in page(staff, hq, "/quarantine")
    assert "受け入れた" in page(staff, hq, "/quarantine?decided=1")
    assert staff.get(hq.url + "/quarantine/999", timeout=10).status_code == 404


def test_empty_states(hq: Headquarters, staff: requests.Session) -> None:
    assert "まだ拠点がありません。" in page(staff, hq)
    assert "まだ端末がありません。" in page(staff, hq, "/devices")
    hq.add_site()
    assert "まだ通信がありません" in page(staff, hq)


def test_english_by_a_switch_that_leads_back_and_nowhere_else(hq: Headquarters, staff: requests.Session) -> None:
    hq.enrolled()
    answer = staff.get(f"{hq.url}/language/en", params={"next": "/devices"}, timeout=10)
    assert answer.url == f"{hq.url}/devices"
    assert '<html lang="en">' in answer.text
    assert "No sessions" in page(staff, hq)
    away = staff.get(
        f"{hq.url}/language/ja", params={"next": "https://evil.example/"}, allow_redirects=False, timeout=10
    )
    assert away.headers["Location"] == "/"


def test_every_word_has_english() -> None:
    used = {text for each in TEMPLATES for text in re.findall(r"\{% t ['\"](.*?)['\"] %\}", each.read_text("utf-8"))}
    assert used - ENGLISH.keys() == set()
    assert set(REASONS.values()) - ENGLISH.keys() == set()
    sentences = set(re.findall(r'"(\S+。)"', (TEMPLATES[0].parents[1] / "faults.py").read_text("utf-8")))
    assert sentences
    refusals = (REFUSALS | parcel_words.REFUSALS).values()
    told = {
        *REASONS.values(),
        *UNSETTLED.values(),
        *_of_the_menu(),
        *refusals,
        *apart_words.told(),
        *site_words.told(),
        *report_words.told(),
        *provisional_words.told(),
        *publishing_words.told(),
        *job_words.told(),
        *watch_words.told(),
    }
    assert ENGLISH.keys() == used | told | sentences


def _of_the_menu() -> set[str]:
    return {each.title for each in MENU} | {page.title for each in MENU for page in each.pages}


def test_no_style_or_script_stands_in_a_page() -> None:
    """The content policy would refuse it anyway."""
    for each in TEMPLATES:
        assert not re.search(r"<script|<style|style=|onclick", each.read_text("utf-8")), each.name


def test_browsers_are_told_to_be_careful(hq: Headquarters, staff: requests.Session) -> None:
    answer = staff.get(hq.url, timeout=10)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cache-Control"] == "no-store"
    cookie = next(each for each in staff.cookies if each.name == "sessionid")
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "Lax"
    style = staff.get(f"{hq.url}/static/portal.css", timeout=10)
    assert style.headers["Content-Type"].startswith("text/css")


def test_guessing_passwords_is_slowed_down(hq: Headquarters) -> None:
    from django.contrib.auth.models import User

    User.objects.create_user("hanako", password=PASSWORD, is_staff=True)
    session = requests.Session()
    tried = [sign_in(session, hq, "wrong").status_code for _ in range(attempts.LIMIT)]
    assert tried == [403] * attempts.LIMIT
    answer = sign_in(session, hq, PASSWORD)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")


def test_signing_out(hq: Headquarters, staff: requests.Session) -> None:
    token = re.search(r'value="(\w{20,})"', staff.get(hq.url, timeout=10).text)
    assert token is not None
    staff.post(f"{hq.url}/logout", data={"csrfmiddlewaretoken": token[1]}, timeout=10)
    assert staff.get(hq.url, timeout=10).url.startswith(f"{hq.url}/login")


@pytest.mark.parametrize("path", ["/nowhere", "/?day=yesterday", "/?day=0001-01-01", "/sites/nobody"])
def test_what_is_not_there_is_told_in_words(hq: Headquarters, staff: requests.Session, path: str) -> None:
    answer = staff.get(hq.url + path, timeout=10)
    assert answer.status_code == 404
    assert "ページが見つかりません。" in answer.text


def test_what_a_site_has_still_to_settle_is_told(hq: Headquarters, staff: requests.Session) -> None:
    """Two records of one person, received on two laptops: one visit, and the word that it may be two."""
    laptop = hq.enrolled()
    person = laptop.visitor().entity_id
    first, second = (laptop.visit(person_id=person).entity_id for _ in range(2))
    hq.exchange(laptop)
    assert "1 人 ・ 要確認 1 件" in page(staff, hq, f"/sites/{laptop.site.site_id}").replace("人・", "人 ・ ")
    (site,) = site_days(DAY)
    assert (site.visits, site.unsettled) == (counting.Visits(1, 1, 0), 1)
    assert sum(counting.visits_by_hour(site.site_id, DAY).values()) == 1
    assert counting.by_age_band(site.site_id, DAY, "attendance") == {"70s": 1}
    settled = kinds.ConflictSettled(conflict="double_visit", decision="one", about=(second, first))
    laptop.write(settled, conflict_id(site.site_id, "double_visit", first, second))
    hq.exchange(laptop)
    (site,) = site_days(DAY)
    assert (site.visits, site.unsettled) == (counting.Visits(1, 1, 0), 0)
    assert "要確認" not in page(staff, hq)
