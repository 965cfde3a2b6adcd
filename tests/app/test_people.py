"""Finding people by any record of theirs, merging two records, taking them apart."""

import pytest

from core.clock import FixedClock
from core.facts import Person
from core.kinds import PersonalDataViewed, PersonAmended, PersonMerged, PersonRegistered
from core.problem import Problem
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in_person
from desktop.app.desk import Desk
from desktop.app.people import add_person, amend_person, erase_person, find_people, merge_people, unmerge_person
from desktop.app.person_file import open_person_file
from desktop.app.same_people import SHOWN_AT_MOST, likely_the_same
from desktop.app.settings import change_setting
from desktop.storage.journal import Draft


@pytest.fixture(autouse=True)
def _with_names(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "name,kana,phone,birth_date")


def _add(desk: Desk, name: str, kana: str = "", phone: str = "", birth_date: str = "") -> Person:
    told = PersonRegistered(name=name, kana=kana or None, phone=phone or None, birth_date=birth_date or None)
    return add_person(desk, told).person


def _found(desk: Desk, words: str) -> list[str | None]:
    return [line.person.name for line in find_people(desk, words)]


def test_the_record_that_stands_is_found_by_all_that_is_known_of_either(desk: Desk) -> None:
    kept = _add(desk, "大野 優子", "おおの ゆうこ", "090-1111-2222")
    gone = _add(desk, "小林 ゆう子", "こばやし ゆうこ", "03-3333-4444")
    card = issue_card(desk, gone.person_id).card
    merge_people(desk, gone.person_id, kept.person_id)
    for words in ("大野", "小林", "kobayashi", "ohno", "2222", "4444", (card.code or "")[-4:]):
        assert _found(desk, words) == ["大野 優子"], words
    assert _found(desk, "ゆうこ") == ["大野 優子"]
    unmerge_person(desk, gone.person_id)
    assert _found(desk, "小林") == ["小林 ゆう子"]
    assert sorted(map(str, _found(desk, "ゆうこ"))) == ["大野 優子", "小林 ゆう子"]


def test_cards_and_visits_of_both_are_counted_in_one_line(desk: Desk, clock: FixedClock) -> None:
    kept, gone = _add(desk, "大野 優子"), _add(desk, "大野 ゆう子")
    for person in (kept, gone):
        issue_card(desk, person.person_id)
        check_in_person(desk, person, how="name")
        clock.advance(days=1)
    merge_people(desk, gone.person_id, kept.person_id)
    (line,) = find_people(desk, "大野")
    assert (len(line.cards), line.visits, line.last_visit) == (2, 2, "2026-11-22")


def test_a_merged_record_is_merged_on_as_the_one_that_stands_for_it(desk: Desk) -> None:
    one, two, three = (_add(desk, f"大野 {given}") for given in ("一子", "二子", "三子"))
    merge_people(desk, one.person_id, two.person_id)
    done = merge_people(desk, one.person_id, three.person_id)
    assert (done.person_id, done.into) == (two.person_id, three.person_id)
    assert _found(desk, "大野") == ["大野 三子"]
    unmerge_person(desk, done.person_id)
    assert _found(desk, "一子") == ["大野 二子"]


def test_what_is_one_already_or_two_already_is_refused(desk: Desk) -> None:
    one, two = _add(desk, "大野 一子"), _add(desk, "大野 二子")
    with pytest.raises(Problem, match="すでに一つに"):
        merge_people(desk, one.person_id, one.person_id)
    merge_people(desk, one.person_id, two.person_id)
    with pytest.raises(Problem, match="すでに一つに"):
        merge_people(desk, two.person_id, one.person_id)
    unmerge_person(desk, one.person_id)
    with pytest.raises(Problem, match="まとめられていません"):
        unmerge_person(desk, one.person_id)


def test_two_laptops_that_merged_in_a_circle_leave_one_line(desk: Desk) -> None:
    one, two = _add(desk, "大野 一子"), _add(desk, "大野 二子")
    desk.record(Draft(one.person_id, PersonMerged(into=two.person_id)))
    desk.record(Draft(two.person_id, PersonMerged(into=one.person_id)))
    assert len(_found(desk, "大野")) == 1


def test_a_record_merged_into_one_that_has_not_arrived_is_found_as_itself(desk: Desk) -> None:
    one = _add(desk, "大野 一子")
    desk.record(Draft(one.person_id, PersonMerged(into="00000000-0000-4000-8000-000000000000")))
    assert _found(desk, "大野") == ["大野 一子"]


@pytest.mark.parametrize(
    ("kana", "phone", "birth_date", "likely"),
    [
        ("おおの ゆうこ", "0422-11-2222", "", True),
        ("オオノ　ユウコ", "", "1950-04-01", True),
        ("おおの ゆうこ", "090-1111-3333", "", False),
        ("おおの ゆうこ", "", "", False),
        ("おおの ゆみこ", "0422-11-2222", "1950-04-01", False),
    ],
)
def test_the_same_reading_and_birth_date_or_phone_ending_is_a_hint(
    desk: Desk, kana: str, phone: str, birth_date: str, likely: bool
) -> None:
    person = _add(desk, "大野 優子", "おおの ゆうこ", "090-1111-2222", "1950-04-01")
    other = _add(desk, "大野 ゆう子", kana, phone, birth_date)
    hinted = [line.person.person_id for line in likely_the_same(desk, person)]
    assert hinted == ([other.person_id] if likely else [])
    assert [line.person.person_id for line in likely_the_same(desk, other)] == ([person.person_id] if likely else [])


def test_who_is_merged_erased_or_nameless_is_no_hint(desk: Desk) -> None:
    person, same, gone = (_add(desk, "大野 優子", "おおの ゆうこ", "090-1111-2222") for _ in range(3))
    merge_people(desk, same.person_id, person.person_id)
    erase_person(desk, gone.person_id)
    assert likely_the_same(desk, person) == []
    assert likely_the_same(desk, amend_person(desk, person.person_id, PersonAmended()).person) == []


def test_hints_are_seen_on_record_too(desk: Desk) -> None:
    person, _ = (_add(desk, "大野 優子", "おおの ゆうこ", "090-1111-2222") for _ in range(2))
    open_person_file(desk, person.person_id)
    seen = [each.payload for each in desk.store.journal.events_of(desk.identity.device_id)]
    assert [each.persons for each in seen if isinstance(each, PersonalDataViewed)] == [2]


def test_hints_are_few(desk: Desk) -> None:
    people = [_add(desk, "大野 優子", "おおの ゆうこ", "090-1111-2222") for _ in range(SHOWN_AT_MOST + 2)]
    assert len(likely_the_same(desk, people[0])) == SHOWN_AT_MOST
