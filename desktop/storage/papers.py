"""Certificates, grants and revocations as they lie in the store; each goes to headquarters with the next exchange."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

import msgspec

from core.certificates import DeviceCertificate, DeviceRevocation, KeyGrant

if TYPE_CHECKING:
    from sqlite_utils.db import Database

T = TypeVar("T")


def certificates(db: "Database") -> dict[str, DeviceCertificate]:
    """All that the root signed, by device."""
    return {each.device_id: each for each in _all(db, "certificate", DeviceCertificate)}


def grants(db: "Database") -> tuple[KeyGrant, ...]:
    """All that were given, for whomever."""
    return tuple(_all(db, "key_grant", KeyGrant))


def revocations(db: "Database") -> dict[str, DeviceRevocation]:
    """Valid ones, by device."""
    return {each.device_id: each for each in _all(db, "revocation", DeviceRevocation)}


def taking_part(db: "Database") -> dict[str, DeviceCertificate]:
    """Certified and not revoked."""
    gone = revocations(db)
    return {device: each for device, each in certificates(db).items() if device not in gone}


def offer_certificate(db: "Database", certificate: DeviceCertificate) -> None:
    """Keep it in the place of an older one of the same device. The caller's transaction."""
    db.execute(
        "INSERT OR REPLACE INTO certificate (device_id, data, confirmed) VALUES (?, ?, 0)",
        [certificate.device_id, msgspec.msgpack.encode(certificate)],
    )


def offer_grants(db: "Database", given: Iterable[KeyGrant]) -> None:
    """Keep new ones; the first for a key and a holder stays. The caller's transaction."""
    for each in given:
        db.execute(
            "INSERT OR IGNORE INTO key_grant (privacy_key_id, device_id, data, confirmed) VALUES (?, ?, ?, 0)",
            [each.privacy_key_id, each.device_id, msgspec.msgpack.encode(each)],
        )


def offer_revocation(db: "Database", revocation: DeviceRevocation) -> None:
    """Keep it; the first for a device stays. The caller's transaction."""
    db.execute(
        "INSERT OR IGNORE INTO revocation (device_id, data, confirmed) VALUES (?, ?, 0)",
        [revocation.device_id, msgspec.msgpack.encode(revocation)],
    )


def _all(db: "Database", table: str, kind: type[T]) -> list[T]:
    return [msgspec.msgpack.decode(data, type=kind) for (data,) in db.execute(f"SELECT data FROM {table}").fetchall()]
