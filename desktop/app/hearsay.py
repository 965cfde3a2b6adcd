"""What another laptop tells a newcomer of the site, believed as far as the recovery sheet bears it out (ADR 83)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from core.certificates import DeviceCertificate, SiteWord, is_revoked_by_right, is_said
from core.clean_text import clean_text
from core.keys import KEY_BYTES, key_id
from core.municipality import is_municipality_code
from core.number_guard import refusal
from core.peer_code import typed_address
from core.problem import Problem
from desktop.app.joining import Asking, Newcomer, SitePapers, free_letter, other_site
from desktop.storage.identity import HqLink

if TYPE_CHECKING:
    from core.peer_wire import JoinAnswer

_LONGEST_NAME = 200
_ASK_ANOTHER = "使っている別の端末につなぐか、本部の登録コードで加えてください。"


def told_by_laptop(address: str) -> Asking:
    """Another laptop of the site tells, which listens at this address."""

    def ask(me: Newcomer) -> SitePapers:
        from desktop.sync.peer_client import ask_to_join
        from desktop.sync.peer_port import PeerIdentity

        def asked(certificate: DeviceCertificate) -> "tuple[DeviceCertificate, JoinAnswer]":
            return ask_to_join(place, PeerIdentity(me.site_id, me.root.signing_public, certificate, me.device))

        place = typed_address(address)
        first = _papers_of(me, *asked(me.inquiry))  # a question alone is not kept there
        letter = free_letter(me, first.certificates)
        return replace(_papers_of(me, *asked(me.certificate(letter))), letter=letter)

    return ask


def _papers_of(me: Newcomer, teller: DeviceCertificate, told: "JoinAnswer") -> SitePapers:
    """What a laptop tells, as far as the root bears it out: the laptop may be a stolen one that still listens."""
    if (told.site_id, told.root_public) != (me.site_id, me.root.signing_public):
        raise other_site()
    key, link = me.device.open(told.transport_key), _borne_out(me, told)
    contradicts = told.word is not None and (not _is_said(me, told.word) or told.word.transport_key_id != key_id(key))
    if contradicts or not _may_be(told, key):
        raise Problem("told_falsely", "つないだ端末の言うことが、復旧用紙と合いません。", _ASK_ANOTHER)
    pinned = link.signing_public if link else None
    stopped = (each for each in told.revocations if is_revoked_by_right(each, me.root.signing_public, pinned))
    if teller.device_id in {each.device_id for each in stopped}:
        raise Problem("told_by_stopped", "つないだ端末は、使うのを止めた端末です。", _ASK_ANOTHER)
    return SitePapers(
        _name(told),
        told.municipality,
        key,
        told.certificates,
        told.grants,
        told.revocations,
        link,
        told_by=teller.device_id,
        word=told.word,
    )


def _name(told: "JoinAnswer") -> str:
    return clean_text(told.site_name[:_LONGEST_NAME]).strip()


def _may_be(told: "JoinAnswer", key: bytes) -> bool:
    """What no sheet says must at least be such as set-up takes: it stays, and headquarters enrols no other."""
    return len(key) == KEY_BYTES and is_municipality_code(told.municipality) and refusal(_name(told)) is None


def _borne_out(me: Newcomer, told: "JoinAnswer") -> HqLink | None:
    """Headquarters, if the root has vouched for its keys; else this laptop enrols by a code of its own."""
    word, keys = told.word, (told.hq_signing_public, told.hq_box_public)
    vouched = word is not None and _is_said(me, word) and (word.hq_signing_public, word.hq_box_public) == keys
    return HqLink(told.hq_url, *keys) if vouched and told.hq_url else None


def _is_said(me: Newcomer, word: SiteWord) -> bool:
    return word.site_id == me.site_id and is_said(word, me.root.signing_public)
