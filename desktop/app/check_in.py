"""受付: one scan, one answer."""

from core.card_code import Code, CodeKind, parse
from core.door_results import DoorResult
from core.facts import Attendance, Card, Person, Session
from core.ids import new_entity_id
from core.kinds import AttendanceRecorded, AttendanceVoided, TicketIssued
from core.problem import Problem
from core.slip_code import Slip, read_slip
from core.tickets import HIGHEST_NUMBER, Ticket
from desktop.app.desk import Changed, Desk
from desktop.app.door import DoorAnswer, band_today, holder, obstacle, present
from desktop.app.sessions import session_now, the_session
from desktop.storage.journal import Draft

FIRST_PAPER_NUMBER = 501
"""Numbers printed beforehand begin here, so that the laptop's own of the same day never meet them."""


def check_in(desk: Desk, text: str, *, session_id: str | None = None, admit: bool = False) -> DoorAnswer:
    """Answer exactly what a scanner would type; `admit` lets in over quota, age or another booking.

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
    return check_in_person(desk, person, how="card", session_id=session_id, admit=admit)


def check_in_person(
    desk: Desk, person: Person, *, how: str, session_id: str | None = None, admit: bool = False
) -> DoorAnswer:
    """Receive somebody who is on record, found by card or by name."""
    session = the_session(desk, session_id) if session_id else session_now(desk)
    here = present(desk, person.person_id, session)
    if here is not None:
        return DoorAnswer(DoorResult.ALREADY, here, person, session)
    band = band_today(person, desk.today)
    hindered = obstacle(desk, session, person, band)
    if hindered is not None and not admit:
        return DoorAnswer(hindered[0], None, person, session, reason=hindered[1])
    over = () if hindered is None else (hindered[1],)
    return receive(desk, session, how=how, band=band, person=person, over=over)


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
) -> DoorAnswer:
    """Write the attendance and its ticket; durable before anything is shown.

    `newcomer` holds the events that put the visitor on record, the person's first: written with the rest, or not.
    """
    attendance_id = new_entity_id()
    person_id = newcomer[0].entity_id if newcomer else person.person_id if person else None
    content = AttendanceRecorded(
        session_id=session.session_id,
        at=desk.now,
        how=how,
        age_band=band,
        person_id=person_id,
        first_visit=person_id is not None and not _came_before(desk, person_id),
        admitted_over=over,
        booking_id=booking_id,
    )
    number = TicketIssued(ticket=str(ticket or next_ticket(desk)))
    recorded = desk.record(*newcomer, Draft(attendance_id, content), Draft(attendance_id, number))
    attendance = desk.store.facts.one(Attendance, attendance_id)
    person = desk.store.facts.one(Person, person_id) if person_id else None
    return DoorAnswer(DoorResult.RECEIVED, attendance, person, session, changed=recorded.changed)


def void_attendance(desk: Desk, attendance_id: str, reason: str = "undo") -> Changed:
    """取り消す: the attendance counts nowhere from now on; its number is not given again."""
    if desk.store.facts.one(Attendance, attendance_id) is None:
        raise Problem("attendance_unknown", "その受付が見つかりません。", "きょうの一覧から選び直してください。")
    return desk.record(Draft(attendance_id, AttendanceVoided(reason=reason))).changed


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


def _check_in_slip(desk: Desk, code: Code, session_id: str | None) -> DoorAnswer:
    """A slip printed beforehand: it receives its holder under the printed number, once."""
    slip = read_slip(code.text, desk.identity.site_id)
    if not isinstance(slip, Slip):
        return DoorAnswer(DoorResult.UNKNOWN)
    if slip.day != desk.today:
        return DoorAnswer(DoorResult.OTHER_SESSION, reason="slip_of_another_day")
    found = desk.store.facts.where(
        Attendance, "day = ? AND ticket = ? AND voided = 0", [slip.day.isoformat(), str(slip.ticket)]
    )
    if found:
        session = desk.store.facts.one(Session, found[0].session_id)
        return DoorAnswer(DoorResult.ALREADY, found[0], None, session)
    session = the_session(desk, session_id) if session_id else session_now(desk)
    return receive(desk, session, how="paper", band="unknown", ticket=slip.ticket)


def _card(desk: Desk, code: str) -> Card | None:
    found = desk.store.facts.where(Card, "code = ?", [code], order="issued_at")
    valid = [card for card in found if card.state == "valid"]
    return next(iter(valid or found), None)


def _came_before(desk: Desk, person_id: str) -> bool:
    return desk.store.facts.count(Attendance, "person_id = ? AND voided = 0", [person_id]) > 0
