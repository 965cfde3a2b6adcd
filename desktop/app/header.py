"""What stands above every screen."""

from dataclasses import dataclass
from datetime import date

from core.facts import Supporter
from desktop.app.desk import Desk
from desktop.app.sessions import sessions_on
from desktop.app.staff import supporters


@dataclass(frozen=True)
class HeaderState:
    """Site, venue, day, who is at the keyboard, and how much waits to be sent. Nothing of a visitor."""

    site: str
    venue: str
    day: date
    is_open: bool
    staff_name: str
    staff: tuple[Supporter, ...]
    unsent: int
    training: bool


def header_state(desk: Desk) -> HeaderState:
    """As it is now."""
    sessions = sessions_on(desk, desk.today)
    seated = desk.staff
    return HeaderState(
        site=desk.identity.site_name,
        venue=next((session.venue for session in sessions if session.venue), ""),
        day=desk.today,
        is_open=any(session.state == "open" for session in sessions),
        staff_name=seated.display_name if seated else "",
        staff=tuple(supporters(desk)),
        unsent=desk.store.outbox.pending(),
        training=desk.training,
    )
