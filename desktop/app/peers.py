"""この拠点の端末: what another laptop of the site is given and gives, step by step on the database's thread."""

from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import msgspec

from core.certificates import DeviceCertificate, DeviceRevocation, KeyGrant
from core.clock import Clock
from core.facts import FACTS
from core.keys import wrap
from core.peer_code import Address, typed_address
from core.peer_wire import JoinAnswer, PeerParcel, PeerState
from core.problem import Problem
from desktop.app.desk import NOTHING, Changed, Desk, carry_out
from desktop.storage import papers
from desktop.storage.apart import FULL
from desktop.storage.peering import Peering
from desktop.sync.peer_port import PeerIdentity
from desktop.sync.ports import Incoming

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.sending import OnDesk

T = TypeVar("T")
_IDENTITY_SECONDS = 1.0
"""Anybody on the network may ask who this laptop is, as often as they like: reception must not wait for that."""
LISTENS, LINKS = "peer.listens", "peer.links"


@dataclass
class PeersOnDesk:
    """`desktop.sync.peer_port.PeerStore` on this desk. `changed` hears, on any thread, which facts came."""

    on_desk: "OnDesk"
    changed: "Callable[[Changed], None]" = field(default=lambda _changed: None)
    _me: PeerIdentity = field(init=False)
    _read_at: float = field(default=float("-inf"), init=False)
    _peering: Peering | None = None
    _shown: set[bytes] = field(default_factory=set)
    """Certificates that were looked at already."""

    def me(self) -> PeerIdentity:
        if monotonic() - self._read_at > _IDENTITY_SECONDS:
            self._me, self._read_at = self._here(_me), monotonic()
        return self._me

    def revocation(self, device_id: str) -> DeviceRevocation | None:
        return self._here(lambda desk: self._at(desk).revocation(device_id))

    def meet(self, other: DeviceCertificate, state: PeerState) -> PeerState:
        return self._here(lambda desk: self._meet(desk, other, state))

    def cut(self) -> None:
        self._here(cut_segments)

    def parcel(self, reader: str, state: PeerState) -> PeerParcel:
        return self._here(lambda desk: self._at(desk).parcel(reader, state))

    def take_in(self, other: str, parcel: PeerParcel) -> None:
        """A reception may go between any two portions.

        Raises Problem where something could not even be kept apart: all else was taken, and the place stays.
        """
        full: Problem | None = None
        if parcel.has_papers:
            papers = msgspec.structs.replace(parcel, segments=())
            self._here(lambda desk: _take(desk, papers))
        for segment in parcel.segments:
            try:
                self._here(partial(self._take_segment, other, segment))
            except Problem as problem:
                if problem.code != FULL:
                    raise
                full = problem
        if full is None:
            self._here(lambda desk: self._at(desk).keep_place(other, parcel, desk.now))
        if parcel:
            self.changed(frozenset(FACTS) if parcel.segments or parcel.key_records else NOTHING)

        if full is not None:
            raise full

    def learn_revoked(self, revocation: DeviceRevocation) -> None:
        self._here(lambda desk: _take(desk, PeerParcel(revocations=(revocation,))))

    def join(self, newcomer: DeviceCertificate) -> JoinAnswer:
        return self._here(lambda desk: self._join(desk, newcomer))

    def _here(self, work: "Callable[[Desk], T]") -> T:
        return self.on_desk(lambda desk: carry_out(desk, work))

    def _at(self, desk: Desk) -> Peering:
        if self._peering is None:
            self._peering = Peering(desk.store)
        return self._peering

    def _meet(self, desk: Desk, other: DeviceCertificate, state: PeerState) -> PeerState:
        peering = self._at(desk)
        if other.letter and other.signature not in self._shown:
            if peering.certificate(other.device_id) != other:
                _take(desk, PeerParcel(certificates=(other,)))
            self._shown.add(other.signature)
        peering.meet(other.device_id, state.held)
        return peering.state(other.device_id)

    def _take_segment(self, other: str, data: bytes, desk: Desk) -> None:
        with suppress(Problem):  # what is wrong with it is told where it is kept apart
            self._at(desk).make_room(data)
        _take(desk, PeerParcel((data,)), other)
        cut_segments(desk)  # of what was written anew, if anything

    def _join(self, desk: Desk, newcomer: DeviceCertificate) -> JoinAnswer:
        me, peering = desk.identity, self._at(desk)
        if newcomer.letter:
            _take(desk, PeerParcel(certificates=(newcomer,)))
        return JoinAnswer(
            me.site_id,
            me.site_name,
            me.municipality,
            me.root_public,
            wrap(me.transport_key, newcomer.box_public),
            peering.all("certificate", DeviceCertificate),
            peering.all("key_grant", KeyGrant),
            peering.all("revocation", DeviceRevocation),
            me.hq.url if me.hq else "",
            me.hq.signing_public if me.hq else b"",
            me.hq.box_public if me.hq else b"",
            me.word,
        )


def _me(desk: Desk) -> PeerIdentity:
    me = desk.identity
    return PeerIdentity(me.site_id, me.root_public, me.certificate, me.device)


def _take(desk: Desk, parcel: PeerParcel, other: str = "") -> None:
    """Through the one door by which other laptops' records come in."""
    outbox = desk.store.outbox
    outbox.take_in(
        Incoming(
            parcel.segments,
            parcel.key_records,
            parcel.certificates,
            parcel.grants,
            parcel.erased_key_ids,
            outbox.pull_after(),
            from_hq=False,
            revocations=parcel.revocations,
            brought_by=other,
        )
    )


@dataclass(frozen=True)
class KeptLink:
    """An address that this laptop talks to, and who was there last: it may have moved since."""

    address: Address
    device_id: str | None = None
    letter: str | None = None

    def __str__(self) -> str:
        return f"{self.address}={self.device_id}" if self.device_id else str(self.address)


@dataclass(frozen=True)
class AtStart:
    """What was chosen for every start, and which clock tells when somebody was heard."""

    letter: str
    listens: bool
    links: tuple[KeptLink, ...]
    clock: Clock


def at_start(desk: Desk) -> AtStart:
    """As it was chosen. Nothing listens before somebody chose so, and nothing at all in training."""
    if desk.training:
        return AtStart(desk.identity.letter, False, (), desk.clock)
    return AtStart(desk.identity.letter, desk.store.settings.get(LISTENS) == "on", kept_links(desk), desk.clock)


def kept_links(desk: Desk) -> tuple[KeptLink, ...]:
    """As they were remembered."""
    kept = [each.partition("=") for each in (desk.store.settings.get(LINKS) or "").split()]
    known = papers.certificates(desk.store.db) if kept else {}
    return tuple(
        KeptLink(typed_address(address), device_id or None, known[device_id].letter if device_id in known else None)
        for address, _, device_id in kept
    )


def ready_to_talk(desk: Desk) -> AtStart:
    """As `at_start`. Raises Problem in training: what is made up there goes nowhere."""
    if desk.training:
        raise Problem(
            "training_not_shared",
            "練習モードの記録は、ほかの端末に送りません。",
            "そのまま自由に試してください。つなぐのは、本番の窓口でします。",
        )
    return at_start(desk)


def listen_at_start(desk: Desk, wanted: bool) -> None:
    """Choose whether this laptop waits for the others each time the window opens."""
    desk.store.settings.put(LISTENS, "on" if wanted else "off")


def remember_links(desk: Desk, links: tuple[KeptLink, ...]) -> None:
    """Talk to these and no others, also after a restart."""
    desk.store.settings.put(LINKS, " ".join(map(str, links)))


def cut_segments(desk: Desk) -> int:
    """What was written since goes into segments that others can be given; how many were cut."""
    return desk.store.outbox.cut_segments()
