"""A headquarters of its own, filled by COPY with rows of facts, and how long its reports take."""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from operator import attrgetter
from random import Random
from time import perf_counter

import msgspec

from benchmarks.reports.asked import FIXED, FREE, REPORTS, timed
from benchmarks.reports.national import National
from benchmarks.reports.rows import SiteLife
from core.clock import JAPAN
from core.facts import Attendance, Consultation, Fact, Person, Session, table_of
from core.ids import new_site_id
from core.reports.table import Asked, ReportTable
from devtools.places import ROOT

LAST_YEAR = 2025
"""The fiscal year that is asked for is the last one of the records."""
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=JAPAN)


def main(sites: int, years: int, runs: int, days_a_year: int) -> National:
    """All of it, in a folder that goes."""
    work = ROOT / "build" / "bench"
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work) as folder:
        os.environ["MADOGUCHI_HQ_DATA"] = folder
        from hq.start import ready

        with ready():
            return measured(sites, years, runs, days_a_year)


def measured(sites: int, years: int, runs: int, days_a_year: int) -> National:
    """The same at the headquarters that is ready already."""
    from hq.database import cursor
    from hq.reports.totals import refresh_totals

    def all_sites_write() -> float:
        cursor().execute("INSERT INTO tally_stale SELECT site_id, max(day) FROM fact_session GROUP BY 1")
        return _seconds(refresh_totals)

    load_s = _seconds(lambda: load(sites, years, days_a_year))
    cursor().execute("VACUUM ANALYZE")
    fill = _seconds(refresh_totals)
    cursor().execute("VACUUM ANALYZE")
    years_s = _seconds(lambda: count_years(years))
    refresh = all_sites_write()
    again_s = _seconds(lambda: count_years(years))
    fixed = {
        f"{report}, {name}": timed(report, period, _table, runs) for report in REPORTS for name, period in FIXED.items()
    }
    free = {report: timed(report, FREE, _table, runs) for report in REPORTS}
    all_sites_write()
    changed = {report: timed(report, FIXED["a year"], _table, 1)[0] for report in REPORTS}
    return National(load_s, fill, refresh, years_s, again_s, fixed, free, changed)


def count_years(years: int) -> None:
    """What headquarters counts while nobody asks."""
    from hq.reports import ahead

    ahead.count_years(_begin(years), NOW, lambda seconds: False)


def _begin(years: int) -> date:
    return date(LAST_YEAR + 1 - years, 4, 1)


def _table(asked: Asked) -> ReportTable:
    from hq.reports.tables import report_table

    return report_table(asked, NOW)


def load(sites: int, years: int, days_a_year: int) -> None:
    """Years of so many sites, by COPY."""
    from hq.records.models import Site

    chance = Random(7)
    for number in range(sites):
        site_id, life = new_site_id(), SiteLife(chance, _begin(years))
        Site.objects.create(site_id=site_id, name=f"拠点{number}", municipality=life.home)
        rows: dict[type[Fact], list[Fact]] = {Session: [], Person: [], Attendance: [], Consultation: []}
        for fact in life.rows(years, days_a_year):
            rows[type(fact)].append(fact)
        for kind, some in rows.items():
            _copy(site_id, kind, some)


def _copy(site_id: str, fact: type[Fact], some: list[Fact]) -> None:
    from hq.database import copy_in, cursor
    from hq.intake.facts import columns

    values = attrgetter(*columns(fact))
    told = {"site_id": "text", **columns(fact)}
    copy_in(cursor(), table_of(fact), told, ((site_id, *values(row)) for row in some))


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(main(*map(int, sys.argv[1:]))).decode())
