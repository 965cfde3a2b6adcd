"""Stopping a laptop that was lost or is no longer used."""

from django.db import transaction
from django.utils import timezone

from core.problem import Problem
from hq.database import cursor
from hq.intake.lock import lock
from hq.records.models import Device


def revoke(device_id: str) -> Device:
    """From now on what it sends goes to quarantine, and it is told nothing more. Raises Problem if unknown."""
    device = Device.objects.filter(pk=device_id).first()
    if device is None:
        raise Problem("no_such_device", "この端末は見つかりません。", "device list で端末の番号を確かめてください。")
    with transaction.atomic():
        lock(cursor(), device.site_id)  # an exchange at work ends first; the next one sees it
        Device.objects.filter(pk=device_id, revoked_at=None).update(revoked_at=timezone.now())
    device.refresh_from_db()
    return device
