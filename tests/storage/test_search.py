"""People are found by any part of what is known of them, from one character on."""

import pytest

from core.ids import new_entity_id, new_person_id
from core.kinds import CardIssued, PersonAmended, PersonRegistered
from desktop.storage.journal import Draft
from desktop.storage.store import Store


@pytest.fixture
def hanako(store: Store) -> str:
    person_id = new_person_id()
    told = PersonRegistered(name="髙橋 花子", kana="タカハシ ハナコ", phone="090-1234-5678")
    card = CardIssued(person_id=person_id, code="MC0123456789KRPW")
    store.record(
        Draft(person_id, told), Draft(new_entity_id(), card, owner=person_id), staff_id=None
    )  # fmt: skip
    other = PersonRegistered(name="佐藤 清", kana="サトウ キヨシ", phone="03-9999-0000")
    store.record(Draft(new_person_id(), other), staff_id=None)
    return person_id


@pytest.mark.parametrize(
    "words",
    [
        "花",
        "高橋",
        "髙橋",
        "高橋花子",
        "橋 花",
        "た",
        "はし",
        "たかはし",
        "ﾊﾅｺ",
        "5678",
        "78",
        "１２３４",
        "krpw",
        "KR 花",
    ],
)
def test_any_part_finds_her_and_nobody_else(store: Store, hanako: str, words: str) -> None:
    assert store.facts.search.find(words) == [hanako]


@pytest.mark.parametrize("words", ["", " ", "-", "鈴", "花佐", "花 清", "高佐藤", '"', "%", "花*", "NOT 花"])
def test_what_is_not_there_finds_nobody(store: Store, hanako: str, words: str) -> None:
    assert store.facts.search.find(words) == []


def test_newest_come_first_and_the_list_ends(store: Store) -> None:
    people = [new_person_id() for _ in range(5)]
    for person_id in people:
        store.record(Draft(person_id, PersonRegistered(name="山田 太郎")), staff_id=None)
    assert store.facts.search.find("山", limit=3) == people[:1:-1]


def test_a_changed_name_is_found_and_the_old_one_is_not(store: Store, hanako: str) -> None:
    store.record(Draft(hanako, PersonAmended(name="鈴木 花子")), staff_id=None)
    assert store.facts.search.find("鈴木") == [hanako]
    assert store.facts.search.find("高橋") == []
