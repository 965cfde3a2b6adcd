"""アンケート at headquarters, in PostgreSQL: the counts of the laptop, from the same events, and none of the words."""

import re
from datetime import date
from pathlib import Path

import msgspec
import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import kinds
from core.reports.surveys import SurveyCount
from desktop.app.site import desk_of
from desktop.app.surveys import Scope, survey_results
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.helpers.sites import fixed_clock, make_identity, make_store

FIRST, LAST = date(2026, 11, 20), date(2026, 11, 21)
_CHOICES = st.sets(st.sampled_from(["q1=1", "q1=4", "q3=2", "q3=9", "q4=1", "q9=9", "zz"]), max_size=4)
_SHEET = st.fixed_dictionaries(
    {
        "day": st.sampled_from(["2026-11-19", "2026-11-20", "2026-11-21"]),
        "survey": st.sampled_from(["S1", "S2", "S99"]),
        "version": st.sampled_from([1, 1, 7]),
        "choices": _CHOICES.map(lambda each: tuple(sorted(each))),
        "voided": st.booleans(),
    }
)


def at_headquarters(site_id: str | None = None) -> tuple[SurveyCount, ...]:
    """Imported here: its models exist only once Django is set up."""
    from hq.reports.surveys import surveys

    return surveys(FIRST, LAST, [site_id] if site_id else None)


def _typed_in(laptop: Laptop, **told: object) -> None:
    voided = told.pop("voided", False)
    event = laptop.write(msgspec.convert({"answers": "q5=ひみつのことば", **told}, kinds.SurveyEntered))
    if voided:
        laptop.write(kinds.SurveyVoided(), event.entity_id)


def _from_the_laptops_file(folder: Path, laptop: Laptop) -> tuple[SurveyCount, ...]:
    store = make_store(folder, make_identity(site_id=laptop.site.site_id))
    with store.db.atomic():
        store.journal.absorb(laptop.journal)
    found = survey_results(desk_of(store, fixed_clock()), Scope(FIRST, LAST)).surveys
    store.close()
    return found


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_SHEET, min_size=1, max_size=20))
def test_headquarters_counts_what_the_laptop_counts(
    hq: Headquarters, tmp_path_factory: pytest.TempPathFactory, sheets: list[dict[str, object]]
) -> None:
    laptop = hq.enrolled()
    for sheet in sheets:
        _typed_in(laptop, **sheet)
    hq.exchange(laptop)
    here = at_headquarters(laptop.site.site_id)
    assert here == _from_the_laptops_file(tmp_path_factory.mktemp("site"), laptop)
    standing = [
        each for each in sheets if not each["voided"] and each["day"] != "2026-11-19" and each["survey"] != "S99"
    ]
    assert sum(each.sheets for each in here) == len(standing)


def test_all_sites_are_added_and_each_can_be_told_apart(hq: Headquarters, capsys: pytest.CaptureFixture[str]) -> None:
    from hq.__main__ import make_parser
    from hq.cli.surveys import show_surveys

    laptops = [hq.enrolled(), hq.enrolled()]
    for laptop, choice in zip(laptops, ("q1=1", "q1=2"), strict=True):
        _typed_in(laptop, survey="S1", day="2026-11-21", choices=("q2=1", choice))
        hq.exchange(laptop)

    def run(*words: str) -> dict[str, int]:
        days = ("--from", str(FIRST), "--to", str(LAST))
        assert show_surveys(make_parser().parse_args(["report", "survey", *days, "--json", *words])) == 0
        lines = [msgspec.json.decode(line) for line in capsys.readouterr().out.splitlines()]
        return {f"{line['question']}={line['answer']}": line["times"] for line in lines if line["times"]}

    assert run() == {"q1=1": 1, "q1=2": 1, "q2=1": 2}
    assert run("--site", laptops[0].site.site_id) == {"q1=1": 1, "q2=1": 1}
    assert run("--municipality", "132292") == run()
    assert run("--municipality", "132110") == {}


def test_the_portal_shows_thirty_days_and_no_words(hq: Headquarters) -> None:
    from django.contrib.auth.models import User

    from tests.hq.test_portal import PASSWORD, sign_in

    laptops = [hq.enrolled(), hq.enrolled()]
    for laptop, day in zip(laptops, ("2026-11-21", "2026-10-22"), strict=True):
        _typed_in(laptop, survey="S1", day=day, choices=("q1=1",))
        hq.exchange(laptop)
    User.objects.create_user("hanako", password=PASSWORD, is_staff=True)
    session = requests.Session()
    assert sign_in(session, hq, PASSWORD).status_code == 200

    def page(**asked: str) -> str:
        answer = session.get(f"{hq.url}/surveys", params={"day": "2026-11-21", **asked}, timeout=10)
        assert answer.status_code == 200, answer.text
        return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())

    assert "1 とてもよかった 1" in page().replace("　", " ")
    assert "用紙: 1 枚" in page()
    assert "ひみつのことば" not in page()
    assert "用紙: 1 枚" not in page(site=laptops[1].site.site_id)
    assert "この30日に入力された用紙はありません。" in page(site=laptops[1].site.site_id)
    assert "用紙: 1 枚" in page(site=laptops[1].site.site_id, day="2026-11-20")
    session.get(f"{hq.url}/language/en", timeout=10)
    assert "1 Very good 1" in page().replace("　", " ")
    assert session.get(f"{hq.url}/surveys?site=nowhere", timeout=10).status_code == 404
    assert requests.get(f"{hq.url}/surveys", allow_redirects=False, timeout=10).status_code == 302
