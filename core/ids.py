"""Identifiers: where they come from and what they may tell."""

import uuid
from datetime import date

import uuid_utils


def new_event_id() -> str:
    """UUIDv7: sorts by time, which keeps the journal's index compact."""
    return str(uuid_utils.uuid7())


def new_entity_id() -> str:
    """UUIDv7 for things of the day (attendance, consultation, session)."""
    return str(uuid_utils.uuid7())


def new_person_id() -> str:
    """UUIDv4: a time-ordered id would tell when somebody registered."""
    return str(uuid.uuid4())


def new_site_id() -> str:
    """A site's id, made by `init` or by headquarters."""
    return str(uuid.uuid4())


def conflict_id(site_id: str, conflict: str, *about: str) -> str:
    """The entity of one conflict: the same on every laptop, in whatever order they name what it is about."""
    return str(uuid.uuid5(uuid.UUID(site_id), ":".join(("conflict", conflict, *sorted(about)))))


def unplanned_session_id(site_id: str, day: date) -> str:
    """The first session that a site opens on a day without a plan: the same where two laptops open it apart."""
    return str(uuid.uuid5(uuid.UUID(site_id), f"unplanned session:{day.isoformat()}"))


def day_id(site_id: str, day: date) -> str:
    """The entity of one day of one site: the same on every laptop, so that two closings meet."""
    return str(uuid.uuid5(uuid.UUID(site_id), f"day:{day.isoformat()}"))
