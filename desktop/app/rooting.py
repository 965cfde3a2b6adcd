"""What can be made only while the site root is at hand: at set-up, and whenever the recovery sheet is opened."""

from datetime import datetime

import msgspec

from core.certificates import ROOT_HOLDER, DeviceCertificate, KeyGrant, SiteWord, say
from core.granting import grant_to, signed_by
from core.keys import SigningPair, key_id
from core.letters import certificates_for_every_letter
from desktop.storage import papers
from desktop.storage.identity import Identity
from desktop.storage.store import Store


def certified_for(identity: Identity, root: SigningPair, now: datetime, letter: str) -> Identity:
    """The identity with certificates for every letter, and this one in use."""
    letters = certificates_for_every_letter(identity.certificate, root, now)
    mine = next(each for each in letters if each.letter == letter)
    prepared = msgspec.structs.replace(identity, letters=letters, root_box=root.box_public)
    return with_word(with_certificate(prepared, mine), root)


def with_word(me: Identity, root: SigningPair) -> Identity:
    """The identity with the root's word for its transport key and its headquarters, as they are now.

    The caller answers for both: by the code of an enrolment, or because the root said so before.
    """
    return msgspec.structs.replace(me, word=say(_word_for(me), root))


def _word_for(me: Identity) -> SiteWord:
    keys = (me.hq.signing_public, me.hq.box_public) if me.hq else (b"", b"")
    return SiteWord(me.site_id, key_id(me.transport_key), *keys)


def _is_said(me: Identity) -> bool:
    return me.word is not None and msgspec.structs.replace(me.word, signature=b"") == _word_for(me)


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
    """A file of an older program: make what is missing, as long as the root is still here."""
    me = store.identity
    if me.root_seed is None or (me.root_box and _is_said(me)):
        return
    root = SigningPair(me.root_seed)
    if me.root_box:
        store.change_identity(with_word(me, root))
        return
    letters = certificates_for_every_letter(me.certificate, root, now)
    prepared = with_word(msgspec.structs.replace(me, root_box=root.box_public, letters=letters), root)
    store.change_identity(prepared, also=lambda db: papers.offer_grants(db, grants_to_root(prepared, root)))
