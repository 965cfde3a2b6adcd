"""A device that was certified late: what it had sent before leaves quarantine and counts."""

from collections.abc import Sequence

import msgspec

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
    kept: list[tuple[str, bytes]] = []
    for each in waiting.order_by("id"):
        kept.append((each.what, key_pair().open(bytes(each.data))))
        decide(site, each, RELEASED, "", "")
    reach(FailPoint.HQ_RELEASING)
    keys = signing_keys(site.at, site.site_id)
    records = [msgspec.msgpack.decode(data, type=KeyRecord) for what, data in kept if what == "key_record"]
    take_key_records(site, records)
    segments = [data for what, data in kept if what == "segment"]
    journal.take(site, [check(each, site.site_id, keys, transport_key) for each in segments])
