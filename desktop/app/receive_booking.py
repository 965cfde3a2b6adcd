"""受付 of somebody who has booked."""

from core.door_results import DoorResult
from core.facts import Booking, Person
from core.problem import Problem
from desktop.app.booked import attendance_of, the_booking
from desktop.app.check_in import receive
from desktop.app.desk import Desk
from desktop.app.door import DoorAnswer, band_today, obstacle, surviving
from desktop.app.sessions import the_session


def receive_booking(desk: Desk, booking_id: str, *, admit: bool = False) -> DoorAnswer:
    """Receive whoever this booking is for, into its session; the attendance names the booking.

    The quota never stops a booking: its place was kept, and the excess goes into the record. Raises Problem for a
    booking that was cancelled or is of another day.
    """
    booking = the_booking(desk, booking_id)
    session = the_session(desk, booking.session_id)
    person = surviving(desk, booking.person_id) if booking.person_id else None
    here = attendance_of(desk, booking)
    if here is not None:
        return DoorAnswer(DoorResult.ALREADY, here, person, session)
    _check_today(desk, booking, session.day)
    band = _band(desk, booking, person)
    hindered = obstacle(desk, session, person, band)
    place_is_kept = hindered is not None and hindered[0] is DoorResult.FULL and not booking.waiting
    if hindered is not None and not admit and not place_is_kept:
        return DoorAnswer(hindered[0], None, person, session, reason=hindered[1])
    over = () if hindered is None else (hindered[1],)
    how = "name" if person else "booking"
    return receive(desk, session, how=how, band=band, person=person, over=over, booking_id=booking_id)


def _band(desk: Desk, booking: Booking, person: Person | None) -> str:
    return band_today(person, desk.today) if person else booking.age_band


def _check_today(desk: Desk, booking: Booking, day: str) -> None:
    if booking.cancelled:
        raise Problem(
            "booking_cancelled",
            "その予約は取り消されています。",
            "予約を元に戻すか、予約のない方として受け付けてください。",
        )
    if day != desk.today.isoformat():
        raise Problem(
            "booking_other_day",
            "その予約は、今日の予約ではありません。",
            "今日の回に動かしてから、受け付けてください。",
        )
