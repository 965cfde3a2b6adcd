"""What supporters did: minutes on duty and sessions, each counted once however often it was recorded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.clock import in_japan, local_day
from core.facts import Duty, Session


@dataclass(frozen=True, slots=True)
class Worked:
    """`sessions` are ids in the order given; `lasting` counts duties that nobody has ended: their time is not in
    `minutes`."""

    minutes: int = 0
    sessions: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    lasting: int = 0


@dataclass(frozen=True, slots=True)
class _Span:
    begins: datetime
    ends: datetime
    duty: Duty


def worked(duties: Iterable[Duty], sessions: Sequence[Session]) -> Worked:
    """Of one supporter's duties, in sessions among these.

    Time that two laptops recorded for the same person counts once. A duty that names its session is of that one; any
    other is of every session that it reached into. One that ended as it began was taken back.
    """
    known = list(duties)
    spans = [_Span(in_japan(each.started_at), in_japan(each.ended_at), each) for each in known if each.ended_at]
    real = [each for each in spans if each.ends > each.begins]
    return Worked(
        minutes=_minutes(real),
        sessions=tuple(each.session_id for each in sessions if any(_is_of(span, each) for span in real)),
        days=tuple(sorted({each.duty.day for each in real})),
        lasting=sum(each.ended_at is None for each in known),
    )


def _minutes(spans: Iterable[_Span]) -> int:
    """Whole minutes of all of it together, overlaps once."""
    seconds, until = 0.0, None
    for each in sorted(spans, key=lambda span: (span.begins, span.ends)):
        begins = each.begins if until is None else max(each.begins, until)
        seconds += max((each.ends - begins).total_seconds(), 0.0)
        until = each.ends if until is None else max(each.ends, until)
    return int(seconds) // 60


def _is_of(span: _Span, session: Session) -> bool:
    if session.state == "cancelled":
        return False
    if span.duty.session_id:
        return span.duty.session_id == session.session_id
    began, ended = f"{span.begins:%H:%M}", f"{span.ends:%H:%M}"
    is_over_midnight = local_day(span.duty.ended_at or "") != span.duty.day
    return span.duty.day == session.day and began < session.ends and (is_over_midnight or session.starts < ended)
