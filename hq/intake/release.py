"""A device that was certified late: what it had sent before leaves quarantine and counts."""

from collections.abc import Sequence

import msgspec

from core.sealing import KeyRecord
from hq.identity import key_pair
from hq.intake import journal
from hq.intake.checking import check
from hq.intake.lock import Locked
from hq.intake.relays import take_key_records
from hq.intake.standing import signing_keys


def release(site: Locked, device_ids: Sequence[str], transport_key: bytes) -> None:
    """Take in what waited for these devices' certificates."""
    if not device_ids:
        return
    rows = site.at.execute(
        "UPDATE quarantined SET released_at = %s WHERE site_id = %s AND device_id = ANY(%s)"
        " AND reason = 'not_certified' AND released_at IS NULL RETURNING id, what, data",
        [site.now, site.site_id, list(device_ids)],
    ).fetchall()
    kept = [(what, key_pair().open(bytes(data))) for _, what, data in sorted(rows)]
    keys = signing_keys(site.at, site.site_id)
    records = [msgspec.msgpack.decode(data, type=KeyRecord) for what, data in kept if what == "key_record"]
    take_key_records(site, records)
    segments = [data for what, data in kept if what == "segment"]
    journal.take(site, [check(each, site.site_id, keys, transport_key) for each in segments])
