"""The planned volume of a fiscal year: it counts down, is told when it is nearly used up, and refuses nobody.

`at_risk` from nine tenths on and when it is all used; `broken` only beyond: the 601st of 600 was received like all.
A volume that was told as 約 is never beyond.
"""

from collections.abc import Iterator

from core.conditions.values import Finding, Rule, Span, State, Used
from core.programme_parts import PlannedVolume

NEARLY = 10
"""A tenth is left."""


def volume(plan: PlannedVolume, used: Used, year: Span) -> Iterator[Finding]:
    """For receptions and for sessions, where they were planned."""
    for rule, should, actual in (
        (Rule.RECEPTIONS, plan.receptions, used.receptions),
        (Rule.SESSIONS, plan.sessions, used.sessions),
    ):
        if should is not None:
            yield Finding(
                rule=rule,
                code=rule.value,
                state=_state(should, actual, plan.approximate),
                span=year,
                site_id=used.site_id,
                programme=used.programme,
                should=should,
                actual=actual,
                is_about=plan.approximate,
            )


def _state(should: int, actual: int, is_about: bool) -> State:
    if actual > should and not is_about:
        return State.BROKEN
    return State.AT_RISK if (should - actual) * NEARLY <= should else State.MET
