"""The page of 速報値: taken down, amended, taken back; what waits and what arrived; refusals in both languages."""

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
import requests

from core import kinds
from core.clock import JAPAN
from core.ids import day_id
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.readers import add_reader, press, signed_in, words_of

_VERSIONS = "SELECT version, visits, withdrawn, taken_by FROM provisional WHERE site_id = %s ORDER BY version"


@pytest.fixture(scope="module")
def hq() -> Iterator[Headquarters]:
    """One for all tests here: each has a site of its own."""
    with headquarters() as running:
        yield running


@pytest.fixture(scope="module")
def staff(hq: Headquarters) -> requests.Session:
    return signed_in(hq, add_reader("hanako"))


def today() -> date:
    return datetime.now(JAPAN).date()


def post(staff: requests.Session, url: str, **told: str) -> requests.Response:
    return press(staff, url, {"how": "fax", **told})


def test_from_the_telephone_to_the_records(hq: Headquarters, staff: requests.Session) -> None:
    laptop, page = hq.enrolled(), f"{hq.url}/provisional"
    one = post(staff, page, site=laptop.site.site_id, day=str(today()), what="programme:P04", visits="２６")
    assert one.ok
    assert "26" in words_of(one)
    assert "26※ 届いた分 0" in words_of(staff.get(page, timeout=10))
    assert "※ 速報値あり" in words_of(staff.get(hq.url, timeout=10))
    laptop.write(
        kinds.DayClosed(day=str(today()), at=f"{today()}T16:00:00.000+09:00"), day_id(laptop.site.site_id, today())
    )
    hq.exchange(laptop)
    seen = words_of(staff.get(page, timeout=10))
    assert "記録を待っている速報値はありません。" in seen
    assert "26 届いた分 0 差 △26" in seen
    assert "速報値あり" not in words_of(staff.get(hq.url, timeout=10))


def test_amended_and_taken_back(hq: Headquarters, staff: requests.Session) -> None:
    site, page = hq.add_site(), f"{hq.url}/provisional"
    one = post(staff, page, site=site, day=str(today()), visits="5", note="受話器ごし").url
    assert "受話器ごし" in words_of(post(staff, one, visits="6", note="受話器ごし"))
    assert "取り消しました。数えていません。" in words_of(post(staff, one, withdraw="1", note="別の拠点"))
    assert "取り消した速報値" in words_of(staff.get(page, timeout=10))
    assert hq.query(_VERSIONS, site) == [
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
        assert sentence in words_of(refused)
        assert re.search(rf'id="visits"[^>]* value="{values.get("visits", "")}"', refused.text)
    assert hq.query("SELECT count(*) FROM provisional WHERE site_id = %s", values["site"]) == [(0,)]


def test_what_is_not_there(hq: Headquarters, staff: requests.Session) -> None:
    assert staff.get(f"{hq.url}/provisional/x", timeout=10).status_code == 404
