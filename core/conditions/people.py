"""So many people at least, whoever comes."""

from datetime import date

from core.conditions.sessions import of_session
from core.conditions.values import Finding, Meeting, Rule
from core.programme_parts import StaffingRule


def people(rule: StaffingRule, meeting: Meeting, today: date) -> Finding | None:
    """None where nothing was said of who serves."""
    serving = meeting.people(rule.role)
    if not meeting.staff and not meeting.looks_for:
        return None
    return of_session(Rule.PEOPLE, rule, meeting, rule.number, serving, today)
