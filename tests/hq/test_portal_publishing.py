"""Programmes and municipalities are published from their pages: looked at first, refused in words, kept in versions."""

import pytest
import requests

from tests.helpers.headquarters import Headquarters
from tests.helpers.readers import add_reader, press, signed_in, words_of
from tests.hq.test_programmes import ADD, PLACES, RETIRE, edited


@pytest.fixture
def staff(hq: Headquarters) -> requests.Session:
    return signed_in(hq, add_reader("hanako"))


def send(staff: requests.Session, url: str, button: str, data: bytes) -> tuple[int, str]:
    answer = press(staff, url, {button: ""}, data)
    return answer.status_code, words_of(answer)


def versions(hq: Headquarters) -> list[tuple[str, int]]:
    found = hq.query("SELECT handout, version FROM handout_version ORDER BY 1, 2")
    return [(name, version) for name, version in found]


def test_programmes_are_looked_at_then_published(hq: Headquarters, staff: requests.Session) -> None:
    page, data = f"{hq.url}/programmes", edited(RETIRE, more=ADD)
    status, seen = send(staff, page, "check", data)
    assert status == 200
    assert "まだ公開していません。" in seen
    assert "終了日の変更 P02" in seen
    assert "追加 P29 出張相談" in seen
    assert versions(hq) == []
    _, seen = send(staff, page, "publish", data)
    assert "公開しました。" in seen
    assert "いちばん新しい版: 2" in seen
    assert versions(hq) == [("programmes", 2)]
    assert "programmes" not in staff.get(f"{hq.url}/handouts", timeout=10).text.split("<main")[1]


@pytest.mark.parametrize(
    ("page", "data", "ja", "en"),
    [
        ("programmes", edited(version=1), "より大きくありません。", "The version is not higher"),
        ("programmes", edited(('kind = "trial"', 'kind = "course"')), "集計の数が変わって", "counts in, is another"),
        ("municipalities", b"version = ", "市区町村の一覧", "not written as it should be"),
    ],
)
def test_refused_in_both_languages(
    hq: Headquarters, staff: requests.Session, page: str, data: bytes, ja: str, en: str
) -> None:
    for language, sentence in (("ja", ja), ("en", en)):
        staff.get(f"{hq.url}/language/{language}", timeout=10)
        status, seen = send(staff, f"{hq.url}/{page}", "publish", data)
        assert status == 400
        assert sentence in seen
    assert versions(hq) == []


def test_a_municipality_that_is_reworded(hq: Headquarters, staff: requests.Session) -> None:
    data = edited(('name = "立川市"', 'name = "たちかわ市"'), text=PLACES)
    _, seen = send(staff, f"{hq.url}/municipalities", "publish", data)
    assert "言い方の変更 132021 たちかわ市" in seen
    assert "いちばん新しい版: 2・いまある市区町村: 80・合併などで終わったもの: 2・都道府県: 1" in seen
    assert versions(hq) == [("municipalities", 2)]
