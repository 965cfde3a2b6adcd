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


def new_sheet_id() -> str:
    """UUIDv4: the id of a questionnaire tells nothing of when, or after which other, it was typed in."""
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


def topic_id(site_id: str, code: str) -> str:
    """The entity of one of a site's own topics: the same on every laptop."""
    return str(uuid.uuid5(uuid.UUID(site_id), f"topic:{code}"))


def handout_id(site_id: str, handout: str, version: int) -> str:
    """The entity of one version of a handout text of a site's own: the same on every laptop."""
    return str(uuid.uuid5(uuid.UUID(site_id), f"handout:{handout}:{version}"))


def series_session_id(series_id: str, day: date, take: int = 0) -> str:
    """The session of a plan that recurs, on one of its days: the same where two laptops plan it apart.

    A cancelled session stays cancelled, so what is planned in its place is another `take`.
    """
    return str(uuid.uuid5(uuid.UUID(series_id), f"session:{day.isoformat()}:{take}"))


def copied_session_id(session_id: str, day: date, take: int = 0) -> str:
    """The copy of a session on another day: the same where two laptops copy a week apart. `take` as above."""
    return str(uuid.uuid5(uuid.UUID(session_id), f"copy:{day.isoformat()}:{take}"))


def programme_id(site_id: str, code: str) -> str:
    """The entity of one of a site's own programmes: the same on every laptop."""
    return str(uuid.uuid5(uuid.UUID(site_id), f"programme:{code}"))


def cash_id(site_id: str, day: date) -> str:
    """The entity of one day's cash at one site: counted on two laptops, the last word holds."""
    return str(uuid.uuid5(uuid.UUID(site_id), f"cash:{day.isoformat()}"))


def submission_id(site_id: str, report: str, period: str, by: str | None, version: int) -> str:
    """The entity of one version of a report that is handed in; `period` is `first/last`."""
    return str(uuid.uuid5(uuid.UUID(site_id), f"submission:{report}:{period}:{by or ''}:{version}"))


def catalogue_id(site_id: str, version: int) -> str:
    """The entity of one version of the catalogue at one site: the first laptop that has it says so."""
    return str(uuid.uuid5(uuid.UUID(site_id), f"catalogue:{version}"))


def erasure_id(site_id: str, person_id: str, device_id: str) -> str:
    """The entity of one laptop's having erased one person: told once, however often it is carried out."""
    return str(uuid.uuid5(uuid.UUID(site_id), f"erasure:{person_id}:{device_id}"))


def day_id(site_id: str, day: date) -> str:
    """The entity of one day of one site: the same on every laptop, so that two closings meet."""
    return str(uuid.uuid5(uuid.UUID(site_id), f"day:{day.isoformat()}"))


def staffing_id(site_id: str, session_id: str, supporter_id: str) -> str:
    """The entity of a supporter's place in a session: matched on two laptops, they are one."""
    return str(uuid.uuid5(uuid.UUID(site_id), f"staffing:{session_id}:{supporter_id}"))
