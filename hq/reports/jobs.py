"""Reports on long periods, counted beside the server: asked for, cancelled, found again for a day.

One is counted at a time, whichever server asks. What was being counted when a server ended is stopped, and told so.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec
from django.db import transaction

from core.ids import new_person_id
from core.problem import Problem
from core.reports.period import PeriodKind, day_period
from core.reports.table import Asked, ReportCode, ReportTable
from hq.database import cursor
from hq.records.models import ReportJob
from hq.reports.whose import Sites

LONGEST_AT_ONCE = timedelta(days=366)
"""Free days beyond this are counted as a job."""
KEPT_FOR = timedelta(days=1)
_MOST, _MOST_OF_ONE = 50, 3
"""Of all readers, and of one, that wait or are counted."""
_ASKING = 0x6D6A61
_NO_REPORT = Asked(report=ReportCode.RESULTS, period=day_period(date(2000, 1, 1)))
"""Keeps the place of a report where only the scope is told."""
_NOT_LONG = frozenset({ReportCode.SUPPORTERS, ReportCode.SESSION})


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    STOPPED = "stopped"


UNFINISHED = (JobState.WAITING, JobState.RUNNING)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A report, and what it is kept to: whoever asks for the same within the same sites finds the same."""

    asked: Asked
    site_id: str | None = None
    municipality: str | None = None
    site_ids: tuple[str, ...] | None = None
    sites_name: str = ""

    @property
    def sites(self) -> Sites | None:
        """All that may be in it; None for every site."""
        return None if self.site_ids is None else Sites(self.site_ids, self.sites_name)

    @property
    def scope(self) -> str:
        """Whose records, to compare and to keep."""
        return msgspec.json.encode(msgspec.structs.replace(self, asked=_NO_REPORT)).decode()

    @property
    def report(self) -> str:
        """What was asked for, likewise."""
        return msgspec.json.encode(self.asked).decode()


def takes_long(asked: Asked) -> bool:
    """Whether so many days are not counted while somebody waits for the page."""
    period = asked.period
    is_long = period.kind is PeriodKind.FREE and period.last - period.first >= LONGEST_AT_ONCE
    return is_long and asked.report not in _NOT_LONG


def job_for(wanted: Wanted, owner_id: int, now: datetime, *, anew: bool = False) -> ReportJob:
    """Of this owner: the one that waits, is counted or was counted within the day, or else a new one. Problem: full.

    `anew` counts again what was counted already.
    """
    with transaction.atomic():
        cursor().execute("SELECT pg_advisory_xact_lock(%s)", [_ASKING])
        states = UNFINISHED if anew else (*UNFINISHED, JobState.DONE)
        mine = ReportJob.objects.filter(owner_id=owner_id, asked_at__gt=now - KEPT_FOR)
        same = mine.filter(asked=wanted.report, scope=wanted.scope, state__in=states)
        found = same.order_by("-asked_at").first()
        if found is not None:
            return found
        _check_room(owner_id)
        return ReportJob.objects.create(
            job_id=new_person_id(),
            owner_id=owner_id,
            asked=wanted.report,
            scope=wanted.scope,
            state=JobState.WAITING,
            asked_at=now,
        )


def last_job(wanted: Wanted, owner_id: int, now: datetime) -> ReportJob | None:
    """The last one of this owner within the day, however it ended."""
    mine = ReportJob.objects.filter(owner_id=owner_id, asked_at__gt=now - KEPT_FOR)
    return mine.filter(asked=wanted.report, scope=wanted.scope).order_by("-asked_at").first()


def counted_table(wanted: Wanted, now: datetime) -> ReportTable | None:
    """What the last such job counted within the day."""
    found = ReportJob.objects.filter(asked=wanted.report, scope=wanted.scope, state=JobState.DONE)
    job = found.filter(asked_at__gt=now - KEPT_FOR).order_by("-ended_at").first()
    return msgspec.json.decode(job.result, type=ReportTable) if job is not None else None


def wanted_of(job: ReportJob) -> Wanted:
    """What a job was asked for."""
    scope = msgspec.json.decode(job.scope, type=Wanted)
    return msgspec.structs.replace(scope, asked=msgspec.json.decode(job.asked, type=Asked))


def cancel(job: ReportJob, now: datetime) -> None:
    """It is counted no further; one that has ended stays as it is."""
    ended(job.job_id, JobState.CANCELLED, now)


def ended(job_id: str, state: JobState, now: datetime, **told: Any) -> None:
    """What waits or is being counted has ended so; what had ended before keeps its word."""
    open_ones = ReportJob.objects.filter(job_id=job_id, state__in=UNFINISHED)
    open_ones.update(state=state, ended_at=now, **told)


def _check_room(owner_id: int) -> None:
    waiting = ReportJob.objects.filter(state__in=UNFINISHED)
    if waiting.count() >= _MOST or waiting.filter(owner_id=owner_id).count() >= _MOST_OF_ONE:
        raise Problem(
            "jobs_full",
            "長い期間の集計が、もういくつも待っています。",
            "前の集計が終わってから、もう一度お試しください。",
        )
