"""A programme fills a plan, is the site's own or headquarters', and is retired without stopping what runs."""

from datetime import date
from typing import Any

import msgspec
import pytest

from core.facts import Session
from core.kinds import PersonRegistered, SessionPlanned
from core.problem import Problem
from core.programme_plan import filled
from core.programmes import shipped_programmes
from core.published import PROGRAMMES, PublishedHandout
from desktop.app.check_in import check_in_person
from desktop.app.course_progress import course_progress
from desktop.app.courses import cancel_course, plan_course
from desktop.app.desk import Desk
from desktop.app.own_handouts import handout_list
from desktop.app.own_programmes import NewProgramme, add_programme_here, programmes_state
from desktop.app.people import add_person, merge_people
from desktop.app.programmes import add_programme, programmes_now, programmes_on, withdraw_programme
from desktop.app.session_plans import plan_of, planned_anew
from desktop.app.sessions import amend_session, open_session, plan_session, the_session
from desktop.app.walk_in import receive_walk_in
from tests.core.test_programmes import SHIPPED
from tests.tooling.source_tree import ROOT

TODAY = date(2026, 11, 21)
OWN_PROGRAMME = ROOT / "tests/cli/own_programme.toml"
TEXT = SHIPPED.read_text("utf-8")


def a_plan(code: str, day: date = TODAY, **fields: Any) -> SessionPlanned:
    plain = SessionPlanned(title="回", day=day.isoformat(), starts="10:00", ends="12:00")
    plan = msgspec.structs.replace(plain, **fields)
    return filled(plan, shipped_programmes().programme(code), set(fields))


def came(desk: Desk, text: str, version: int, valid_from: str = "2026-11-21") -> None:
    data = text.replace("version = 1", f"version = {version}", 1).encode()
    with desk.store.db.conn:
        desk.store.handout_texts.keep(PublishedHandout(PROGRAMMES, version, valid_from, data))


def retired(code: str, last: str) -> str:
    return TEXT.replace(f'code = "{code}"\n', f'code = "{code}"\nvalid_to = {last}\n', 1)


def test_a_programme_fills_what_was_not_told(desk: Desk) -> None:
    kept = plan_session(desk, a_plan("P23")).session
    assert (kept.session_kind, kept.fee, kept.fee_with_loan, kept.lends_devices) == ("course", 100, 200, 1)
    assert (kept.organiser, kept.co_organiser) == ("株式会社西伊豆プロジェクト", "西伊豆町")
    assert kept.conditions == "町内にお住まい"


def test_tables_alone_make_a_board_in_steps_of_one_visitors_turn(desk: Desk) -> None:
    kept = plan_session(desk, a_plan("P04", tables=2)).session
    assert (kept.slot_minutes, kept.tables, kept.quota) == (30, 2, 8)
    told = plan_session(desk, a_plan("P04", tables=2, slot_minutes=60)).session
    assert (told.slot_minutes, told.quota) == (60, 4)
    for_whoever_comes = plan_session(desk, a_plan("P04")).session
    assert (for_whoever_comes.slot_minutes, for_whoever_comes.quota) == (None, None)
    given = msgspec.structs.replace(plan_of(for_whoever_comes), tables=3)
    assert amend_session(desk, for_whoever_comes.session_id, given).session.slot_minutes == 30
    with pytest.raises(Problem, match="枠の長さ"):
        plan_session(desk, a_plan("P05", tables=2))


def test_what_was_told_stays(desk: Desk) -> None:
    kept = plan_session(desk, a_plan("P17", min_age=60, organiser="商店会")).session
    assert (kept.min_age, kept.organiser, kept.operator) == (60, "商店会", "entrusted")


def test_the_part_of_a_programme_brings_its_own_words(desk: Desk) -> None:
    kept = plan_session(desk, a_plan("P25", strand="P25-3")).session
    assert (kept.target_group, kept.co_organiser, kept.funding) == ("スマートフォンをお持ちでない方", "ドコモ", "F06")
    assert plan_session(desk, a_plan("P26")).session.strand == "P26-1"
    window, course = (plan_session(desk, a_plan("P17", strand=each)).session for each in ("P17-2", "P17-1"))
    assert (window.session_kind, course.session_kind) == ("consultation", "course")
    assert plan_session(desk, a_plan("P25")).session.strand is None


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("P25", {"strand": "P26-1"}),
        ("P26", {"level": 6}),
        ("P18", {"term": "夏期"}),
        ("P02", {"course_place": 5}),
    ],
)
def test_a_part_that_it_does_not_have_is_refused(desk: Desk, code: str, fields: dict[str, Any]) -> None:
    with pytest.raises(Problem) as problem:
        plan_session(desk, a_plan(code, **fields))
    assert problem.value.code == "programme_part"


def test_a_course_is_linked_and_each_lesson_has_its_place(desk: Desk) -> None:
    made = plan_course(desk, a_plan("P02"), 4).sessions
    assert len({each.course_id for each in made}) == 1
    assert [(each.day, each.course_place) for each in made] == [
        ("2026-11-21", 1),
        ("2026-11-28", 2),
        ("2026-12-05", 3),
        ("2026-12-12", 4),
    ]
    undone = cancel_course(desk, tuple(each.session_id for each in made)).sessions
    assert {each.state for each in undone} == {"cancelled"}


@pytest.mark.parametrize("lessons", [0, 1, 41])
def test_a_course_of_no_length_is_refused(desk: Desk, lessons: int) -> None:
    with pytest.raises(Problem) as problem:
        plan_course(desk, a_plan("P02"), lessons)
    assert problem.value.code == "course_lessons"
    assert not desk.store.facts.where(Session, "1")


def test_headquarters_version_holds_from_its_first_day(desk: Desk) -> None:
    came(desk, TEXT.replace("fee = 100", "fee = 150"), 2, "2026-12-01")
    assert programmes_now(desk).programme("P23").fee == 100
    assert programmes_on(desk, date(2026, 12, 1)).programme("P23").fee == 150


@pytest.mark.parametrize(
    "text", ["?", TEXT.replace('kind = "trial"', 'kind = "party"', 1), TEXT[: TEXT.rindex("[[programmes]]")]]
)
def test_a_version_that_cannot_be_read_or_lost_a_code_is_not_used(desk: Desk, text: str) -> None:
    came(desk, text, 2)
    assert programmes_now(desk).version == 1


def test_a_programme_retired_in_the_middle_of_a_course_is_held_to_its_end(desk: Desk) -> None:
    first, *_ = plan_course(desk, a_plan("P02"), 3).sessions
    came(desk, retired("P02", "2026-11-30"), 2)
    extra = msgspec.structs.replace(planned_anew(first, date(2026, 12, 12)), course_place=4)
    assert plan_session(desk, extra).session.programme == "P02"
    later = msgspec.structs.replace(plan_of(the_session(desk, first.session_id)), day="2026-12-19")
    assert amend_session(desk, first.session_id, later).session.day == "2026-12-19"


def test_a_retired_programme_begins_nothing_new(desk: Desk) -> None:
    came(desk, retired("P01", "2026-11-30"), 2)
    assert plan_session(desk, a_plan("P01", date(2026, 11, 30))).session.programme == "P01"
    other = plan_session(desk, a_plan("P04", date(2026, 12, 1))).session
    for plan in (a_plan("P01", date(2026, 12, 1)), a_plan("P02", date(2026, 12, 1), programme="P01")):
        with pytest.raises(Problem, match="2026-11-30") as problem:
            plan_session(desk, msgspec.structs.replace(plan, programme="P01"))
        assert problem.value.code == "programme_over"
    with pytest.raises(Problem):
        amend_session(desk, other.session_id, msgspec.structs.replace(plan_of(other), programme="P01"))
    assert programmes_on(desk, date(2027, 1, 1)).programme("P01").ja == "スマホ体験会"


def test_a_code_that_is_not_known_here_stays(desk: Desk) -> None:
    plan = SessionPlanned(title="回", day="2026-11-21", starts="10:00", ends="12:00", programme="P77")
    assert plan_session(desk, plan).session.programme == "P77"


def test_a_sites_own_programme_is_added_changed_and_withdrawn(desk: Desk) -> None:
    own = OWN_PROGRAMME.read_bytes()
    assert add_programme(desk, own).programme.ja == "ふれあい相談"
    assert (
        add_programme(desk, own.replace("ふれあい相談".encode(), "ふれあいの日".encode())).programme.ja
        == "ふれあいの日"
    )
    gone = withdraw_programme(desk, "V01").programme
    assert not gone.valid_on(TODAY)
    assert gone.ja == "ふれあいの日"
    assert withdraw_programme(desk, "V01", again=True).programme.valid_on(TODAY)


def test_a_sites_own_code_keeps_its_kind(desk: Desk) -> None:
    own = OWN_PROGRAMME.read_bytes()
    add_programme(desk, own)
    with pytest.raises(Problem) as problem:
        add_programme(desk, own.replace(b'kind = "consultation"', b'kind = "course"'))
    assert problem.value.code == "programme_used"


def test_no_number_is_kept_in_a_programme(desk: Desk) -> None:
    own = OWN_PROGRAMME.read_bytes()
    with pytest.raises(Problem):
        add_programme(desk, own.replace("館の利用者".encode(), b"983205673214"))
    assert programmes_now(desk).find("V01") is None


def test_withdrawing_what_is_not_the_sites_own_is_refused(desk: Desk) -> None:
    with pytest.raises(Problem) as problem:
        withdraw_programme(desk, "P01")
    assert problem.value.code == "programme_not_own"


def test_who_came_to_all_lessons_of_a_course_is_told_after_merges(desk: Desk) -> None:
    lessons = plan_course(desk, a_plan("P02"), 4).sessions
    first, again, other = (add_person(desk, PersonRegistered(age_band="70s")).person for _ in range(3))
    came = {0: (first, other), 1: (again,)}
    for place, people in came.items():
        open_session(desk, lessons[place].session_id)
        for person in people:
            check_in_person(desk, person, how="name", session_id=lessons[place].session_id, admit=True)
        receive_walk_in(desk, "70s", session_id=lessons[place].session_id, admit=True)
    apart = course_progress(desk, lessons[0].course_id or "")
    merge_people(desk, again.person_id, first.person_id)
    course = course_progress(desk, lessons[0].course_id or "")
    assert [each.visits for each in course.lessons] == [3, 2, 0, 0]
    assert (apart.held, apart.visits, apart.persons, apart.came_to_all) == (2, 5, 3, 0)
    assert (course.held, course.visits, course.persons, course.came_to_all) == (2, 5, 2, 1)
    assert course_progress(desk, "nothing").lessons == ()


def test_a_list_on_the_road_of_the_handouts_is_no_handout(desk: Desk) -> None:
    before = handout_list(desk)
    came(desk, TEXT, 2)
    assert handout_list(desk) == before


def test_a_programme_is_made_of_a_few_words_under_a_code_that_was_never_used(desk: Desk) -> None:
    told = NewProgramme('"館"の相談\\会', "Ours", "consultation", "館の利用者", 50, 65)
    first = add_programme_here(desk, told).programme
    assert (first.code, first.ja, first.target_group) == ("V01", told.ja, "館の利用者")
    assert (first.fee, first.min_age) == (50, 65)
    withdraw_programme(desk, "V01")
    assert add_programme_here(desk, NewProgramme("つどい", "Gathering", "social")).programme.code == "V02"
    state = programmes_state(desk)
    assert (state.version, state.offered) == (1, 28)
    assert [(each.programme.code, each.withdrawn) for each in state.own] == [("V01", True), ("V02", False)]


@pytest.mark.parametrize(("ja", "en"), [("", "x"), ("x", " "), ("あ" * 61, "x")])
def test_a_programme_needs_a_name_in_both_languages(desk: Desk, ja: str, en: str) -> None:
    with pytest.raises(Problem) as problem:
        add_programme_here(desk, NewProgramme(ja, en, "course"))
    assert problem.value.code == "programme_title"
