"""One of two laptops beside each other, as a program without a window: `peer_laptop FOLDER [PORT]`.

Without a port it listens, says where, and from then on says the moment at which it has one visit more. With one it
connects there, receives a visitor for every line that it is sent, and says the moment at which each began.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from core.clock import SystemClock
from core.kinds import SessionPlanned
from core.peer_code import Address
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.sessions import plan_session
from desktop.app.site import desk_of
from desktop.app.walk_in import receive_walk_in
from desktop.storage.store import open_store
from tests.helpers.peers import LOOPBACK, Beside, visits
from tests.helpers.sites import KEY


class Said(msgspec.Struct, frozen=True):
    """A line: the port where it listens, or a moment of the clock that all processes share."""

    port: int = 0
    moment: float = 0.0


def main(folder: str, port: int | None) -> None:
    """Until nothing more is asked of it."""
    clock = SystemClock()
    laptop = Beside(desk_of(open_store(Path(folder) / "site.db", KEY, clock), clock))
    try:
        if port is None:
            _table(laptop)
        else:
            _door(laptop, Address(LOOPBACK, port))
    finally:
        laptop.close()
        laptop.desk.store.close()


def _table(laptop: Beside) -> None:
    _say(Said(port=laptop.listen().port))
    for count, _ in enumerate(sys.stdin, start=1):
        laptop.wait_for(_has(count))
        _say(Said(moment=time.monotonic()))


def _has(count: int) -> Callable[[Desk], bool]:
    return lambda desk: visits(desk) >= count


def _door(laptop: Beside, table: Address) -> None:
    laptop.do(_begin)
    laptop.room.connect(table)
    laptop.wait_for(lambda _desk: bool(laptop.room.contacts))
    for _ in sys.stdin:
        moment = time.monotonic()
        laptop.write(lambda desk: receive_walk_in(desk, "70s"))
        _say(Said(moment=moment))


def _begin(desk: Desk) -> None:
    day = desk.today.isoformat()
    plan_session(desk, SessionPlanned(title="スマホ相談会", day=day, starts="00:00", ends="23:59"))
    open_day(desk)


def _say(told: Said) -> None:
    print(msgspec.json.encode(told).decode(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
