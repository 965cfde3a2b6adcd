"""What people do at the laptops of the world."""

from contextlib import suppress

from core.conflicts import Decision
from core.facts import Attendance, Consultation, Person
from core.ids import new_entity_id
from core.kinds import PersonRegistered
from core.problem import Problem
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in
from desktop.app.consultations import (
    ConsultationForm,
    amend_consultation,
    record_consultation,
    void_consultation,
)
from desktop.app.people import add_person, erase_person, merge_people
from desktop.app.settling import settle
from desktop.app.unsettled import unsettled
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import receive_walk_in
from desktop.storage.journal import Draft
from tests.proof.versions import ConsultationRated, RecordedWithMood, newer_program
from tests.proof.world import Node, World


def register(world: World, node: Node) -> None:
    """Some with the reading and the number of another one: they may be on record twice."""
    name, pair = f"秘密 {len(world.cards)}子", len(world.cards) // 3
    told = PersonRegistered(age_band="70s", name=name, kana=f"ひみつ {pair}", phone=f"090-1234-{5000 + pair}")
    person = add_person(node.desk, told).person
    code = issue_card(node.desk, person.person_id).card.code
    assert code
    world.cards.append(code)
    world.names[person.person_id] = name


def receive(world: World, node: Node, which: int) -> None:
    if world.cards:
        check_in(node.desk, world.cards[which % len(world.cards)])


def walk_in(node: Node) -> None:
    receive_walk_in(node.desk, "60s", admit=True)


def consult(node: Node, which: int) -> None:
    visits = node.desk.store.facts.where(Attendance, "voided = 0", order="attendance_id")
    visit = visits[which % len(visits)].attendance_id if visits else None
    form = ConsultationForm("T02-01", "O1", 10, attendance_id=visit, note=f"秘密の話 {which}")
    record_consultation(node.desk, form)


def amend(node: Node, which: int) -> None:
    case = _case(node, which)
    if case:
        form = ConsultationForm("T05-01", "O3", which % 60, note=f"秘密の続き {which}")
        amend_consultation(node.desk, case.consultation_id, form)


def void_case(node: Node, which: int) -> None:
    case = _case(node, which)
    if case:
        void_consultation(node.desk, case.consultation_id)


def void_visit(node: Node, which: int) -> None:
    visits = node.desk.store.facts.where(Attendance, "voided = 0", order="attendance_id")
    if visits:
        void_attendance(node.desk, visits[which % len(visits)].attendance_id)


def merge(node: Node, which: int) -> None:
    people = _people(node)
    if len(people) > 1:
        one, other = people[which % len(people)], people[(which + 1) % len(people)]
        with suppress(Problem):
            merge_people(node.desk, one.person_id, other.person_id)


def erase(node: Node, which: int) -> None:
    people = _people(node)
    if people:
        erase_person(node.desk, people[which % len(people)].person_id)


def settle_all(node: Node) -> None:
    for item in unsettled(node.desk):
        if item.choices:
            choice = item.choices[0]
            kept = item.versions[0].id if choice is Decision.KEPT else None
            settle(node.desk, item.conflict, item.about, choice, kept)


def write_as_newer(world: World, node: Node, which: int) -> None:
    """The next version's program at this laptop: a kind that nobody knows, and a known one with a field more."""
    case = _case(node, which)
    about = case.consultation_id if case else new_entity_id()
    recorded = RecordedWithMood(at=node.desk.now, topic="T02-01", outcome="O1", minutes=5, note="秘密の気分")
    with newer_program():
        drafts = [Draft(new_entity_id(), recorded), Draft(about, ConsultationRated(minutes=which))]
        node.desk.record(*drafts)
    node.desk.store.journal.rebuild()  # and back: what today's program makes of it
    world.is_ahead = True


def _case(node: Node, which: int) -> Consultation | None:
    cases = node.desk.store.facts.where(Consultation, "voided = 0", order="consultation_id")
    return cases[which % len(cases)] if cases else None


def _people(node: Node) -> list[Person]:
    return node.desk.store.facts.where(Person, "erased = 0", order="person_id")
