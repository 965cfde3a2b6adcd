"""集計 of this site: a report as a table, and the records behind each of its figures."""

from core.reports.names import Names
from core.reports.reporting import count_behind, count_report
from core.reports.side import LAPTOP, Source
from core.reports.table import Asked, Behind, ReportTable
from desktop.app.desk import Desk
from desktop.app.municipalities import municipalities_here
from desktop.app.programmes import programmes_now
from desktop.storage.tallies import refresh_tallies


def report_table(desk: Desk, asked: Asked) -> ReportTable:
    """Count a report of this site. Raises Problem for what cannot be counted."""
    refresh_tallies(desk.store.db)
    return count_report(asked, site_source(desk), names_here(desk), desk.clock.now())


def behind(desk: Desk, asked: Asked, row: str, column: str) -> list[Behind]:
    """The records behind a cell of that report, by the keys of its row and column; the first thousand."""
    refresh_tallies(desk.store.db)
    return count_behind(asked, site_source(desk), names_here(desk), desk.clock.now(), row, column)


def site_source(desk: Desk) -> Source:
    """Where this site's records are counted."""
    db, me = desk.store.db, desk.identity
    return Source(
        LAPTOP,
        lambda text, values: db.execute(text, dict(values)).fetchall(),
        scope=me.site_name,
        values={"site": me.site_id, "home": me.municipality},
    )


def names_here(desk: Desk) -> Names:
    """By which codes are named here today."""
    me = desk.identity
    places = municipalities_here(desk).by_code
    return Names(desk.catalogue, programmes_now(desk), places, {me.site_id: me.site_name})
