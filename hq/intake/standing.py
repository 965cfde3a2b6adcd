"""Whether what a device wrote counts at present."""

from collections.abc import Mapping

from hq.database import Cursor, Row
from hq.intake.lock import Locked

STANDING = "revoked_at, certificate IS NULL"


def signing_keys(at: Cursor, site_id: str) -> Mapping[str, bytes]:
    """The public keys of the site's devices, by device; they never change."""
    query = "SELECT device_id, signing_public FROM device WHERE site_id = %s"
    return {device: bytes(key) for device, key in at.execute(query, [site_id])}


def certified(at: Cursor, site_id: str) -> frozenset[str]:
    """The site's devices that its root has certified."""
    query = "SELECT device_id FROM device WHERE site_id = %s AND certificate IS NOT NULL"
    return frozenset(device for (device,) in at.execute(query, [site_id]))


def standing(site: Locked, device_id: str, waived: str | None = None) -> str | None:
    """Why nothing of this device counts (a quarantine reason), or None; a `waived` one was looked at by a person."""
    query = f"SELECT {STANDING} FROM device WHERE device_id = %s AND site_id = %s"
    return judged(site.at.execute(query, [device_id, site.site_id]).fetchone(), waived)


def judged(row: Row | None, waived: str | None = None) -> str | None:
    """The same for a device whose `STANDING` was read."""
    if row is not None and row[0] and waived != "revoked_device":
        return "revoked_device"
    return "not_certified" if row is None or row[1] else None
