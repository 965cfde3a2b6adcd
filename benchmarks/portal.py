"""How long pages of the portal take: many readers, while laptops send to the same headquarters."""

import json
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from time import sleep
from urllib.parse import urlencode

from benchmarks.figures import Figure, Target, p95, tail
from benchmarks.probe import run_probe
from benchmarks.probes.portal_load import Loaded
from benchmarks.probes.portal_readers import USER, Read
from benchmarks.probes.sync_storm import Storm
from benchmarks.reports.rows import DAYS_A_YEAR
from benchmarks.sync.parts import running
from benchmarks.sync.storm import storm
from core.reports.table import TOTAL
from desktop.cli.demo.headquarters import Headquarters

SITES, YEARS, READERS, SECONDS = 100, 2, 50, 60.0
LAPTOPS, EVENTS = 300, 100
AT_ONCE = Target("at_most", 300.0)


def measure() -> list[Figure]:
    """Ten million events of a hundred sites, and five laptops a second with a hundred records each."""
    return measured(SITES, YEARS, DAYS_A_YEAR, READERS, SECONDS, LAPTOPS)


def measured(sites: int, years: int, days_a_year: int, readers: int, seconds: float, laptops: int) -> list[Figure]:
    """The same with fewer."""
    with running() as hq:
        loaded = run_probe("portal_load", Loaded, *map(str, (sites, years, days_a_year)), env=_at(hq))
        hq.add_user(USER)
        with ThreadPoolExecutor(1) as beside:
            ready = hq.folder / "sending"
            sending = beside.submit(storm, hq, laptops, EVENTS, seconds, ready)
            _wait(ready, sending)
            read = run_probe("portal_readers", Read, hq.url, str(readers), str(seconds), json.dumps(pages(loaded)))
            told = sending.result()
    whole = [each for took in read.took.values() for each in took]
    return [
        Figure(f"pages for {readers} readers while laptops send: p95", p95(whole), "ms", None, AT_ONCE, tail(whole)),
        *(
            Figure(f"{name}: p95", p95(took), "ms", None, AT_ONCE, tail(took))
            for name, took in read.took.items()
            if len(took) > 1
        ),
        Figure("(an exchange beside them: p95)", p95(told.seconds), "s", None, None, tail(told.seconds)),
        Figure("(asked to come again)", told.refused, "times"),
    ]


def pages(loaded: Loaded) -> Mapping[str, str]:
    """What readers open, by name."""
    day, month = loaded.day, loaded.day[:7]
    year = str(int(month[:4]) - (month[5:] < "04"))
    behind = {"fiscal-year": year, "row": TOTAL, "column": "visits"}
    return {
        "拠点の一日": "/?" + urlencode({"day": day}),
        "a site's day": f"/sites/{loaded.site_id}?" + urlencode({"day": day}),
        "calendar": "/calendar?" + urlencode({"day": day}),
        "R7 of a month": "/reports/r7?" + urlencode({"month": month}),
        "R7 of a fiscal year by municipality": "/reports/r7?" + urlencode({"fiscal-year": year, "by": "municipality"}),
        "behind a figure": "/reports/r7/behind?" + urlencode(behind),
        "conditions": "/conditions?" + urlencode({"from": day, "to": day}),
        "未解決": "/unresolved?" + urlencode({"day": day}),
    }


def _wait(ready: Path, sending: Future[Storm]) -> None:
    """Until the laptops are made and begin to send; what went wrong with them is raised here."""
    while not ready.exists():
        if sending.done():
            sending.result()
        sleep(0.1)


def _at(hq: Headquarters) -> Mapping[str, str]:
    return {"MADOGUCHI_HQ_DATA": str(hq.folder)}
