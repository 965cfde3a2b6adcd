"""A report counted on both databases from the same events: it must be the same table."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from core import kinds
from core.clock import JAPAN, FixedClock
from core.reports.figures import figure_text
from core.reports.table import Asked, Behind, ReportTable
from desktop.app.desk import Desk
from desktop.app.reporting import behind as at_the_sites_records
from desktop.app.reporting import report_table as at_the_site
from desktop.app.site import desk_of
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.helpers.sites import make_identity, make_store


@dataclass(frozen=True)
class Counted:
    """A laptop whose records both have."""

    laptop: Laptop
    desk: Desk

    def table(self, asked: Asked) -> ReportTable:
        """The table, which both must agree on."""
        from hq.reports.tables import report_table as at_headquarters

        now = self.desk.clock.now()
        there = at_headquarters(asked, now, self.laptop.site.site_id)
        here = at_the_site(self.desk, asked)
        assert _plain(here) == _plain(there)
        return here

    def behind(self, asked: Asked, row: str, column: str) -> list[Behind]:
        """The records behind a cell, which both must agree on."""
        from hq.reports.tables import behind as at_headquarters

        site_id = self.laptop.site.site_id
        here = at_the_sites_records(self.desk, asked, row, column)
        assert here == at_headquarters(asked, self.desk.clock.now(), row, column, site_id)
        return here

    def bring(self, hq: Headquarters) -> None:
        """Take what the laptop has written since to both."""
        hq.exchange(self.laptop)
        with self.desk.store.db.atomic():
            self.desk.store.journal.absorb(self.laptop.journal)


@contextmanager
def counted(hq: Headquarters, laptop: Laptop, folder: Path, now: datetime) -> Iterator[Counted]:
    """Send all that the laptop wrote, and take it into a file of the site."""
    clock = FixedClock(now.astimezone(JAPAN))
    store = make_store(folder, make_identity(site_id=laptop.site.site_id), clock)
    both = Counted(laptop, desk_of(store, clock))
    both.bring(hq)
    yield both
    store.close()


def texts(table: ReportTable) -> dict[str, tuple[str, ...]]:
    """The printed figures by the Japanese names of the rows."""
    return {row.ja: tuple(map(figure_text, row.cells)) for row in table.rows}


def printed(table: ReportTable) -> list[tuple[str, ...]]:
    """The lines as printed, each with its heading."""
    return [(row.group, row.ja, *map(figure_text, row.cells)) for row in table.rows]


def hold(laptop: Laptop, day: str, visits: int, **plan: object) -> str:
    """A session of the afternoon that so many came to, each a number; its id."""
    told = {"title": "会", "day": day, "starts": "13:00", "ends": "16:00", "venue": "公民館", **plan}
    session = laptop.write(msgspec.convert(told, kinds.SessionPlanned)).entity_id
    laptop.write(kinds.SessionOpened(at=f"{day}T12:50:00.000+09:00"), session)
    for number in range(visits):
        at = f"{day}T13:{number % 60:02}:00.000+09:00"
        laptop.write(kinds.AttendanceRecorded(session_id=session, at=at, how="number", age_band="70s"))
    return session


def _plain(table: ReportTable) -> ReportTable:
    """Without the words for whose records these are."""
    compared = table.compared and _plain(table.compared)
    return msgspec.structs.replace(table, scope="", compared=compared)
