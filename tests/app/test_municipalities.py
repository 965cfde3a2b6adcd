"""A session counts under the municipality of its day: the site's, or what it was merged into."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from core.assets import asset_path
from core.clock import FixedClock
from core.kinds import SessionPlanned
from core.problem import Problem
from core.published import MUNICIPALITIES, PublishedHandout
from desktop.app.daily_sheet import daily_sheet
from desktop.app.desk import Desk
from desktop.app.session_plans import plan_of
from desktop.app.sessions import amend_session, plan_session
from desktop.app.site import NewSite, init_site

SHIPPED = asset_path("catalogue", "municipalities.toml").read_text("utf-8")


def a_plan(day: str = "2026-11-21", **fields: object) -> SessionPlanned:
    plan = SessionPlanned(title="相談会", day=day, starts="10:00", ends="12:00")
    return msgspec.structs.replace(plan, **fields)


def merge(desk: Desk, code: str, last: str, into: str) -> None:
    """Headquarters says so."""
    was = f'code = "{code}"\n'
    text = SHIPPED.replace("version = 1", "version = 2", 1)
    text = text.replace(was, f'{was}valid_to = {last}\nmerged_into = "{into}"\n')
    with desk.store.db.conn:
        desk.store.handout_texts.keep(PublishedHandout(MUNICIPALITIES, 2, "2026-11-21", text.encode()))


def test_a_plan_without_one_is_the_sites(desk: Desk) -> None:
    assert plan_session(desk, a_plan()).session.municipality == desk.identity.municipality


def test_from_the_day_after_its_last_the_sites_sessions_are_those_of_the_merger(desk: Desk) -> None:
    before = plan_session(desk, a_plan("2027-03-31")).session
    merge(desk, desk.identity.municipality, "2027-03-31", "132101")
    assert before.municipality == desk.identity.municipality
    assert plan_session(desk, a_plan("2027-03-31")).session.municipality == desk.identity.municipality
    assert plan_session(desk, a_plan("2027-04-01")).session.municipality == "132101"


def test_a_session_of_before_keeps_its_municipality_when_it_is_amended(desk: Desk) -> None:
    old = plan_session(desk, a_plan("2027-03-31")).session
    merge(desk, desk.identity.municipality, "2026-03-31", "132101")
    amended = msgspec.structs.replace(plan_of(old), title="春の相談会")
    assert amend_session(desk, old.session_id, amended).session.municipality == desk.identity.municipality


@pytest.mark.parametrize(("code", "told"), [("132102", "municipality"), ("132161", "municipality_merged")])
def test_a_wrong_or_merged_code_is_refused(desk: Desk, code: str, told: str) -> None:
    with pytest.raises(Problem) as problem:
        plan_session(desk, a_plan(municipality=code))
    assert problem.value.code == told


def test_a_merged_code_may_stand_on_a_day_when_it_was_one(desk: Desk) -> None:
    assert plan_session(desk, a_plan("2001-01-20", municipality="132161")).session.municipality == "132161"


@pytest.mark.parametrize("text", ["?", SHIPPED.replace("132101", "132102")])
def test_a_list_that_cannot_be_read_is_not_used(desk: Desk, text: str) -> None:
    with desk.store.db.conn:
        desk.store.handout_texts.keep(PublishedHandout(MUNICIPALITIES, 2, "2026-11-21", text.encode()))
    assert plan_session(desk, a_plan(municipality="132101")).session.municipality == "132101"


@pytest.mark.parametrize(("code", "told"), [("132293", "municipality"), ("132161", "municipality_merged")])
def test_no_site_begins_under_a_wrong_or_merged_code(tmp_path: Path, clock: FixedClock, code: str, told: str) -> None:
    with pytest.raises(Problem) as problem:
        init_site(tmp_path, NewSite("公民館", code, "ひみつの花園"), clock)
    assert problem.value.code == told
    assert list(tmp_path.iterdir()) == []


def test_the_daily_sheet_names_the_municipality_of_its_day(desk: Desk) -> None:
    merge(desk, desk.identity.municipality, "2027-03-31", "132101")
    days = (date(2027, 3, 31), date(2027, 4, 1))
    assert [daily_sheet(desk, day).municipality for day in days] == ["西東京市", "小金井市"]
