"""A session's staff: what is asked for, who has a place, who else fits, and who lacks a badge that is needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.badges import BadgeStanding
from core.facts import Session, Staffing, StaffRequest, Supporter
from core.programme_parts import RuleKind, StaffingRule
from core.staff_fit import UNBADGED, Candidate, Fit, Point, Wanted, by_fit, fit
from core.wareki import fiscal_year, fiscal_year_bounds
from core.worked_hours import Worked
from desktop.app.desk import Desk
from desktop.app.programmes import programmes_on
from desktop.app.sessions import sessions_on, the_session
from desktop.app.staff import supporters, the_supporter
from desktop.app.staff_requests import requests_of
from desktop.app.supporter_hours import hours_by_supporter
from desktop.app.supporters import badges_by_supporter
from desktop.storage.facts import any_of

State = Literal["applied", "matched", "declined", "cancelled"]
ORDER = ("matched", "applied", "declined", "cancelled")


@dataclass(frozen=True)
class RequestLine:
    """A request with how many are matched to it; two laptops may have matched more than are needed."""

    request: StaffRequest
    matched: int

    @property
    def missing(self) -> int:
        """How many are still looked for."""
        return max(self.request.needed - self.matched, 0)

    @property
    def over(self) -> int:
        """How many are matched beyond what is needed."""
        return max(self.matched - self.request.needed, 0)


@dataclass(frozen=True)
class StaffingLine:
    """Somebody's place in the session, and how they fit it."""

    staffing: Staffing
    fit: Fit

    @property
    def supporter(self) -> Supporter:
        """Whose place it is."""
        return self.fit.candidate.supporter

    @property
    def badge(self) -> BadgeStanding:
        """How the badge stands on the session's day."""
        return self.fit.badge


@dataclass(frozen=True)
class StaffingBoard:
    """All that is known of a session's staff. `fits` are those without a place in it, the best first: also who was
    taken out. `rules` are those of its programme."""

    session: Session
    requests: tuple[RequestLine, ...]
    people: tuple[StaffingLine, ...]
    fits: tuple[Fit, ...]
    rules: tuple[StaffingRule, ...] = ()

    @property
    def matched(self) -> int:
        """How many will serve."""
        return sum(each.staffing.state == "matched" for each in self.people)

    @property
    def trained_lacking(self) -> StaffingRule | None:
        """The rule for somebody trained that no request with a badge stands for yet."""
        asked_for = {each.request.role for each in self.requests if each.request.needs_badge}
        trained = (each for each in self.rules if each.kind is RuleKind.TRAINED)
        return next((each for each in trained if (each.role or "supporter") not in asked_for), None)


def staffing_board(desk: Desk, session_id: str, strengths: tuple[str, ...] = ()) -> StaffingBoard:
    """Requests, people and who else fits; `strengths` are groups of topics that are asked for."""
    session, requests = the_session(desk, session_id), requests_of(desk, session_id)
    places = (each for each in _places(desk, [session_id]) if state_of(each) != "cancelled")
    placed = {each.supporter_id: each for each in places}
    active = {each.supporter_id: each for each in supporters(desk)}
    gone = placed.keys() - active.keys()
    everybody = [*active.values(), *(the_supporter(desk, each) for each in sorted(gone))]
    fits = {
        each.candidate.supporter.supporter_id: each
        for each in _fits(desk, session, everybody, requests, strengths, placed)
    }
    people = [StaffingLine(placed[each], fits[each]) for each in placed]
    return StaffingBoard(
        session,
        tuple(RequestLine(each, _matched_to(each, placed.values(), requests)) for each in requests),
        tuple(sorted(people, key=lambda each: (ORDER.index(state_of(each.staffing)), each.staffing.told_at))),
        tuple(by_fit(found for key, found in fits.items() if key not in placed)),
        _rules(desk, session),
    )


def standing_requests(desk: Desk, session_id: str) -> tuple[RequestLine, ...]:
    """Requests of a session that stand, each with how many are matched."""
    requests, places = requests_of(desk, session_id), _places(desk, [session_id])
    return tuple(RequestLine(each, _matched_to(each, places, requests)) for each in requests)


def fit_of(desk: Desk, session: Session, supporter: Supporter) -> Fit | None:
    """How somebody fits a session; None where they have a place in it, or said no."""
    places = {each.supporter_id: each for each in _places(desk, [session.session_id])}
    own = places.get(supporter.supporter_id)
    if own is not None and state_of(own) != "cancelled":
        return None
    return next(iter(_fits(desk, session, [supporter], requests_of(desk, session.session_id), (), {})))


def unbadged_on(desk: Desk, day: date) -> list[StaffingLine]:
    """Who is matched on a day to a session that needs a badge, and has none that holds."""
    boards = (staffing_board(desk, each.session_id) for each in _asking(desk, day))
    people = (line for board in boards for line in board.people if line.staffing.state == "matched")
    return [line for line in people if UNBADGED & set(line.fit.concerns)]


def concerns_today(desk: Desk, supporter_id: str) -> tuple[Point, ...]:
    """What to tell when somebody begins a shift: no badge where one of today's sessions of theirs needs one."""
    mine = (each for each in unbadged_on(desk, desk.today) if each.supporter.supporter_id == supporter_id)
    return tuple(dict.fromkeys(point for each in mine for point in each.fit.concerns if point in UNBADGED))


def coming_of(desk: Desk, supporter_id: str) -> list[tuple[Session, Staffing]]:
    """Sessions from today on in which somebody has a place or asked for one, in order of time."""
    mine = desk.store.facts.where(Staffing, "supporter_id = ? AND state IN ('applied', 'matched')", [supporter_id])
    found = [(desk.store.facts.one(Session, each.session_id), each) for each in mine]
    held = [(session, each) for session, each in found if session is not None and session.state != "cancelled"]
    ahead = [pair for pair in held if pair[0].day >= desk.today.isoformat()]
    return sorted(ahead, key=lambda pair: (pair[0].day, pair[0].starts))


def _fits(
    desk: Desk,
    session: Session,
    people: Iterable[Supporter],
    requests: list[StaffRequest],
    strengths: tuple[str, ...],
    placed: dict[str, Staffing],
) -> Iterable[Fit]:
    """A few queries for everybody."""
    year = fiscal_year_bounds(fiscal_year(date.fromisoformat(session.day)))
    badges, hours, busy = badges_by_supporter(desk), hours_by_supporter(desk, *year), _busy(desk, session)
    for each in people:
        key, did = each.supporter_id, hours.get(each.supporter_id, Worked())
        candidate = Candidate(
            each, tuple(badges.get(key, ())), tuple(busy.get(key, ())), did.minutes, len(did.sessions)
        )
        place = placed.get(key)
        yield fit(Wanted(session, _needs_badge(requests, place), strengths), candidate)


def _rules(desk: Desk, session: Session) -> tuple[StaffingRule, ...]:
    programme = programmes_on(desk, date.fromisoformat(session.day)).find(session.programme or "")
    return programme.staffing if programme else ()


def _needs_badge(requests: list[StaffRequest], place: Staffing | None) -> bool:
    """Whether what somebody answers to, or else anything that is asked for, needs a badge."""
    own = [each for each in requests if place is not None and each.request_id == place.request_id]
    return any(each.needs_badge for each in own or requests)


def _busy(desk: Desk, session: Session) -> dict[str, list[Session]]:
    """Other sessions of the same day by who is matched to them."""
    others = {
        each.session_id: each
        for each in sessions_on(desk, date.fromisoformat(session.day))
        if each.session_id != session.session_id
    }
    found: dict[str, list[Session]] = {}
    for place in _places(desk, list(others)):
        if place.state == "matched":
            found.setdefault(place.supporter_id, []).append(others[place.session_id])
    return found


def _places(desk: Desk, session_ids: list[str]) -> list[Staffing]:
    if not session_ids:
        return []
    return desk.store.facts.where(Staffing, any_of("session_id", session_ids), session_ids, order="told_at")


def _matched_to(request: StaffRequest, places: Iterable[Staffing], requests: list[StaffRequest]) -> int:
    """Who answers to no request that stands is counted with the only one, or the first of that role."""
    standing = {each.request_id for each in requests}
    matched = [each for each in places if each.state == "matched"]
    own = sum(each.request_id == request.request_id for each in matched)
    free = [each for each in matched if each.request_id not in standing]
    firsts = {each.role: each.request_id for each in reversed(requests)}
    home = [firsts.get(each.role or "", requests[0].request_id) for each in free]
    return own + home.count(request.request_id)


def _asking(desk: Desk, day: date) -> list[Session]:
    needing = {each.session_id for each in desk.store.facts.where(StaffRequest, "needs_badge = 1 AND withdrawn = 0")}
    return [each for each in sessions_on(desk, day) if each.session_id in needing]


def state_of(place: Staffing) -> State:
    """How a place stands. A newer program's state is read as one that needs nobody's work."""
    match place.state:
        case "matched" | "applied" | "declined":
            return place.state
    return "cancelled"
