"""R9 at the site: counted from what was recorded, with the site's own topics and handouts."""

from datetime import date

import pytest

from core.clock import FixedClock
from core.problem import Problem
from desktop.app.catalogue import add_topic_here
from desktop.app.consultations import ConsultationForm, amend_consultation, record_consultation, void_consultation
from desktop.app.desk import Desk
from desktop.app.still_works import Answer, answer_still_works
from desktop.app.unresolved import unresolved
from tests.app.planning import refused


def asked(desk: Desk, topic: str, outcome: str, day: str = "2026-11-21", times: int = 1) -> str:
    made = [
        record_consultation(desk, ConsultationForm(topic, outcome, 15, at=f"{day}T10:00")).consultation
        for _ in range(times)
    ]
    return made[-1].consultation_id


def test_the_present_week_with_everything_behind_it(desk: Desk) -> None:
    asked(desk, "T05-01", "O2", times=3)
    asked(desk, "T05-01", "O1", times=3)
    asked(desk, "T05-01", "O1", "2026-11-10", times=5)
    (table,) = unresolved(desk)
    (line,) = table.topics
    assert (table.week, line.title, line.now.share, line.before.share, line.change) == (
        "2026-W47",
        "LINE",
        50.0,
        0.0,
        50.0,
    )
    assert len(line.consultations) == 11
    assert sum(each.unresolved for each in line.consultations) == 3
    assert (table.cut_off, table.finished) == (desk.now, False)
    assert table.next_lesson is not None
    assert table.next_lesson.ja == "LINEで家族とつながる"
    assert table.next_handout is not None
    assert table.next_handout.handout == "H06"


def test_what_was_taken_back_counts_nowhere_and_what_was_changed_counts_as_it_is(desk: Desk) -> None:
    void_consultation(desk, asked(desk, "T05-01", "O2"))
    amend_consultation(desk, asked(desk, "T05-01", "O2"), ConsultationForm("T02-01", "O1", 15))
    (table,) = unresolved(desk)
    assert [(each.topic, each.now.cases, each.now.unresolved) for each in table.topics] == [("T02-01", 1, 0)]


def test_an_outcome_may_carry_its_reason(desk: Desk) -> None:
    asked(desk, "T05-01", "O5-device")
    (table,) = unresolved(desk)
    assert (table.now.unresolved, table.topics[0].consultations[0].outcome_title) == (1, "ここではできない")


def test_what_was_told_later_counts_in_the_week_of_its_consultation(desk: Desk, clock: FixedClock) -> None:
    works, trouble = asked(desk, "T05-01", "O1"), asked(desk, "T05-01", "O1")
    clock.advance(days=7)
    answer_still_works(desk, works, Answer.WORKS)
    answer_still_works(desk, trouble, Answer.TROUBLE)
    then, now = unresolved(desk, date(2026, 11, 21))
    assert (then.now.unresolved, then.now.asked, then.now.works, then.now.trouble) == (1, 2, 1, 1)
    assert (now.now.cases, now.before.cases, now.before.unresolved) == (0, 2, 1)
    assert then.finished


def test_a_topic_of_the_sites_own_has_its_title(desk: Desk) -> None:
    own = add_topic_here(desk, "しろ丸ペイ", "しろまるぺい", "Shiromaru Pay")
    asked(desk, own.topic.topic, "O2")
    (table,) = unresolved(desk)
    assert [(each.title, each.lesson) for each in table.topics] == [("しろ丸ペイ", None)]


def test_a_week_without_anything_is_a_table_all_the_same(desk: Desk) -> None:
    (table,) = unresolved(desk, last=date(2026, 1, 5))
    assert (table.week, table.topics, table.now.share, table.finished) == ("2026-W02", (), None, True)


def test_a_period_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(Problem) as told:
        unresolved(desk, date(2026, 11, 21), date(2026, 11, 1))
    assert refused(told) == "period"
