"""Requests that still look for somebody and fit a supporter: what to offer when they ask where to help."""

from dataclasses import dataclass
from datetime import timedelta

from core.facts import Session, StaffRequest
from core.staff_fit import Fit
from desktop.app.desk import Desk
from desktop.app.staff import the_supporter
from desktop.app.staffing_board import fit_of, standing_requests

AHEAD = timedelta(days=60)
AT_MOST = 40
"""Sessions that are looked at, the nearest first."""


@dataclass(frozen=True)
class FittingRequest:
    """A request of a session to come, how many it still lacks, and how the supporter fits."""

    session: Session
    request: StaffRequest
    missing: int
    fit: Fit


def fitting_requests(desk: Desk, supporter_id: str) -> list[FittingRequest]:
    """Those without a concern, the nearest first; none of a session in which they have a place already."""
    supporter = the_supporter(desk, supporter_id)
    found = []
    for session in _looking(desk):
        fit = fit_of(desk, session, supporter)
        if fit is None or fit.concerns:
            continue
        lines = (line for line in standing_requests(desk, session.session_id) if line.missing)
        found += [FittingRequest(session, line.request, line.missing, fit) for line in lines]
    return found


def _looking(desk: Desk) -> list[Session]:
    """Sessions that somebody was asked for."""
    days = [desk.today.isoformat(), (desk.today + AHEAD).isoformat()]
    coming = "day BETWEEN ? AND ? AND state IN ('planned', 'open')"
    sessions = desk.store.facts.where(Session, coming, days, order="day, starts, session_id")
    asked = {each.session_id for each in desk.store.facts.where(StaffRequest, "withdrawn = 0")}
    return [each for each in sessions if each.session_id in asked][:AT_MOST]
