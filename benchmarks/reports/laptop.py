"""Reports on ten years of one site, on the laptop's own encrypted file."""

from datetime import date
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks.big_site import PASSPHRASE, new_folder, small_desk
from benchmarks.figures import Figure, Target, spread
from benchmarks.reports.asked import REPORTS, timed
from benchmarks.reports.rows import DAYS_A_YEAR, SiteLife, events_of
from core.clock import SystemClock
from core.reports.period import free_period
from desktop.app.desk import Desk
from desktop.app.reporting import report_table
from desktop.app.site import open_site
from desktop.storage.tallies import refresh_tallies

YEARS, RUNS = 10, 5
SOON = Target("at_most", 0.3)
FIRST = date(2016, 4, 1)


def measure() -> list[Figure]:
    """Ten years."""
    return measured(YEARS, RUNS, DAYS_A_YEAR)


def measured(years: int, runs: int, days_a_year: int) -> list[Figure]:
    """The same with fewer: every report over all days, one day's totals stale before each."""
    data = _filled(new_folder(), years, days_a_year)
    desk = open_site(data, SystemClock(), PASSPHRASE)
    begun = perf_counter()
    refresh_tallies(desk.store.db)
    told = f"(all totals of {years} years made anew, {events_of(years * days_a_year):,} events)"
    figures = [Figure(told, perf_counter() - begun, "s")]
    whole = free_period(FIRST, date(FIRST.year + years, 3, 31))
    for report in REPORTS:
        _touch(desk)
        seconds = timed(report, whole, lambda asked: report_table(desk, asked), runs)
        figures.append(Figure(f"{report} over {years} years of a site", max(seconds), "s", None, SOON, spread(seconds)))
    desk.store.close()
    return figures


def _filled(data: Path, years: int, days_a_year: int) -> Path:
    desk = small_desk(data)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000"):  # nothing is at stake
        desk.store.db.execute(f"PRAGMA {pragma}").fetchall()
    desk.store.db.execute("BEGIN")
    for fact in SiteLife(Random(7), FIRST).rows(years, days_a_year):
        desk.store.facts.put(fact)
    desk.store.db.execute("COMMIT")
    desk.store.close()
    return data


def _touch(desk: Desk) -> None:
    """What a reception does to the totals: its day is stale."""
    desk.store.db.execute("INSERT OR IGNORE INTO tally_stale SELECT max(day) FROM fact_session")
