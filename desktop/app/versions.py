"""Who recorded something, when, and on which laptop: one side of what two laptops saw differently."""

from dataclasses import dataclass
from functools import cached_property

import msgspec

from core.certificates import DeviceCertificate
from core.events import Event, decode_event
from core.facts import Attendance, Booking, Supporter
from desktop.app.desk import Desk


@dataclass(frozen=True)
class Version:
    """One side. `letter` is the laptop's, `staff` who sat there, empty when nobody said so; a booking has no ticket."""

    at: str
    letter: str
    staff: str
    ticket: str = ""


@dataclass(frozen=True)
class Versions:
    """Reads laptops and staff once for a whole list."""

    desk: Desk

    def of_visit(self, visit: Attendance) -> Version:
        """A reception."""
        return self._version(visit.at, visit.device_id, visit.staff_id, visit.ticket or "")

    def of_booking(self, booking: Booking) -> Version:
        """A booking, as it was made."""
        made = self._made(booking.booking_id)
        return self._version(booking.made_at, made.device_id if made else "", made.staff_id if made else None)

    def _version(self, at: str, device_id: str, staff_id: str | None, ticket: str = "") -> Version:
        return Version(at, self._letters.get(device_id, ""), self._staff.get(staff_id or "", ""), ticket)

    def _made(self, booking_id: str) -> Event | None:
        query = "SELECT data FROM event WHERE entity_id = ? AND kind = 'booking.made'"
        row = self.desk.store.db.execute(query, [booking_id]).fetchone()
        return decode_event(row[0]) if row else None

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
