"""The portal against a reader who types what no page of ours leads to."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import quote

import msgspec
import pytest
import requests

from core import kinds
from core.reports.handed_in import freeze
from core.reports.table import Figure, ReportTable, Split
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.laptop import Laptop
from tests.helpers.readers import NISHITOKYO, add_reader, press, signed_in
from tests.helpers.report_tables import r1

SECRET = "ヨソノ拠点"
MY_NUMBER = "123456789018"


@dataclass(frozen=True)
class World:
    """A laptop of the reader's town, a site of another town, a reader and somebody of headquarters."""

    hq: Headquarters
    laptop: Laptop
    other: str
    reader: requests.Session
    staff: requests.Session

    @property
    def own(self) -> str:
        return self.laptop.site.site_id

    def get(self, path: str, who: requests.Session | None = None) -> requests.Response:
        return (who or self.reader).get(self.hq.url + path, timeout=20, allow_redirects=False)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with headquarters() as hq:
        laptop, other = hq.enrolled(), hq.add_site(SECRET, "132110")
        reader, staff = (
            signed_in(hq, each) for each in (add_reader("city", municipality=NISHITOKYO), add_reader("honbu"))
        )
        yield World(hq, laptop, other, reader, staff)


def test_no_value_of_a_split_names_anothers_site(world: World) -> None:
    """Only codes of a site's own name a site behind an @, and only a site in reach."""
    for split, code in ((Split.VENUE, "x"), (Split.KIND, "V01"), (Split.PROGRAMME, "x"), (Split.STRAND, "V01")):
        answer = world.get(f"/reports/r7?only={split.value}%3D{code}%40{world.other}")
        assert SECRET not in answer.text, split
    assert SECRET in world.get(f"/reports/r7?only=topic%3DV01-01%40{world.other}", world.staff).text


@pytest.mark.parametrize("told", ["day=x", "day=0001-01-01", "month=2026-99", "fiscal_year=1e9", "hour=@", "venue=V@"])
def test_what_is_no_value_of_a_split_counts_nothing(world: World, told: str) -> None:
    assert world.get(f"/reports/r7?only={quote(told)}").status_code == 200


def test_a_letter_that_no_text_can_hold_leads_nowhere(world: World) -> None:
    paths = (f"/handed-in/{world.own}/%00", f"/handed-in/{world.own}/%00/file?format=csv", "/unresolved?topic=%00")
    for path in (*paths, "/calendar?programme=%00", "/provisional/%00"):
        assert world.get(path, world.staff).status_code == 404, path
    for told in ({"site": "\0"}, {"note": "\0"}):
        assert _post(world, "/provisional", told).status_code == 404, told
    assert _post(world, "/login", {"username": "\0", "password": "x"}).status_code == 403


def test_a_number_that_must_not_be_kept_is_neither_shown_nor_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "hq.audit")
    told = {"site": world.own, "day": "2026-04-01", "sessions": "1", "how": "phone", "note": f"田中様 {MY_NUMBER}"}
    refused = _post(world, "/provisional", told)
    assert refused.status_code == 400
    assert "田中様" in refused.text
    typed = [
        world.get(f"/reports/r7/file?format=csv&only=venue%3D{MY_NUMBER}"),
        world.get(f"/reports/r7?municipality={MY_NUMBER}", world.staff),
        world.get(f"/{MY_NUMBER}"),
        world.reader.post(f"{world.hq.url}/sites/{MY_NUMBER}", timeout=20),
        world.reader.get(world.hq.url, headers={"Host": MY_NUMBER}, timeout=20),
    ]
    assert [each.status_code for each in typed] == [404, 404, 404, 403, 400]
    assert MY_NUMBER not in refused.text
    assert MY_NUMBER not in caplog.text


def test_an_answer_to_head_has_no_body_that_the_next_one_would_follow(world: World) -> None:
    connection = HTTPConnection(world.hq.url.removeprefix("http://"), timeout=10)
    for path in ("/login", "/nowhere"):
        connection.request("HEAD", path)
        told = connection.getresponse()
        assert int(told.headers["Content-Length"]) > 0
        assert told.read() == b""
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.read().startswith(b"<!doctype html>"), path
    connection.close()


def test_a_time_that_is_none_takes_nobodys_calendar_away(world: World) -> None:
    for title, starts in (("いつもの会", "10:00"), ("おかしな会", "10:00\r\nATTENDEE:x")):
        world.laptop.write(kinds.SessionPlanned(title=title, day="2026-11-20", starts=starts, ends="12:00"))
    world.hq.exchange(world.laptop)
    answer = world.get("/calendar.ics?day=2026-11-20")
    assert answer.status_code == 200
    assert "いつもの会" in answer.content.decode()
    assert b"ATTENDEE" not in answer.content


@pytest.mark.parametrize("odd", [Figure(value=10**30), Figure(value=1, scale=10**7), Figure(value=1, scale=-1), None])
def test_a_report_that_could_not_be_drawn_is_no_report(world: World, odd: Figure | None) -> None:
    table = r1()
    table = msgspec.structs.replace(table, cut_off="x" * 100_000) if odd is None else _with(table, odd)
    frozen = freeze(table)
    told = kinds.ReportSubmitted(
        report="r1",
        period_from="2025-04-01",
        period_to="2026-03-31",
        cut_off="x",
        content=frozen.content,
        content_hash=frozen.content_hash,
        handed_to="市",
    )
    submission = world.laptop.write(told).entity_id
    world.hq.exchange(world.laptop)
    assert world.get(f"/handed-in/{world.own}/{submission}").status_code == 409


def _with(table: ReportTable, odd: Figure) -> ReportTable:
    row = msgspec.structs.replace(table.rows[0], cells=(odd, *table.rows[0].cells[1:]))
    return msgspec.structs.replace(table, rows=(row, *table.rows[1:]))


def _post(world: World, path: str, told: dict[str, str]) -> requests.Response:
    return press(world.staff, world.hq.url + path, told)
