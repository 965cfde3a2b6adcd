"""取り消す: a reception that was a mistake, with all that came of it at the door."""

from core.kinds import AttendanceVoided
from desktop.app.cards import undo_drafts
from desktop.app.desk import Changed, Desk
from desktop.app.fees import void_fees
from desktop.app.loans import void_loans
from desktop.app.questions import the_attendance
from desktop.storage.journal import Draft


def void_attendance(desk: Desk, attendance_id: str, reason: str = "undo", *, card_id: str | None = None) -> Changed:
    """The attendance counts nowhere from now on, nor its fee and loan; its number is not given again.

    `card_id` is the card that was given with it: that is nobody's again, and the one before it holds.
    """
    visit = the_attendance(desk, attendance_id)
    card = undo_drafts(desk, card_id) if card_id else ()
    voided = Draft(attendance_id, AttendanceVoided(reason=reason))
    return desk.record(voided, *void_fees(desk, visit), *void_loans(desk, visit), *card).changed
