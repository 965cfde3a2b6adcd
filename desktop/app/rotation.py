"""After a laptop was lost: it is stopped, and what is sealed from now on is sealed by a key that it does not have.

Both need the recovery sheet and its code (ADR 76). What the lost laptop could read before, it still can.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from core.certificates import BY_ROOT, ROOT_HOLDER, DeviceCertificate, DeviceRevocation, KeyGrant, revoke
from core.granting import grant_to, ring_for, signed_by
from core.keys import PrivacyKey, SigningPair, forget_seeds, generation_of, in_order, new_privacy_key
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.recovery import open_sheet
from desktop.app.rooting import grants_to_root, with_word
from desktop.storage import papers
from desktop.storage.identity import Identity

if TYPE_CHECKING:
    from sqlite_utils.db import Database

LOST = "lost"
"""The reason of a revocation: the laptop was lost or stolen, or is no longer used."""


@dataclass(frozen=True)
class Rotated:
    """The new key's number, the letters of the laptops that get it, and of the one that was stopped."""

    generation: int
    given_to: tuple[str, ...]
    stopped: str | None = None


def other_laptops(desk: Desk) -> tuple[DeviceCertificate, ...]:
    """The site's other laptops that take part, by letter."""
    here = desk.identity.device_id
    others = (each for device, each in papers.taking_part(desk.store.db).items() if device != here)
    return tuple(sorted(others, key=lambda each: each.letter))


def rotate(desk: Desk, sheet: str, code: str, lost: str | None = None) -> Rotated:
    """Stop the laptop `lost`, if one is named, and begin a new privacy key. All or nothing.

    Raises Problem for another sheet, a wrong code, this very laptop, or one that is not of this site.
    """
    root = root_of(desk, sheet, code)
    try:
        return _rotate(desk, root, lost)
    finally:
        forget_seeds()


def root_of(desk: Desk, sheet: str, code: str) -> SigningPair:
    """The site root on the sheet. Raises Problem when it is another site's."""
    opened = open_sheet(sheet, code)
    root = SigningPair(opened.seed)
    if (opened.site_id, root.signing_public) != (desk.identity.site_id, desk.identity.root_public):
        raise Problem("other_sheet", "この復旧用紙は、別の拠点のものです。", "この拠点の復旧用紙をご用意ください。")
    return root


def _rotate(desk: Desk, root: SigningPair, lost: str | None) -> Rotated:
    db, me = desk.store.db, desk.identity
    if not me.ring:
        raise Problem(
            "not_joined",
            "この端末には、まだ拠点の鍵がありません。",
            "ほかの端末か本部と一度つないでから、もう一度お試しください。",
        )
    stopped = _the_lost(desk, lost)
    staying = [each for each in papers.taking_part(db).values() if each.device_id != lost]
    whole = _whole_ring(db, me, root)
    privacy = new_privacy_key(max(generation_of(key.privacy_key_id) for key in whole) + 1)
    widened = with_word(msgspec.structs.replace(me, ring=in_order((*whole, privacy)), root_box=root.box_public), root)
    given = [*_lacking(db, widened, root, staying), *grants_to_root(_first_keys(me), root)]

    def offer(db: "Database") -> None:
        if stopped is not None:
            papers.offer_revocation(db, _revocation(desk, stopped, root))
        papers.offer_grants(db, given)

    desk.store.change_identity(widened, also=offer)
    if len(whole) > len(me.ring):
        desk.store.journal.rebuild()
    letters = tuple(sorted(each.letter for each in staying))
    return Rotated(generation_of(privacy.privacy_key_id), letters, stopped.letter if stopped else None)


def _lacking(
    db: "Database", me: Identity, root: SigningPair, staying: Iterable[DeviceCertificate]
) -> Iterator[KeyGrant]:
    """Every key after the first, for each laptop that stays and for the root, unless it was given before."""
    holders = {each.device_id: each.box_public for each in staying} | {ROOT_HOLDER: root.box_public}
    had = {(each.privacy_key_id, each.device_id) for each in papers.grants(db)}
    for key in me.ring:
        for holder, box in holders.items():
            if generation_of(key.privacy_key_id) and (key.privacy_key_id, holder) not in had:
                yield signed_by(grant_to(box, holder, key, me.site_id), ROOT_HOLDER, root)


def _whole_ring(db: "Database", me: Identity, root: SigningPair) -> tuple[PrivacyKey, ...]:
    """With what was renewed while this laptop was not known there: it was given to the root, which is at hand now."""
    told = ring_for(ROOT_HOLDER, root, papers.grants(db), papers.certificates(db), me.root_public)
    known = {key.privacy_key_id for key in me.ring}
    return in_order((*me.ring, *(key for key in told if key.privacy_key_id not in known)))


def _first_keys(me: Identity) -> Identity:
    """Those that a laptop may pass on by itself: a site from before sheets gave the ring makes up for it now."""
    return msgspec.structs.replace(me, ring=tuple(key for key in me.ring if not generation_of(key.privacy_key_id)))


def _the_lost(desk: Desk, device_id: str | None) -> DeviceCertificate | None:
    if device_id is None:
        return None
    found = next((each for each in other_laptops(desk) if each.device_id == device_id), None)
    if found is None:
        raise Problem(
            "no_such_laptop", "止める端末が見つかりません。", "一覧から、この端末のほかの端末を選んでください。"
        )
    return found


def _revocation(desk: Desk, lost: DeviceCertificate, root: SigningPair) -> DeviceRevocation:
    return revoke(DeviceRevocation(lost.site_id, lost.device_id, desk.now, LOST, BY_ROOT), root)
