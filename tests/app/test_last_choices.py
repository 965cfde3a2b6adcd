"""What is offered first was chosen last, by the same person on the same laptop."""

from core.clock import FixedClock
from desktop.app.consultations import ConsultationForm, record_consultation, usual_topics, void_consultation
from desktop.app.desk import Desk
from desktop.app.last_choices import LastChoice, last_choice, last_group, remember_group
from desktop.app.staff import add_supporter, sit_down


def _consult(desk: Desk, topic: str, outcome: str = "O1") -> str:
    return record_consultation(desk, ConsultationForm(topic, outcome, 10)).consultation.consultation_id


def test_the_last_that_stands_is_offered(desk: Desk, clock: FixedClock) -> None:
    assert last_choice(desk) is None
    _consult(desk, "T05-01", "O2")
    clock.advance(minutes=1)
    mistake = _consult(desk, "T02-01")
    assert last_choice(desk) == LastChoice("T02-01", "O1")
    void_consultation(desk, mistake)
    assert last_choice(desk) == LastChoice("T05-01", "O2")


def test_a_month_later_it_is_forgotten(desk: Desk, clock: FixedClock) -> None:
    _consult(desk, "T05-01")
    clock.advance(hours=24 * 32)
    assert last_choice(desk) is None


def test_each_supporter_has_their_own(desk: Desk) -> None:
    _consult(desk, "T05-01")
    remember_group(desk, "T05")
    sit_down(desk, add_supporter(desk, "山田 春子").supporter.supporter_id)
    assert (last_choice(desk), last_group(desk)) == (None, "")
    remember_group(desk, "T02")
    sit_down(desk, None)
    assert last_group(desk) == "T05"


def test_what_is_asked_today_weighs_more_than_long_ago(desk: Desk, clock: FixedClock) -> None:
    for _ in range(4):
        _consult(desk, "T05-01")
    clock.advance(hours=24)
    _consult(desk, "T02-01")
    assert usual_topics(desk) == ["T02-01", "T05-01"]
