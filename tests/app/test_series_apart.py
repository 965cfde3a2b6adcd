"""One series on two laptops that know of each other only when they meet."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from core.clock import FixedClock
from core.conflicts import Decision
from core.facts import Series
from core.kinds import SeriesPlanned
from desktop.app.desk import Desk
from desktop.app.series import amend_series, leave_out, plan_series
from desktop.app.series_plans import fields_of, sessions_of, the_series
from desktop.app.settling import settle
from desktop.app.unsettled import unsettled
from tests.app.planning import book
from tests.helpers.apart import meet, two_laptops

Laptops = tuple[Desk, Desk]


@pytest.fixture
def laptops(tmp_path: Path, clock: FixedClock) -> Iterator[Laptops]:
    with two_laptops(tmp_path, clock) as both:
        yield both


def _series(laptops: Laptops) -> str:
    plan = {"title": "相談会", "day": "2026-11-24", "starts": "10:00", "ends": "12:00", "venue": "公民館"}
    told = SeriesPlanned(**plan, weekdays=(1,), until="2026-12-14")  # type: ignore[arg-type]  # texts all
    made = plan_series(laptops[0], told).series.series_id
    meet(*laptops)
    return made


def _change(desk: Desk, series_id: str, **told: object) -> None:
    amend_series(desk, series_id, msgspec.structs.replace(fields_of(the_series(desk, series_id)), **told))


def _live(desk: Desk, series_id: str) -> list[str]:
    found = sessions_of(desk, series_id)
    return [f"{each.day[5:]} {each.starts}" for each in found if each.state != "cancelled"]


def test_the_same_change_on_both_makes_the_same_sessions(laptops: Laptops) -> None:
    series_id = _series(laptops)
    for desk in laptops:
        _change(desk, series_id, until="2026-12-28", skips_year_end=False)
    meet(*laptops)
    for desk in laptops:
        assert _live(desk, series_id) == ["11-30 10:00", "12-07 10:00", "12-14 10:00", "12-21 10:00", "12-28 10:00"]
        assert unsettled(desk) == []


def test_different_changes_are_one_item_and_its_decision_settles_every_session(
    laptops: Laptops, clock: FixedClock
) -> None:
    series_id = _series(laptops)
    _change(laptops[0], series_id, starts="13:00", ends="15:00", until="2026-12-21")
    clock.advance(minutes=5)
    _change(laptops[1], series_id, starts="14:00", ends="16:00")
    meet(*laptops)
    [item] = unsettled(laptops[0])
    assert (item.thing, len(item.versions)) == ("series", 2)
    told = {each.field: each.ja for each in item.versions[0].tells}
    assert told["plan"] == "月 13:00–15:00 公民館"
    clock.advance(minutes=5)
    settle(laptops[0], item.conflict, item.about, Decision.KEPT, item.versions[0].id)
    meet(*laptops)
    for desk in laptops:
        assert _live(desk, series_id) == ["11-30 13:00", "12-07 13:00", "12-14 13:00", "12-21 13:00"]
        assert unsettled(desk) == []
        assert the_series(desk, series_id).diverging == ""
    clock.advance(minutes=5)
    settle(laptops[1], item.conflict, item.about, Decision.KEPT, item.versions[1].id)
    meet(*laptops)
    for desk in laptops:
        assert _live(desk, series_id) == ["11-30 14:00", "12-07 14:00", "12-14 14:00"]
        assert unsettled(desk) == []


def test_what_is_booked_is_left_for_a_person(laptops: Laptops, clock: FixedClock) -> None:
    series_id = _series(laptops)
    _change(laptops[0], series_id, starts="13:00", ends="15:00")
    clock.advance(minutes=5)
    _change(laptops[1], series_id, starts="14:00", ends="16:00")
    meet(*laptops)
    book(laptops[0], sessions_of(laptops[0], series_id)[0])
    [item] = unsettled(laptops[0])
    settle(laptops[0], item.conflict, item.about, Decision.KEPT, item.versions[0].id)
    assert [each.thing for each in unsettled(laptops[0])] == ["session"]


@pytest.mark.parametrize(
    ("kept", "sessions"),
    [(0, ["11-30 10:00", "12-14 10:00"]), (1, ["11-30 14:00", "12-07 14:00", "12-14 14:00"])],
)
def test_a_day_is_left_out_on_one_while_the_other_changes_the_time(
    laptops: Laptops, clock: FixedClock, kept: int, sessions: list[str]
) -> None:
    series_id = _series(laptops)
    leave_out(laptops[0], series_id, date(2026, 12, 7))
    clock.advance(minutes=5)
    _change(laptops[1], series_id, starts="14:00", ends="16:00")
    meet(*laptops)
    [item] = unsettled(laptops[1])
    settle(laptops[1], item.conflict, item.about, Decision.KEPT, item.versions[kept].id)
    meet(*laptops)
    for desk in laptops:
        assert _live(desk, series_id) == sessions
        assert desk.store.facts.count(Series) == 1
        assert unsettled(desk) == []
