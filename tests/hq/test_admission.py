"""Who comes on top of those at work and those waiting is asked to come again, unread; nobody else notices."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice
from threading import Event, Thread
from typing import Any

import psycopg
import pytest

from core import wire
from core.wire import EXCHANGE_PATH, Refusal, unpack
from desktop.sync.exchange import exchange
from desktop.sync.faults import SyncProblem
from desktop.sync.transport import HttpTransport
from hq.api.admission import AT_WORK, LATEST, SHARE, SOONEST, Admission
from tests.helpers.headquarters import headquarters


class _Desk:
    """An application that says when it begins, and ends when it is told."""

    def __init__(self) -> None:
        self.begun, self.go_on = Event(), Event()
        self.asked: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.asked.append(environ["PATH_INFO"])
        if environ["PATH_INFO"] == EXCHANGE_PATH:
            self.begun.set()
            assert self.go_on.wait(20)
        start_response("200 OK", [])
        return [b"done"]


def _ask(app: Admission, path: str = EXCHANGE_PATH) -> tuple[str, dict[str, str], bytes]:
    told: list[tuple[str, list[tuple[str, str]]]] = []
    body = b"".join(app({"PATH_INFO": path}, lambda status, headers: told.append((status, headers))))
    ((status, headers),) = told
    return status, dict(headers), body


def test_one_on_top_is_told_when_to_come_again_and_nothing_of_it_is_read() -> None:
    desk = _Desk()
    door = Admission(desk, at_work=1, waiting=0)
    first = Thread(target=_ask, args=(door,))
    first.start()
    assert desk.begun.wait(20)
    status, headers, body = _ask(door)
    assert status.startswith("429")
    assert SOONEST <= int(headers["Retry-After"]) <= LATEST
    assert headers["Content-Type"] == wire.CONTENT_TYPE
    assert unpack(body, Refusal).code == "hq_busy"
    assert _ask(door, "/login")[0] == "200 OK"
    desk.go_on.set()
    first.join()
    assert _ask(door)[0] == "200 OK"
    assert desk.asked == [EXCHANGE_PATH, "/login", EXCHANGE_PATH]


def test_who_waits_is_served_in_turn() -> None:
    desk = _Desk()
    door = Admission(desk, at_work=1, waiting=1)
    both = [Thread(target=_ask, args=(door,)) for _ in range(2)]
    for each in both:
        each.start()
    assert desk.begun.wait(20)
    desk.go_on.set()
    for each in both:
        each.join()
    assert desk.asked == [EXCHANGE_PATH] * 2


def test_a_laptop_is_told_how_long_to_wait_and_loses_nothing() -> None:
    full = True

    def around(app: Any) -> Any:
        nobody = Admission(app, at_work=1, waiting=-1)
        return lambda environ, start: (nobody if full else app)(environ, start)

    with headquarters(around) as hq:
        laptop = hq.enrolled()
        laptop.visit()
        with pytest.raises(SyncProblem) as caught:
            hq.exchange(laptop)
        assert caught.value.code == "hq_busy"
        assert SOONEST <= (caught.value.retry_after or 0) <= LATEST
        full = False
        assert hq.exchange(laptop).stored == 1


def test_a_laptop_that_asks_for_everything_leaves_turns_to_the_others() -> None:
    """Its site's row is locked, so that whatever is at work stays so; half of what it asks would take every turn."""
    many = 2 * AT_WORK
    with headquarters() as hq, ThreadPoolExecutor(many) as pool:
        greedy, other = hq.enrolled(), hq.enrolled()
        with psycopg.connect(hq.database_url) as holding:
            holding.execute("SELECT 1 FROM site WHERE site_id = %s FOR UPDATE", [greedy.site.site_id])
            asking = [pool.submit(exchange, greedy, HttpTransport(hq.url)) for _ in range(many)]
            told = list(islice(as_completed(asking, timeout=20), many - SHARE))
            other.visit()
            assert hq.exchange(other).stored == 1
        for each in told:
            refused = each.exception()
            assert isinstance(refused, SyncProblem)
            assert refused.code == "hq_busy"
            assert SOONEST <= (refused.retry_after or 0) <= LATEST
        at_work = [each for each in asking if each not in told]
        assert [each.exception(timeout=20) for each in at_work] == [None] * SHARE
        greedy.visit()
        assert hq.exchange(greedy).stored == 1
