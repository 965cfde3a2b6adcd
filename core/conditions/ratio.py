"""One of the staff for so many visitors (1:4): as many as came, or as many as are expected."""

from datetime import date

from core.conditions.sessions import of_session
from core.conditions.values import Finding, Meeting, Rule
from core.programme_parts import StaffingRule


def ratio(rule: StaffingRule, meeting: Meeting, today: date) -> Finding | None:
    """None where nobody knows how many come, or nothing was said of who serves."""
    people = meeting.people(rule.role)
    is_known = people > 0 or meeting.looks_for
    if not meeting.visitors or not is_known:
        return None
    needed = -(-meeting.visitors // rule.number)
    return of_session(Rule.RATIO, rule, meeting, needed, people, today, planned=meeting.visitors)
