"""What headquarters passes on unread: key records, certificates of devices, grants of privacy keys."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from core.certificates import (
    DeviceCertificate,
    DeviceRevocation,
    KeyGrant,
    is_certified,
    is_revoked_by_right,
)
from core.granting import is_granted_by_right
from core.letters import holds_over
from core.sealing import KeyRecord, is_genuine
from core.sound_events import is_id
from hq.database import copy_in
from hq.identity import key_pair
from hq.intake import quarantine
from hq.intake.erasure import bury
from hq.intake.lock import Locked
from hq.intake.quarantine import Apart
from hq.intake.standing import standing

Relayed = KeyRecord | DeviceCertificate | KeyGrant | DeviceRevocation


_WHAT: dict[type[Relayed], str] = {
    KeyRecord: "key_record",
    DeviceCertificate: "certificate",
    KeyGrant: "grant",
    DeviceRevocation: "revocation",
}


@dataclass(frozen=True)
class CheckedRelays:
    """Those whose signatures are right, and the rest for quarantine."""

    key_records: tuple[KeyRecord, ...]
    certificates: tuple[DeviceCertificate, ...]
    grants: tuple[KeyGrant, ...]
    revocations: tuple[DeviceRevocation, ...]
    doubtful: tuple[Apart, ...]


def check(
    site_id: str,
    root_public: bytes,
    signing_keys: Mapping[str, bytes],
    certified: Collection[str],
    offered: Iterable[Relayed],
) -> CheckedRelays:
    """Verify every signature, before any lock. A grant counts from a `certified` device, or one certified before it."""
    keys, givers = dict(signing_keys), {each: signing_keys[each] for each in certified}
    good: list[Relayed] = []
    doubtful: list[Apart] = []
    for each in offered:
        if each.site_id == site_id and _is_right(each, root_public, keys, givers):
            good.append(each)
            if isinstance(each, DeviceCertificate):
                givers[each.device_id] = each.signing_public
        else:
            doubtful.append(apart(each, "bad_signature"))
    return CheckedRelays(
        tuple(each for each in good if isinstance(each, KeyRecord)),
        tuple(each for each in good if isinstance(each, DeviceCertificate)),
        tuple(each for each in good if isinstance(each, KeyGrant)),
        tuple(each for each in good if isinstance(each, DeviceRevocation)),
        tuple(doubtful),
    )


def _is_right(each: Relayed, root_public: bytes, keys: dict[str, bytes], givers: Mapping[str, bytes]) -> bool:
    match each:
        case DeviceCertificate():
            known = keys.setdefault(each.device_id, each.signing_public)
            fits = is_id(each.device_id, each.letter) and len(each.letter) <= 4
            return fits and known == each.signing_public and is_certified(each, root_public)
        case KeyGrant():
            return is_id(each.privacy_key_id, each.device_id) and is_granted_by_right(each, givers, root_public)
        case DeviceRevocation():
            own = key_pair().signing_public  # said before headquarters was restored, and remembered by a laptop
            return is_id(each.device_id) and is_revoked_by_right(each, root_public, own)
        case KeyRecord():
            signer = keys.get(each.device_id, b"")
            return is_id(each.key_id, each.privacy_key_id, each.entity_id) and is_genuine(each, signer)


def apart(each: Relayed, reason: str) -> Apart:
    """A relayed thing on its way to quarantine."""
    data = msgspec.msgpack.encode(each)
    what = _WHAT[type(each)]
    place = (each.device_id, None) if is_id(each.device_id) else None
    return Apart(what, reason, blake2b(data, digest_size=32).digest(), data, place)


def take_certificates(site: Locked, certificates: Sequence[DeviceCertificate]) -> list[str]:
    """Store them; the devices that count from now on. A laptop unknown so far is added by its own."""
    newly: list[str] = []
    for each in certificates:
        site.at.execute(
            "INSERT INTO device (device_id, site_id, letter, name, signing_public, box_public, enrolled_at)"
            " VALUES (%s, %s, %s, '', %s, %s, %s) ON CONFLICT DO NOTHING",
            [each.device_id, site.site_id, each.letter, each.signing_public, each.box_public, site.now],
        )
        query = (
            "SELECT certificate FROM device WHERE device_id = %s AND site_id = %s"
            " AND signing_public = %s AND box_public = %s"
        )
        row = site.at.execute(query, [each.device_id, site.site_id, each.signing_public, each.box_public]).fetchone()
        if row is None:
            quarantine.keep(site, [apart(each, "fork")])
        elif row[0] is None or holds_over(each, msgspec.msgpack.decode(bytes(row[0]), type=DeviceCertificate)):
            site.at.execute(
                "UPDATE device SET certificate = %s, certificate_seq = %s, letter = %s WHERE device_id = %s",
                [msgspec.msgpack.encode(each), site.next_seq(), each.letter, each.device_id],
            )
            newly += [each.device_id] if row[0] is None else []
    return newly


def take_grants(site: Locked, grants: Sequence[KeyGrant]) -> None:
    """Store them for relay; the first one for a key and a device stays."""
    for each in grants:
        known = "SELECT 1 FROM key_grant WHERE site_id = %s AND privacy_key_id = %s AND device_id = %s"
        if site.at.execute(known, [site.site_id, each.privacy_key_id, each.device_id]).fetchone():
            continue
        site.at.execute(
            "INSERT INTO key_grant (site_id, site_seq, privacy_key_id, device_id, data, sender, sender_epoch,"
            " received_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                site.site_id,
                site.next_seq(),
                each.privacy_key_id,
                each.device_id,
                msgspec.msgpack.encode(each),
                site.sender,
                site.sender_epoch,
                site.now,
            ],
        )


def take_key_records(site: Locked, records: Sequence[KeyRecord], waived: str | None = None) -> None:
    """Store new ones. None is ever overwritten; those of erased persons become tombstones."""
    if not records:
        return
    doubts = {device: standing(site, device, waived) for device in {each.device_id for each in records}}
    erased = _erased(site, records)
    known = _known(site, records)
    fresh: list[tuple[KeyRecord, bytes]] = []
    for each in records:
        doubt = doubts[each.device_id]
        place = (each.key_id, each.privacy_key_id)
        data = msgspec.msgpack.encode(each)
        if doubt is not None or known.get(place, data) != data:
            quarantine.keep(site, [apart(each, doubt or "fork")])
        elif each.entity_id in erased:
            bury(site, each.key_id, each.entity_id)
        elif place not in known:
            fresh.append((each, data))
            known[place] = data
    _copy(site, fresh)


def relay_to_all(site: Locked, device_id: str, epoch: int) -> None:
    """Give what this device brought under this epoch once more, to itself too: there are two of it."""
    for table in ("key_record", "key_grant"):
        moved = site.at.execute(
            f"UPDATE {table} SET sender = NULL, site_seq = %s + nth FROM (SELECT id AS moved_id,"
            f" row_number() OVER (ORDER BY site_seq) AS nth FROM {table}"
            " WHERE site_id = %s AND sender = %s AND sender_epoch = %s) AS brought WHERE id = moved_id",
            [site.last_seq, site.site_id, device_id, epoch],
        )
        site.last_seq += moved.rowcount


def _erased(site: Locked, records: Sequence[KeyRecord]) -> set[str]:
    query = "SELECT entity_id FROM event WHERE site_id = %s AND entity_id = ANY(%s) AND kind = 'person.erased'"
    ids = sorted({each.entity_id for each in records})
    return {entity for (entity,) in site.at.execute(query, [site.site_id, ids])}


def _known(site: Locked, records: Sequence[KeyRecord]) -> dict[tuple[str, str], bytes]:
    query = "SELECT key_id, privacy_key_id, data FROM key_record WHERE site_id = %s AND key_id = ANY(%s)"
    rows = site.at.execute(query, [site.site_id, [each.key_id for each in records]])
    return {(key, privacy): bytes(data) for key, privacy, data in rows}


def _copy(site: Locked, records: Sequence[tuple[KeyRecord, bytes]]) -> None:
    rows = [
        (
            site.site_id,
            site.next_seq(),
            record.key_id,
            record.privacy_key_id,
            record.entity_id,
            data,
            site.sender,
            site.sender_epoch,
            site.now,
        )
        for record, data in records
    ]
    if rows:
        copy_in(site.at, "key_record", _KEY_RECORD, rows)


_KEY_RECORD = {
    "site_id": "text",
    "site_seq": "int8",
    "key_id": "text",
    "privacy_key_id": "text",
    "entity_id": "text",
    "data": "bytea",
    "sender": "text",
    "sender_epoch": "int8",
    "received_at": "timestamptz",
}
