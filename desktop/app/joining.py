"""拠点に加わる: a second laptop, by the recovery sheet and its handwritten code (docs/sync.md, "Joining").

Three steps, so that the network never runs on the database's thread: `newcomer` opens the sheet and makes keys,
`told_by_headquarters` asks (another laptop: `hearsay`), `begin_here` writes. The root is in memory for as long and no
longer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from core.certificates import (
    ROOT_HOLDER,
    DeviceCertificate,
    DeviceRevocation,
    KeyGrant,
    SiteWord,
    certify,
    is_certified,
)
from core.clock import Clock, stamp
from core.granting import ring_for
from core.ids import new_entity_id
from core.keys import SigningPair, forget_seeds, new_key, new_pair
from core.letters import LETTERS, certificates_for_every_letter, next_letter
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.recovery import open_sheet
from desktop.app.rooting import with_word
from desktop.app.site import begin_site, current_site, desk_of
from desktop.storage import papers
from desktop.storage.identity import HqLink, Identity
from desktop.sync.ports import Incoming


@dataclass(frozen=True)
class Newcomer:
    """A laptop on its way in: keys of its own, and a certificate for each letter."""

    site_id: str
    root: SigningPair = field(repr=False)
    device_id: str
    device: SigningPair = field(repr=False)
    inquiry: DeviceCertificate
    """Without a letter: it proves where this laptop belongs while it asks which letters are taken."""
    letters: tuple[DeviceCertificate, ...]

    def certificate(self, letter: str) -> DeviceCertificate:
        """The one under this letter."""
        return next(each for each in self.letters if each.letter == letter)


@dataclass(frozen=True)
class SitePapers:
    """What the site tells a newcomer. `letter` is headquarters' choice, None where nobody chose.

    `told_by` is the laptop that told it, empty for headquarters; `word` what the root had said of it.
    """

    site_name: str
    municipality: str
    transport_key: bytes = field(repr=False)
    certificates: tuple[DeviceCertificate, ...] = ()
    grants: tuple[KeyGrant, ...] = ()
    revocations: tuple[DeviceRevocation, ...] = ()
    hq: HqLink | None = None
    letter: str | None = None
    told_by: str = ""
    word: SiteWord | None = None


Asking = Callable[[Newcomer], SitePapers]


def newcomer(sheet: str, code: str, clock: Clock) -> Newcomer:
    """Open the sheet and make this laptop's keys. Raises Problem for another QR or a wrong code."""
    opened = open_sheet(sheet, code)
    root, device = SigningPair(opened.seed), new_pair()
    now = clock.now()
    bare = DeviceCertificate(opened.site_id, new_entity_id(), "", device.signing_public, device.box_public, stamp(now))
    letters = certificates_for_every_letter(bare, root, now)
    return Newcomer(opened.site_id, root, bare.device_id, device, certify(bare, root), letters)


def told_by_headquarters(url: str, code: str) -> Asking:
    """Headquarters tells, to whom an enrolment code was given."""

    def ask(me: Newcomer) -> SitePapers:
        from core.wire import PROTOCOL, EnrolRequest
        from desktop.sync import enrol as way
        from desktop.sync.transport import HttpTransport

        transport = HttpTransport(url.strip())
        greeted = way.greet(transport, code)
        request = EnrolRequest(
            protocol=PROTOCOL,
            device_id=me.device_id,
            signing_public=me.device.signing_public,
            box_public=me.device.box_public,
            device_name="窓口",
            site_id=me.site_id,
            root_public=me.root.signing_public,
        )
        answer = greeted.enrol(request)
        if (answer.site_id, answer.root_public) != (me.site_id, me.root.signing_public):
            raise other_site()
        return SitePapers(
            answer.site_name,
            answer.municipality,
            me.device.open(answer.transport_key),
            answer.certificates,
            answer.grants,
            hq=HqLink(transport.url, answer.hq_signing_public, answer.hq_box_public),
            letter=answer.letter if answer.letter in LETTERS else None,
        )

    return ask


def join(data: Path, sheet: tuple[str, str], ask: Asking, clock: Clock, passphrase: str | None = None) -> Desk:
    """All steps on one thread, for the command line; `sheet` is the text of its QR and its code."""
    me = newcomer(*sheet, clock)
    try:
        return begin_here(data, me, ask(me), clock, passphrase)
    finally:
        forget_seeds()


def begin_here(data: Path, me: Newcomer, told: SitePapers, clock: Clock, passphrase: str | None) -> Desk:
    """Make the file of this laptop. Raises Problem when there is a site already; then nothing has changed."""
    if current_site(data) is not None:
        raise Problem("site_exists", "この端末には、もう拠点があります。", "そのままお使いください。")
    identity = _identity(me, told)
    store = begin_site(data, identity, new_key(), passphrase, clock)
    with store.db.atomic():
        papers.offer_certificate(store.db, identity.certificate)
    store.outbox.take_in(
        Incoming((), (), told.certificates, told.grants, (), 0, from_hq=_is_from_hq(told), revocations=told.revocations)
    )
    return desk_of(store, clock)


def _is_from_hq(told: SitePapers) -> bool:
    """Whether headquarters itself said so, and so has it."""
    return told.hq is not None and not told.told_by


def free_letter(me: Newcomer, told: Iterable[DeviceCertificate], wanted: str | None = None) -> str:
    """The letter that was given, if nobody has it; else the next free one. Raises Problem after 26 laptops."""
    others = {
        each.letter for each in told if each.device_id != me.device_id and is_certified(each, me.root.signing_public)
    }
    letter = wanted if wanted and wanted not in others else next_letter(others)
    if letter is None:
        raise Problem("too_many_devices", "1つの拠点で使える端末は26台までです。", "使わない端末を止めてください。")
    return letter


def _identity(me: Newcomer, told: SitePapers) -> Identity:
    root_public = me.root.signing_public
    certified = {each.device_id: each for each in told.certificates if is_certified(each, root_public)}
    certificate = me.certificate(free_letter(me, told.certificates, told.letter))
    ring = ring_for(ROOT_HOLDER, me.root, told.grants, certified, root_public)
    identity = Identity(
        site_id=me.site_id,
        site_name=told.site_name,
        municipality=told.municipality,
        device_id=me.device_id,
        letter=certificate.letter,
        epoch=1,
        device=me.device,
        transport_key=told.transport_key,
        root_public=root_public,
        certificate=certificate,
        ring=ring or ring_for(me.device_id, me.device, told.grants, certified, root_public),
        hq=told.hq,
        root_box=me.root.box_public,
        letters=me.letters,
        word=told.word,
        told_by=told.told_by,
    )
    return with_word(identity, me.root) if _is_from_hq(told) else identity


def other_site() -> Problem:
    return Problem(
        "other_site",
        "この登録コードは、別の拠点のものです。",
        "復旧用紙と同じ拠点の登録コードを、本部にもらってください。",
    )
