"""A trained instructor: somebody with a badge that holds on the day, or who had finished a training by then."""

from datetime import date

from core.conditions.sessions import of_session
from core.conditions.values import Finding, Meeting, Rule
from core.programme_parts import StaffingRule


def trained(rule: StaffingRule, meeting: Meeting, today: date) -> Finding:
    """Told also where nothing was said of who serves: without a name nobody can be trained."""
    able = sum(each.trained and each.may_be(rule.role) for each in meeting.staff)
    return of_session(Rule.TRAINED, rule, meeting, rule.number, able, today)
