"""People are found by any part of what is known of them, from one character on."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.facts import Person
from core.ids import new_entity_id, new_person_id
from core.kinds import CardIssued, PersonAmended, PersonRegistered
from core.search_text import forms_of, wanted
from core.search_tokens import at_the_edge, exactly, searched_text
from desktop.storage.journal import Draft
from desktop.storage.store import Store
from tests.helpers.sites import make_store

_FAMILIES = (("大野", "おおの"), ("小野", "おの"), ("佐藤", "さとう"), ("安藤", "アンドウ"), ("本間", "ほんま"))
_GIVEN = (("優子", "ゆうこ"), ("純一", "じゅんいち"), ("茂", "しげる"), ("Ono", "おの"))
_PHONES = ("090-1234-5678", "080-5678-1234", "")


@pytest.fixture
def hanako(store: Store) -> str:
    person_id = new_person_id()
    told = PersonRegistered(name="髙橋 花子", kana="タカハシ ハナコ", phone="090-1234-5678")
    card = CardIssued(person_id=person_id, code="MC0123456789KRPW")
    store.record(Draft(person_id, told), Draft(new_entity_id(), card, owner=person_id), staff_id=None)
    _add(store, "佐藤 清", "サトウ キヨシ", "03-9999-0000")
    return person_id


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Sixty people, each with another mixture of names and phones."""
    store = make_store(Path(tmp_path_factory.mktemp("crowd")))
    for (name, kana), (given_name, given_kana), phone in itertools.product(_FAMILIES, _GIVEN, _PHONES):
        _add(store, f"{name} {given_name}", f"{kana} {given_kana}", phone)
    yield store
    store.close()


def _add(store: Store, name: str, kana: str = "", phone: str = "") -> str:
    person_id = new_person_id()
    told = PersonRegistered(name=name, kana=kana or None, phone=phone or None)
    store.record(Draft(person_id, told), staff_id=None)
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
        "takahashi",
        "ｔａｋａｈａｓｉ",
        "Hanako",
        "hanako takahashi",
        "n",
        "ko 高",
        "takahas",
        "nako",
        "5678",
        "78",
        "１２３４",
        "1234-5678",
        "krpw",
        "KRPW",
        "9KRPW",
        "KR 花",
        "hanako 090",
    ],
)
def test_any_part_finds_her_and_nobody_else(store: Store, hanako: str, words: str) -> None:
    assert store.facts.search.find(words) == [hanako]


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "-",
        "鈴",
        "花佐",
        "花 清",
        "高佐藤",
        '"',
        "%",
        "花*",
        "NOT 花",
        "hanaka",
        "ǀ",
        "花" * 4000,
        "花 清 " * 999,
    ],
)
def test_what_is_not_there_finds_nobody(store: Store, hanako: str, words: str) -> None:
    assert store.facts.search.find(words) == []


def test_newest_come_first_and_the_list_ends(store: Store) -> None:
    people = [_add(store, "山田 太郎") for _ in range(5)]
    assert store.facts.search.find("山", limit=3) == people[:1:-1]


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("はら", ["原", "原田", "小原"]),
        ("原", ["原", "原田", "小原"]),
        ("hara", ["原", "原田", "小原"]),
        ("おおの", ["大野", "小野", "大野木"]),
        ("oono", ["大野", "小野", "大野木"]),
        ("ono", ["大野", "小野", "大野木"]),
        ("おの", ["小野", "大野木", "大野"]),
        ("smith", ["Smith", "Smithson"]),
    ],
)
def test_the_very_name_comes_first_then_its_beginning(store: Store, words: str, order: list[str]) -> None:
    names = ("原", "はら"), ("小野", "おの"), ("大野", "おおの"), ("原田", "はらだ"), ("小原", "おばら")
    for name, kana in (*names, ("大野木", "おおのぎ"), ("Smith", ""), ("Smithson", "")):
        _add(store, f"{name} 清", f"{kana} きよし" if kana else "")
    assert [_person(store, each).name for each in store.facts.search.find(words)] == [f"{name} 清" for name in order]


def test_a_phones_ending_comes_before_its_middle(store: Store) -> None:
    ending = _add(store, "田中 清", phone="03-1111-5678")
    _add(store, "田中 茂", phone="090-5678-1111")
    assert store.facts.search.find("5678")[0] == ending
    assert len(store.facts.search.find("5678")) == 2


@given(st.data())
def test_it_finds_whom_a_look_at_everybody_finds_the_best_first(crowd: Store, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(_TYPED), min_size=1, max_size=3))
    found = crowd.facts.search.find(" ".join(words), limit=1000)
    ranks = {person.person_id: _rank(person, words) for person in crowd.facts.where(Person, "1")}
    assert set(found) == {person_id for person_id, rank in ranks.items() if rank is not None}
    assert [ranks[each] for each in found] == sorted(ranks[each] or 0 for each in found)
    assert crowd.facts.search.find(" ".join(words), limit=7) == found[:7]


def test_what_begins_every_card_is_no_beginning_of_a_name(store: Store, hanako: str) -> None:
    mari = _add(store, "森 まり", "もり まり")
    card = CardIssued(person_id=hanako, code="MC0123456789KRPW")
    store.record(Draft(new_entity_id(), card, owner=hanako), staff_id=None)
    assert store.facts.search.find("m") == [mari, hanako]


def test_a_changed_name_is_found_and_the_old_one_is_not(store: Store, hanako: str) -> None:
    store.record(Draft(hanako, PersonAmended(name="鈴木 花子")), staff_id=None)
    assert store.facts.search.find("鈴木") == [hanako]
    assert store.facts.search.find("高橋") == []


_TYPED = (
    *("大", "野", "おお", "おの", "おーの", "ono", "oono", "ohno", "o", "yu", "yuuko", "ゆうこ", "じゅん", "junichi"),
    *("homma", "honma", "hom", "安藤", "andou", "ando", "あんど", "5678", "1234", "090", "しげ", "g", "ー", "藤 優"),
)


def _rank(person: Person, words: list[str]) -> int | None:
    """0 for whole names by the letter, up to 4 for any part; None for somebody else."""
    text = searched_text(forms_of(filter(None, (person.name, person.kana, person.phone))))
    asked = [each for word in words for part in word.split() if (each := wanted(part)) is not None]
    strict, loose = [each.strict for each in asked], [each.loose for each in asked]
    shapes = ((exactly, strict), (exactly, loose), (at_the_edge, strict), (at_the_edge, loose), (_anywhere, loose))
    for rank, (shape, forms) in enumerate(shapes):
        if asked and all(any(each in text for form in some for each in shape(form)) for some in forms):
            return rank
    return None


def _anywhere(form: str) -> tuple[str, ...]:
    return (form,)


def _person(store: Store, person_id: str) -> Person:
    found = store.facts.one(Person, person_id)
    assert found is not None
    return found
