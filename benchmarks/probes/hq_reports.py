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

    load_s = _seconds(lambda: load(sites, years, days_a_year))
    cursor().execute("VACUUM ANALYZE")
    fill = _seconds(refresh_totals)
    cursor().execute("VACUUM ANALYZE")
    cursor().execute("INSERT INTO tally_stale SELECT site_id, max(day) FROM fact_session GROUP BY 1")
    refresh = _seconds(refresh_totals)
    fixed = {
        f"{report}, {name}": timed(report, period, _table, runs) for report in REPORTS for name, period in FIXED.items()
    }
    free = {report: timed(report, FREE, _table, runs) for report in REPORTS}
    return National(load_s, fill, refresh, fixed, free)


def _table(asked: Asked) -> ReportTable:
    from hq.reports.tables import report_table

    return report_table(asked, datetime(2026, 11, 21, 12, 0, tzinfo=JAPAN))


def load(sites: int, years: int, days_a_year: int) -> None:
    """Years of so many sites, by COPY."""
    from hq.records.models import Site

    chance = Random(7)
    for number in range(sites):
        site_id, life = new_site_id(), SiteLife(chance, date(LAST_YEAR + 1 - years, 4, 1))
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
