"""Who this laptop is: its site, its keys, its headquarters. Kept inside the encrypted file."""

from typing import TYPE_CHECKING

import msgspec

from core.certificates import DeviceCertificate, SiteWord
from core.keys import PrivacyKey, SigningPair

if TYPE_CHECKING:
    from sqlite_utils.db import Database


class HqLink(msgspec.Struct, frozen=True):
    """Headquarters as pinned at enrolment."""

    url: str
    signing_public: bytes
    box_public: bytes


class Identity(msgspec.Struct, frozen=True):
    """Site, device and keys. `root_seed` is here only until the recovery sheet has been printed.

    `ring` holds the privacy keys in the order of `core.keys.in_order`; it is empty until the laptop has joined the
    site. `root_box` is what is sealed to the root (empty where the root left before this was kept), `letters` are
    the certificates to choose from when another laptop has the same letter. `word` is what the root said of the site
    when it was last at hand; `told_by` the laptop that told this one of the site when it joined.
    """

    site_id: str
    site_name: str
    municipality: str
    device_id: str
    letter: str
    epoch: int
    device: SigningPair
    transport_key: bytes
    root_public: bytes
    certificate: DeviceCertificate
    ring: tuple[PrivacyKey, ...] = ()
    root_seed: bytes | None = None
    hq: HqLink | None = None
    training: bool = False
    root_box: bytes = b""
    letters: tuple[DeviceCertificate, ...] = ()
    word: SiteWord | None = None
    told_by: str = ""


def load_identity(db: "Database") -> Identity | None:
    """The identity in the file; None before the site was set up."""
    row = db.execute("SELECT value FROM secret WHERE name = 'identity'").fetchone()
    return None if row is None else msgspec.msgpack.decode(row[0], type=Identity)


def save_identity(db: "Database", identity: Identity) -> None:
    """Keep the identity; the caller holds the transaction."""
    db.execute(
        "INSERT INTO secret (name, value) VALUES ('identity', ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [msgspec.msgpack.encode(identity)],
    )
