"""The sessions that a table of bookings may be for."""

from datetime import timedelta

from core.facts import Session
from desktop.app.desk import Desk
from desktop.app.sessions import sessions_between

AHEAD = timedelta(days=92)


def sessions_ahead(desk: Desk) -> list[Session]:
    """Those of the next three months that are to be held, by day and time."""
    found = sessions_between(desk, desk.today, desk.today + AHEAD)
    return [session for session in found if session.state in ("planned", "open")]
