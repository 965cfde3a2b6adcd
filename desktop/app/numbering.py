"""整理番号: which one is next on this laptop."""

from core.tickets import HIGHEST_NUMBER, Ticket
from desktop.app.desk import Desk

FIRST_PAPER_NUMBER = 501
"""Numbers printed beforehand begin here, so that the laptop's own of the same day never meet them."""


def next_ticket(desk: Desk) -> Ticket:
    """The next number of this laptop today. Numbers of voided visits are not used again.

    After 500 visits it goes on behind the highest number that any paper brought today.
    """
    own = _highest(desk, FIRST_PAPER_NUMBER - 1)
    number = own + 1 if own + 1 < FIRST_PAPER_NUMBER else _highest(desk, HIGHEST_NUMBER) + 1
    return Ticket(desk.identity.letter, min(number, HIGHEST_NUMBER))


def _highest(desk: Desk, at_most: int) -> int:
    """The highest number that this laptop gave today, up to a limit; 0 before the first."""
    row = desk.store.db.execute(
        "SELECT max(CAST(substr(ticket, 2) AS INTEGER)) FROM fact_attendance WHERE day = ? AND device_id = ?"
        " AND substr(ticket, 1, 1) = ? AND CAST(substr(ticket, 2) AS INTEGER) <= ?",
        [desk.today.isoformat(), desk.identity.device_id, desk.identity.letter, at_most],
    ).fetchone()
    return row[0] or 0
