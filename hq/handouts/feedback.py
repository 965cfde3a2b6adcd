"""What sites say of handouts: events that are marked 本部に届きます where they are written."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from core.events import decode_event
from core.handouts import Handout, shipped_handouts
from hq.database import cursor

SHOWN = 200


@dataclass(frozen=True)
class Feedback:
    """A word on a handout. Only the site is told, never who wrote it."""

    site: str
    at: datetime
    handout: str
    title: str
    en: str
    text: str


class _Told(msgspec.Struct, frozen=True):
    handout: str
    text: str


def feedback(titles: dict[str, Handout] | None = None) -> list[Feedback]:
    """The newest first."""
    rows = cursor().execute(
        "SELECT site.name, event.data FROM event JOIN site USING (site_id)"
        " WHERE event.kind = 'handout.feedback' ORDER BY event.id DESC LIMIT %s",
        [SHOWN],
    )
    known = titles or {each.id: each for each in shipped_handouts()}
    return [found for name, data in rows if (found := _read(name, bytes(data), known))]


def _read(site: str, data: bytes, titles: dict[str, Handout]) -> Feedback | None:
    event = decode_event(data)
    try:
        told = msgspec.json.decode(event.plain, type=_Told)
        moment = datetime.fromisoformat(event.wall_time)
    except (msgspec.MsgspecError, ValueError):
        return None
    about = titles.get(told.handout)
    title, en = (about.title, about.en) if about else ("", "")
    return Feedback(site, moment, told.handout, title, en, told.text)
