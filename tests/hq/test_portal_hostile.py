"""The portal against a reader who types what no page of ours leads to."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
import requests

from core.reports.table import Split
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.readers import NISHITOKYO, add_reader, signed_in

SECRET = "ヨソノ拠点"
MY_NUMBER = "123456789018"


@dataclass(frozen=True)
class World:
    """A site of the reader's town, one of another town, a reader and somebody of headquarters."""

    hq: Headquarters
    own: str
    other: str
    reader: requests.Session
    staff: requests.Session

    def get(self, path: str, who: requests.Session | None = None) -> requests.Response:
        return (who or self.reader).get(self.hq.url + path, timeout=20, allow_redirects=False)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with headquarters() as hq:
        own, other = hq.add_site(), hq.add_site(SECRET, "132110")
        reader, staff = (
            signed_in(hq, each) for each in (add_reader("city", municipality=NISHITOKYO), add_reader("honbu"))
        )
        yield World(hq, own, other, reader, staff)


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
    ]
    assert [each.status_code for each in typed] == [404, 404, 404]
    assert MY_NUMBER not in refused.text
    assert MY_NUMBER not in caplog.text


def _post(world: World, path: str, told: dict[str, str]) -> requests.Response:
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', world.get(path, world.staff).text)
    assert token is not None
    data = {**told, "csrfmiddlewaretoken": token[1]}
    return world.staff.post(world.hq.url + path, data=data, timeout=20, allow_redirects=False)
