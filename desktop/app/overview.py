"""今日 at a glance: how the day stands, its sessions with what is used of their quotas, who is on duty."""

from dataclasses import dataclass

from core.facts import Session, Supporter
from desktop.app.day import DayState, day_state
from desktop.app.desk import Desk
from desktop.app.door import received_in
from desktop.app.loans import LoanLine, loans_out
from desktop.app.staff import DutyLine, duties_today, supporters
from desktop.app.unsettled import unsettled
from desktop.app.unsettled_item import UnsettledItem
from desktop.app.who_is_here import VisitLine, who_is_here

LAST_VISITS = 8


@dataclass(frozen=True)
class SessionLine:
    """A session of today and how many it received."""

    session: Session
    received: int


@dataclass(frozen=True)
class Worker:
    """Somebody who works here; `duty` is the one that lasts, if they are on duty."""

    supporter: Supporter
    duty: DutyLine | None


@dataclass(frozen=True)
class Overview:
    """All that 今日 shows."""

    state: DayState
    sessions: tuple[SessionLine, ...]
    workers: tuple[Worker, ...]
    last_visits: tuple[VisitLine, ...]
    loans: tuple[LoanLine, ...]
    unsettled: tuple[UnsettledItem, ...]
    sends: bool
    """Whether there is a headquarters to send to; training never sends."""


def overview(desk: Desk) -> Overview:
    """As it stands now."""
    state = day_state(desk)
    return Overview(
        state,
        tuple(SessionLine(session, received_in(desk, session)) for session in state.sessions),
        _workers(desk),
        tuple(line for line in who_is_here(desk) if not line.visit.voided)[:LAST_VISITS],
        loans_out(desk),
        tuple(unsettled(desk)),
        desk.identity.hq is not None and not desk.training,
    )


def _workers(desk: Desk) -> tuple[Worker, ...]:
    lasting = {line.supporter.supporter_id: line for line in duties_today(desk) if not line.duty.ended_at}
    return tuple(Worker(each, lasting.get(each.supporter_id)) for each in supporters(desk))
