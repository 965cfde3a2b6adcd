"""What goes on beside the server: totals counted while idle, long reports; it ends with the server."""

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from time import monotonic, sleep

import msgspec
import pytest

from core.clock import JAPAN
from core.problem import Problem
from core.reports.period import fiscal_year_period, free_period
from core.reports.table import TOTAL, Asked, ReportCode, ReportTable, Split
from tests.helpers.headquarters import Headquarters
from tests.hq.counted import hold
from tests.hq.test_cli import PROGRAM, ROOT

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=JAPAN)
YEARS = Asked(report=ReportCode.RESULTS, period=free_period(date(2025, 1, 2), date(2026, 11, 20)))
LONG = Asked(report=ReportCode.RESULTS, period=free_period(date(2023, 1, 2), date(2026, 11, 20)), split=Split.MONTH)


def until(found: Callable[[], bool]) -> None:
    """Look again and again, at most for half a minute."""
    begun = monotonic()
    while not found():
        assert monotonic() - begun < 30
        sleep(0.02)


def owner() -> int:
    from django.contrib.auth.models import User

    return User.objects.get_or_create(username="hanako")[0].pk


def start(asked: Asked = LONG, owner_id: int | None = None, **more: bool) -> str:
    from hq.reports.jobs import Wanted, job_for

    return job_for(Wanted(asked=asked), owner_id or owner(), datetime.now(JAPAN), **more).job_id


def state(job_id: str) -> str:
    from hq.records.models import ReportJob

    return ReportJob.objects.get(pk=job_id).state


def stale(hq: Headquarters) -> bool:
    return hq.query("SELECT count(*) FROM tally_stale") != [(0,)]


def test_totals_are_counted_before_anybody_asks(hq: Headquarters) -> None:
    from hq.reports.idle import idle_totals

    laptop = hq.enrolled()
    with idle_totals(0.02):
        for day in ("2026-11-19", "2026-11-20"):
            hold(laptop, day, 3)
            hq.exchange(laptop)
            until(lambda: not stale(hq))
    assert hq.query("SELECT sum(visits)::int FROM tally_visit WHERE split = ''") == [(6,)]


def test_counting_while_idle_is_in_nobodys_way(hq: Headquarters) -> None:
    """Somebody counts, or holds a table: it gives up at once, in words of the database alone."""
    import psycopg

    from hq.reports.totals import refresh_some

    laptop = hq.enrolled()
    hold(laptop, "2026-11-20", 1)
    hq.exchange(laptop)
    with psycopg.connect(hq.database_url) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [0x6D6474])
        assert refresh_some(10) == 0
    assert refresh_some(1) == 1
    assert refresh_some(10) == 0


def test_a_long_report_is_counted_beside_the_server(hq: Headquarters) -> None:
    from hq.records.models import ReportJob
    from hq.reports.job_worker import long_reports
    from hq.reports.jobs import Wanted, counted_table
    from hq.reports.tables import report_table

    laptop = hq.enrolled()
    for day in ("2023-05-01", "2024-06-03", "2026-11-20"):
        hold(laptop, day, 2)
    hq.exchange(laptop)
    job = start()
    assert start() == job
    with long_reports():
        until(lambda: state(job) == "done")
    row = ReportJob.objects.get(pk=job)
    assert row.done == row.total == 5 + 1
    counted = counted_table(Wanted(asked=LONG), datetime.now(JAPAN))
    assert counted is not None
    plain = report_table(LONG, NOW)
    assert _without_moment(counted).rows == _without_moment(plain).rows
    assert counted.cell(TOTAL, "visits") == plain.cell(TOTAL, "visits")
    assert start() == job
    assert start(anew=True) != job


def _without_moment(table: ReportTable) -> ReportTable:
    return msgspec.structs.replace(table, cut_off="", notes=())


def test_cancelled_refused_and_what_a_dead_server_left(hq: Headquarters) -> None:
    from hq.records.models import ReportJob
    from hq.reports.job_worker import long_reports
    from hq.reports.jobs import cancel

    left = start(owner_id=owner())
    ReportJob.objects.filter(pk=left).update(state="running")
    cancelled = start(msgspec.structs.replace(LONG, compares=True))
    cancel(ReportJob.objects.get(pk=cancelled), NOW)
    odd = start(msgspec.structs.replace(LONG, report=ReportCode.UNRESOLVED))
    old = start(msgspec.structs.replace(LONG, split=Split.KIND))
    ReportJob.objects.filter(pk=old).update(state="done", asked_at=datetime.now(JAPAN) - timedelta(days=2))
    with long_reports():
        until(lambda: state(odd) == "failed")
    assert (state(left), state(cancelled)) == ("stopped", "cancelled")
    assert not ReportJob.objects.filter(pk=old).exists()


def test_one_that_cannot_be_read_is_in_no_others_way_and_what_is_old_goes(hq: Headquarters) -> None:
    """Asked for under another version of the program, say. What was counted is gone after a day, asked again or not."""
    from hq.records.models import ReportJob
    from hq.reports.job_worker import long_reports

    broken, whole = start(), start(YEARS)
    ReportJob.objects.filter(pk=broken).update(asked='{"report": "r99"}')
    with long_reports():
        until(lambda: state(whole) == "done")
        assert state(broken) == "failed"
        ReportJob.objects.update(asked_at=datetime.now(JAPAN) - timedelta(days=2))
        until(lambda: not ReportJob.objects.exists())


def test_nobody_fills_the_queue(hq: Headquarters) -> None:
    for split in (Split.NONE, Split.MONTH, Split.KIND):
        start(msgspec.structs.replace(LONG, split=split))
    with pytest.raises(Problem, match="もういくつも待っています"):
        start(msgspec.structs.replace(LONG, split=Split.VENUE))


def test_what_takes_long() -> None:
    from hq.reports.jobs import takes_long

    assert takes_long(LONG)
    assert not takes_long(msgspec.structs.replace(LONG, report=ReportCode.SUPPORTERS))
    assert not takes_long(msgspec.structs.replace(LONG, period=fiscal_year_period(2025)))
    assert not takes_long(msgspec.structs.replace(LONG, period=free_period(date(2025, 1, 2), date(2026, 1, 1))))


@contextmanager
def serving(hq: Headquarters) -> Iterator[None]:
    """Another server on the same database, as `serve` starts it; it leaves cleanly and says nothing."""
    with subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "DATABASE_URL": hq.database_url, "PYTHONIOENCODING": "utf-8"},
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            assert json.loads(process.stdout.readline())["port"]
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            complaints = process.stderr.read()
        assert (process.wait(timeout=30), complaints) == (0, "")


def test_serve_does_both_and_leaves_cleanly(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    hold(laptop, "2026-11-20", 2)
    with serving(hq):
        hq.exchange(laptop)
        until(lambda: not stale(hq))
        job = start()
        until(lambda: state(job) == "done")
