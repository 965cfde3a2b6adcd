"""Why sending does not come about, and how this laptop's clock stands: kept for status and screen."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from core.clock import in_japan, parse_moment, stamp
from desktop.app.desk import Desk

if TYPE_CHECKING:  # the network is imported when it is used
    from desktop.sync.faults import SyncProblem

_TROUBLE, _CLOCK = "send_trouble", "clock_ahead_seconds"
_WORTH_TELLING = timedelta(minutes=5)
_NO_TROUBLE = frozenset({"stopped"})


class Trouble(msgspec.Struct, frozen=True):
    """The last problem of sending, and since when nothing has come about. `clock` are three moments, where a wrong
    clock made the certificate fail: of this laptop, and from when until when the certificate holds.
    """

    code: str
    sentence: str
    next_step: str
    since: datetime
    clock: tuple[datetime, datetime, datetime] | None = None


def send_trouble(desk: Desk) -> Trouble | None:
    """None while sending succeeds."""
    kept = desk.store.settings.get(_TROUBLE)
    if not kept:
        return None
    trouble = msgspec.json.decode(kept, type=Trouble)
    return msgspec.structs.replace(trouble, since=in_japan(stamp(trouble.since)))


def note_trouble(desk: Desk, problem: "SyncProblem") -> None:
    """It did not come about; what a person stopped is no trouble."""
    if problem.code in _NO_TROUBLE:
        return
    before, times = send_trouble(desk), problem.times
    since = before.since if before else desk.clock.now()
    clock = (times.here, times.begins, times.ends) if times else None
    trouble = Trouble(problem.code, problem.sentence, problem.next_step, since, clock)
    desk.store.settings.put(_TROUBLE, msgspec.json.encode(trouble).decode())


def note_success(desk: Desk) -> None:
    """It came about; the receipt tells headquarters' time."""
    if desk.store.settings.get(_TROUBLE):
        desk.store.settings.put(_TROUBLE, "")
    receipt = desk.store.outbox.last_receipt()
    if receipt is not None:
        _note_clock(desk, desk.clock.now() - parse_moment(receipt.at))


def clock_ahead(desk: Desk) -> timedelta | None:
    """How far this laptop's clock was ahead of headquarters' (behind: below zero) when something was last sent.

    None for what is not worth telling. Never a reason to refuse anything (promise 10).
    """
    ahead = timedelta(seconds=int(desk.store.settings.get(_CLOCK) or 0))
    return ahead if abs(ahead) > _WORTH_TELLING else None


def _note_clock(desk: Desk, ahead: timedelta) -> None:
    """Written only when it moved: nothing to send should cost no write."""
    seconds = round(ahead.total_seconds())
    known = int(desk.store.settings.get(_CLOCK) or 0)
    if abs(seconds - known) > _WORTH_TELLING.total_seconds() / 5:
        desk.store.settings.put(_CLOCK, str(seconds))
