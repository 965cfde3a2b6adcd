"""What a leaflet is made of. It knows no ReportLab, so that to fill one loads nothing on the database's thread."""

from dataclasses import dataclass
from datetime import date, time

from core.handouts import Handout, Register
from core.marked_text import Spans


@dataclass(frozen=True, slots=True)
class NextSession:
    """When and where the visitor can ask again: by an appointment with its 予約番号, or whenever somebody is there."""

    day: date
    starts: time | None
    venue: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What is printed for one visit. `asked` are the titles of today's topics."""

    handouts: tuple[Handout, ...]
    register: Register
    day: date
    venue: str
    asked: tuple[Spans, ...] = ()
    next_session: NextSession | None = None
