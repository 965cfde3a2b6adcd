"""The made-up site answers as a real one does: its cards open the door, its people are found."""

from pathlib import Path

import pytest

from benchmarks.big_site import fill, small_desk
from core.door_results import DoorResult
from core.facts import Card, Person
from desktop.app.check_in import check_in
from desktop.app.desk import Desk
from desktop.app.people import find_people

PEOPLE = 40


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Desk, tuple[str, ...]]:
    """A desk with forty copies of one visitor."""
    desk = small_desk(tmp_path)
    return desk, fill(desk, PEOPLE)


def test_every_card_of_it_is_received(filled: tuple[Desk, tuple[str, ...]]) -> None:
    desk, cards = filled
    assert len(set(cards)) == PEOPLE
    assert {check_in(desk, card).result for card in cards} == {DoorResult.RECEIVED}
    desk.store.close()


def test_everybody_is_found_by_name_kana_phone_and_card(filled: tuple[Desk, tuple[str, ...]]) -> None:
    desk, _ = filled
    everybody = {person.person_id: person for person in desk.store.facts.where(Person, "1")}
    for card in desk.store.facts.where(Card, "1"):
        person = everybody[card.person_id]
        for words in (person.name, person.kana, person.phone, card.code):
            found = find_people(desk, words or "", limit=PEOPLE + 1)
            assert person.person_id in {line.person.person_id for line in found}
    desk.store.close()


def test_its_journal_counts_as_sent_and_goes_on_without_a_gap(filled: tuple[Desk, tuple[str, ...]]) -> None:
    desk, cards = filled
    assert desk.store.outbox.pending() == 0
    before = desk.store.journal.last_seq
    check_in(desk, cards[0])
    assert desk.store.journal.last_seq == before + 2
    assert desk.store.outbox.pending() == 2
    desk.store.close()
