"""Sheets typed in from a pile: linked to nobody, counted, taken back, and their words sealed."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import FixedClock
from core.events import decode_event
from core.facts import Attendance, SurveySheet
from core.kinds import SessionPlanned, SurveyEntered
from core.payload import kind_of
from core.problem import Problem
from core.surveys import Answers
from desktop.app.desk import Desk
from desktop.app.sessions import plan_session
from desktop.app.staff import add_supporter, sit_down
from desktop.app.surveys import (
    Pile,
    Scope,
    enter_sheet,
    entered,
    entry_choices,
    results_csv,
    survey_paper,
    survey_results,
    survey_words,
    use_survey,
    usual_survey,
    void_sheet,
)
from desktop.app.walk_in import receive_walk_in
from desktop.storage.journal import Draft
from tests.printing.reading import text_of

GOOD = Answers((("q1", "1"), ("q3", "2"), ("q3", "4")))
WROTE = Answers((("q1", "2"),), (("q5", "とても たすかりました"),))


def _pile(desk: Desk, session_id: str | None = None) -> Pile:
    return Pile("S1", 1, desk.today, session_id)


def _today(desk: Desk, session_id: str | None = None) -> Scope:
    return Scope(desk.today, desk.today, session_id)


def _session(desk: Desk, day: date, kind: str = "consultation") -> str:
    plan = SessionPlanned(
        title="相談会", day=day.isoformat(), starts="10:00", ends="12:00", venue="公民館", session_kind=kind
    )
    return plan_session(desk, plan).session.session_id


def test_a_sheet_counts_and_taken_back_counts_nowhere(desk: Desk) -> None:
    first, second = enter_sheet(desk, _pile(desk), GOOD), enter_sheet(desk, _pile(desk), GOOD)
    assert (first.entered, second.entered) == (1, 2)
    assert SurveySheet in first.changed
    assert SurveySheet in void_sheet(desk, second.sheet_id)
    (count,) = survey_results(desk, _today(desk)).surveys
    assert (count.sheets, entered(desk, _pile(desk))) == (1, 1)
    assert [each.counts for each in count.questions if each.question.code == "q3"] == [(0, 1, 0, 1, 0, 0, 0, 0, 0)]
    with pytest.raises(Problem) as told:
        void_sheet(desk, "nobody")
    assert told.value.code == "sheet_unknown"


def test_nothing_of_a_sheet_links_it_to_anybody(desk: Desk) -> None:
    """Somebody is received, somebody is at the keyboard: neither is in the record, nor is when it was typed in."""
    staff = add_supporter(desk, "森 陽子").supporter
    sit_down(desk, staff.supporter_id)
    visit = receive_walk_in(desk, "70s").attendance
    assert visit is not None
    sheet = enter_sheet(desk, _pile(desk, visit.session_id), WROTE)
    void_sheet(desk, sheet.sheet_id)
    for (data,) in desk.store.db.execute("SELECT data FROM event WHERE kind LIKE 'survey.%'").fetchall():
        event = decode_event(data)
        assert event.staff_id is None
        assert event.base_ids == ()
        told = bytes(data).decode()
        assert visit.attendance_id not in told
        assert staff.supporter_id not in told
        assert "たすかりました" not in told
    told_fields = set(kind_of(SurveyEntered(survey="S1", day="2026-11-21")).fields)
    assert told_fields == {"survey", "day", "version", "session_id", "choices", "answers"}
    assert not {"at", "entered_at", "person_id", "attendance_id", "staff_id", "device_id"} & set(
        SurveySheet.__struct_fields__
    )


def test_ids_tell_nothing_of_the_order_in_which_sheets_were_typed_in(desk: Desk) -> None:
    ids = [enter_sheet(desk, _pile(desk), GOOD).sheet_id for _ in range(12)]
    assert ids != sorted(ids)
    assert {each[14] for each in ids} == {"4"}


def test_each_sheets_words_have_a_key_of_their_own(desk: Desk) -> None:
    for _ in range(2):
        enter_sheet(desk, _pile(desk), WROTE)
    enter_sheet(desk, _pile(desk), GOOD)
    assert desk.store.db.execute("SELECT count(DISTINCT entity_id), count(*) FROM key_record").fetchone() == (2, 2)


def test_words_are_read_in_no_order_of_the_pile_and_the_looking_is_recorded(desk: Desk) -> None:
    for text in ("わかりやすい", "あたたかい", "いい会"):
        enter_sheet(desk, _pile(desk), Answers((), (("q5", text),)))
    assert survey_results(desk, _today(desk)).with_words == 3
    assert _viewings(desk) == []
    words = survey_words(desk, _today(desk))
    assert [each.text for each in words] == ["あたたかい", "いい会", "わかりやすい"]
    assert {(each.survey.id, each.question.code) for each in words} == {("S1", "q5")}
    assert _viewings(desk) == [{"purpose": "survey_words", "persons": 3}]


def _viewings(desk: Desk) -> list[object]:
    rows = desk.store.db.execute("SELECT data FROM event WHERE kind = 'personal_data.viewed'").fetchall()
    return [msgspec.json.decode(bytes(decode_event(data).plain)) for (data,) in rows]


def test_where_nobody_wrote_nothing_is_seen_and_nothing_recorded(desk: Desk) -> None:
    enter_sheet(desk, _pile(desk), GOOD)
    assert survey_words(desk, _today(desk)) == ()
    assert _viewings(desk) == []


@pytest.mark.parametrize("number", ["1234-5678-9018", "１２３４５６７８９０１８", "4111 1111 1111 1111"])
def test_a_number_in_the_words_is_refused_and_the_sheet_with_it(desk: Desk, number: str) -> None:
    with pytest.raises(Problem) as told:
        enter_sheet(desk, _pile(desk), Answers((("q1", "1"),), (("q5", f"番号 {number}"),)))
    assert told.value.code in {"my_number", "card_number"}
    assert entered(desk, _pile(desk)) == 0


def test_ten_thousand_characters_are_told_before_anything_is_written(desk: Desk) -> None:
    with pytest.raises(Problem) as told:
        enter_sheet(desk, _pile(desk), Answers((("q1", "1"),), (("q5", "あ" * 10_000),)))
    assert told.value.code == "survey_words"
    assert entered(desk, _pile(desk)) == 0


def test_a_session_tells_its_day_and_a_day_to_come_is_refused(desk: Desk) -> None:
    yesterday = _session(desk, desk.today - timedelta(days=1))
    enter_sheet(desk, _pile(desk, yesterday), GOOD)
    (sheet,) = desk.store.facts.where(SurveySheet, "1")
    assert sheet.day == (desk.today - timedelta(days=1)).isoformat()
    assert survey_results(desk, _today(desk)).surveys == ()
    with pytest.raises(Problem) as told:
        enter_sheet(desk, Pile("S1", 1, desk.today + timedelta(days=1)), GOOD)
    assert told.value.code == "survey_day"
    with pytest.raises(Problem) as told:
        enter_sheet(desk, _pile(desk, "nowhere"), GOOD)
    assert told.value.code == "session_unknown"
    with pytest.raises(Problem) as told:
        enter_sheet(desk, Pile("S1", 99, desk.today), GOOD)
    assert told.value.code == "survey_unknown"


def test_results_are_of_the_days_and_the_session_that_were_asked_for(desk: Desk, clock: FixedClock) -> None:
    session = _session(desk, desk.today)
    enter_sheet(desk, _pile(desk, session), GOOD)
    enter_sheet(desk, _pile(desk), WROTE)
    clock.advance(days=3)
    enter_sheet(desk, _pile(desk), GOOD)
    first, last = desk.today - timedelta(days=3), desk.today

    def sheets(scope: Scope) -> int:
        return sum(each.sheets for each in survey_results(desk, scope).surveys)

    assert [sheets(each) for each in (Scope(first, last), Scope(first, first), Scope(last, last))] == [3, 2, 1]
    assert sheets(Scope(first, last, session)) == 1
    assert survey_results(desk, Scope(first, last, session)).with_words == 0
    assert survey_words(desk, Scope(first, last, session)) == ()


def test_the_occasions_are_today_and_past_sessions_with_their_usual_survey(desk: Desk) -> None:
    _session(desk, desk.today - timedelta(days=70))
    _session(desk, desk.today + timedelta(days=1))
    lesson = _session(desk, desk.today - timedelta(days=1), "course")
    here = _session(desk, desk.today)
    told = [
        (each.day, each.session.session_id if each.session else None, each.usual)
        for each in entry_choices(desk).occasions
    ]
    yesterday = desk.today - timedelta(days=1)
    assert told == [(desk.today, here, "S1"), (yesterday, lesson, "S2"), (desk.today, None, "S1")]


def test_a_site_chooses_its_survey_for_a_kind_of_session(desk: Desk) -> None:
    assert use_survey(desk, "trial", "S3").id == "S3"
    use_survey(desk, "social", "S2")
    assert [usual_survey(desk, kind).id for kind in ("trial", "social", "course", "consultation")] == [
        "S3",
        "S2",
        "S2",
        "S1",
    ]
    for kind, survey, code in (
        ("trial", "S99", "survey_unknown"),
        ("trial=", "S1", "setting_value"),
        ("trail", "S1", "setting_value"),
    ):
        with pytest.raises(Problem) as told:
            use_survey(desk, kind, survey)
        assert told.value.code == code
    assert usual_survey(desk, "trial").id == "S3"


ANSWERS = st.builds(
    lambda one, many: Answers((("q1", one), *(("q3", each) for each in sorted(many)))),
    st.sampled_from("12345"),
    st.sets(st.sampled_from("123456789")),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pile=st.lists(ANSWERS, min_size=1, max_size=8))
def test_results_equal_a_plain_count_of_what_was_typed_in(desk: Desk, pile: list[Answers]) -> None:
    ids = [enter_sheet(desk, _pile(desk), each).sheet_id for each in pile]
    (count,) = survey_results(desk, _today(desk)).surveys
    assert count.sheets == len(pile)
    for each in count.questions:
        for choice, times in zip(each.question.choices, each.counts, strict=True):
            assert times == sum((each.question.code, choice.code) in told.choices for told in pile)
    for sheet_id in ids:
        void_sheet(desk, sheet_id)
    assert survey_results(desk, _today(desk)).surveys == ()


def test_sheets_come_back_the_same_from_the_journal(desk: Desk) -> None:
    enter_sheet(desk, _pile(desk), WROTE)
    void_sheet(desk, enter_sheet(desk, _pile(desk), GOOD).sheet_id)
    before = desk.store.facts.where(SurveySheet, "1", order="sheet_id")
    desk.store.journal.rebuild()
    assert desk.store.facts.where(SurveySheet, "1", order="sheet_id") == before


def test_the_counts_go_to_a_table_program(desk: Desk) -> None:
    enter_sheet(desk, _pile(desk), GOOD)
    lines = results_csv(survey_results(desk, _today(desk))).decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("アンケート,題名,質問")
    assert lines[1] == "S1,スマホ相談会のアンケート,q1,きょうの相談は、いかがでしたか。,1,とてもよかった,1,1,1"
    assert len(lines) == 1 + (5 + 4 + 9 + 3) + 1
    assert "Very good" in results_csv(survey_results(desk, _today(desk)), english=True).decode("utf-8-sig")


def test_the_paper_tells_the_session_it_is_for(desk: Desk) -> None:
    session = _session(desk, desk.today)
    paper = survey_paper(desk, "S1", session_id=session)
    assert "令和8年（2026年）11月21日" in text_of(paper.pdf)
    assert "公民館" in text_of(paper.pdf)
    assert paper.filename == "アンケート_S1_standard.pdf"


def test_a_record_that_another_program_wrote_past_the_survey_breaks_nothing(desk: Desk) -> None:
    odd = SurveyEntered(
        survey="S1", day="2026-11-21", choices=("q1=99", "q1=1", "zz"), answers="no code\nq9=x\nq5=words"
    )
    desk.record(Draft("odd", odd))
    (count,) = survey_results(desk, _today(desk)).surveys
    assert count.questions[0].counts == (1, 0, 0, 0, 0)
    assert [each.text for each in survey_words(desk, _today(desk))] == ["words"]
    assert desk.store.facts.count(Attendance) == 0
