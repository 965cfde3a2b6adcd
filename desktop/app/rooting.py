"""What can be made only while the site root is at hand: at set-up, and whenever the recovery sheet is opened."""

from datetime import datetime

import msgspec

from core.certificates import ROOT_HOLDER, DeviceCertificate, KeyGrant
from core.granting import grant_to, signed_by
from core.keys import SigningPair
from core.letters import certificates_for_every_letter
from desktop.storage import papers
from desktop.storage.identity import Identity
from desktop.storage.store import Store


def certified_for(identity: Identity, root: SigningPair, now: datetime, letter: str) -> Identity:
    """The identity with certificates for every letter, and this one in use."""
    letters = certificates_for_every_letter(identity.certificate, root, now)
    mine = next(each for each in letters if each.letter == letter)
    return with_certificate(msgspec.structs.replace(identity, letters=letters, root_box=root.box_public), mine)


def with_certificate(identity: Identity, certificate: DeviceCertificate) -> Identity:
    """The identity under this certificate's letter."""
    return msgspec.structs.replace(identity, certificate=certificate, letter=certificate.letter)


def grants_to_root(me: Identity, root: SigningPair) -> tuple[KeyGrant, ...]:
    """The whole ring wrapped to the root, so that sheet and code alone give it back.

    Signed by this laptop, which every headquarters understands; a key that came by a rotation was given by the root
    when it was made.
    """
    return tuple(
        signed_by(grant_to(root.box_public, ROOT_HOLDER, key, me.site_id), me.device_id, me.device) for key in me.ring
    )


def catch_up(store: Store, now: datetime) -> None:
    """A site from before sheets gave the ring: make what is missing, as long as the root is still here."""
    me = store.identity
    if me.root_seed is None or me.root_box:
        return
    root = SigningPair(me.root_seed)
    prepared = msgspec.structs.replace(
        me, root_box=root.box_public, letters=certificates_for_every_letter(me.certificate, root, now)
    )
    store.change_identity(prepared, also=lambda db: papers.offer_grants(db, grants_to_root(prepared, root)))
