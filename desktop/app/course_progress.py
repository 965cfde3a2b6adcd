"""How a course goes: who came to which of its lessons, and who came to all."""

from collections import Counter
from dataclasses import dataclass

from core.doubles import COUNTED
from core.facts import Attendance, Session
from desktop.app.desk import Desk
from desktop.storage.facts import any_of

_HELD = ("open", "closed")


@dataclass(frozen=True)
class Lesson:
    """One lesson and its visits (延べ)."""

    session: Session
    visits: int


@dataclass(frozen=True)
class CourseProgress:
    """Lessons in their order. `persons` are registered visitors (実人員); `came_to_all` those of them who came to each
    lesson that was held.
    """

    lessons: tuple[Lesson, ...]
    held: int
    persons: int
    came_to_all: int

    @property
    def visits(self) -> int:
        """延べ over all lessons."""
        return sum(each.visits for each in self.lessons)


def course_progress(desk: Desk, course_id: str) -> CourseProgress:
    """Of the lessons that are known here; cancelled ones are none."""
    facts = desk.store.facts
    order = "coalesce(course_place, 0), day, starts"
    sessions = facts.where(Session, "course_id = ? AND state <> 'cancelled'", [course_id], order=order)
    ids = [each.session_id for each in sessions]
    visits = facts.where(Attendance, f"{COUNTED} AND {any_of('session_id', ids)}", ids) if ids else []
    by_session = Counter(each.session_id for each in visits)
    came = {(facts.standing_for(each.person_id), each.session_id) for each in visits if each.person_id}
    lessons_each = Counter(person for person, _ in came)
    held = sum(each.state in _HELD for each in sessions)
    return CourseProgress(
        tuple(Lesson(each, by_session[each.session_id]) for each in sessions),
        held,
        len(lessons_each),
        sum(times == held for times in lessons_each.values()),
    )
