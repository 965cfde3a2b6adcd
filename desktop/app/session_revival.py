"""A cancelled session stays cancelled; the same is planned anew in its place."""

from core.ids import new_entity_id
from desktop.app.booked import bookings_of
from desktop.app.bookings import amendment
from desktop.app.desk import Desk
from desktop.app.session_plans import checked, planned_anew
from desktop.app.sessions import SessionWritten, the_session
from desktop.storage.journal import Draft


def plan_in_place_of(desk: Desk, session_id: str) -> SessionWritten:
    """The same plan once more; who had booked or waited is booked or waits there. All in one transaction."""
    plan, anew = checked(planned_anew(the_session(desk, session_id))), new_entity_id()
    moved = [amendment(desk, each, session_id=anew) for each in bookings_of(desk, session_id) if not each.cancelled]
    recorded = desk.record(Draft(anew, plan), *moved)
    return SessionWritten(the_session(desk, anew), recorded.changed)
