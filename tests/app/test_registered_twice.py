"""A visitor who was registered on two laptops: told under 要確認, merged or kept apart by one touch, on all laptops."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.conflicts import Conflict, Decision
from core.facts import Person
from core.ids import conflict_id, new_person_id
from core.kinds import ConflictNoticed, PersonalDataViewed, PersonAmended, PersonRegistered, SessionPlanned
from core.problem import Problem
from desktop.app.check_in import check_in_person
from desktop.app.daily_sheet import daily_sheet
from desktop.app.desk import Desk
from desktop.app.people import add_person, amend_person, erase_person, find_people, merge_people, unmerge_person
from desktop.app.sessions import open_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.settling import settle, settle_by_id
from desktop.app.unsettled import revealed, settlement_id, unsettled, unsettled_before
from desktop.app.unsettled_item import UnsettledItem
from desktop.storage.journal import Draft, Journal
from tests.helpers.apart import meet, two_laptops

NAME, PHONE = "高橋 花子", "090-1234-5678"


@pytest.fixture
def laptops(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Desk, Desk]]:
    with two_laptops(tmp_path, clock) as both:
        for desk in both:
            change_setting(desk, "visitor_fields", "name,phone")
        yield both


def register(desk: Desk, name: str = NAME, phone: str = PHONE) -> str:
    return add_person(desk, PersonRegistered(age_band="70s", name=name, phone=phone)).person.person_id


def meet_with_keys(*desks: Desk) -> None:
    """As an exchange brings it: the keys with what they open."""
    for desk in desks:
        for other in desks:
            for row in other.store.db.execute("SELECT key_id, entity_id, data, confirmed FROM key_record").fetchall():
                desk.store.db.execute("INSERT OR IGNORE INTO key_record VALUES (?, ?, ?, ?)", list(row))
    meet(*desks)
    meet(*desks)  # what was noticed as they met


def twice(laptops: tuple[Desk, Desk], clock: FixedClock) -> tuple[str, str]:
    """On each while apart; then they meet."""
    ids = []
    for desk in laptops:
        clock.advance(minutes=5)
        ids.append(register(desk))
    meet_with_keys(*laptops)
    return ids[0], ids[1]


def the_item(desk: Desk) -> UnsettledItem:
    (item,) = unsettled(desk)
    assert item.conflict is Conflict.SAME_PERSON
    return item


def standing(desk: Desk) -> list[str]:
    return [each.person_id for each in desk.store.facts.where(Person, "merged_into IS NULL AND erased = 0")]


def decide(desk: Desk, decision: Decision) -> None:
    item = the_item(desk)
    settle(desk, item.conflict, item.about, decision)


def test_both_laptops_tell_of_it_and_of_no_name(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    first, second = twice(laptops, clock)
    for desk in laptops:
        item = the_item(desk)
        assert item.about == (first, second)
        assert [(side.letter, side.at[11:16], side.stands) for side in item.versions] == [
            ("A", "09:35", True),
            ("B", "09:40", False),
        ]
        assert NAME not in str(item)
        assert PHONE not in str(item)
        assert [each.what for each in daily_sheet(desk, desk.today).unsettled] == [
            "同じ方が、2回登録されているかもしれません。"
        ]


def test_the_names_are_shown_to_whoever_asks_and_that_is_on_record(
    laptops: tuple[Desk, Desk], clock: FixedClock
) -> None:
    twice(laptops, clock)
    shown = revealed(laptops[1], the_item(laptops[1]))
    for side in shown.versions:
        assert {each.field: each.ja for each in side.tells} == {
            "name": NAME,
            "phone": PHONE,
            "age_band": "70代",
            "registered_on": "令和8年11月21日",
            "visits": "0回",
        }
        assert {each.field: each.en for each in side.tells}["registered_on"] == "21 Nov 2026"
    seen = [each.payload for each in laptops[1].store.journal.events_of(laptops[1].identity.device_id)]
    assert [each.persons for each in seen if isinstance(each, PersonalDataViewed)] == [2]


def test_one_touch_merges_them_everywhere_and_another_takes_it_back(
    laptops: tuple[Desk, Desk], clock: FixedClock
) -> None:
    first, second = twice(laptops, clock)
    here, there = laptops
    item_id = settlement_id(here, Conflict.SAME_PERSON, (first, second))
    decide(here, Decision.ONE)
    meet_with_keys(*laptops)
    for desk in laptops:
        assert unsettled(desk) == []
        assert standing(desk) == [first]
        assert [line.person.person_id for line in find_people(desk, NAME)] == [first]
    settle_by_id(there, item_id, Decision.OPEN)
    meet_with_keys(*laptops)
    for desk in laptops:
        assert sorted(standing(desk)) == sorted((first, second))
        assert the_item(desk).about == (first, second)


def test_that_they_are_two_is_remembered_on_all_laptops(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    first, second = twice(laptops, clock)
    decide(laptops[1], Decision.TWO)
    meet_with_keys(*laptops)
    for desk in laptops:
        desk.store.journal.notice_alike()
        amend_person(desk, second, PersonAmended(age_band="60s", name=NAME, phone=PHONE))  # still alike
        meet_with_keys(*laptops)
        assert unsettled(desk) == []
        assert sorted(standing(desk)) == sorted((first, second))
        desk.store.journal.rebuild()
        assert unsettled(desk) == []


def test_two_who_decide_otherwise_while_apart_are_told(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    _, second = twice(laptops, clock)
    for desk, decision in zip(laptops, (Decision.ONE, Decision.TWO), strict=True):
        clock.advance(minutes=5)
        decide(desk, decision)
    meet_with_keys(*laptops)
    for desk in laptops:
        (item,) = unsettled(desk)
        assert (item.conflict, item.thing, item.about[0]) == (Conflict.VERSIONS, "person", second)
        assert second in standing(desk)  # the later word holds meanwhile


def test_who_was_merged_or_erased_by_hand_is_no_question(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    first, second = twice(laptops, clock)
    desk = laptops[0]
    merge_people(desk, first, second)
    assert unsettled(desk) == []
    unmerge_person(desk, first)
    assert the_item(desk).about == (first, second)
    erase_person(desk, second)
    assert unsettled(desk) == []
    assert desk.store.db.execute("SELECT person_id FROM person_sign").fetchall() == [(first,)]


def test_one_laptop_notices_too_and_a_mended_number_brings_it_out(laptops: tuple[Desk, Desk]) -> None:
    desk = laptops[0]
    first, second = register(desk), register(desk, phone="090-1234-9999")
    assert unsettled(desk) == []
    amend_person(desk, second, PersonAmended(age_band="70s", name=NAME, phone="０９０ １２３４ ５６７８"))
    assert set(the_item(desk).about) == {first, second}
    noticed = "SELECT count(*) FROM event WHERE kind = 'conflict.noticed'"
    register(desk, "別人", PHONE)
    assert desk.store.db.execute(noticed).fetchone() == (1,)


def test_a_third_record_goes_with_those_that_stand(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    first, second = twice(laptops, clock)
    decide(laptops[0], Decision.ONE)
    clock.advance(minutes=5)
    third = register(laptops[0], NAME, PHONE)
    assert the_item(laptops[0]).about == (first, third)
    decide(laptops[0], Decision.ONE)
    assert unsettled(laptops[0]) == []
    assert standing(laptops[0]) == [first]
    assert laptops[0].store.facts.same_person(second) == {first, second, third}


def test_records_of_before_are_noticed_once_when_the_site_is_opened(
    laptops: tuple[Desk, Desk], clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = laptops[0]
    with monkeypatch.context() as older:
        older.setattr(Journal, "_notice_alike", lambda _self, _persons: frozenset())
        register(desk)
        clock.advance(days=40)
        register(desk)
    assert unsettled(desk) == []
    desk.store.journal.notice_alike()
    assert desk.store.journal.notice_alike() == frozenset()
    the_item(desk)
    clock.advance(days=40)
    assert [item.conflict for item in unsettled_before(desk)] == [Conflict.SAME_PERSON]


def test_a_reception_asks_for_nobody_who_is_alike(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    desk = laptops[0]
    person = desk.store.facts.one(Person, twice(laptops, clock)[0])
    assert person is not None
    plan = SessionPlanned(title="スマホ相談会", day=desk.today.isoformat(), starts="09:00", ends="17:00")
    session = open_session(desk, plan_session(desk, plan).session.session_id).session.session_id
    asked: list[str] = []
    with desk.store.db.tracer(lambda statement, _values: asked.append(statement)):
        check_in_person(desk, person, how="card", session_id=session)
    assert asked
    assert not [statement for statement in asked if "person_sign" in statement]


def test_of_many_alike_only_a_few_are_asked(laptops: tuple[Desk, Desk]) -> None:
    for _ in range(8):
        register(laptops[0])
    assert len(unsettled(laptops[0])) == 0 + 1 + 2 + 3 * 5


def test_of_many_alike_only_a_few_are_looked_at(laptops: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand records under one made-up number are no million looks, neither as they come nor at each start."""
    desk, looked, many = laptops[0], list[str](), 20
    look = desk.store.facts.standing_for

    def noted(person_id: str) -> str:
        looked.append(person_id)
        return look(person_id)

    monkeypatch.setattr(desk.store.facts, "standing_for", noted)
    desk.record(
        *(Draft(new_person_id(), PersonRegistered(age_band="70s", name=NAME, phone=PHONE)) for _ in range(many))
    )
    desk.store.journal.notice_alike()
    assert len(looked) == 2 * many * (1 + 3)


def test_whoever_is_not_on_record_is_settled_with_nobody(laptops: tuple[Desk, Desk]) -> None:
    desk = laptops[0]
    with pytest.raises(Problem, match="見つかりません"):
        settle(desk, Conflict.SAME_PERSON, (register(desk), "nobody"), Decision.ONE)


def test_what_a_person_decided_goes_before_what_was_noticed_later(
    laptops: tuple[Desk, Desk], clock: FixedClock
) -> None:
    """A laptop that has not heard of the decision yet notices the pair too."""
    first, second = twice(laptops, clock)
    decide(laptops[0], Decision.TWO)
    clock.advance(minutes=5)
    there = laptops[1].store
    item_id = conflict_id(there.identity.site_id, Conflict.SAME_PERSON, first, second)
    noticed = ConflictNoticed(conflict=Conflict.SAME_PERSON.value, about=(first, second))
    there.record(Draft(item_id, noticed), staff_id=None)
    meet_with_keys(*laptops)
    assert [unsettled(desk) for desk in laptops] == [[], []]
