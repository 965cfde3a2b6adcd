"""Which session a row of bookings means: by its day, and by title, place and time where these are told."""

from collections.abc import Sequence
from datetime import time

from core.bookings import slot_times
from core.facts import Session
from core.search_text import search_form
from core.tables.entries import Entry
from core.tables.meanings import Meaning
from core.tables.reasons import Reason

Choice = Session | tuple[Reason, tuple[Meaning, ...]]


def choose_session(entry: Entry, sessions: Sequence[Session], *, over: bool = False) -> Choice:
    """The one session of these that the row fits, or why there is none; `over` takes those that have ended too."""
    if entry.day is None:
        return Reason.NO_DAY, (Meaning.DAY,)
    that_day = [session for session in sessions if session.day == entry.day.isoformat()]
    shut = ("cancelled",) if over else ("cancelled", "closed")
    found = _narrowed(entry, [session for session in that_day if session.state not in shut])
    if len(found) == 1:
        return found[0]
    asked = (Meaning.DAY, *_told(entry))
    if found:
        return Reason.MANY_SESSIONS, asked
    return (Reason.SESSION_OVER if _narrowed(entry, that_day) else Reason.NO_SESSION), asked


def slot_of(entry: Entry, session: Session) -> str | Reason | None:
    """The slot that a row names (HH:MM); None where the session has no board, a reason where none fits."""
    times = slot_times(session.starts, session.ends, session.slot_minutes)
    if not times:
        return None
    if entry.begins is None:
        return Reason.NO_TIME
    told = _clock(entry.begins)
    return told if told in times else Reason.NO_SLOT


def _narrowed(entry: Entry, sessions: list[Session]) -> list[Session]:
    """Those that fit all that is told; of these, those whose title is the very one."""
    found = [session for session in sessions if _fits(entry, session)]
    exact = [session for session in found if entry.title and search_form(entry.title) == search_form(session.title)]
    return exact or found


def _fits(entry: Entry, session: Session) -> bool:
    return (
        _alike(entry.title, session.title)
        and _alike(entry.venue, session.venue)
        and (entry.begins is None or session.starts <= _clock(entry.begins) < session.ends)
    )


def _alike(told: str, planned: str) -> bool:
    """Whether one holds the other, however it is written; what is not told fits anything."""
    new, old = search_form(told), search_form(planned)
    return not new or new in old or (bool(old) and old in new)


def _told(entry: Entry) -> list[Meaning]:
    told = ((Meaning.TITLE, entry.title), (Meaning.VENUE, entry.venue), (Meaning.TIME, entry.begins))
    return [meaning for meaning, value in told if value]


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M")
