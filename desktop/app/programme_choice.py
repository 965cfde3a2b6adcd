"""Whether a session may be planned under its programme. What runs already is never stopped."""

from datetime import date

from core import programme_plan
from core.facts import Session
from core.kinds import SessionAmended, SessionFields, SessionPlanned
from core.plan_told import check_told
from core.programme_plan import check_offered, check_parts
from desktop.app.desk import Desk
from desktop.app.programmes import programmes_on
from desktop.app.session_plans import Plan


def in_turns(desk: Desk, plan: Plan) -> Plan:
    """The plan with the steps of its bookings, where its programme, as it is today, tells one visitor's turn."""
    if not plan.tables or not plan.programme:
        return plan
    return programme_plan.in_turns(plan, programmes_on(desk, desk.today).find(plan.programme))


def check_words(desk: Desk, plan: SessionFields, before: SessionFields | None = None) -> None:
    """Raises Problem for a code that is in no list of its day, or a text too long; what it was `before` stays."""
    check_told(plan, programmes_on(desk, date.fromisoformat(plan.day)), desk.catalogue, before)


def check_choice(desk: Desk, plan: SessionPlanned | SessionAmended, before: Session | None = None) -> None:
    """Raises Problem for a programme that is not offered on the day, or a part that it does not have.

    `before` is the session as it stood. One that keeps its programme is not asked, nor a course that has begun under
    it: a programme that is retired in the middle of a course is held to its end. A code that is not known here stays.
    """
    day = date.fromisoformat(plan.day)
    programme = programmes_on(desk, day).find(plan.programme) if plan.programme else None
    if programme is None:
        return
    check_parts(plan, programme)
    keeps = before is not None and before.programme == programme.code
    if not keeps and not (plan.course_id and _has_begun(desk, plan.course_id, programme.code)):
        check_offered(programme, day)


def _has_begun(desk: Desk, course_id: str, programme: str) -> bool:
    return bool(
        desk.store.facts.where(
            Session, "course_id = ? AND programme = ? AND state <> 'cancelled' LIMIT 1", [course_id, programme]
        )
    )
