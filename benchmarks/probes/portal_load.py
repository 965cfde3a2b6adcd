"""`portal_load SITES YEARS DAYS`: rows of years of sites for the headquarters whose folder the surroundings name."""

import sys

import msgspec

from benchmarks.probes.hq_reports import count_years, load
from hq import start


class Loaded(msgspec.Struct, frozen=True):
    """What addresses need: a site, and its last day."""

    site_id: str
    day: str


def main(sites: int, years: int, days_a_year: int) -> None:
    """Print one line of JSON."""
    with start.ready():
        from hq.database import cursor
        from hq.reports.totals import refresh_totals

        load(sites, years, days_a_year)
        refresh_totals()
        count_years(years)
        cursor().execute("VACUUM ANALYZE")
        (found,) = cursor().execute("SELECT site_id, max(day) FROM fact_session GROUP BY 1 LIMIT 1").fetchall()
        print(msgspec.json.encode(Loaded(*found)).decode())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
