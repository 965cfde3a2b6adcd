"""だれがいるか: today's receptions with what stands beside them, and the people found at the door."""

from dataclasses import dataclass

from core.facts import Attendance, Booking
from desktop.app.calling import helped_on
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


def receive_by_name(
    desk: Desk, person_id: str, *, session_id: str | None = None, admit: bool = False, again: bool = False
) -> DoorAnswer:
    """受付 of somebody who was found in the list."""
    person = surviving(desk, person_id) or the_person(desk, person_id)
    return check_in_person(desk, person, how="name", session_id=session_id, admit=admit, again=again)


def _line(desk: Desk, visit: Attendance, names_on: bool, consulted: bool) -> VisitLine:
    return VisitLine(visit, _name(desk, visit) if names_on else "", consulted)


def _name(desk: Desk, visit: Attendance) -> str:
    """As on record, or as told with the booking by which somebody came."""
    if visit.person_id is not None:
        person = surviving(desk, visit.person_id)
        return (person.name or "") if person else ""
    booking = desk.store.facts.one(Booking, visit.booking_id) if visit.booking_id else None
    return (booking.name or "") if booking else ""
