"""One to one: never more visitors at once than people to help them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.conditions.sessions import of_session
from core.conditions.values import Finding, Meeting, Rule
from core.programme_parts import StaffingRule

SLACK = 5
"""Minutes: times at a table are told in rounds of five, so that one visitor after another must not look like two."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A visitor's time at a table, in minutes of any clock; the end is outside."""

    visitor: str
    begins: int
    ends: int


def most_at_once(stays: Iterable[Stay]) -> int:
    """How many different visitors were helped at the same time, at most."""
    told = [each for each in stays if each.begins < each.ends]
    return max((_at(told, each.begins) for each in told), default=0)


def one_to_one(rule: StaffingRule, meeting: Meeting, today: date) -> Finding | None:
    """None where nobody was at a table, or nothing was said of who serves."""
    people = meeting.people(rule.role)
    if not meeting.at_once or not (people or meeting.looks_for):
        return None
    return of_session(Rule.ONE_TO_ONE, rule, meeting, meeting.at_once, people, today, planned=meeting.at_once)


def _at(stays: list[Stay], moment: int) -> int:
    return len({each.visitor for each in stays if each.begins <= moment < each.ends})
