"""Counting the jobs that wait, one after the other, in a thread beside the server, year by year."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

import msgspec
from django.db import DatabaseError
from django.db.models import Q

from core.clock import JAPAN
from core.problem import Problem
from core.reports.period import Period, years_of
from hq.background import Background
from hq.database import cursor
from hq.records.models import ReportJob
from hq.reports.jobs import KEPT_FOR, UNFINISHED, JobState, ended, wanted_of
from hq.reports.tables import report_table, steps_of

LOOKS_EVERY_S = 1.0
_COUNTING = 0x6D6A63
"""The advisory lock of the one server that counts."""
_TELLS_EVERY_S = 0.5
_LONGEST = "15min"
"""Of one question to the database: what takes longer will not end well."""
_log = logging.getLogger("hq.background")


class _Cancelled(Exception):
    """Somebody asked for no more of it, or the server ends."""


def long_reports() -> Background:
    """Beside a server."""
    return Background("long reports", _work, LOOKS_EVERY_S)


def _work(server: Background) -> None:
    is_old = Q(asked_at__lt=_now() - KEPT_FOR)
    if not ReportJob.objects.filter(Q(state__in=UNFINISHED) | is_old).exists():
        return
    with _alone() as alone:
        if not alone:
            return
        ReportJob.objects.filter(state=JobState.RUNNING).update(state=JobState.STOPPED, ended_at=_now())
        ReportJob.objects.filter(is_old).exclude(state__in=UNFINISHED).delete()
        while not server.is_leaving:
            job = ReportJob.objects.filter(state=JobState.WAITING).order_by("asked_at").first()
            if job is None:
                return
            _count(job, server)


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other server counts; whoever was counting without this lock is gone."""
    row = cursor().execute("SELECT pg_try_advisory_lock(%s)", [_COUNTING]).fetchone()
    if row != (True,):
        yield False
        return
    try:
        cursor().execute("SELECT set_config('statement_timeout', %s, false)", [_LONGEST])
        yield True
    finally:
        cursor().execute("SELECT pg_advisory_unlock(%s)", [_COUNTING])


def _count(job: ReportJob, server: Background) -> None:
    now = datetime.now(JAPAN)
    try:
        wanted, total = wanted_of(job), _Walk()
        steps_of(wanted.asked, now, total.steps)
        if not ReportJob.objects.filter(job_id=job.job_id, state=JobState.WAITING).update(
            state=JobState.RUNNING, total=total.done
        ):
            return
        progress = _Progress(job.job_id, lambda: server.is_leaving)
        table = report_table(wanted.asked, now, wanted.site_id, wanted.municipality, wanted.sites, steps=progress.steps)
    except Problem as problem:
        ended(job.job_id, JobState.FAILED, _now(), refusal=str(problem))
    except (_Cancelled, DatabaseError):
        ended(job.job_id, JobState.STOPPED, _now())  # a cancelled one stays cancelled
    except Exception as error:  # or the next look would find it again, and no other report would ever be counted
        _log.warning("long report: %s", type(error).__name__)
        ended(job.job_id, JobState.FAILED, _now())
    else:
        result = msgspec.json.encode(table).decode()
        ended(job.job_id, JobState.DONE, _now(), done=total.done, result=result)


@dataclass
class _Walk:
    """How many steps a report has: its years, and the people once for each count."""

    done: int = 0

    def steps(self, period: Period) -> Iterable[Period]:
        self.done += len(years_of(period)) + 1
        return ()


@dataclass
class _Progress:
    """Tells how far a job is, and leaves off when nobody wants it any more."""

    job_id: str
    is_leaving: Callable[[], bool]
    done: int = 0
    reached: str = ""
    told_at: float = 0.0

    def steps(self, period: Period) -> Iterator[Period]:
        for year in years_of(period):
            self._tell()
            yield year
            self.done += 1
            self.reached = year.last.isoformat()
        self.done += 1

    def _tell(self) -> None:
        if self.is_leaving():
            raise _Cancelled
        if monotonic() - self.told_at < _TELLS_EVERY_S:
            return
        self.told_at = monotonic()
        still = ReportJob.objects.filter(job_id=self.job_id, state=JobState.RUNNING)
        if not still.update(done=self.done, reached=self.reached):
            raise _Cancelled


def _now() -> datetime:
    return datetime.now(UTC)
