"""What a plan may be told: codes of a list, texts of a length, no My Number in any of them."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assets import asset_path
from core.catalogue import load_catalogue
from core.kinds import SessionFields, SessionPlanned
from core.plan_told import LONGEST_TEXT, check_told, guard_codes
from core.problem import Problem
from core.programmes import shipped_programmes
from tests.core.test_number_guard import my_numbers

CODES = ("programme", "session_kind", "ratio", "channel", "operator", "funding", "course_id", "materials")
CATALOGUE = load_catalogue(asset_path("catalogue", "topics.toml"))
PLAN = SessionPlanned(title="回", day="2026-11-21", starts="10:00", ends="12:00")


def told(name: str, value: str) -> SessionPlanned:
    fields: dict[str, Any] = {name: (value,) if name in ("materials", "conditions") else value}
    return msgspec.structs.replace(PLAN, **fields)


def check(plan: SessionFields, before: SessionFields | None = None) -> None:
    guard_codes(plan)
    check_told(plan, shipped_programmes(), CATALOGUE, before)


@pytest.mark.parametrize("name", CODES)
@given(whole=my_numbers, gap=st.sampled_from(["", "-", " ", "－"]))
def test_no_code_is_a_my_number(name: str, whole: str, gap: str) -> None:
    plan = told(name, gap.join((whole[:4], whole[4:8], whole[8:])))
    with pytest.raises(Problem):
        check(plan)
    with pytest.raises(Problem, match="12桁"):
        check(plan, plan)  # nor does it stay because an older program took it


@pytest.mark.parametrize("name", CODES)
@given(value=st.text(min_size=1, max_size=30).filter(lambda text: not text.isascii()))
def test_no_code_is_words(name: str, value: str) -> None:
    with pytest.raises(Problem):
        check(told(name, value))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("session_kind", "regular"),
        ("ratio", "n:1"),
        ("channel", "phone"),
        ("operator", "dispatched"),
        ("funding", "F06"),
        ("course_id", "0192f0c4-7d3b-7c1e-9a52-123456789018"),
        ("course_id", "c-2026"),
        ("materials", "M01@2"),
        ("programme", "P99"),
        ("title", "あ" * LONGEST_TEXT),
    ],
)
def test_what_is_in_a_list_is_taken(name: str, value: str) -> None:
    check(told(name, value))


@pytest.mark.parametrize("name", ["title", "venue", "room", "organiser", "co_organiser", "conditions", "term"])
def test_texts_are_bounded(name: str) -> None:
    plan = told(name, "あ" * (LONGEST_TEXT + 1))
    with pytest.raises(Problem) as refused:
        check(plan)
    assert refused.value.code == "session_text"
    check(plan, plan)


@pytest.mark.parametrize(("name", "value"), [("funding", "委託"), ("materials", "M99@1"), ("ratio", "1対1")])
def test_what_an_older_program_took_stays_until_it_is_changed(name: str, value: str) -> None:
    check(told(name, value), told(name, value))
    with pytest.raises(Problem):
        check(told(name, value), PLAN)
