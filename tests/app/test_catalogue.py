"""Versions from headquarters hold from their day on, a bad one changes nothing, and a site's own topics are known."""

import re
from datetime import date
from pathlib import Path

import pytest

from core.catalogue import Catalogue
from core.clock import FixedClock
from core.facts import Consultation
from core.kinds import ConsultationRecorded
from core.problem import Problem
from core.published import PublishedCatalogue
from desktop.app.catalogue import (
    NewTopic,
    add_topic,
    catalogue_state,
    free_code,
    offer_topic,
    retire_topic,
    withdraw_topic,
)
from desktop.app.catalogue_in_force import Catalogues, shipped_path
from desktop.app.consultations import ConsultationForm, amend_consultation, record_consultation
from desktop.app.daily_sheet import daily_sheet
from desktop.app.desk import Desk
from desktop.app.site import desk_of
from desktop.app.waiting import desk_choices
from desktop.storage.journal import Draft
from desktop.sync.ports import Incoming
from tests.helpers.apart import meet, two_laptops

SHIPPED = shipped_path().read_text("utf-8")
NEW_TOPIC = '[[groups.topics]]\ncode = "T03-06"\nja = "充電"\nkana = "じゅうでん"\nen = "Charging"\n'
CURRENCY = NewTopic("V01-01", "しろ丸ペイ", "しろまるぺい", "Shiromaru Pay")


def version(number: int, text: str = SHIPPED, valid_from: str = "2026-11-21") -> PublishedCatalogue:
    """As headquarters would send it, signature apart."""
    renewed = re.sub(r"^version = .*$", f"version = {number}", text, count=1, flags=re.MULTILINE)
    return PublishedCatalogue(number, valid_from, renewed.encode())


def with_charging() -> str:
    """A new topic, and one that is offered until yesterday."""
    before = '[[groups.topics]]\ncode = "T03-05"'
    assert before in SHIPPED
    retired = SHIPPED.replace('code = "T03-04"\n', 'code = "T03-04"\nvalid_to = 2026-11-20\n')
    return retired.replace(before, NEW_TOPIC + "\n" + before)


def came(desk: Desk, *versions: PublishedCatalogue) -> None:
    desk.store.outbox.take_in(Incoming((), (), (), (), (), 0, versions))


def offered(desk: Desk) -> set[str]:
    return {topic.code for group in desk_choices(desk).groups for topic in group.topics}


def told(desk: Desk) -> list[str]:
    rows = desk.store.db.execute("SELECT kind FROM event WHERE kind = 'catalogue.published'")
    return [kind for (kind,) in rows.fetchall()]


def consultation(topic: str) -> ConsultationForm:
    return ConsultationForm(topic=topic, outcome="O1", minutes=10)


def test_a_version_is_in_force_from_its_day_on(desk: Desk, clock: FixedClock) -> None:
    came(desk, version(2, with_charging(), "2026-11-22"))
    assert "T03-06" not in offered(desk)
    waiting = catalogue_state(desk)
    assert (waiting.version, waiting.next_version, waiting.next_day) == (1, 2, date(2026, 11, 22))
    record_consultation(desk, consultation("T03-04"))
    clock.advance(hours=24)
    assert "T03-06" in offered(desk)
    assert "T03-04" not in offered(desk)
    state = catalogue_state(desk)
    assert (state.version, state.next_version, state.skipped) == (2, None, ())
    assert "T03-04" in {topic.code for topic in desk_choices(desk).known}
    yesterday = daily_sheet(desk, date(2026, 11, 21)).consultations
    assert [(each.code, each.name, each.total) for each in yesterday.topics] == [("T03-04", "パソコン・タブレット", 1)]


def test_the_journal_tells_once_that_a_version_came(desk: Desk) -> None:
    came(desk, version(2), version(3))
    came(desk, version(3))
    assert len(told(desk)) == 2
    assert desk.store.outbox.catalogue_version() == 3


def test_a_second_laptop_that_was_told_says_nothing_more(tmp_path: Path, clock: FixedClock) -> None:
    with two_laptops(tmp_path, clock) as (first, second):
        came(first, version(2))
        meet(first, second)
        came(second, version(2))
        assert len(told(second)) == 1
        assert catalogue_state(second).version == 2


BROKEN = version(2, "[[groups")
FOREIGN = version(3, SHIPPED + '\n[robots]\nname = "a newer program"\n')
SHORTER = version(4, SHIPPED.replace("T09-05", "T09-55"))


def test_what_cannot_be_used_changes_nothing(desk: Desk) -> None:
    came(desk, BROKEN, FOREIGN, SHORTER)
    state = catalogue_state(desk)
    assert (state.version, state.skipped) == (1, (2, 3, 4))
    assert "T09-05" in offered(desk)
    assert desk.store.outbox.catalogue_version() == 4
    came(desk, version(5, with_charging()))
    assert (catalogue_state(desk).version, catalogue_state(desk).skipped) == (5, ())
    came(desk, version(6, "?"))
    assert (catalogue_state(desk).version, catalogue_state(desk).skipped) == (5, (6,))


def test_a_program_with_a_newer_catalogue_uses_its_own(desk: Desk) -> None:
    came(desk, version(2, with_charging()))
    newer = desk.catalogues.on(desk.today)
    program = Catalogues(desk.store, newer)
    came(desk, version(1, SHIPPED))
    assert program.published_on(desk.today).catalogue.version == 2


def test_a_broken_file_of_the_program_is_no_harm_where_headquarters_sent_one(desk: Desk) -> None:
    with pytest.raises(Problem) as refused:
        _without_shipped(desk)
    assert refused.value.code == "catalogue_broken"
    came(desk, version(2, with_charging()))
    assert _without_shipped(desk).version == 2


def _without_shipped(desk: Desk) -> Catalogue:
    broken = pytest.MonkeyPatch()
    broken.setattr("desktop.app.catalogue_in_force.shipped_path", lambda: desk.store.path)
    try:
        return desk_of(desk.store, desk.clock).catalogue
    finally:
        broken.undo()


def test_an_unknown_code_from_another_laptop_is_shown_and_counted(desk: Desk) -> None:
    content = ConsultationRecorded(at=desk.now, topic="T55-01", outcome="O1", minutes=5)
    desk.store.record(Draft("x", content), staff_id=None)
    sheet = daily_sheet(desk, desk.today)
    assert [(each.code, each.name, each.total) for each in sheet.consultations.topics] == [("T55-01", "T55-01", 1)]
    amended = amend_consultation(desk, "x", ConsultationForm(topic="T55-01", outcome="O1", minutes=20))
    assert (amended.consultation.topic, amended.consultation.minutes) == ("T55-01", 20)
    with pytest.raises(Problem) as refused:
        amend_consultation(desk, "x", ConsultationForm(topic="T55-02", outcome="O1", minutes=20))
    assert refused.value.code == "topic_unknown"


def test_a_topic_of_the_sites_own_is_offered_recorded_and_known_to_the_other_laptop(
    tmp_path: Path, clock: FixedClock
) -> None:
    with two_laptops(tmp_path, clock) as (first, second):
        assert free_code(first) == "V01-01"
        add_topic(first, CURRENCY)
        assert "V01-01" in offered(first)
        assert free_code(first) == "V01-02"
        record_consultation(first, consultation("V01-01"))
        meet(first, second)
        assert second.catalogue.topic("V01-01").en == "Shiromaru Pay"
        assert "V01-01" in offered(second)
        assert [each.name for each in daily_sheet(second, second.today).consultations.topics] == ["しろ丸ペイ"]


def test_a_retired_topic_keeps_its_title_and_its_code_stays_taken(desk: Desk, clock: FixedClock) -> None:
    add_topic(desk, CURRENCY)
    record_consultation(desk, consultation("V01-01"))
    retire_topic(desk, "V01-01")
    assert "V01-01" in offered(desk)
    clock.advance(hours=24)
    assert "V01-01" not in offered(desk)
    assert desk.catalogue.topic("V01-01").ja == "しろ丸ペイ"
    with pytest.raises(Problem) as refused:
        add_topic(desk, CURRENCY)
    assert refused.value.code == "topic_used"
    assert free_code(desk) == "V01-02"
    offer_topic(desk, "V01-01")
    assert "V01-01" in offered(desk)


def test_a_topic_added_by_mistake_is_offered_on_no_day(desk: Desk) -> None:
    add_topic(desk, CURRENCY)
    withdraw_topic(desk, "V01-01")
    assert "V01-01" not in offered(desk)
    assert free_code(desk) == "V01-02"


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewTopic("T01-99", "名前", "なまえ", "Name"), "topic_code"),
        (NewTopic("V1", "名前", "なまえ", "Name"), "topic_code"),
        (NewTopic("V01-02", " ", "なまえ", "Name"), "topic_title"),
        (NewTopic("V01-02", "名前", "なまえ", ""), "topic_title"),
        (NewTopic("V01-02", "名" * 61, "なまえ", "Name"), "topic_title"),
        (NewTopic("V01-02", "名前", "名前", "Name"), "topic_reading"),
        (NewTopic("V01-02", "名前 123456789018", "なまえ", "Name"), "my_number"),
        (NewTopic("V01-02", "名前", "なまえ", "1234 5678 9018"), "my_number"),
    ],
)
def test_what_is_no_topic_is_told(desk: Desk, new: NewTopic, code: str) -> None:
    with pytest.raises(Problem) as refused:
        add_topic(desk, new)
    assert refused.value.code == code
    assert desk.catalogues.own() == ()


def test_only_the_sites_own_topics_can_be_retired(desk: Desk) -> None:
    for code in ("T01-01", "V09-09"):
        with pytest.raises(Problem) as refused:
            retire_topic(desk, code)
        assert refused.value.code == "topic_not_own"
    add_topic(desk, CURRENCY)
    with pytest.raises(Problem) as refused:
        retire_topic(desk, "V01-01", date(2026, 11, 1))
    assert refused.value.code == "topic_days"


def test_the_catalogue_is_not_read_anew_for_every_look(desk: Desk) -> None:
    first = desk.catalogue
    assert desk.catalogue is first
    record_consultation(desk, consultation("T01-01"))
    assert desk.catalogue is first
    assert desk.store.facts.count(Consultation) == 1
    add_topic(desk, CURRENCY)
    assert desk.catalogue is not first
