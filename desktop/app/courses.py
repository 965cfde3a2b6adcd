"""講座: sessions that belong together, each with its place."""

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from core.facts import Session
from core.ids import new_entity_id
from core.kinds import SessionCancelled, SessionPlanned
from core.problem import Problem
from desktop.app.desk import Changed, Desk
from desktop.app.municipalities import placed
from desktop.app.programme_choice import check_choice, check_words, in_turns
from desktop.app.session_plans import checked
from desktop.app.sessions import the_session
from desktop.storage.journal import Draft

MOST_LESSONS = 40


@dataclass(frozen=True)
class CourseWritten:
    """Its sessions in their order."""

    sessions: tuple[Session, ...]
    changed: Changed


def plan_course(desk: Desk, plan: SessionPlanned, lessons: int, every_days: int = 7) -> CourseWritten:
    """So many linked sessions, all or none; the first as planned, each of the others so many days later.

    Raises Problem as for one session, and for a number of lessons that no course has.
    """
    if not 2 <= lessons <= MOST_LESSONS:
        raise Problem(
            "course_lessons", "講座の回数が正しくありません。", f"2から{MOST_LESSONS}までの数を入れてください。"
        )
    course = plan.course_id or new_entity_id()
    first = placed(desk, checked(in_turns(desk, plan)))
    check_words(desk, first)
    check_choice(desk, first)
    plans = [_lesson(first, course, place, every_days) for place in range(1, lessons + 1)]
    drafts = [Draft(new_entity_id(), each) for each in plans]
    changed = desk.record(*drafts).changed
    return CourseWritten(tuple(the_session(desk, each.entity_id) for each in drafts), changed)


def cancel_course(desk: Desk, sessions: tuple[str, ...]) -> CourseWritten:
    """取り消す: none of these will be held."""
    changed = desk.record(*(Draft(each, SessionCancelled()) for each in sessions)).changed
    return CourseWritten(tuple(the_session(desk, each) for each in sessions), changed)


def _lesson(first: SessionPlanned, course: str, place: int, every_days: int) -> SessionPlanned:
    day = date.fromisoformat(first.day) + timedelta(days=every_days * (place - 1))
    return msgspec.structs.replace(first, day=day.isoformat(), course_id=course, course_place=place)
