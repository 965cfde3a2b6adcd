"""Reports on what all sites sent: fixed periods and a free year, in PostgreSQL filled by COPY."""

from benchmarks.figures import Figure, Target, spread
from benchmarks.probe import run_probe
from benchmarks.reports.national import National
from benchmarks.reports.rows import DAYS_A_YEAR, events_of

SITES, YEARS, RUNS = 100, 2, 3
FIXED_TARGET, FREE_TARGET = Target("at_most", 1.0), Target("at_most", 3.0)


def measure() -> list[Figure]:
    """Ten million events: a hundred sites for two years."""
    return measured(SITES, YEARS, RUNS, DAYS_A_YEAR)


def measured(sites: int, years: int, runs: int, days_a_year: int) -> list[Figure]:
    """The same with fewer."""
    told = run_probe("hq_reports", National, str(sites), str(years), str(runs), str(days_a_year))
    events = f"{events_of(years * days_a_year, sites):,} events of {sites} sites"
    figures = [
        Figure(f"(loaded: {events})", told.load_s, "s"),
        Figure("(all totals made anew)", told.fill_s, "s"),
        Figure("(persons of years counted ahead)", told.years_s, "s"),
        Figure("(totals of one day of each site made anew)", told.refresh_s, "s"),
        Figure("(persons of years after that)", told.years_again_s, "s"),
    ]
    for name, seconds in told.fixed.items():
        figures.append(Figure(f"national {name}", max(seconds), "s", None, FIXED_TARGET, spread(seconds)))
    for name, seconds in told.free.items():
        figures.append(Figure(f"national {name}, a free year", max(seconds), "s", None, FREE_TARGET, spread(seconds)))
    for name, one in told.changed.items():
        figures.append(Figure(f"(national {name}, a year, the moment after every site wrote something)", one, "s"))
    return figures
