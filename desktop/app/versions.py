"""Who recorded something, when, and on which laptop: one side of what two laptops saw differently."""

from dataclasses import dataclass
from functools import cached_property

import msgspec

from core.certificates import DeviceCertificate
from core.events import Event, decode_event
from core.facts import Attendance, Booking, Consultation, Person, Supporter
from desktop.app.desk import Desk
from desktop.app.version_fields import Told


@dataclass(frozen=True)
class Version:
    """One side. `letter` is the laptop's, `staff` who sat there, empty when nobody said so; a booking has no ticket.

    Where one of them can be chosen, `id` names it to the settlement, `tells` is what it says otherwise than the
    others, and `stands` that it counts until somebody decides.
    """

    at: str
    letter: str
    staff: str
    ticket: str = ""
    id: str = ""
    tells: tuple[Told, ...] = ()
    stands: bool = False


@dataclass(frozen=True)
class Versions:
    """Reads laptops and staff once for a whole list."""

    desk: Desk

    def of_visit(self, visit: Attendance) -> Version:
        """A reception."""
        return self._version(visit.at, visit.device_id, visit.staff_id, visit.ticket or "")

    def of_booking(self, booking: Booking) -> Version:
        """A booking, as it was made."""
        made = self._first(booking.booking_id, "booking.made")
        return self._version(booking.made_at, made.device_id if made else "", made.staff_id if made else None)

    def of_registration(self, person: Person) -> Version:
        """A visitor's record, as it began."""
        made = self._first(person.person_id, "person.registered")
        return self._version(person.registered_at, made.device_id if made else "", made.staff_id if made else None)

    def of_event(self, event: Event) -> Version:
        """What somebody wrote, by when it was entered."""
        return self._version(event.wall_time, event.device_id, event.staff_id)

    def of_consultation(self, consultation: Consultation) -> Version:
        """A consultation, as it was first typed."""
        typed = self._first(consultation.consultation_id, "consultation.recorded")
        return self._version(consultation.entered_at, consultation.device_id, typed.staff_id if typed else None)

    def voidings_of(self, attendance_id: str) -> list[Event]:
        """Who took a reception back, in the order of facts."""
        return sorted(self._events(attendance_id, "attendance.voided"), key=lambda event: event.order)

    def _version(self, at: str, device_id: str, staff_id: str | None, ticket: str = "") -> Version:
        return Version(at, self._letters.get(device_id, ""), self._staff.get(staff_id or "", ""), ticket)

    def _first(self, entity_id: str, kind: str) -> Event | None:
        """What began it."""
        return min(self._events(entity_id, kind), key=lambda event: event.order, default=None)

    def _events(self, entity_id: str, kind: str) -> list[Event]:
        query = "SELECT data FROM event WHERE entity_id = ? AND kind = ?"
        return [decode_event(data) for (data,) in self.desk.store.db.execute(query, [entity_id, kind]).fetchall()]

    @cached_property
    def _letters(self) -> dict[str, str]:
        """By device; this laptop's own from its identity, in case its certificate is older."""
        rows = self.desk.store.db.execute("SELECT data FROM certificate").fetchall()
        known = (msgspec.msgpack.decode(data, type=DeviceCertificate) for (data,) in rows)
        me = self.desk.identity
        return {**{each.device_id: each.letter for each in known}, me.device_id: me.letter}

    @cached_property
    def _staff(self) -> dict[str, str]:
        return {each.supporter_id: each.display_name for each in self.desk.store.facts.where(Supporter, "1")}
