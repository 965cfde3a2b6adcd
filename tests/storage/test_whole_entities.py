"""Rows made of what was just written are the rows that the journal gives when it is read again."""

from datetime import date

from core.facts import FACTS, Fact
from core.ids import day_id, new_entity_id, new_person_id
from core.kinds import (
    AttendanceRecorded,
    BookingMade,
    CardIssued,
    CardReplaced,
    CompanionCounted,
    ConsultationAmended,
    ConsultationRecorded,
    DayClosed,
    PersonAmended,
    PersonErased,
    PersonMerged,
    PersonRegistered,
    TicketIssued,
)
from desktop.storage.journal import Draft
from desktop.storage.store import Store

AT = "2026-11-21T10:00:00.000+09:00"
YAMADA = PersonRegistered(
    name="山田花子", kana="やまだはなこ", phone="0424611234", birth_date="1950-04-01", age_band="70s"
)


def rows(store: Store) -> list[Fact]:
    return [row for fact in FACTS for row in store.facts.where(fact, "1")]


def same_after_rebuild(store: Store) -> list[Fact]:
    """The rows as they stand, which a rebuild leaves as they are; so does the search."""
    before, found = rows(store), store.facts.search.find("山田")
    store.journal.rebuild()
    assert rows(store) == before
    assert store.facts.search.find("山田") == found
    return before


def a_visit(person: str, visit: str, card: str) -> list[Draft]:
    return [
        Draft(person, YAMADA),
        Draft(card, CardIssued(person_id=person, code="MC"), owner=person),
        Draft(visit, AttendanceRecorded(session_id="s", at=AT, how="card", person_id=person, age_band="70s")),
        Draft(visit, TicketIssued(ticket="A1", calling="board")),
        Draft(visit, CompanionCounted(companions=2)),
    ]


def test_a_whole_visit_in_one_transaction(store: Store) -> None:
    person, visit, card = new_person_id(), new_entity_id(), new_entity_id()
    store.record(*a_visit(person, visit, card), staff_id=None)
    assert len(same_after_rebuild(store)) == 3


def test_what_was_known_before_is_read_again(store: Store) -> None:
    person, visit, card, talk = new_person_id(), new_entity_id(), new_entity_id(), new_entity_id()
    store.record(*a_visit(person, visit, card), staff_id=None)
    other = new_person_id()
    first = ConsultationRecorded(at=AT, topic="T01-01", outcome="O1", minutes=5, person_id=person, note="メモ")
    store.record(
        Draft(card, CardReplaced(by_card_id=new_entity_id())),
        Draft(person, PersonAmended(name="山田 花", age_band="70s")),
        Draft(other, YAMADA),
        Draft(other, PersonMerged(into=person)),
        Draft(talk, first, owner=person),
        Draft(
            talk, ConsultationAmended(at=AT, topic="T01-01", outcome="O2", minutes=9, person_id=person), owner=person
        ),
        Draft(new_entity_id(), BookingMade(session_id="s", name="佐藤", phone="1")),
        staff_id="x",
    )
    assert len(same_after_rebuild(store)) == 6


def test_who_is_erased_in_the_transaction_that_began_it_leaves_nothing(store: Store) -> None:
    person, visit, card = new_person_id(), new_entity_id(), new_entity_id()
    store.record(*a_visit(person, visit, card), Draft(person, PersonErased()), staff_id=None)
    told = same_after_rebuild(store)
    assert "山田" not in repr(told)
    assert "MC" not in [getattr(row, "code", None) for row in told]


def test_a_wish_is_forgotten_by_the_closing_that_comes_with_it(store: Store) -> None:
    visit = a_visit(new_person_id(), new_entity_id(), new_entity_id())
    day = date(2026, 11, 21)
    close = Draft(day_id(store.identity.site_id, day), DayClosed(day=day.isoformat(), at=AT))
    store.record(*visit, close, staff_id=None)
    assert "board" not in repr(same_after_rebuild(store))
