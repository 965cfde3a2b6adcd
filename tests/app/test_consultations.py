"""Three choices are enough; what cannot be is told, and nothing guarded reaches the disk."""

import pytest

from core.clock import FixedClock
from core.kinds import PersonRegistered
from core.problem import Problem
from desktop.app.check_in import check_in_person
from desktop.app.consultations import (
    ConsultationForm,
    amend_consultation,
    consultations_on,
    record_consultation,
    record_for_group,
    usual_topics,
    void_consultation,
    void_consultations,
)
from desktop.app.day import close_day, day_state, open_day
from desktop.app.desk import Desk
from desktop.app.people import add_person, erase_person
from desktop.app.sessions import open_sessions
from desktop.app.staff import add_supporter, sit_down
from desktop.app.walk_in import receive_walk_in


def test_three_choices_make_a_consultation_and_it_carries_who(desk: Desk) -> None:
    supporter = add_supporter(desk, "山田 春子").supporter
    sit_down(desk, supporter.supporter_id)
    made = record_consultation(desk, ConsultationForm("T02-01", "O1", 15)).consultation
    assert (made.topic, made.outcome, made.minutes) == ("T02-01", "O1", 15)
    assert made.supporter_id == supporter.supporter_id


def test_it_takes_session_and_age_band_from_the_visit(desk: Desk) -> None:
    open_day(desk)
    visit = receive_walk_in(desk, "80plus").attendance
    assert visit is not None
    form = ConsultationForm("T02-01", "O1", 15, attendance_id=visit.attendance_id)
    made = record_consultation(desk, form).consultation
    assert (made.age_band, made.session_id) == ("80plus", visit.session_id)


def test_an_amended_one_counts_once_and_keeps_when_it_happened(desk: Desk, clock: FixedClock) -> None:
    first = record_consultation(desk, ConsultationForm("T02-01", "O1", 15)).consultation
    clock.advance(hours=3)
    changed = amend_consultation(desk, first.consultation_id, ConsultationForm("T02-02", "O2", 20)).consultation
    assert (changed.topic, changed.amended, changed.at) == ("T02-02", 1, first.at)
    assert len(consultations_on(desk, first.day)) == 1
    assert len(desk.store.journal.events_of(first.consultation_id)) == 2


def test_a_voided_one_counts_nowhere(desk: Desk) -> None:
    made = record_consultation(desk, ConsultationForm("T02-01", "O1", 15)).consultation
    void_consultation(desk, made.consultation_id)
    assert day_state(desk).consultations == 0
    assert usual_topics(desk) == []


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (ConsultationForm("T77-01", "O1", 15), "topic_unknown"),
        (ConsultationForm("T02-01", "O9", 15), "outcome_unknown"),
        (ConsultationForm("T02-01", "O1", -5), "minutes"),
        (ConsultationForm("T02-01", "O1", 900), "minutes"),
        (ConsultationForm("T02-01", "O1", 15, channel="pigeon"), "channel_unknown"),
        (ConsultationForm("T02-01", "O1", 15, referral="O4-188"), "follow_up"),
        (ConsultationForm("T02-01", "O1", 15, attendance_id="nobody"), "attendance_unknown"),
        (ConsultationForm("T02-01", "O1", 15, at="きのう"), "moment"),
        (ConsultationForm("T02-01", "O1", 15, at="2026-11-22T00:00:00+09:00"), "moment_to_come"),
        (ConsultationForm("T02-01", "O1", 15, note="あ" * 10_000), "note_long"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(desk: Desk, form: ConsultationForm, code: str) -> None:
    with pytest.raises(Problem) as told:
        record_consultation(desk, form)
    assert told.value.code == code
    assert desk.store.journal.last_seq == 0


def test_a_my_number_reaches_no_file(desk: Desk) -> None:
    with pytest.raises(Problem) as told:
        record_consultation(desk, ConsultationForm("T06-01", "O1", 15, note="番号 983205673214 を控えた"))
    assert told.value.code == "my_number"
    assert "983205673214" not in str(told.value)
    assert desk.store.journal.last_seq == 0


def test_a_note_is_sealed_and_read_back(desk: Desk) -> None:
    made = record_consultation(desk, ConsultationForm("T02-01", "O1", 15, note="むすこさんの写真")).consultation
    assert made.note == "むすこさんの写真"
    (data,) = desk.store.db.execute("SELECT data FROM event").fetchone()
    assert "写真".encode() not in data


def test_late_entry_keeps_both_times(desk: Desk) -> None:
    form = ConsultationForm("T02-01", "O1", 15, at="2026-11-20T14:00", from_paper=True)
    made = record_consultation(desk, form).consultation
    assert (made.day, made.at) == ("2026-11-20", "2026-11-20T14:00:00.000+09:00")
    assert made.entered_at.startswith("2026-11-21T09:30")


def test_the_topics_asked_most_come_first(desk: Desk) -> None:
    for topic in ("T02-01", "T08-01", "T08-01"):
        record_consultation(desk, ConsultationForm(topic, "O1", 15))
    assert usual_topics(desk) == ["T08-01", "T02-01"]


def _visit(desk: Desk, band: str = "70s") -> str:
    attendance = receive_walk_in(desk, band).attendance
    assert attendance is not None
    return attendance.attendance_id


def test_a_group_is_recorded_all_at_once_and_taken_back_all_at_once(desk: Desk) -> None:
    open_day(desk)
    visits = [_visit(desk, band) for band in ("60s", "70s", "80plus")]
    written = record_for_group(desk, ConsultationForm("T05-01", "O1", 30, note="みんなで"), visits)
    assert [each.attendance_id for each in written.consultations] == visits
    assert [each.age_band for each in written.consultations] == ["60s", "70s", "80plus"]
    assert {(each.topic, each.minutes, each.note) for each in written.consultations} == {("T05-01", 30, "みんなで")}
    void_consultations(desk, [each.consultation_id for each in written.consultations])
    assert day_state(desk).consultations == 0


def test_of_a_group_with_one_unknown_visit_nothing_is_recorded(desk: Desk) -> None:
    open_day(desk)
    with pytest.raises(Problem, match="受付が見つかりません"):
        record_for_group(desk, ConsultationForm("T05-01", "O1", 30), [_visit(desk), "nobody"])
    assert day_state(desk).consultations == 0


def test_a_call_belongs_to_no_session_and_whoever_came_to_what_is_held(desk: Desk) -> None:
    open_day(desk)
    [held] = open_sessions(desk)
    made = {
        channel: record_consultation(desk, ConsultationForm("T05-01", "O1", 5, channel=channel)).consultation
        for channel in ("in_person", "phone", "mail", "fax", "web", "online")
    }
    assert made["in_person"].session_id == held.session_id
    assert {each.session_id for channel, each in made.items() if channel != "in_person"} == {None}


def test_late_entry_of_another_day_does_not_count_for_what_is_held_today(desk: Desk) -> None:
    open_day(desk)
    form = ConsultationForm("T05-01", "O1", 5, at="2026-11-20T13:00:00+09:00")
    assert record_consultation(desk, form).consultation.session_id is None


def test_a_correction_after_the_session_ended_leaves_it_in_its_session(desk: Desk) -> None:
    open_day(desk)
    first = record_consultation(desk, ConsultationForm("T05-01", "O1", 5)).consultation
    close_day(desk)
    changed = amend_consultation(desk, first.consultation_id, ConsultationForm("T05-01", "O2", 5)).consultation
    assert changed.session_id == first.session_id is not None


def test_the_wrong_visitor_corrected_takes_the_person_along(desk: Desk) -> None:
    open_day(desk)
    person = add_person(desk, PersonRegistered(age_band="60s")).person
    known = check_in_person(desk, person, how="name").attendance
    assert known is not None
    form = ConsultationForm("T05-01", "O1", 5, attendance_id=known.attendance_id)
    first = record_consultation(desk, form).consultation
    right = ConsultationForm("T05-01", "O1", 5, attendance_id=_visit(desk), person_id=first.person_id)
    changed = amend_consultation(desk, first.consultation_id, right).consultation
    assert (first.person_id, changed.person_id, changed.age_band) == (person.person_id, None, "70s")


def test_the_kind_of_phone_is_one_of_the_list(desk: Desk) -> None:
    made = record_consultation(desk, ConsultationForm("T05-01", "O1", 5, phone_kind="easy")).consultation
    assert made.phone_kind == "easy"
    with pytest.raises(Problem, match="機種の番号は一覧にありません"):
        record_consultation(desk, ConsultationForm("T05-01", "O1", 5, phone_kind="pager"))


def test_strays_in_a_note_are_left_out_and_hide_no_number(desk: Desk) -> None:
    made = record_consultation(desk, ConsultationForm("T05-01", "O1", 5, note="LINEの\x00設定 👵 שלום")).consultation
    assert made.note == "LINEの設定 👵 שלום"
    with pytest.raises(Problem, match="12桁の番号"):
        record_consultation(desk, ConsultationForm("T05-01", "O1", 5, note="1234\x0056789018"))


def test_a_note_of_ten_thousand_letters_is_told(desk: Desk) -> None:
    with pytest.raises(Problem, match="メモが長すぎます"):
        record_consultation(desk, ConsultationForm("T05-01", "O1", 5, note="あ" * 10_000))


def test_what_is_told_of_a_visit_after_its_visitor_was_erased_is_no_longer_theirs(desk: Desk) -> None:
    """Their key must not come back; a note under it would be gone on every other laptop."""
    open_day(desk)
    person = add_person(desk, PersonRegistered(age_band="70s")).person
    visit = check_in_person(desk, person, how="name").attendance
    assert visit is not None
    erase_person(desk, person.person_id)
    form = ConsultationForm("T02-01", "O1", 15, attendance_id=visit.attendance_id, note="設定を見た")
    made = record_consultation(desk, form).consultation
    owners = {owner for (owner,) in desk.store.db.execute("SELECT entity_id FROM key_record").fetchall()}
    assert person.person_id not in owners
    assert made.consultation_id in owners
    desk.store.journal.rebuild()
    assert [each.note for each in consultations_on(desk, made.day)] == ["設定を見た"]
