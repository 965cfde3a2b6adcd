"""A number to ring where a report is missing: of an office, kept at headquarters, seen by whoever may see the site."""

import json

import pytest
import requests

from core import kinds
from core.ids import day_id
from core.problem import Problem
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import MORNING, Laptop
from tests.helpers.readers import NISHITOKYO, add_reader, press, signed_in, words_of

DAY = MORNING.date().isoformat()
PHONE, OTHER = "042-000-1234", "042-000-5678"
MY_NUMBER = "123456789018"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    from hq.__main__ import make_parser

    arguments = make_parser().parse_args(["site", *words, "--json"])
    assert arguments.run(arguments) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def words(session: requests.Session, hq: Headquarters, path: str = "/") -> str:
    return words_of(session.get(hq.url + path, params={"day": DAY}, timeout=10))


def test_it_is_kept_by_command_and_by_the_portal(hq: Headquarters, capsys: pytest.CaptureFixture[str]) -> None:
    (made,) = run(
        capsys, "add", "--name", "公民館", "--municipality", NISHITOKYO, "--phone", "０４２（０００）１２３４"
    )
    assert made["phone"] == PHONE
    assert run(capsys, "amend", "公民館", "--phone", OTHER)[0]["phone"] == OTHER
    for told in (MY_NUMBER, "000-1234"):
        with pytest.raises(Problem):
            run(capsys, "amend", "公民館", "--phone", told)
        with pytest.raises(Problem):
            run(capsys, "add", "--name", "館", "--municipality", NISHITOKYO, "--phone", told)
    staff, page = signed_in(hq, add_reader("honbu")), f"{hq.url}/sites/{made['site_id']}/phone"
    for told in (MY_NUMBER, "1234-5678-9018", "000-1234"):
        refused = press(staff, page, {"phone": told})
        assert refused.status_code == 400
        assert (told in refused.text) == (told == "000-1234")
    (kept,) = run(capsys, "list")
    assert kept["phone"] == OTHER
    assert f"事務所の電話: {PHONE}" in words_of(press(staff, page, {"phone": PHONE}))
    press(staff, page, {"phone": ""})
    assert run(capsys, "list")[0]["phone"] == ""


def test_it_stands_where_a_report_is_missing_for_whoever_may_see_the_site(hq: Headquarters) -> None:
    own, other = Laptop(), Laptop()
    for laptop, name, town, number in ((own, "田無庁舎", NISHITOKYO, PHONE), (other, "小平公民館", "132110", OTHER)):
        told = hq.add_site(name, town, number)
        laptop.join(hq.url, hq.code(told))  # the site takes the laptop's id, and keeps the number
        laptop.write(kinds.SessionPlanned(title="相談会", day=DAY, starts="10:00", ends="12:00"))
        hq.exchange(laptop)
    staff, reader = signed_in(hq, add_reader("honbu")), signed_in(hq, add_reader("city", municipality=NISHITOKYO))
    page = f"/sites/{own.site.site_id}"
    for shown in (words(staff, hq), words(reader, hq), words(reader, hq, page)):
        assert PHONE in shown
    assert OTHER in words(staff, hq)
    assert OTHER not in words(reader, hq)
    assert reader.get(f"{hq.url}/sites/{other.site.site_id}", timeout=10).status_code == 404
    assert reader.get(f"{hq.url}{page}/phone", timeout=10).status_code == 403
    closed = kinds.DayClosed(day=DAY, at=f"{DAY}T12:10:00.000+09:00")
    own.write(closed, day_id(own.site.site_id, MORNING.date()))
    hq.exchange(own)
    assert PHONE not in words(staff, hq)
    assert OTHER in words(staff, hq)
    assert PHONE in words(reader, hq, page)
