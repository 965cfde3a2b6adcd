"""What is kept apart, thing by thing."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.problem import Problem
from hq.intake.quarantine import RELEASED
from hq.quarantine.reasons import HEALED, Reason, reason_of
from hq.records.models import Device, Quarantined

WAITING = Q(decision=None, released_at=None)
PAGE = 50
_ITS_RECORDS = Quarantined.objects.filter(
    WAITING, what="segment", site_id=OuterRef("site_id"), device_id=OuterRef("device_id"), reason=OuterRef("reason")
)
"""Keys are decided together with the records that they open."""


@dataclass(frozen=True)
class Kept:
    """One kept thing: whose it is, why it is here, how many records, and what was decided."""

    id: int
    site_id: str
    site_name: str
    letter: str
    device_name: str
    what: str
    reason: Reason
    reason_code: str
    received_at: datetime
    count: int
    decision: str
    decided_by: str
    decided_at: datetime | None
    note: str

    @property
    def can_release(self) -> bool:
        """Whether it may be taken in as far as its reason goes."""
        return not self.reason.never and self.decision != RELEASED

    @property
    def can_reject(self) -> bool:
        """What counts is taken back by the site alone."""
        return not self.decision


def kept(site_id: str | None = None, reason: str | None = None, *, decided: bool = False) -> QuerySet[Quarantined]:
    """What waits for a person, oldest first; or what was decided, newest first. The bytes are read when asked for."""
    found = Quarantined.objects.select_related("site").defer("data").exclude(Exists(_ITS_RECORDS), what="key_record")
    found = found.exclude(WAITING).order_by("-decided_at", "-id") if decided else found.filter(WAITING).order_by("id")
    if site_id:
        found = found.filter(site_id=site_id)
    return found.filter(reason=reason) if reason else found


def find(kept_id: int) -> Quarantined:
    """One of them. Raises Problem for a number that there is not."""
    found = Quarantined.objects.select_related("site").filter(pk=kept_id).first()
    if found is None:
        raise Problem("no_such_quarantine", "この保留は見つかりません。", "quarantine list で番号を確かめてください。")
    return found


def told(row: Quarantined) -> Kept:
    """A row in words."""
    device = Device.objects.filter(pk=row.device_id or "").first()
    return Kept(
        row.pk,
        row.site_id,
        row.site.name,
        device.letter if device else "",
        device.name if device else "",
        row.what,
        reason_of(row.reason),
        row.reason,
        row.received_at,
        _count(row),
        row.decision or (RELEASED if row.released_at else ""),
        row.decided_by or "",
        row.decided_at or row.released_at,
        row.note or "",
    )


def _count(row: Quarantined) -> int:
    if row.first_seq is None or row.last_seq is None:
        return 1
    return row.last_seq - row.first_seq + 1


@dataclass(frozen=True)
class Uncounted:
    """Records that the site's laptops count and headquarters does not: waiting for a person, and not accepted."""

    waiting: int = 0
    rejected: int = 0


def uncounted(sites: Collection[str] | None = None) -> Uncounted:
    """Of these sites or all. What was written anew after a fork counts, so it is left out; so are keys and papers."""
    rows = Quarantined.objects.filter(released_at=None, what__in=("event", "segment")).exclude(reason=HEALED)
    counts: Counter[bool] = Counter()
    for row in (rows if sites is None else rows.filter(site_id__in=sites)).only("first_seq", "last_seq", "decision"):
        counts[row.decision is None] += _count(row)
    return Uncounted(counts[True], counts[False])
