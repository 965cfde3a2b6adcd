"""受付: one scan, one answer."""

from dataclasses import replace

from core.admission import age_condition, is_old_enough
from core.card_code import Code, CodeKind, parse
from core.door_results import DoorResult
from core.doubles import COUNTED
from core.facts import Attendance, Card, Person, Session
from core.ids import new_entity_id
from core.kinds import AttendanceRecorded, CardIssued, TicketIssued
from core.slip_code import Slip, read_slip
from core.tickets import Ticket
from desktop.app.desk import Desk
from desktop.app.door import DoorAnswer, band_today, holder, obstacle, present, years_today
from desktop.app.door_sessions import Where, where_received
from desktop.app.numbering import next_ticket
from desktop.app.questions import questions_at_door
from desktop.storage.facts import any_of
from desktop.storage.journal import Draft


def check_in(
    desk: Desk, text: str, *, session_id: str | None = None, admit: bool = False, again: bool = False
) -> DoorAnswer:
    """Answer exactly what a scanner would type; `admit` lets in over quota, age or another booking.

    `again` receives somebody who is here already once more: another visit, because somebody asked for it.
    Text that is not one of our codes is never stored, logged or given back.
    """
    code = parse(text)
    if not isinstance(code, Code) or code.kind not in (CodeKind.CARD, CodeKind.SLIP):
        return DoorAnswer(DoorResult.UNREADABLE)
    if code.kind is CodeKind.SLIP:
        return _check_in_slip(desk, code, session_id)
    card = _card(desk, code.text)
    if card is None:
        return DoorAnswer(DoorResult.UNKNOWN, card_text=code.text)
    person = holder(desk, card)
    if card.state != "valid" or person is None or person.erased:
        return DoorAnswer(DoorResult.REVOKED, person=person)
    return check_in_person(desk, person, how="card", session_id=session_id, admit=admit, again=again)


def check_in_person(
    desk: Desk,
    person: Person,
    *,
    how: str,
    session_id: str | None = None,
    admit: bool = False,
    again: bool = False,
    beside: tuple[Draft, ...] = (),
) -> DoorAnswer:
    """Receive somebody who is on record, found by card or by name. `beside` is written with the reception, or not."""
    where = where_received(desk, person, session_id)
    session = where.session
    here = present(desk, person.person_id, session)
    if here is not None and not again:
        asked = questions_at_door(desk, here, session)
        return DoorAnswer(DoorResult.ALREADY, here, person, session, questions=asked)
    band = band_today(person, desk.today)
    hindered = _hindrance(desk, where, person, band)
    if hindered is not None and not admit:
        return DoorAnswer(hindered[0], None, person, session, reason=hindered[1], booked=where.elsewhere)
    return receive(
        desk,
        session,
        how=how,
        band=band,
        person=person,
        over=() if hindered is None else (hindered[1],),
        booking_id=where.booking.booking_id if where.booking else None,
        again=here is not None,
        beside=beside,
    )


def receive(
    desk: Desk,
    session: Session,
    *,
    how: str,
    band: str,
    person: Person | None = None,
    over: tuple[str, ...] = (),
    ticket: Ticket | None = None,
    newcomer: tuple[Draft, ...] = (),
    booking_id: str | None = None,
    again: bool = False,
    beside: tuple[Draft, ...] = (),
    at: str | None = None,
) -> DoorAnswer:
    """Write the attendance and its ticket; durable before anything is shown.

    `newcomer` holds the events that put the visitor on record, the person's first: written with the rest, or not.
    `at` is when somebody came whom paper tells of later.
    """
    attendance_id = new_entity_id()
    person_id = newcomer[0].entity_id if newcomer else person.person_id if person else None
    content = AttendanceRecorded(
        session_id=session.session_id,
        at=at or desk.now,
        how=how,
        age_band=band,
        person_id=person_id,
        first_visit=person_id is not None and not _came_before(desk, person_id),
        conditions=_evident(desk, session, person, band),
        admitted_over=over,
        booking_id=booking_id,
        again=again,
    )
    number = TicketIssued(ticket=str(ticket or next_ticket(desk)))
    drafts = (*newcomer, *beside, Draft(attendance_id, content), Draft(attendance_id, number))
    recorded = desk.record(*drafts)
    attendance = desk.store.facts.one(Attendance, attendance_id)
    assert attendance is not None  # written just now in the same file
    return DoorAnswer(
        DoorResult.RECEIVED,
        attendance,
        desk.store.facts.one(Person, person_id) if person_id else None,
        session,
        questions=questions_at_door(desk, attendance, session),
        new_card_id=next((each.entity_id for each in drafts if isinstance(each.payload, CardIssued)), None),
        changed=recorded.changed,
    )


def _check_in_slip(desk: Desk, code: Code, session_id: str | None) -> DoorAnswer:
    """A slip printed beforehand: it receives its holder under the printed number, once."""
    slip = read_slip(code.text, desk.identity.site_id)
    if not isinstance(slip, Slip):
        return DoorAnswer(DoorResult.UNKNOWN, reason="slip_of_another_site")
    if slip.day != desk.today:
        return DoorAnswer(DoorResult.OTHER_SESSION, reason="slip_of_another_day", slip_text=code.text)
    found = desk.store.facts.where(
        Attendance, "day = ? AND ticket = ? AND voided = 0", [slip.day.isoformat(), str(slip.ticket)]
    )
    if found:
        session = desk.store.facts.one(Session, found[0].session_id)
        return DoorAnswer(DoorResult.ALREADY, found[0], None, session, slip_text=code.text)
    session = where_received(desk, None, session_id).session
    return replace(receive(desk, session, how="paper", band="unknown", ticket=slip.ticket), slip_text=code.text)


def _hindrance(desk: Desk, where: Where, person: Person, band: str) -> tuple[DoorResult, str] | None:
    if where.elsewhere is not None:
        return DoorResult.OTHER_SESSION, "booked_elsewhere"
    hindered = obstacle(desk, where.session, person, band)
    place_is_kept = where.booking is not None and hindered is not None and hindered[0] is DoorResult.FULL
    return None if place_is_kept else hindered


def _evident(desk: Desk, session: Session, person: Person | None, band: str) -> tuple[str, ...]:
    """The age condition, where nobody needs to be asked about it."""
    condition = age_condition(session)
    is_met = condition is not None and is_old_enough(session, years_today(person, band, desk.today))
    return (condition,) if condition is not None and is_met else ()


def _card(desk: Desk, code: str) -> Card | None:
    found = desk.store.facts.where(Card, "code = ? AND state <> 'undone'", [code], order="issued_at")
    valid = [card for card in found if card.state == "valid"]
    return next(iter(valid or found), None)


def _came_before(desk: Desk, person_id: str) -> bool:
    records = sorted(desk.store.facts.same_person(person_id))
    return desk.store.facts.count(Attendance, f"{any_of('person_id', records)} AND {COUNTED}", records) > 0
