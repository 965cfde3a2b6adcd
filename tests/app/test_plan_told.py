"""No road to a plan takes a number or a code of no list; what an older program wrote stays, and can be amended."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from core.facts import Series, Session
from core.ids import new_entity_id
from core.kinds import SeriesPlanned, SessionPlanned
from core.problem import Problem
from desktop.app.courses import plan_course
from desktop.app.day_facts import SESSION_KINDS
from desktop.app.desk import Desk
from desktop.app.series import amend_series, plan_series
from desktop.app.series_plans import fields_of
from desktop.app.session_copies import copy_week
from desktop.app.session_plans import plan_of
from desktop.app.sessions import amend_session, plan_session, the_session
from desktop.storage.journal import Draft
from tests.core.test_number_guard import with_check_digit

NUMBER = with_check_digit("12345678901")
WRONG = [
    {"ratio": NUMBER},
    {"funding": NUMBER},
    {"session_kind": NUMBER},
    {"channel": NUMBER},
    {"course_id": NUMBER},
    {"materials": (NUMBER,)},
    {"operator": NUMBER},
    {"programme": NUMBER},
    {"ratio": "だいたい1対1"},
    {"title": "長" * 30_000},
    {"venue": "長" * 201},
]


def plan(**told: Any) -> SessionPlanned:
    return SessionPlanned(**{"title": "回", "day": "2026-11-23", "starts": "10:00", "ends": "12:00"} | told)


def recurring(**told: Any) -> SeriesPlanned:
    rule = {"weekdays": (1,), "until": "2026-12-21"}
    return SeriesPlanned(**msgspec.structs.asdict(plan(**told)) | rule)


def _amend(desk: Desk, told: dict[str, Any]) -> None:
    session = plan_session(desk, plan()).session
    amend_session(desk, session.session_id, msgspec.structs.replace(plan_of(session), **told))


def _amend_series(desk: Desk, told: dict[str, Any]) -> None:
    series = plan_series(desk, recurring()).series
    amend_series(desk, series.series_id, msgspec.structs.replace(fields_of(series), **told))


ROADS: dict[str, Callable[[Desk, dict[str, Any]], object]] = {
    "plan": lambda desk, told: plan_session(desk, plan(**told)),
    "amend": _amend,
    "course": lambda desk, told: plan_course(desk, plan(**told), 3),
    "series": lambda desk, told: plan_series(desk, recurring(**told)),
    "amend series": _amend_series,
}


@pytest.mark.parametrize("told", WRONG, ids=lambda told: next(iter(told)))
@pytest.mark.parametrize("road", ROADS)
def test_no_road_takes_it(desk: Desk, road: str, told: dict[str, Any]) -> None:
    with pytest.raises(Problem) as refused:
        ROADS[road](desk, told)
    assert refused.value.next_step
    assert NUMBER not in f"{refused.value.sentence}{refused.value.next_step}"
    assert not any(str(value).strip("(),'") in _all_written(desk) for value in told.values())


def _all_written(desk: Desk) -> str:
    facts = desk.store.facts
    found = [*facts.where(Session, "1"), *facts.where(Series, "1")]
    return repr((found, [desk.store.journal.events_of(each.session_id) for each in facts.where(Session, "1")]))


def test_what_an_older_program_wrote_is_there_and_can_be_amended_and_copied(desk: Desk) -> None:
    session_id = new_entity_id()
    desk.record(Draft(session_id, plan(funding="委託", materials=("教材",), title="長" * 300)))
    session = the_session(desk, session_id)
    assert (session.funding, session.materials) == ("委託", "教材")
    kept = plan_of(session)
    assert amend_session(desk, session_id, msgspec.structs.replace(kept, venue="公民館")).session.venue == "公民館"
    with pytest.raises(Problem):
        amend_session(desk, session_id, msgspec.structs.replace(kept, funding="補助"))
    copied = copy_week(desk, date.fromisoformat(session.day) + timedelta(days=1)).planned
    assert [each.funding for each in copied] == ["委託"]


@pytest.mark.parametrize("kind", SESSION_KINDS)
def test_every_kind_that_has_a_name_may_be_planned(desk: Desk, kind: str) -> None:
    assert plan_session(desk, plan(session_kind=kind)).session.session_kind == kind
