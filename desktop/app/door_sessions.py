"""Which session receives, where several are open at once."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from core.clock import JAPAN
from core.facts import Booking, Person, Session
from desktop.app.booked import Booked, booked
from desktop.app.desk import Desk
from desktop.app.door import received_in
from desktop.app.questions import asks_anything
from desktop.app.sessions import open_sessions, session_now, the_session
from desktop.storage.facts import any_of

EARLY = timedelta(hours=1)
"""Who has booked is received that long before the session begins; earlier, the booked time is told."""
_CHOSEN = "door.session"


@dataclass(frozen=True)
class DoorSession:
    """An open session and how many it has received."""

    session: Session
    received: int


@dataclass(frozen=True)
class DoorSessions:
    """The open sessions in order of time; `chosen` receives; it may lend devices. One of them `asks`."""

    lines: tuple[DoorSession, ...] = ()
    chosen: str = ""
    asks: bool = False
    lends: bool = False


@dataclass(frozen=True)
class Where:
    """The session that receives somebody, the place booked in it, or the place booked in another one instead."""

    session: Session
    booking: Booking | None = None
    elsewhere: Booked | None = None


def door_sessions(desk: Desk) -> DoorSessions:
    """What the door shows. Opens nothing."""
    opened = open_sessions(desk)
    if not opened:
        return DoorSessions()
    lines = tuple(DoorSession(each, received_in(desk, each)) for each in opened)
    chosen = session_at_door(desk)
    return DoorSessions(lines, chosen.session_id, any(map(asks_anything, opened)), bool(chosen.lends_devices))


def choose_session(desk: Desk, session_id: str) -> DoorSessions:
    """This one receives from now on, also after a restart."""
    desk.store.settings.put(_CHOSEN, the_session(desk, session_id).session_id)
    return door_sessions(desk)


def session_at_door(desk: Desk) -> Session:
    """The session that receives: the chosen one while it lasts, else the one whose time it is.

    A choice never outlives its session while another is under way: the morning's does not receive the afternoon.
    """
    chosen_id = desk.store.settings.get(_CHOSEN)
    chosen = desk.store.facts.one(Session, chosen_id) if chosen_id else None
    if chosen is None or chosen.state != "open" or chosen.day != desk.today.isoformat():
        return session_now(desk)
    if is_under_way(desk, chosen) or not any(is_under_way(desk, other) for other in open_sessions(desk)):
        return chosen
    return session_now(desk)


def where_received(desk: Desk, person: Person | None, session_id: str | None = None) -> Where:
    """Where this visitor belongs. Who has booked in an open session is received there, whichever the door shows."""
    places = _booked_today(desk, person.person_id) if person is not None else []
    if session_id is None:
        ready = [place for place in places if _receives_by_itself(desk, place)]
        if ready:
            place = min(ready, key=lambda each: _minutes_away(desk, each.session))
            return Where(place.session, None if place.attendance else place.booking)
    session = the_session(desk, session_id) if session_id else session_at_door(desk)
    expected = [place for place in places if place.attendance is None]
    here = [place.booking for place in expected if place.session.session_id == session.session_id]
    if here:
        return Where(session, here[0])
    return Where(session, None, expected[0] if expected else None)


def is_under_way(desk: Desk, session: Session) -> bool:
    """Whether it is this session's time."""
    return not _minutes_away(desk, session)


def _booked_today(desk: Desk, person_id: str) -> list[Booked]:
    """What this person, merged records too, has booked today in sessions that still take place, by time."""
    people = sorted(desk.store.facts.same_person(person_id))
    found = desk.store.facts.where(
        Booking,
        f"{any_of('person_id', people)} AND cancelled = 0 AND waiting = 0 AND session_id IN"
        " (SELECT session_id FROM fact_session WHERE day = ? AND state IN ('planned', 'open'))",
        [*people, desk.today.isoformat()],
        order="slot, made_at, booking_id",
    )
    places = [booked(desk, each, the_session(desk, each.session_id)) for each in found]
    return sorted(places, key=lambda each: each.session.starts)


def _receives_by_itself(desk: Desk, place: Booked) -> bool:
    """An open session that runs or begins soon; one that is over counts only for who has not come yet."""
    session, now = place.session, desk.clock.now()
    if session.state != "open" or now < _moment(now, session.starts) - EARLY:
        return False
    return place.attendance is None or now <= _moment(now, session.ends)


def _minutes_away(desk: Desk, session: Session) -> float:
    now = desk.clock.now()
    starts, ends = _moment(now, session.starts), _moment(now, session.ends)
    return max((starts - now).total_seconds(), (now - ends).total_seconds(), 0.0) / 60


def _moment(now: datetime, text: str) -> datetime:
    return datetime.combine(now.astimezone(JAPAN).date(), time.fromisoformat(text), JAPAN)
