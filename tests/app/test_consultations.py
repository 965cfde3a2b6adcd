"""Three choices are enough; what cannot be is told, and nothing guarded reaches the disk."""

import pytest

from core.clock import FixedClock
from core.problem import Problem
from desktop.app.consultations import (
    ConsultationForm,
    amend_consultation,
    consultations_on,
    record_consultation,
    usual_topics,
    void_consultation,
)
from desktop.app.day import day_state, open_day
from desktop.app.desk import Desk
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
