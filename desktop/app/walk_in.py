"""Somebody without a card: a number and an age band, in two touches."""

from core.ids import new_person_id
from core.kinds import CompanionCounted, PersonRegistered
from desktop.app.cards import card_draft
from desktop.app.check_in import receive
from desktop.app.desk import Changed, Desk
from desktop.app.door import DoorAnswer, obstacle
from desktop.app.people import allowed, checked_band
from desktop.app.sessions import session_now, the_session
from desktop.storage.journal import Draft


def receive_walk_in(
    desk: Desk, age_band: str, *, session_id: str | None = None, admit: bool = False
) -> DoorAnswer:
    """Receive a visitor who stays anonymous: counted in 延べ only."""
    band = checked_band(age_band)
    session = the_session(desk, session_id) if session_id else session_now(desk)
    hindered = obstacle(desk, session, None, band)
    if hindered is not None and not admit:
        return DoorAnswer(hindered[0], session=session, reason=hindered[1])
    return receive(desk, session, how="number", band=band, over=() if hindered is None else (hindered[1],))


def receive_with_new_card(desk: Desk, card_text: str, told: PersonRegistered) -> DoorAnswer:
    """Put somebody on record with a blank card and receive them: all in one transaction, or nothing."""
    kept, _ = allowed(desk, told)
    person = Draft(new_person_id(), kept)
    card = card_draft(desk, person.entity_id, card_text)
    return receive(desk, session_now(desk), how="card", band=kept.age_band, newcomer=(person, card))


def count_companions(desk: Desk, attendance_id: str, companions: int) -> Changed:
    """付き添い: people who came along with a visitor, counted apart from visitors."""
    return desk.record(Draft(attendance_id, CompanionCounted(companions=companions))).changed
