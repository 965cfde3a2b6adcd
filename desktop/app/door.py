"""What the door answers, and the rules that it asks before it lets somebody in."""

from dataclasses import dataclass
from datetime import date

from core.admission import is_old_enough, years_of
from core.age_band import age_band_on, age_on
from core.door_results import DoorResult
from core.doubles import COUNTED
from core.facts import Attendance, Card, Person, Session
from desktop.app.booked import Booked
from desktop.app.desk import NOTHING, Changed, Desk
from desktop.app.questions import Questions
from desktop.storage.facts import any_of


@dataclass(frozen=True)
class DoorAnswer:
    """One of the eight results and what the screen shows with it.

    `card_text` is set for a rightly made card that nobody has yet, so that it can be given to the visitor;
    `reason` is for staff only: nobody is shamed before the queue. `booked` is the place in another session that
    was found instead; `questions` is what the session asks of this visit; `new_card_id` was given along with it.
    `slip_text` is the code of a slip of this site: it can be entered.
    """

    result: DoorResult
    attendance: Attendance | None = None
    person: Person | None = None
    session: Session | None = None
    card_text: str | None = None
    reason: str | None = None
    changed: Changed = NOTHING
    booked: Booked | None = None
    questions: Questions | None = None
    new_card_id: str | None = None
    slip_text: str | None = None


def holder(desk: Desk, card: Card) -> Person | None:
    """Who the card opens for, after merges."""
    return surviving(desk, card.person_id)


def surviving(desk: Desk, person_id: str) -> Person | None:
    """The record that stands for this one after merges; this one itself while that has not arrived."""
    facts = desk.store.facts
    return facts.one(Person, facts.standing_for(person_id)) or facts.one(Person, person_id)


def band_today(person: Person, day: date) -> str:
    """The age band as on that day: from the birth date where one is kept, else as told."""
    if person.birth_date:
        return age_band_on(date.fromisoformat(person.birth_date), day).value
    return person.age_band


def years_today(person: Person | None, band: str, day: date) -> tuple[int, int]:
    """The lowest and highest age that somebody can have: exact where a birth date is kept."""
    if person is not None and person.birth_date:
        years = age_on(date.fromisoformat(person.birth_date), day)
        return years, years
    return years_of(band)


def present(desk: Desk, person_id: str, session: Session) -> Attendance | None:
    """The standing attendance of this session of a person, merged records too: the newest that counts."""
    people = sorted(desk.store.facts.same_person(person_id))
    found = desk.store.facts.where(
        Attendance,
        f"{any_of('person_id', people)} AND session_id = ? AND voided = 0",
        [*people, session.session_id],
        order="double_of IS NOT NULL, at DESC",
    )
    return found[0] if found else None


def obstacle(desk: Desk, session: Session, person: Person | None, band: str) -> tuple[DoorResult, str] | None:
    """Why this session does not take somebody in by itself: the result, and the reason for staff."""
    if is_old_enough(session, years_today(person, band, desk.today)) is False:
        return DoorResult.NOT_ELIGIBLE, "age"
    if session.quota is not None and received_in(desk, session) >= session.quota:
        return DoorResult.FULL, "quota"
    return None


def received_in(desk: Desk, session: Session) -> int:
    """How many this session has received."""
    return desk.store.facts.count(Attendance, f"session_id = ? AND {COUNTED}", [session.session_id])
