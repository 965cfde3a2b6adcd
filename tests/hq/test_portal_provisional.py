"""The page of 速報値: taken down, amended, taken back; what waits and what arrived; refusals in both languages."""

import re
from datetime import date, datetime

import pytest
import requests

from core import kinds
from core.clock import JAPAN
from core.ids import day_id
from tests.helpers.headquarters import Headquarters
from tests.helpers.readers import add_reader, signed_in


@pytest.fixture
def staff(hq: Headquarters) -> requests.Session:
    return signed_in(hq, add_reader("hanako"))


def today() -> date:
    return datetime.now(JAPAN).date()


def words(answer: requests.Response) -> str:
    main = answer.text.split("<main")[1]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def post(staff: requests.Session, url: str, **told: str) -> requests.Response:
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', staff.get(url, timeout=10).text)
    assert token is not None
    return staff.post(url, data={"how": "fax", **told, "csrfmiddlewaretoken": token[1]}, timeout=10)


def test_from_the_telephone_to_the_records(hq: Headquarters, staff: requests.Session) -> None:
    laptop, page = hq.enrolled(), f"{hq.url}/provisional"
    one = post(staff, page, site=laptop.site.site_id, day=str(today()), what="programme:P04", visits="２６")
    assert one.ok
    assert "26" in words(one)
    assert "26※ 届いた分 0" in words(staff.get(page, timeout=10))
    assert "※ 速報値あり" in words(staff.get(hq.url, timeout=10))
    laptop.write(
        kinds.DayClosed(day=str(today()), at=f"{today()}T16:00:00.000+09:00"), day_id(laptop.site.site_id, today())
    )
    hq.exchange(laptop)
    seen = words(staff.get(page, timeout=10))
    assert "記録を待っている速報値はありません。" in seen
    assert "26 届いた分 0 差 △26" in seen
    assert "速報値あり" not in words(staff.get(hq.url, timeout=10))


def test_amended_and_taken_back(hq: Headquarters, staff: requests.Session) -> None:
    site, page = hq.add_site(), f"{hq.url}/provisional"
    one = post(staff, page, site=site, day=str(today()), visits="5", note="受話器ごし").url
    assert "受話器ごし" in words(post(staff, one, visits="6", note="受話器ごし"))
    assert "取り消しました。数えていません。" in words(post(staff, one, withdraw="1", note="別の拠点"))
    assert "取り消した速報値" in words(staff.get(page, timeout=10))
    assert hq.query("SELECT version, visits, withdrawn, taken_by FROM provisional ORDER BY version") == [
        (1, 5, False, "hanako"),
        (2, 6, False, "hanako"),
        (3, 6, True, "hanako"),
    ]


@pytest.mark.parametrize(
    ("told", "ja", "en"),
    [
        ({"visits": "なし"}, "数が正しくありません。", "A number is not right."),
        ({"visits": "1", "note": "1234-5678-9018"}, "番号", "A note must not hold"),
        ({}, "数が入っていません。", "There is no number."),
        ({"visits": "1", "site": "x"}, "拠点を選んでください。", "Please choose a site."),
        ({"visits": "1", "day": "2026-02-30"}, "日付を入れてください。", "Please enter a day"),
    ],
)
def test_refused_in_words(hq: Headquarters, staff: requests.Session, told: dict[str, str], ja: str, en: str) -> None:
    values = {"site": hq.add_site(), "day": str(today()), **told}
    for language, sentence in (("ja", ja), ("en", en)):
        staff.get(f"{hq.url}/language/{language}", timeout=10)
        refused = post(staff, f"{hq.url}/provisional", **values)
        assert refused.status_code == 400
        assert sentence in words(refused)
        assert f'value="{values["visits"]}"' in refused.text if values.get("visits") else True
    assert hq.query("SELECT count(*) FROM provisional") == [(0,)]


def test_what_is_not_there(hq: Headquarters, staff: requests.Session) -> None:
    assert staff.get(f"{hq.url}/provisional/x", timeout=10).status_code == 404
