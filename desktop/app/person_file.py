"""Everything a site keeps of one visitor, opened on purpose and recorded as seen."""

from dataclasses import dataclass

from core.doubles import COUNTED
from core.facts import Attendance, Card, Consultation, Person, Session
from desktop.app.desk import Desk
from desktop.app.people import PersonLine, note_viewing, the_person
from desktop.app.same_people import likely_the_same
from desktop.app.settings import visitor_fields
from desktop.storage.facts import any_of

VISITS_AT_MOST = 20


@dataclass(frozen=True)
class Visit:
    """One visit: the session it was received into, and how many consultations came of it."""

    attendance: Attendance
    session: str
    consultations: int


@dataclass(frozen=True)
class PersonFile:
    """A visitor with cards (newest first), the latest visits, and the records merged with this one.

    Cards and visits are of all of them; `visit_count` counts all visits. `likely` may be the same person too.
    `fields` are the personal fields that this site has switched on.
    """

    person: Person
    cards: tuple[Card, ...]
    visits: tuple[Visit, ...]
    visit_count: int
    merged: tuple[Person, ...]
    likely: tuple[PersonLine, ...]
    fields: tuple[str, ...]


def open_person_file(desk: Desk, person_id: str) -> PersonFile:
    """Open a visitor's record, the one that stands after merges.

    That it was seen, and by whom, is recorded (DESIGN section 7).
    """
    facts = desk.store.facts
    person = facts.one(Person, facts.standing_for(person_id)) or the_person(desk, person_id)
    likely = likely_the_same(desk, person)
    note_viewing(desk, "details", person.person_id, 1 + len(likely))
    records = sorted(facts.same_person(person.person_id))
    theirs = any_of("person_id", records)
    counted = f"{theirs} AND {COUNTED}"
    visits = facts.where(Attendance, counted, records, order=f"at DESC LIMIT {VISITS_AT_MOST}")
    merged = facts.where(Person, theirs, records, order="registered_at")
    return PersonFile(
        person=person,
        cards=tuple(facts.where(Card, theirs, records, order="issued_at DESC")),
        visits=tuple(_visit(desk, attendance) for attendance in visits),
        visit_count=facts.count(Attendance, counted, records),
        merged=tuple(each for each in merged if each.person_id != person.person_id),
        likely=tuple(likely),
        fields=visitor_fields(desk),
    )


def _visit(desk: Desk, attendance: Attendance) -> Visit:
    session = desk.store.facts.one(Session, attendance.session_id)
    logged = "attendance_id = ? AND voided = 0"
    count = desk.store.facts.count(Consultation, logged, [attendance.attendance_id])
    return Visit(attendance, session.title if session else "", count)
