"""What was written to which stick, and what still waits for headquarters' answer."""

from dataclasses import dataclass
from datetime import date, datetime

from core.clock import in_japan
from core.facts import Supporter
from desktop.app.desk import Desk
from desktop.storage.carried import WAITING, Carried, CarriedParcel

ARRIVED, HANDED = "arrived", "handed"


@dataclass(frozen=True)
class Medium:
    """One parcel. `state` is waiting, answered, overtaken, arrived (all of it is at headquarters by another road),
    or handed: this laptop has no headquarters that could answer.
    """

    serial: int
    at: datetime
    by: str
    file: str
    medium: str
    events: int
    first: date | None
    last: date | None
    size: int
    state: str
    answered_at: datetime | None
    answered_by: str


def media(desk: Desk, at_most: int = 200) -> tuple[Medium, ...]:
    """The newest first."""
    carried = Carried(desk.store.db, desk.identity.device_id)
    return tuple(_medium(desk, carried, each) for each in carried.parcels(at_most))


def _medium(desk: Desk, carried: Carried, parcel: CarriedParcel) -> Medium:
    return Medium(
        parcel.serial,
        in_japan(parcel.written_at),
        _name(desk, parcel.written_by),
        parcel.file,
        parcel.medium,
        parcel.events,
        date.fromisoformat(parcel.first_at) if parcel.first_at else None,
        date.fromisoformat(parcel.last_at) if parcel.last_at else None,
        parcel.size,
        _state(desk, carried, parcel),
        in_japan(parcel.answered_at) if parcel.answered_at else None,
        _name(desk, parcel.answered_by),
    )


def _state(desk: Desk, carried: Carried, parcel: CarriedParcel) -> str:
    if parcel.state != WAITING:
        return parcel.state
    if desk.identity.hq is None:
        return HANDED
    return ARRIVED if parcel.events and carried.arrived(parcel.serial) else WAITING


def _name(desk: Desk, staff_id: str | None) -> str:
    found = desk.store.facts.one(Supporter, staff_id) if staff_id else None
    return found.display_name if found else ""
