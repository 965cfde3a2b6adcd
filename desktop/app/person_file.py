"""Everything a site keeps of one visitor, opened on purpose and recorded as seen."""

from dataclasses import dataclass

from core.facts import Attendance, Card, Consultation, Person, Session
from desktop.app.desk import Desk
from desktop.app.people import note_viewing, the_person
from desktop.app.settings import visitor_fields

VISITS_AT_MOST = 20
_COUNTED = "person_id = ? AND voided = 0 AND double_of IS NULL"


@dataclass(frozen=True)
class Visit:
    """One visit: the session it was received into, and how many consultations came of it."""

    attendance: Attendance
    session: str
    consultations: int


@dataclass(frozen=True)
class PersonFile:
    """A visitor with cards (newest first), the latest visits, and the records merged into this one.

    `visit_count` counts all visits of this record; `fields` are the personal fields that this site has switched on.
    """

    person: Person
    cards: tuple[Card, ...]
    visits: tuple[Visit, ...]
    visit_count: int
    merged: tuple[Person, ...]
    fields: tuple[str, ...]


def open_person_file(desk: Desk, person_id: str) -> PersonFile:
    """Open a visitor's record. That it was seen, and by whom, is recorded (DESIGN section 7)."""
    person = the_person(desk, person_id)
    note_viewing(desk, "details", person_id)
    facts = desk.store.facts
    standing = facts.where(Attendance, _COUNTED, [person_id], order=f"at DESC LIMIT {VISITS_AT_MOST}")
    return PersonFile(
        person=person,
        cards=tuple(facts.where(Card, "person_id = ?", [person_id], order="issued_at DESC")),
        visits=tuple(_visit(desk, attendance) for attendance in standing),
        visit_count=facts.count(Attendance, _COUNTED, [person_id]),
        merged=tuple(facts.where(Person, "merged_into = ?", [person_id], order="registered_at")),
        fields=visitor_fields(desk),
    )


def _visit(desk: Desk, attendance: Attendance) -> Visit:
    session = desk.store.facts.one(Session, attendance.session_id)
    logged = "attendance_id = ? AND voided = 0"
    count = desk.store.facts.count(Consultation, logged, [attendance.attendance_id])
    return Visit(attendance, session.title if session else "", count)
