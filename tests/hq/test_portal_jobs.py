"""A long period in the portal: it waits on a page of its own, and becomes the table; nobody finds another's."""

from urllib.parse import urlsplit

import pytest
import requests

from tests.helpers.headquarters import Headquarters
from tests.helpers.readers import NISHITOKYO, add_reader, press, signed_in
from tests.hq.counted import hold
from tests.hq.test_background import until

LONG = "/reports/r7?from=2023-01-02&to=2026-03-31"


@pytest.fixture
def staff(hq: Headquarters) -> requests.Session:
    return signed_in(hq, add_reader("hanako"))


def get(session: requests.Session, hq: Headquarters, path: str) -> requests.Response:
    return session.get(hq.url + path, timeout=10)


def button(session: requests.Session, hq: Headquarters, path: str, name: str) -> requests.Response:
    return press(session, hq.url + path, {name: "1"})


def of_job(path: str) -> str:
    return path.replace("/r7?", "/r7/job?")


def test_it_waits_and_becomes_the_table(hq: Headquarters, staff: requests.Session) -> None:
    from hq.reports.job_worker import long_reports

    laptop = hq.enrolled()
    hold(laptop, "2023-05-01", 3)
    hq.exchange(laptop)
    waiting = get(staff, hq, LONG)
    assert urlsplit(waiting.url).path == "/reports/r7/job"
    assert waiting.headers["Refresh"] == "2"
    assert "順番を待っています。" in waiting.text
    assert get(staff, hq, LONG.replace("r7?", "r7/file?") + "&format=csv").status_code == 400
    with long_reports():
        until(lambda: urlsplit(get(staff, hq, of_job(LONG)).url).path == "/reports/r7")
    table = get(staff, hq, LONG)
    assert "この表は、前に数えたものです。" in table.text
    assert "Refresh" not in table.headers
    assert "延べ人数" in get(staff, hq, LONG.replace("r7?", "r7/file?") + "&format=csv").content.decode("utf-8-sig")
    assert urlsplit(button(staff, hq, LONG, "nothing").url).path == "/reports/r7"


def test_cancelled_and_begun_again(hq: Headquarters, staff: requests.Session) -> None:
    get(staff, hq, LONG)
    assert "集計をやめました。" in button(staff, hq, of_job(LONG), "cancel").text
    assert "集計をやめました。" in get(staff, hq, LONG).text
    assert "順番を待っています。" in button(staff, hq, of_job(LONG), "again").text
    hq.query("UPDATE report_job SET state = 'stopped' WHERE state = 'waiting'")
    staff.get(f"{hq.url}/language/en", timeout=10)
    assert "It stopped halfway." in get(staff, hq, of_job(LONG)).text


def test_another_reader_finds_nothing_of_it(hq: Headquarters, staff: requests.Session) -> None:
    hq.add_site()
    get(staff, hq, LONG)
    other = signed_in(hq, add_reader("city", municipality=NISHITOKYO))
    assert get(other, hq, of_job(LONG)).status_code == 404
    hq.query("UPDATE report_job SET state = 'done', result = '{}'")
    assert "順番を待っています。" in get(other, hq, LONG).text
    assert hq.query("SELECT count(*) FROM report_job") == [(2,)]
