"""What a plan may choose from: the programmes of today, those that are used here first."""

from dataclasses import dataclass
from datetime import date

from core.facts import Session
from core.programmes import Programme, Programmes
from core.reports.names import Names
from desktop.app.desk import Desk
from desktop.app.reporting import names_here


@dataclass(frozen=True)
class Offer:
    """`used` are the codes of this site's sessions, the latest first; `names` are those of what a programme says."""

    names: Names
    used: tuple[str, ...]
    today: date

    @property
    def programmes(self) -> Programmes:
        """All that are known, those that are over too."""
        return self.names.programmes

    def in_order(self, *also: str) -> tuple[Programme, ...]:
        """Those that are offered today, and these codes: what is used here comes first, then all others."""
        offered = [each for each in self.programmes.all if each.valid_on(self.today) or each.code in also]
        places = {code: place for place, code in enumerate(self.used)}
        return tuple(sorted(offered, key=lambda each: places.get(each.code, len(places))))


def programme_offer(desk: Desk) -> Offer:
    """As it is today."""
    latest = "programme IS NOT NULL AND state <> 'cancelled'"
    rows = desk.store.facts.where(Session, latest, order="day DESC, starts DESC LIMIT 200")
    used = dict.fromkeys(each.programme for each in rows if each.programme)
    return Offer(names_here(desk), tuple(used), desk.today)
