"""参加条件: confirmed at the door after the visitor was received, so that nobody waits for it."""

from core.admission import conditions_of
from core.facts import Session
from core.kinds import ConditionsConfirmed
from desktop.app.desk import Desk
from desktop.app.questions import Questions, questions_about, the_attendance
from desktop.storage.journal import Draft


def confirm_conditions(desk: Desk, attendance_id: str) -> Questions:
    """Everything that the session asks for was confirmed."""
    visit = the_attendance(desk, attendance_id)
    session = desk.store.facts.one(Session, visit.session_id)
    return _confirmed(desk, attendance_id, conditions_of(session) if session else ())


def take_confirmation_back(desk: Desk, attendance_id: str, known: str) -> Questions:
    """取り消す: only what was `known` before (one condition a line) counts as confirmed again."""
    return _confirmed(desk, attendance_id, tuple(filter(None, known.split("\n"))))


def _confirmed(desk: Desk, attendance_id: str, conditions: tuple[str, ...]) -> Questions:
    recorded = desk.record(Draft(attendance_id, ConditionsConfirmed(conditions=conditions)))
    return questions_about(desk, attendance_id, recorded.changed)
