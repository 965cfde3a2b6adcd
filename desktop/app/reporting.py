"""集計 of this site: a report as a table, and the records behind each of its figures."""

from core.assets import asset_path
from core.municipality import load_municipalities
from core.reports.names import Names
from core.reports.reporting import count_report
from core.reports.side import LAPTOP, Source
from core.reports.table import Asked, ReportTable
from desktop.app.desk import Desk
from desktop.app.programmes import programmes_now
from desktop.storage.tallies import refresh_tallies


def report_table(desk: Desk, asked: Asked) -> ReportTable:
    """Count a report of this site. Raises Problem for what cannot be counted."""
    refresh_tallies(desk.store.db)
    return count_report(asked, _source(desk), _names(desk), desk.clock.now())


def _source(desk: Desk) -> Source:
    db, me = desk.store.db, desk.identity
    return Source(
        LAPTOP,
        lambda text, values: db.execute(text, dict(values)).fetchall(),
        scope=me.site_name,
        values={"site": me.site_id, "home": me.municipality},
    )


def _names(desk: Desk) -> Names:
    me = desk.identity
    municipalities = load_municipalities(asset_path("catalogue", "municipalities.toml"))
    return Names(desk.catalogue, programmes_now(desk), municipalities, {me.site_id: me.site_name})
