"""The exchange: send what is pending, read what others wrote, until nothing is left on either side.

Nothing is given up before headquarters' signed receipt was verified against the key pinned at enrolment.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime

import msgspec

from core.clock import SystemClock, stamp
from core.fail_points import FailPoint, reach
from core.keys import is_signed
from core.segment import segment_hash, take_apart
from core.surprises import Surprise
from core.wire import EXCHANGE_PATH, ExchangeAnswer, Receipt, Vector
from desktop.sync import faults
from desktop.sync.diagnosis import explained
from desktop.sync.faults import SyncProblem
from desktop.sync.portions import Portions
from desktop.sync.ports import Identity, Incoming, Outgoing, SyncStore
from desktop.sync.questions import Standpoint, question
from desktop.sync.transport import Signer, Transport

_FORK = "fork"
_SYSTEM = SystemClock()
Now = Callable[[], datetime]
Tell = Callable[["Progress"], None]
_TRIED_AGAIN = 3
_AT_ONCE = 24
"""Segments that travel together, however many wait: whoever takes them holds their events in memory and folds them."""
_READ_AT_ONCE = 16
"""A laptop has less memory than headquarters, and opens what is sealed beside."""
_AT_FIRST = 4
"""Segments that are cut before anything is sent, so that the first request leaves at once."""
_MAX_SURPRISES = 4  # sending anew, a new epoch, two forks; more is not to be believed


@dataclass(frozen=True)
class ExchangeReport:
    """What came of an exchange: segments sent and pulled; events stored, duplicate, quarantined, pending.

    `surprises` is what it found out about the past of either side, in the order in which it did.
    """

    sent: int = 0
    stored: int = 0
    duplicate: int = 0
    quarantined: int = 0
    pulled: int = 0
    pending: int = 0
    surprises: tuple[Surprise, ...] = ()

    @property
    def delivered(self) -> int:
        """How many events headquarters has by now of those that waited."""
        return self.stored + self.duplicate + self.quarantined

    def plus(self, other: "ExchangeReport") -> "ExchangeReport":
        """Both together; what is pending is the later one's."""
        return ExchangeReport(
            self.sent + other.sent,
            self.stored + other.stored,
            self.duplicate + other.duplicate,
            self.quarantined + other.quarantined,
            self.pulled + other.pulled,
            other.pending,
            self.surprises + other.surprises,
        )


@dataclass(frozen=True)
class Progress:
    """How many own records were delivered so far, how many wait; `is_sending` is False while only others' are read."""

    delivered: int
    waiting: int
    is_sending: bool


@dataclass(frozen=True)
class Round:
    """One round trip whose receipt was verified. `read_from` is where its reading begins."""

    sent: Outgoing
    answer: ExchangeAnswer
    receipt: Receipt
    read_from: int
    lost: bool
    ahead: bool
    forked: bool

    @property
    def is_surprise(self) -> bool:
        """Whether something must change here first: then nothing is read, and the same place is read anew."""
        return bool(self.surprises)

    @property
    def surprises(self) -> tuple[Surprise, ...]:
        """Which; a fork goes before being behind, because it heals both."""
        met = {
            Surprise.HQ_RESTORED: self.lost,
            Surprise.CLONED: self.forked,
            Surprise.RESTORED: self.ahead and not self.forked,
        }
        return tuple(each for each, is_met in met.items() if is_met)


def exchange(
    store: SyncStore, transport: Transport, now: Now = _SYSTEM.now, tell: Tell = lambda _progress: None
) -> ExchangeReport:
    """Send and read until nothing is left. Raises SyncProblem; what was receipted by then stays receipted.

    What headquarters cannot take is held back, and tried again, alone, after the rest.
    """
    try:
        report = _all_but_the_held(store, transport, now, tell)
        return _held_too(store, transport, now, report)
    except SyncProblem as problem:
        raise explained(problem, store.identity(), transport) from problem


def _all_but_the_held(store: SyncStore, transport: Transport, now: Now, tell: Tell) -> ExchangeReport:
    report, surprises, portions = ExchangeReport(), 0, Portions(store)
    store.cut_segments(_AT_FIRST)
    while True:
        portion = portions.next(store.outgoing(_AT_ONCE))
        tell(Progress(report.delivered, store.pending(), bool(portion)))
        try:
            done = _round_trip(store, transport, now(), portion)
        except SyncProblem as problem:
            portions.failed(portion, problem)
            continue
        report = report.plus(settle(store, done))
        portions.went(portion)
        surprises += done.is_surprise
        if surprises > _MAX_SURPRISES:
            raise faults.false_receipt()
        is_quiet = not (done.answer.more or done.is_surprise or portions.next(store.outgoing(_AT_ONCE)))
        if is_quiet and not store.cut_segments(_AT_ONCE):
            break
    if portions.problem is not None:
        raise portions.problem
    return report


def _held_too(store: SyncStore, transport: Transport, now: Now, report: ExchangeReport) -> ExchangeReport:
    for segment in store.held_back(_TRIED_AGAIN):
        try:
            report = report.plus(settle(store, _round_trip(store, transport, now(), Outgoing((segment,)))))
        except SyncProblem as problem:
            if problem.status is None:
                raise
            store.hold_back(segment_hash(segment), problem.code)
    return report


def _round_trip(store: SyncStore, transport: Transport, now: datetime, sent: Outgoing) -> Round:
    who, last_seq = store.identity(), store.last_seq()
    at = Standpoint(
        who.site_id,
        who.device_id,
        who.epoch,
        stamp(now),
        last_seq,
        store.pull_after(),
        store.pull_mark(),
        store.catalogue_version(),
        store.handouts_held(),
    )
    request = question(at, sent, pull_limit=_READ_AT_ONCE)
    signer = Signer(who.device_id, who.pair, who.hq_signing_public)
    with _cut_beside(store) if sent.segments else nullcontext():
        answer = transport.post(EXCHANGE_PATH, request, ExchangeAnswer, signer)
    return judged(store, sent, answer, who, last_seq, request.pull_after)


@contextmanager
def _cut_beside(store: SyncStore) -> Iterator[None]:
    """The next segments are cut while the last ones are on their way."""
    with ThreadPoolExecutor(1, "cutting") as beside:
        cutting = beside.submit(store.cut_segments, _AT_ONCE)
        yield
        cutting.result()


def judged(
    store: SyncStore, sent: Outgoing, answer: ExchangeAnswer, who: Identity, last_seq: int, read_from: int
) -> Round:
    """What an answer means for this laptop, by whichever road it came. Raises SyncProblem unless it proves itself."""
    receipt = verified(answer, who, sent)
    lost = answer.restored or receipt.site_seq < read_from or _went_back(store.reached(), receipt.vector)
    ahead = _position(receipt, who) > last_seq
    return Round(sent, answer, receipt, read_from, lost, ahead, _is_forked(answer, sent, who))


def verified(answer: ExchangeAnswer, who: Identity, sent: Outgoing) -> Receipt:
    """The receipt, if the pinned headquarters signed it for this device and for all that was sent."""
    if not is_signed(answer.receipt, answer.signature, who.hq_signing_public):
        raise faults.false_receipt()
    try:
        receipt = msgspec.msgpack.decode(answer.receipt, type=Receipt)
    except msgspec.MsgspecError as error:
        raise faults.false_receipt() from error
    hashes = {segment_hash(each) for each in sent.segments}
    keys = {each.key_id for each in sent.key_records}
    ours = (receipt.site_id, receipt.device_id) == (who.site_id, who.device_id)
    if not ours or not hashes <= set(receipt.segment_hashes) or not keys <= set(receipt.key_ids):
        raise faults.false_receipt()
    return receipt


def _position(receipt: Receipt, who: Identity) -> int:
    """How far headquarters says it has this device's present epoch."""
    own = (each.seq for each in receipt.vector if (each.device_id, each.epoch) == (who.device_id, who.epoch))
    return max(own, default=0)


def _went_back(before: Vector, now: Vector) -> bool:
    """Whether headquarters has less of any device than it said before."""
    reached = {(each.device_id, each.epoch): each.seq for each in now}
    return any(reached.get((each.device_id, each.epoch), 0) < each.seq for each in before)


def settle(store: SyncStore, done: Round) -> ExchangeReport:
    """Tell the store what is true now: what was delivered, then what came or what must change."""
    reach(FailPoint.ANSWERED)
    store.accept(done.sent, done.receipt, done.answer.answers)
    reach(FailPoint.ACCEPTED)
    if not done.is_surprise and done.read_from <= store.pull_after() <= done.answer.pulled_to:
        store.take_in(_incoming(done.answer, store))  # else another road has read further meanwhile
    if done.lost:
        store.send_again()
    if done.ahead and not done.forked:
        store.open_new_epoch()
    return _report(done, store.pending())


def _incoming(answer: ExchangeAnswer, store: SyncStore) -> Incoming:
    """What came; a catalogue or handout that the pinned headquarters did not sign is as good as none."""
    pinned = store.identity().hq_signing_public
    return Incoming(
        answer.pulled,
        answer.key_records,
        answer.certificates,
        answer.grants,
        answer.erased_key_ids,
        answer.pulled_to,
        tuple(each for each in answer.catalogues if each.is_from(pinned)),
        tuple(each for each in answer.handouts if each.is_from(pinned)),
        answer.pulled_mark,
        revocations=answer.revocations or (),
        decided=answer.decided,
        from_older=answer.revocations is None,
    )


def _is_forked(answer: ExchangeAnswer, sent: Outgoing, who: Identity) -> bool:
    """Whether own events clash with what headquarters has: the store wrote them anew under another epoch."""
    own = {segment_hash(each) for each in sent.segments if take_apart(each).header.device_id == who.device_id}
    clashing = (each for each in answer.answers if any(event.reason == _FORK for event in each.events))
    return any(each.segment_hash in own for each in clashing)


def _report(done: Round, pending: int) -> ExchangeReport:
    events = Counter(event.status for segment in done.answer.answers for event in segment.events)
    refused = sum(segment.refused is not None for segment in done.answer.answers)
    return ExchangeReport(
        len(done.sent.segments),
        events["stored"],
        events["duplicate"],
        events["quarantined"] + refused,
        len(done.answer.pulled),
        pending,
        done.surprises,
    )
