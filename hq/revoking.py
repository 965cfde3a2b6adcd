"""Stopping a laptop that was lost or is no longer used."""

import msgspec
from django.db import transaction

from core.certificates import BY_HQ, DeviceRevocation
from core.certificates import revoke as signed
from core.clock import stamp
from core.fail_points import FailPoint, reach
from core.problem import Problem
from hq.database import cursor
from hq.identity import key_pair
from hq.intake.lock import Locked, lock
from hq.records.models import Device


def revoke(device_id: str, reason: str = "") -> Device:
    """From now on what it sends goes to quarantine, and it is told nothing more but this. Raises Problem if unknown."""
    device = Device.objects.filter(pk=device_id).first()
    if device is None:
        raise Problem("no_such_device", "この端末は見つかりません。", "device list で端末の番号を確かめてください。")
    with transaction.atomic():
        site = lock(cursor(), device.site_id)  # an exchange at work ends first; the next one sees it
        unsigned = DeviceRevocation(device.site_id, device_id, stamp(site.now), reason, BY_HQ)
        keep_revocation(site, signed(unsigned, key_pair()))
        reach(FailPoint.HQ_REVOKING)
        site.release()
    device.refresh_from_db()
    return device


def keep_revocation(site: Locked, revocation: DeviceRevocation) -> None:
    """Note it, to be read by every laptop of the site; the first one for a device stays."""
    site.at.execute(
        "UPDATE device SET revoked_at = coalesce(revoked_at, %s), revocation = %s, revocation_seq = %s"
        " WHERE site_id = %s AND device_id = %s AND revocation IS NULL",
        [site.now, msgspec.msgpack.encode(revocation), site.next_seq(), site.site_id, revocation.device_id],
    )
