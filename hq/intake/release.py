"""A device that was certified late: what it had sent before leaves quarantine and counts."""

from collections.abc import Iterator, Sequence

import msgspec
from django.db.models import QuerySet

from core.fail_points import FailPoint, reach
from core.sealing import KeyRecord
from hq.identity import key_pair
from hq.intake import journal
from hq.intake.checking import check
from hq.intake.lock import Locked
from hq.intake.quarantine import RELEASED, decide
from hq.intake.relays import take_key_records
from hq.intake.standing import signing_keys
from hq.records.models import Quarantined


def release(site: Locked, device_ids: Sequence[str], transport_key: bytes) -> None:
    """Take in what waited for these devices' certificates."""
    if not device_ids:
        return
    waiting = Quarantined.objects.filter(
        site_id=site.site_id, device_id__in=device_ids, reason="not_certified", released_at=None, decision=None
    )
    records = [msgspec.msgpack.decode(each, type=KeyRecord) for each in _released(site, waiting, "key_record")]
    reach(FailPoint.HQ_RELEASING)
    keys = signing_keys(site.at, site.site_id)
    take_key_records(site, records)
    for each in _released(site, waiting, "segment"):  # one at a time: a laptop may have sent for weeks
        journal.take(site, [check(each, site.site_id, keys, transport_key)])


def _released(site: Locked, waiting: QuerySet[Quarantined], what: str) -> Iterator[bytes]:
    """The bytes of these things, each decided about as it is read."""
    for kept_id in list(waiting.filter(what=what).order_by("id").values_list("pk", flat=True)):
        each = Quarantined.objects.get(pk=kept_id)
        decide(site, each, RELEASED, "", "")
        yield key_pair().open(bytes(each.data))
