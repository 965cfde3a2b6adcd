"""Somebody without a card: a number and an age band, in two touches."""

from dataclasses import dataclass

from core.facts import Attendance
from core.ids import new_person_id
from core.kinds import CompanionCounted, PersonRegistered
from core.problem import Problem
from desktop.app.cards import card_draft, new_card_drafts
from desktop.app.check_in import check_in_person, receive
from desktop.app.desk import Changed, Desk
from desktop.app.door import DoorAnswer, obstacle, surviving
from desktop.app.door_sessions import where_received
from desktop.app.people import allowed, checked_band, the_person
from desktop.app.questions import the_attendance
from desktop.storage.journal import Draft

MOST_COMPANIONS = 99


@dataclass(frozen=True)
class CompanionsCounted:
    """The visit with its companions as they now stand."""

    attendance: Attendance
    changed: Changed


def receive_walk_in(desk: Desk, age_band: str, *, session_id: str | None = None, admit: bool = False) -> DoorAnswer:
    """Receive a visitor who stays anonymous: counted in 延べ only."""
    band = checked_band(age_band)
    session = where_received(desk, None, session_id).session
    hindered = obstacle(desk, session, None, band)
    if hindered is not None and not admit:
        return DoorAnswer(hindered[0], session=session, reason=hindered[1])
    return receive(desk, session, how="number", band=band, over=() if hindered is None else (hindered[1],))


def receive_with_new_card(
    desk: Desk, card_text: str, told: PersonRegistered, *, session_id: str | None = None, admit: bool = False
) -> DoorAnswer:
    """Put somebody on record with a blank card and receive them: all in one transaction, or nothing."""
    kept, _ = allowed(desk, told)
    person = Draft(new_person_id(), kept)
    card = card_draft(desk, person.entity_id, card_text)
    session = where_received(desk, None, session_id).session
    hindered = obstacle(desk, session, None, kept.age_band)
    if hindered is not None and not admit:
        return DoorAnswer(hindered[0], session=session, reason=hindered[1])
    over = () if hindered is None else (hindered[1],)
    return receive(desk, session, how="card", band=kept.age_band, over=over, newcomer=(person, card))


def receive_with_renewed_card(
    desk: Desk, person_id: str, *, session_id: str | None = None, admit: bool = False, again: bool = False
) -> DoorAnswer:
    """A new card for somebody who brought an old one, and the reception: both are written, or neither."""
    person = surviving(desk, person_id) or the_person(desk, person_id)
    return check_in_person(
        desk, person, how="card", session_id=session_id, admit=admit, again=again, beside=new_card_drafts(desk, person)
    )


def count_companions(desk: Desk, attendance_id: str, companions: int) -> Changed:
    """付き添い: people who came along with a visitor, counted apart from visitors. Raises Problem for a crowd."""
    if companions > MOST_COMPANIONS:
        raise Problem("companions", "付き添いは99人までです。", "人数を確かめて、入れ直してください。")
    return desk.record(Draft(attendance_id, CompanionCounted(companions=max(0, companions)))).changed


def add_companions(desk: Desk, attendance_id: str, by: int) -> CompanionsCounted:
    """So many more came along, or fewer; never below none."""
    changed = count_companions(desk, attendance_id, the_attendance(desk, attendance_id).companions + by)
    return CompanionsCounted(the_attendance(desk, attendance_id), changed)
