"""だれがいるか: today's receptions with what stands beside them, and the people found at the door."""

from dataclasses import dataclass

from core.facts import Attendance, Card, Person
from desktop.app.calling import helped_on
from desktop.app.cards import CardWritten, issue_card, replace_card
from desktop.app.check_in import check_in_person
from desktop.app.day import visitors_today
from desktop.app.desk import Desk
from desktop.app.door import DoorAnswer, surviving
from desktop.app.people import PersonLine, find_people, note_viewing, the_person
from desktop.app.settings import visitor_fields


@dataclass(frozen=True)
class VisitLine:
    """One reception of today. `name` is empty unless this site records names."""

    visit: Attendance
    name: str = ""
    consulted: bool = False


def who_is_here(desk: Desk) -> list[VisitLine]:
    """Today's receptions, newest first, voided ones too."""
    consulted = helped_on(desk, desk.today)
    names_on = "name" in visitor_fields(desk)
    return [_line(desk, visit, names_on, visit.attendance_id in consulted) for visit in visitors_today(desk)]


def find_at_door(desk: Desk, words: str, *, first: bool = False) -> list[PersonLine]:
    """People for these letters. The `first` look of a search leaves a record where names are seen."""
    found = find_people(desk, words)
    if first and found and visitor_fields(desk):
        note_viewing(desk, "reception_search", persons=len(found))
    return found


def receive_by_name(desk: Desk, person_id: str, *, admit: bool = False) -> DoorAnswer:
    """受付 of somebody who was found in the list."""
    return check_in_person(desk, the_person(desk, person_id), how="name", admit=admit)


def give_card(desk: Desk, person_id: str) -> CardWritten:
    """A card with a new number. One that the person still has answers 新しいカードをお使いください from now on."""
    person = surviving(desk, person_id) or the_person(desk, person_id)
    valid = _valid_card(desk, person.person_id)
    return replace_card(desk, valid.card_id) if valid else issue_card(desk, person.person_id)


def _valid_card(desk: Desk, person_id: str) -> Card | None:
    found = desk.store.facts.where(Card, "person_id = ? AND state = 'valid'", [person_id], order="issued_at")
    return found[-1] if found else None


def _line(desk: Desk, visit: Attendance, names_on: bool, consulted: bool) -> VisitLine:
    if visit.person_id is None:
        return VisitLine(visit, consulted=consulted)
    person: Person | None = surviving(desk, visit.person_id) if names_on else None
    name = (person.name or "") if person else ""
    return VisitLine(visit, name, consulted)
