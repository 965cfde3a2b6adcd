"""本部へ送る: the exchange, on whichever thread owns the store, and how sending stands."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from core.clock import in_japan, local_day
from core.events import decode_event
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.send_trouble import Trouble, clock_ahead, note_success, note_trouble, send_trouble
from desktop.app.settings import setting
from desktop.storage.apart import count_bad
from desktop.storage.held import Held
from desktop.sync.addresses import is_readable_on_the_way

if TYPE_CHECKING:  # requests and certificates are imported when something is really sent
    from core.wire import HandoutHeld, Receipt, SegmentAnswer, Vector
    from desktop.sync.exchange import ExchangeReport
    from desktop.sync.ports import Identity, Incoming, Outgoing, SyncStore

T = TypeVar("T")


class OnDesk(Protocol):
    """Runs work on the thread that owns the database, and waits for its result."""

    def __call__(self, work: Callable[[Desk], T]) -> T: ...


@dataclass(frozen=True)
class Sent:
    """What came of sending: own events stored, known before, kept apart; segments of other laptops read."""

    stored: int
    duplicate: int
    quarantined: int
    pulled: int


@dataclass(frozen=True)
class SendState:
    """How sending stands: how many records wait, since when, when headquarters last confirmed any."""

    unsent: int
    since: datetime | None
    last_confirmed: datetime | None
    apart: int
    """Own records that headquarters keeps apart, and parts of others' that this laptop does; not yet put away."""
    enrolled: bool
    hq_url: str
    training: bool
    trouble: Trouble | None = None
    clock_ahead: timedelta | None = None
    held: int = 0
    """Records that headquarters could not take so far; the rest went past them."""
    readable_on_the_way: bool = False


@dataclass(frozen=True)
class SendProgress:
    """How many own records headquarters has received, of how many; with `is_sending` False others' are read."""

    delivered: int
    total: int
    is_sending: bool


class Stop:
    """Calling it ends the sending that it was given to. What headquarters has confirmed by then is delivered."""

    def __init__(self) -> None:
        from desktop.sync.reins import Reins

        self.reins = Reins()

    def __call__(self) -> None:
        self.reins.stop()


Tell = Callable[[SendProgress], None]


def send_state(desk: Desk) -> SendState:
    """As it is now; asks nobody but the store."""
    outbox, link = desk.store.outbox, desk.identity.hq
    receipt = outbox.last_receipt()
    oldest = unsent_moments(desk, 1)
    return SendState(
        unsent=outbox.pending(),
        since=in_japan(oldest[0]) if oldest else None,
        last_confirmed=in_japan(receipt.at) if receipt else None,
        apart=outbox.refused() + count_bad(desk.store.db),
        enrolled=link is not None,
        hq_url=link.url if link else "",
        training=desk.training,
        trouble=send_trouble(desk) if link else None,
        clock_ahead=clock_ahead(desk),
        held=Held(desk.store.db).events(),
        readable_on_the_way=link is not None and is_readable_on_the_way(link.url),
    )


def unsent_by_day(desk: Desk) -> Counter[str]:
    """How many own records of each day no receipt covers yet."""
    return Counter(local_day(moment) for moment in unsent_moments(desk))


def unsent_moments(desk: Desk, most: int = -1) -> list[str]:
    """Wall times of the own records that no receipt covers, oldest first; all of them, or so many."""
    rows = desk.store.db.execute(
        "SELECT data FROM event WHERE device_id = :me AND (epoch, device_seq) >= (:epoch, :seq)"
        " AND NOT EXISTS (SELECT 1 FROM segment WHERE segment.device_id = :me"
        " AND segment.epoch = event.epoch AND confirmed_at IS NOT NULL"
        " AND event.device_seq BETWEEN first_seq AND last_seq) ORDER BY epoch, device_seq LIMIT :most",
        {"me": desk.identity.device_id, "most": most, **_first_unsent(desk)},
    )
    return [decode_event(data).wall_time for (data,) in rows.fetchall()]


def _first_unsent(desk: Desk) -> dict[str, int]:
    """Where to begin to look, so that years of delivered events are not walked through."""
    me = [desk.identity.device_id]
    row = (
        desk.store.db.execute(
            "SELECT epoch, first_seq FROM segment WHERE device_id = ? AND confirmed_at IS NULL"
            " ORDER BY epoch, first_seq LIMIT 1",
            me,
        ).fetchone()
        or desk.store.db.execute(
            "SELECT epoch, last_seq + 1 FROM segment WHERE device_id = ? ORDER BY epoch DESC, last_seq DESC LIMIT 1",
            me,
        ).fetchone()
        or (0, 0)
    )
    return {"epoch": row[0], "seq": row[1]}


def ready_to_send(desk: Desk) -> None:
    """Raises Problem in training, and before the site was enrolled."""
    if desk.training:
        raise Problem(
            "training_not_sent",
            "練習モードの記録は、本部へ送りません。",
            "そのまま自由に試してください。本番の記録は、本番の窓口から送ります。",
        )
    desk.store.outbox.identity()


def may_send_plainly(desk: Desk) -> bool:
    """Whether a coordinator allowed http to another machine, as on a closed line."""
    return setting(desk, "plain_http") == "on"


def send(store: "SyncStore", plain_http: bool, stop: Stop, tell: Tell) -> "ExchangeReport":
    """Send and read until nothing is left. Raises SyncProblem; nothing recorded is lost by any of them."""
    from desktop.sync.exchange import Progress, exchange
    from desktop.sync.transport import HttpTransport

    def told(progress: Progress) -> None:
        tell(SendProgress(progress.delivered, progress.delivered + progress.waiting, progress.is_sending))

    transport = HttpTransport(store.identity().url, plain_http=plain_http, reins=stop.reins)
    return exchange(store, transport, tell=told)


def send_now(desk: Desk) -> "ExchangeReport":
    """For the command line, where one thread does all."""
    ready_to_send(desk)
    return _noted(lambda work: work(desk), lambda: send(desk.store.outbox, may_send_plainly(desk), Stop(), _nobody))


def send_beside(on_desk: OnDesk, stop: Stop | None = None, tell: Tell | None = None) -> Sent:
    """For the window: the network on the caller's thread, each step of the store on the database's."""
    on_desk(ready_to_send)
    plain_http = on_desk(may_send_plainly)
    store = OnDatabaseThread(on_desk)
    done = _noted(on_desk, lambda: send(store, plain_http, stop or Stop(), tell or _nobody))
    return Sent(done.stored, done.duplicate, done.quarantined, done.pulled)


def _noted(on_desk: OnDesk, sending: "Callable[[], ExchangeReport]") -> "ExchangeReport":
    """What came of it is kept, so that status and screen can say why and since when."""
    from desktop.sync.faults import SyncProblem

    try:
        done = sending()
    except SyncProblem as problem:
        trouble = problem
        on_desk(lambda desk: note_trouble(desk, trouble))
        raise
    on_desk(note_success)
    return done


def _nobody(_progress: SendProgress) -> None:
    """Nobody watches."""


def seconds_to_next(failures: int, share: float, problem: Problem | None) -> float:
    """How long to wait before sending by itself, after so many failures in a row; `share` is drawn from 0 up to 1."""
    from desktop.sync import schedule
    from desktop.sync.faults import SyncProblem

    if not failures:
        return schedule.in_background(share)
    asked = problem.retry_after if isinstance(problem, SyncProblem) else None
    return schedule.after_failure(failures, share, asked)


def seconds_after_network(share: float) -> float:
    """How long to wait once the network is back: not all sites of a town in the same moment."""
    from desktop.sync import schedule

    return schedule.after_network(share)


@dataclass(frozen=True)
class OnDatabaseThread:
    """The store of an exchange that runs beside the desk. Reception goes on between its steps."""

    on_desk: OnDesk

    def identity(self) -> "Identity":
        return self.on_desk(lambda desk: desk.store.outbox.identity())

    def cut_segments(self, at_most: int | None = None) -> int:
        return self.on_desk(lambda desk: desk.store.outbox.cut_segments(at_most))

    def outgoing(self, max_segments: int) -> "Outgoing":
        return self.on_desk(lambda desk: desk.store.outbox.outgoing(max_segments))

    def hold_back(self, name: bytes, reason: str) -> None:
        self.on_desk(lambda desk: desk.store.outbox.hold_back(name, reason))

    def held_back(self, max_segments: int) -> tuple[bytes, ...]:
        return self.on_desk(lambda desk: desk.store.outbox.held_back(max_segments))

    def last_seq(self) -> int:
        return self.on_desk(lambda desk: desk.store.outbox.last_seq())

    def reached(self) -> "Vector":
        return self.on_desk(lambda desk: desk.store.outbox.reached())

    def pull_after(self) -> int:
        return self.on_desk(lambda desk: desk.store.outbox.pull_after())

    def pull_mark(self) -> bytes | None:
        return self.on_desk(lambda desk: desk.store.outbox.pull_mark())

    def catalogue_version(self) -> int:
        return self.on_desk(lambda desk: desk.store.outbox.catalogue_version())

    def handouts_held(self) -> "tuple[HandoutHeld, ...]":
        return self.on_desk(lambda desk: desk.store.outbox.handouts_held())

    def accept(self, sent: "Outgoing", receipt: "Receipt", answers: "tuple[SegmentAnswer, ...]") -> None:
        self.on_desk(lambda desk: desk.store.outbox.accept(sent, receipt, answers))

    def send_again(self) -> None:
        self.on_desk(lambda desk: desk.store.outbox.send_again())

    def open_new_epoch(self) -> None:
        self.on_desk(lambda desk: desk.store.outbox.open_new_epoch())

    def take_in(self, incoming: "Incoming") -> None:
        self.on_desk(lambda desk: desk.store.outbox.take_in(incoming))

    def pending(self) -> int:
        return self.on_desk(lambda desk: desk.store.outbox.pending())
