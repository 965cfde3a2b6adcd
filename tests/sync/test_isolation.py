"""One part that cannot be delivered is found and told, and everything else goes through."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.segment import segment_hash
from core.wire import EXCHANGE_PATH, ExchangeRequest, Hello, unpack
from desktop.sync.exchange import Progress, exchange
from desktop.sync.faults import SyncProblem
from desktop.sync.portions import Portions
from desktop.sync.ports import Outgoing
from desktop.sync.transport import HttpTransport
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.laptop import Laptop

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Refuses = Callable[[ExchangeRequest, bytes], str | None]
"""The status with which a request is refused; None lets it pass."""


class Guard:
    """Before headquarters: refuses what `refuses` says, and counts what it saw."""

    def __init__(self, app: App) -> None:
        self.app, self.seen = app, 0
        self.refuses: Refuses = lambda _request, _body: None

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] != EXCHANGE_PATH:
            return self.app(environ, start)
        body = environ["wsgi.input"].read()
        environ["wsgi.input"].seek(0)
        self.seen += 1
        status = self.refuses(unpack(body, ExchangeRequest), body)
        if status is None:
            return self.app(environ, start)
        start(status, [("Content-Type", "text/html"), ("Retry-After", "7")])
        return [b"<html>no</html>"]


@contextmanager
def _guarded() -> Iterator[tuple[Headquarters, Guard]]:
    guards: list[Guard] = []

    def around(app: App) -> Guard:
        guards.append(Guard(app))
        return guards[0]

    with headquarters(around) as hq:
        yield hq, guards[0]


def _always(status: str, _request: ExchangeRequest, _body: bytes) -> str:
    return status


def _with_segments(hq: Headquarters, count: int) -> Laptop:
    laptop = hq.enrolled()
    for _ in range(count):
        laptop.visit()
        laptop.cut_segments()
    laptop.visitor(name="花子")
    laptop.cut_segments()
    return laptop


@pytest.mark.parametrize("status", ["500 Oops", "413 Too Large"])
def test_a_segment_that_cannot_be_taken_holds_back_no_other(status: str) -> None:
    with _guarded() as (hq, guard):
        laptop = _with_segments(hq, 12)
        bad = laptop.segments[7]
        guard.refuses = lambda request, _body: status if bad in request.segments else None
        report = hq.exchange(laptop)
        assert (report.stored, report.pending) == (12, 1)
        assert list(laptop.held) == [segment_hash(bad)]
        assert hq.query("SELECT count(*) FROM key_record") == [(1,)]
        laptop.visit()
        before = guard.seen
        assert hq.exchange(laptop).stored == 1
        assert guard.seen - before == 2  # the new record, and the old one once more
        guard.refuses = lambda _request, _body: None
        assert hq.exchange(laptop).pending == 0
        assert hq.query("SELECT count(*) FROM event") == [(14,)]


def test_two_of_them_are_both_found() -> None:
    with _guarded() as (hq, guard):
        laptop = _with_segments(hq, 12)
        bad = {laptop.segments[0], laptop.segments[11]}
        guard.refuses = lambda request, _body: "500 Oops" if bad & set(request.segments) else None
        assert hq.exchange(laptop).stored == 11
        assert set(laptop.held) == {segment_hash(each) for each in bad}


def test_a_machine_on_the_way_that_lets_little_pass() -> None:
    with _guarded() as (hq, guard):
        laptop = _with_segments(hq, 12)
        most = 3 * max(map(len, laptop.segments)) + 900
        guard.refuses = lambda _request, body: "413 Too Large" if len(body) > most else None
        assert hq.exchange(laptop).pending == 0
        assert laptop.held == {}


def test_a_key_that_cannot_be_taken_holds_back_nothing_else() -> None:
    with _guarded() as (hq, guard):
        laptop = _with_segments(hq, 3)
        guard.refuses = lambda request, _body: "500 Oops" if request.key_records else None
        with pytest.raises(SyncProblem) as caught:
            hq.exchange(laptop)
        assert caught.value.code == "hq_trouble"
        assert laptop.pending() == 0


def test_headquarters_that_takes_nothing_is_asked_twice_at_most() -> None:
    with _guarded() as (hq, guard):
        laptop = _with_segments(hq, 12)
        for status in ("500 Oops", "502 Bad Gateway", "503 Busy", "504 Late", "429 Too Many", "401 Who"):
            guard.seen = 0
            guard.refuses = partial(_always, status)
            with pytest.raises(SyncProblem) as caught:
                hq.exchange(laptop)
            assert caught.value.status == int(status[:3])
            assert caught.value.retry_after == 7
            assert guard.seen <= 2
        assert (laptop.held, laptop.pending()) == ({}, 13)


def test_what_breaks_the_line_is_left_out_and_told_but_nobody_says_that_headquarters_refused_it() -> None:
    with _guarded() as (hq, guard):
        laptop = _with_segments(hq, 6)
        bad = laptop.segments[2]
        guard.refuses = lambda request, _body: "502 Bad Gateway" if bad in request.segments else None
        with pytest.raises(SyncProblem) as caught:
            hq.exchange(laptop)
        assert caught.value.code == "hq_behind"
        assert (laptop.held, laptop.pending()) == ({}, 1)


def test_progress_is_what_was_receipted(hq: Headquarters) -> None:
    laptop = _with_segments(hq, 4)
    told: list[Progress] = []
    exchange(laptop, HttpTransport(hq.url), laptop.clock.now, told.append)
    assert (told[0], told[0].waiting) == (Progress(0, 5, True), 5)


def test_another_headquarters_at_the_address_is_named(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visit()

    class Elsewhere(HttpTransport):
        def get(self, path: str, expected: Any) -> Any:
            return Hello(1, "別の本部", b"other", b"keys", "2026-11-21T09:30:00+09:00")

    hq.query("UPDATE device SET signing_public = %s", b"x" * 32)
    with pytest.raises(SyncProblem) as caught:
        exchange(laptop, Elsewhere(hq.url), laptop.clock.now)
    assert caught.value.code == "other_headquarters"
    assert laptop.pending() == 1
    with pytest.raises(SyncProblem) as known:
        hq.exchange(laptop)
    assert known.value.code == "unknown_device"


@given(bad=st.sets(st.integers(0, 39), max_size=6), count=st.integers(0, 40), largest=st.integers(1, 40))
def test_every_good_part_is_delivered_in_few_requests(bad: set[int], count: int, largest: int) -> None:
    laptop = Laptop()
    waiting = [bytes([each]) * 1_000 for each in range(count)]
    poison = {waiting[each] for each in bad if each < count}
    portions, requests, delivered = Portions(laptop), 0, set[bytes]()
    portions._bytes = 40_000
    while True:
        portion = portions.next(Outgoing(tuple(each for each in waiting if each not in delivered)))
        if not portion and portions._blamed is None:
            break
        requests += 1
        if len(portion.segments) > largest:
            portions.failed(portion, SyncProblem("hq_too_large", "", status=413))
        elif poison & set(portion.segments):
            portions.failed(portion, SyncProblem("hq_trouble", "", status=500))
        else:
            portions.went(portion)
            delivered |= set(portion.segments)
    assert delivered == set(waiting) - poison
    assert set(laptop.held) == {segment_hash(each) for each in poison}
    assert requests <= 8 + count // max(1, largest // 2) + 10 * len(poison)
