"""What every rule on one session's staff has in common."""

from datetime import date

from core.conditions.values import Finding, Meeting, Rule, State
from core.programme_parts import StaffingRule


def of_session(
    kind: Rule, rule: StaffingRule, meeting: Meeting, should: int, actual: int, today: date, planned: int = 0
) -> Finding:
    """What is missing can be mended until the day of the session, as long as it was not held."""
    is_open = not meeting.held and meeting.day >= today
    short = State.AT_RISK if is_open else State.BROKEN
    state = State.MET if actual >= should else short
    return Finding(
        rule=kind,
        code=rule.code,
        state=state,
        span=meeting.week,
        site_id=meeting.site_id,
        programme=meeting.programme,
        should=should,
        actual=actual,
        planned=planned,
        until=meeting.day if state is State.AT_RISK else None,
        venue=meeting.venue,
        session_id=meeting.session_id,
        title=meeting.title,
    )
