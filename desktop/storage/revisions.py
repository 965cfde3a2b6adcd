"""How often things were changed since they were first recorded: the same on every laptop that has the same events."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_CHANGES = ("session.amended", "session.cancelled")


def session_changes(db: "Database", first_day: str) -> dict[str, int]:
    """Changes of the plan, by session, of those from this day on; sessions that nobody changed are not in it."""
    rows = db.execute(
        "SELECT event.entity_id, count(*) FROM event JOIN fact_session ON fact_session.session_id = event.entity_id"
        " WHERE fact_session.day >= ? AND event.kind IN (?, ?) GROUP BY event.entity_id",
        [first_day, *_CHANGES],
    )
    return dict(rows.fetchall())
