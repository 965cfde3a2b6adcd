"""A site's file for tests: real SQLCipher, in a temporary folder, with a clock that stands still."""

from datetime import datetime
from pathlib import Path

from core.certificates import DeviceCertificate
from core.clock import JAPAN, FixedClock, stamp
from core.ids import new_entity_id, new_site_id
from core.keys import SigningPair, new_key, new_pair, new_privacy_key
from desktop.app.rooting import certified_for
from desktop.storage.identity import Identity
from desktop.storage.store import Store, create_store

KEY = bytes(range(32))
MORNING = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)


def fixed_clock() -> FixedClock:
    """Half past nine on a Saturday."""
    return FixedClock(MORNING)


def make_identity(root: SigningPair | None = None, letter: str = "A", site_id: str | None = None) -> Identity:
    """A stand-alone site's first laptop."""
    root = root or new_pair()
    device = new_pair()
    site_id = site_id or new_site_id()
    device_id = new_entity_id()
    certificate = DeviceCertificate(
        site_id, device_id, letter, device.signing_public, device.box_public, stamp(MORNING)
    )
    made = Identity(
        site_id=site_id,
        site_name="田無公民館",
        municipality="132292",
        device_id=device_id,
        letter=letter,
        epoch=1,
        device=device,
        transport_key=new_key(),
        root_public=root.signing_public,
        certificate=certificate,
        ring=(new_privacy_key(),),
        root_seed=root.seed,
    )
    return certified_for(made, root, MORNING, letter)


def make_store(folder: Path, identity: Identity | None = None, clock: FixedClock | None = None) -> Store:
    """A fresh, open file."""
    return create_store(folder / "site.db", KEY, clock or fixed_clock(), identity or make_identity())
