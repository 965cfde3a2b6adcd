"""予約: keeping a place, moving it, giving it up, and the waiting list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import msgspec

from core.bookings import Held, booking_number, placed, waiting_list
from core.facts import Booking, Session
from core.ids import new_entity_id
from core.kinds import BookingAmended, BookingCancelled, BookingFields, BookingMade, PersonErased
from core.problem import Problem
from desktop.app.booked import bookings_of, the_booking
from desktop.app.booking_room import held_now, next_free, waiting_now
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.door import band_today, surviving
from desktop.app.people import checked_band
from desktop.app.sessions import the_session
from desktop.app.settings import visitor_fields
from desktop.storage.journal import Draft

TOLD_FIELDS = ("name", "kana", "phone")
NAMES_KEPT = timedelta(days=7)
"""How long after its session a name told by telephone is kept: long enough to call those who never came."""


@dataclass(frozen=True)
class BookingWritten:
    """The booking as it now stands. `left_out` names fields that this site has not switched on."""

    booking: Booking
    session: Session
    changed: Changed
    left_out: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """予約番号."""
        return booking_number(self.booking.booking_id)


def make_booking(desk: Desk, told: BookingMade) -> BookingWritten:
    """Keep a place, or one on the waiting list. Raises Problem when there is none, with the way out."""
    draft, left_out = new_booking(desk, told)
    recorded = desk.record(draft)
    session = the_session(desk, told.session_id)
    return BookingWritten(the_booking(desk, draft.entity_id), session, recorded.changed, left_out)


def new_booking(desk: Desk, told: BookingMade, instead_of: str | None = None) -> tuple[Draft, tuple[str, ...]]:
    """What `make_booking` records, and the fields that are left out. `instead_of` is a booking that gives way to it."""
    session, known = the_session(desk, told.session_id), bookings_of(desk, told.session_id)
    staying = [each for each in known if each.booking_id != instead_of]
    kept, left_out = kept_fields(_of_record(desk, told), visitor_fields(desk))
    if kept.person_id and kept.person_id in {each.person_id for each in waiting_list(staying)}:
        raise Problem(
            "waits_already",
            "その方は、もうキャンセル待ちに入っています。",
            "空きが出たら「繰り上げる」を押してください。",
        )
    return booking_draft(kept, session, held_now(desk, session, staying), _new_id(known)), left_out


def booking_draft(told: BookingMade, session: Session, holds: Sequence[Held], booking_id: str) -> Draft:
    """What is to be recorded, from values alone: `holds` is what others hold already (`core.bookings.held`).

    Batches keep their own list of what is held and add to it. Raises Problem as `core.bookings.placed`.
    """
    return Draft(booking_id, placed(told, session, holds), owner=told.person_id)


def kept_fields(told: BookingMade, switched_on: Sequence[str]) -> tuple[BookingMade, tuple[str, ...]]:
    """What of a told booking a site keeps, guarded, and the names of the fields that are left out."""
    given = {name: guarded(getattr(told, name)) for name in TOLD_FIELDS if getattr(told, name)}
    left_out = tuple(name for name in given if name not in switched_on)
    kept = {name: given.get(name) if name in switched_on else None for name in TOLD_FIELDS}
    return msgspec.structs.replace(told, age_band=checked_band(told.age_band), **kept), left_out


def move_booking(
    desk: Desk, booking_id: str, slot: str | None = None, table: int | None = None, *, session_id: str | None = None
) -> BookingWritten:
    """Keep another place instead, also in another session. Who waited is booked by it, who had cancelled again.

    Raises Problem when the place is not free.
    """
    booking = the_booking(desk, booking_id)
    session = the_session(desk, session_id or booking.session_id)
    return _write(desk, _moved(desk, booking, session, slot, table))


def promote_next(desk: Desk, session_id: str) -> BookingWritten:
    """繰り上げる: the first of the waiting list takes the first place that is free. Raises Problem."""
    first = next(iter(waiting_now(desk, bookings_of(desk, session_id))), None)
    if first is None:
        raise Problem("nobody_waits", "キャンセル待ちの方はいません。")
    place = next_free(desk, the_session(desk, session_id))
    slot, table = (place.slot, place.table) if place else (None, None)
    return move_booking(desk, first.booking_id, slot, table)


def put_back_to_wait(desk: Desk, booking_id: str) -> BookingWritten:
    """Take a promotion back: the old place in the waiting list holds, since it goes by when the booking was made."""
    return _write(desk, _waiting_again(desk, the_booking(desk, booking_id)))


def cancel_booking(desk: Desk, booking_id: str, *, no_show: bool = False) -> BookingWritten:
    """The place is free again: called off, or nobody came."""
    return _write(desk, cancelling(desk, the_booking(desk, booking_id), no_show=no_show))


def cancelling(desk: Desk, booking: Booking, *, no_show: bool = False) -> Draft:
    """What `cancel_booking` records."""
    return Draft(booking.booking_id, BookingCancelled(no_show=no_show))


def restore_booking(desk: Desk, booking_id: str) -> BookingWritten:
    """Take a cancelling back. Raises Problem when somebody else has the place by now."""
    return _write(desk, restoring(desk, the_booking(desk, booking_id)))


def restoring(desk: Desk, booking: Booking) -> Draft:
    """What `restore_booking` records."""
    if booking.waiting:
        return _waiting_again(desk, booking)
    return _moved(desk, booking, the_session(desk, booking.session_id), booking.slot, booking.desk)


def forget_booking(desk: Desk, booking_id: str) -> BookingWritten:
    """Cancel, and destroy the key of name, kana and phone that were told for this booking: gone for good.

    What was sealed for a person on record goes with that person. Raises Problem for such a booking.
    """
    booking = the_booking(desk, booking_id)
    if booking.person_id:
        raise Problem(
            "booking_of_person",
            "この予約は、登録のある方の予約です。",
            "お名前を消すときは、「来場者をさがす」からその方の登録を消してください。",
        )
    drafts = [] if booking.cancelled else [Draft(booking_id, BookingCancelled())]
    recorded = desk.record(*drafts, Draft(booking_id, PersonErased()))
    session = the_session(desk, booking.session_id)
    return BookingWritten(the_booking(desk, booking_id), session, recorded.changed)


def names_to_forget(desk: Desk) -> list[Draft]:
    """What closing a day records so that names told by telephone are kept a week after the session and no longer.

    Only sessions that were closed or cancelled: a clock that runs ahead must not reach those to come.
    """
    rows = desk.store.db.execute(
        "SELECT booking_id FROM fact_booking JOIN fact_session USING (session_id)"
        " WHERE coalesce(name, kana, phone) IS NOT NULL AND fact_booking.person_id IS NULL"
        " AND state IN ('closed', 'cancelled') AND day <= ?",
        [(desk.today - NAMES_KEPT).isoformat()],
    )
    return [Draft(booking_id, PersonErased()) for (booking_id,) in rows.fetchall()]


def _of_record(desk: Desk, told: BookingMade) -> BookingMade:
    """With the record that stands for the person after merges, and today's age band."""
    if told.person_id is None:
        return told
    person = surviving(desk, told.person_id)
    if person is None or person.erased:
        raise Problem("person_unknown", "その方の登録が見つかりません。", "もう一度さがしてください。")
    return msgspec.structs.replace(told, person_id=person.person_id, age_band=band_today(person, desk.today))


def _new_id(known: Sequence[Booking]) -> str:
    """An id whose number nobody else of this session was told."""
    told = {booking_number(each.booking_id) for each in known}
    while booking_number(made := new_entity_id()) in told:
        pass
    return made


def _moved(desk: Desk, booking: Booking, session: Session, slot: str | None, table: int | None) -> Draft:
    others = [each for each in bookings_of(desk, session.session_id) if each.booking_id != booking.booking_id]
    wanted = BookingMade(session_id=session.session_id, person_id=booking.person_id, slot=slot, table=table)
    made = placed(wanted, session, held_now(desk, session, others))
    return amendment(desk, booking, session_id=made.session_id, slot=made.slot, table=made.table, waiting=False)


def _waiting_again(desk: Desk, booking: Booking) -> Draft:
    return amendment(desk, booking, slot=None, table=None, waiting=True)


def _write(desk: Desk, draft: Draft) -> BookingWritten:
    recorded = desk.record(draft)
    written = the_booking(desk, draft.entity_id)
    return BookingWritten(written, the_session(desk, written.session_id), recorded.changed)


def amendment(desk: Desk, booking: Booking, **changes: object) -> Draft:
    """The whole new version of a booking, with these fields of `BookingFields` changed."""
    kept = {name: getattr(booking, name) for name in BookingFields.__struct_fields__ if name != "table"}
    content = BookingAmended(**kept | {"table": booking.desk, "waiting": bool(booking.waiting)} | changes)
    return Draft(booking.booking_id, content, owner=booking.person_id)
