"""オープンデータ: this site's sessions for everybody, as a file."""

from dataclasses import dataclass

from core.facts import Session
from core.reports.csv_text import Encoding
from core.reports.open_data import Publisher, events_csv
from core.reports.period import Period
from desktop.app.desk import Desk
from desktop.app.municipalities import municipalities_here
from desktop.app.poster import poster_words


@dataclass(frozen=True)
class OpenEvents:
    """The file, how many sessions are in it, and the letters that its encoding lacks."""

    data: bytes
    sessions: int
    missing: tuple[str, ...]


def open_events(desk: Desk, period: Period, encoding: Encoding = Encoding.UTF_8) -> OpenEvents:
    """The sessions of some days as イベント一覧, with the telephone and the page that stand on posters."""
    days = [period.first.isoformat(), period.last.isoformat()]
    sessions = desk.store.facts.where(Session, "day BETWEEN ? AND ?", days, order="day, starts, session_id")
    words = poster_words(desk)
    me = desk.identity
    publisher = Publisher(
        name=me.site_name,
        municipality=me.municipality,
        municipalities=municipalities_here(desk).by_code,
        phone=words.phone,
        url=words.url,
    )
    told = events_csv(sessions, publisher, encoding)
    return OpenEvents(told.data, len(sessions), told.missing)
