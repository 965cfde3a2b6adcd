"""まだ使えていますか: what was done at an earlier visit, asked once at the next.

Topic and outcome are no personal fields, and only those are told: never the note.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.catalogue import Outcome, Topic
from core.clock import local_day
from core.doubles import COUNTED
from core.facts import Attendance, Consultation
from core.kinds import ConsultationFollowedUp
from core.problem import Problem
from desktop.app.consultations import the_consultation
from desktop.app.desk import Changed, Desk
from desktop.storage.facts import any_of
from desktop.storage.journal import Draft

ASKED_ABOUT = timedelta(days=365)
OUTCOMES = ("O1", "O2", "O3", "O7")
"""After which something may be in use: not where somebody was sent elsewhere, or nothing could be done."""


class Answer(StrEnum):
    """What was told; `NONE` takes an answer back."""

    WORKS = "works"
    TROUBLE = "trouble"
    NONE = ""


@dataclass(frozen=True)
class StillWorks:
    """The question: an earlier consultation of this visitor. `topic` is None for a code this laptop cannot name."""

    consultation_id: str
    attendance_id: str
    day: date
    code: str
    topic: Topic | None
    outcome: Outcome | None


def still_works(desk: Desk, attendance_id: str) -> StillWorks | None:
    """The newest consultation to ask this visitor about; None for nobody on record, and after one answer a day."""
    visit = desk.store.facts.one(Attendance, attendance_id)
    if visit is None or visit.person_id is None:
        return None
    earlier = _consultations(desk, visit.person_id)
    today = desk.today.isoformat()
    if any(each.followed_up_at and local_day(each.followed_up_at) == today for each in earlier):
        return None
    found = next((each for each in earlier if not each.followed_up and each.day < today and _may_be_used(each)), None)
    return _question(desk, found, attendance_id) if found else None


def answer_still_works(desk: Desk, consultation_id: str, answer: str, attendance_id: str | None = None) -> Changed:
    """Record what was told about a consultation. Raises Problem for one that was taken back, or an odd answer."""
    if the_consultation(desk, consultation_id).voided:
        raise Problem("consultation_voided", "その相談は取り消されています。", "ほかの相談を選んでください。")
    if answer not in set(Answer):
        raise Problem(
            "answer_unknown", "その答えは選べません。", "「使えている」か「まだこまっている」を選んでください。"
        )
    told = ConsultationFollowedUp(answer=answer, at=desk.now, attendance_id=attendance_id)
    return desk.record(Draft(consultation_id, told)).changed


def _consultations(desk: Desk, person_id: str) -> list[Consultation]:
    """Of this person under all records, of the last twelve months, newest first."""
    facts = desk.store.facts
    people = sorted(facts.same_person(person_id))
    since = (desk.today - ASKED_ABOUT).isoformat()
    condition = f"{any_of('person_id', people)} AND {COUNTED} AND day >= ?"
    return facts.where(Consultation, condition, [*people, since], order="at DESC, consultation_id DESC")


def _may_be_used(consultation: Consultation) -> bool:
    return consultation.outcome[:2] in OUTCOMES


def _question(desk: Desk, asked: Consultation, attendance_id: str) -> StillWorks:
    return StillWorks(
        asked.consultation_id,
        attendance_id,
        date.fromisoformat(asked.day),
        asked.topic,
        desk.catalogue.find_topic(asked.topic),
        desk.catalogue.find_outcome(asked.outcome),
    )
