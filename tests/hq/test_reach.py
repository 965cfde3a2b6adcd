"""Whose data a reader of the portal sees: every address says for whom it is, and nobody gets beyond it."""

import re

import pytest
import requests

from hq.portal import recent
from tests.helpers.headquarters import Headquarters
from tests.helpers.readers import NISHITOKYO, add_reader, signed_in

OPEN = {"sign_in", "sign_out", "language"}
FOR_READERS = {
    "today",
    "site",
    "calendar",
    "calendar_file",
    "reports",
    "report",
    "report_behind",
    "job",
    "report_charts",
    "report_file",
    "report_form",
    "conditions",
    "conditions_file",
    "handed_in",
    "handed_in_one",
    "handed_in_file",
    "unresolved",
    "surveys",
}
"""What a municipality opens too; everything else is of headquarters alone."""
_ARGUMENTS = {"site_id": "x", "device_id": "x", "kept_id": "1", "code": "r7", "submission_id": "x", "figure_id": "x"}


def addresses() -> dict[str, str]:
    """Every page that wants a sign-in: its name, and an address of it."""
    from hq.urls import urlpatterns

    pages = [(each.name, str(each.pattern)) for each in urlpatterns if each.name and each.name not in OPEN]
    return {name: "/" + re.sub(r"<\w+:(\w+)>", lambda found: _ARGUMENTS[found[1]], path) for name, path in pages}


def test_every_page_is_for_somebody(hq: Headquarters) -> None:
    """Signed out: to the form. An account for nothing: no page. A municipality: its own pages."""
    nobody = signed_in(hq, add_reader("nobody", for_nothing=True))
    reader = signed_in(hq, add_reader("city", municipality=NISHITOKYO))
    for name, path in addresses().items():
        assert _status(requests.Session(), hq, path) == 302, path
        assert _status(nobody, hq, path) == 403, path
        assert (_status(reader, hq, path) == 403) == (name not in FOR_READERS), path


def _status(session: requests.Session, hq: Headquarters, path: str) -> int:
    return session.get(hq.url + path, allow_redirects=False, timeout=10).status_code


def test_a_municipality_sees_its_own_sites_alone(hq: Headquarters) -> None:
    own, other = hq.add_site("田無庁舎"), hq.add_site("小平公民館", "132110")
    reader = signed_in(hq, add_reader("city", municipality=NISHITOKYO))
    today = reader.get(hq.url, timeout=10).text
    assert "田無庁舎" in today
    assert "小平公民館" not in today
    assert _status(reader, hq, f"/sites/{own}") == 200
    assert _status(reader, hq, f"/sites/{other}") == 404


def test_what_is_kept_for_others_is_shown_to_nobody_beyond_their_reach(
    hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages are shared by those who may see the same: what another opened a moment ago stays with its readers."""
    for kept in recent.ALL:
        monkeypatch.setattr(kept, "seconds", 60)
    hq.add_site("田無庁舎")
    hq.add_site("小平公民館", "132110")
    everybody, city, beside = (
        signed_in(hq, add_reader(name, municipality=code))
        for name, code in (("all", None), ("city", NISHITOKYO), ("beside", "132110"))
    )
    for path in ("/", "/calendar", "/reports/r7?by=site", "/conditions", "/unresolved"):
        for reader, own, other in ((everybody, True, True), (city, True, False), (beside, False, True)):
            page = reader.get(hq.url + path, timeout=10).text
            assert (("田無庁舎" in page), ("小平公民館" in page)) == (own, other), path
    hq.add_site("保谷庁舎")
    assert "保谷庁舎" not in everybody.get(hq.url, timeout=10).text  # as it was a moment ago
    assert "保谷庁舎" in city.get(hq.url, timeout=10).text  # other sites are another question


@pytest.mark.parametrize(("municipality", "seen"), [(None, True), (NISHITOKYO, False)])
def test_the_menu_offers_what_can_be_opened(hq: Headquarters, municipality: str | None, seen: bool) -> None:
    reader = signed_in(hq, add_reader("somebody", municipality=municipality))
    menu = reader.get(hq.url, timeout=10).text
    assert ('href="/devices"' in menu) is seen
    assert ('href="/programmes"' in menu) is seen


def test_a_merger_takes_its_sites_and_its_accounts_along(hq: Headquarters) -> None:
    """田無市 became part of 西東京市: one municipality, whatever stands on the account and at the site."""
    former, present, other = (
        hq.add_site(name, code)
        for name, code in (("旧庁舎", "132161"), ("新庁舎", NISHITOKYO), ("よその庁舎", "132110"))
    )
    for name, code in (("old", "132161"), ("new", NISHITOKYO)):
        reader = signed_in(hq, add_reader(name, municipality=code))
        today = reader.get(hq.url, timeout=10).text
        assert [each in today for each in ("旧庁舎", "新庁舎", "よその庁舎")] == [True, True, False]
        assert "西東京市" in today
        assert [_status(reader, hq, f"/sites/{each}") for each in (former, present, other)] == [200, 200, 404]


@pytest.mark.parametrize("path", ["/calendar", "/unresolved", "/surveys", "/conditions", "/reports/r7", "/handed-in"])
def test_an_odd_site_is_none(hq: Headquarters, path: str) -> None:
    reader = signed_in(hq, add_reader("city", municipality=NISHITOKYO))
    for site in ("nowhere", "%00", "%27"):
        assert _status(reader, hq, f"{path}?site={site}") == 404, site
