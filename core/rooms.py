"""Two sessions in one room at the same time: told, never refused. Halls are divided, and plans have their reasons."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from core.facts import Session
from core.search_text import search_form


def in_one_room(one: Session, other: Session) -> bool:
    """Whether both are held in the same room at once. A venue of which no room is told is one room.

    What merely touches does not meet, and nothing meets what is cancelled or held online.
    """
    return _at_once(one, other) and _takes_room(one) and _takes_room(other) and _room(one) == _room(other)


def meeting(session: Session, others: Iterable[Session]) -> list[Session]:
    """Those that are in this one's room at its time."""
    return [other for other in others if in_one_room(session, other)]


def in_each_others_way(sessions: Sequence[Session]) -> frozenset[str]:
    """The ids of those that share a room with another of them at the same time."""
    rooms: defaultdict[tuple[str, ...], list[Session]] = defaultdict(list)
    for session in filter(_takes_room, sessions):  # a month of a nation: only those of one room are compared
        rooms[session.day, *_room(session)].append(session)
    return frozenset(
        each.session_id for room in rooms.values() for each in room if any(_at_once(each, other) for other in room)
    )


def _at_once(one: Session, other: Session) -> bool:
    same_day = one.session_id != other.session_id and one.day == other.day
    return same_day and one.starts < other.ends and other.starts < one.ends


def _takes_room(session: Session) -> bool:
    return bool(session.venue) and session.state != "cancelled" and not _is_online(session)


def _is_online(session: Session) -> bool:
    return bool(session.is_online) or session.channel == "online"


def _room(session: Session) -> tuple[str, str]:
    return search_form(session.venue), search_form(session.room or "")
