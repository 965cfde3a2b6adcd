"""Several laptops at once: the site's sequence has no gap, and nobody who reads ever skips an event."""

import threading
from concurrent.futures import ThreadPoolExecutor

from desktop.sync.exchange import exchange
from desktop.sync.transport import HttpTransport
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop, second_of
from tests.hq.test_exchange import NUMBERED

WRITERS, ROUNDS = 4, 8


def _joined(hq: Headquarters, first: Laptop, letter: str) -> Laptop:
    laptop = second_of(first, letter)
    laptop.join(hq.url, hq.code(first.site.site_id), first=False)
    laptop.certificates = [laptop.certificate()]
    return laptop


def test_writers_at_once_leave_no_gap_and_a_reader_misses_nothing(hq: Headquarters) -> None:
    first = hq.enrolled()
    writers = [first, *(_joined(hq, first, letter) for letter in "BCD"[: WRITERS - 1])]
    reader = _joined(hq, first, "R")
    together = threading.Barrier(WRITERS + 1)

    def write(laptop: Laptop) -> None:
        for _ in range(ROUNDS):
            laptop.visit()
            laptop.visitor(name="花子")
            together.wait(timeout=60)
            exchange(laptop, HttpTransport(hq.url))

    def read() -> None:
        for _ in range(ROUNDS):
            together.wait(timeout=60)
            exchange(reader, HttpTransport(hq.url))

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        working = [*(pool.submit(write, each) for each in writers), pool.submit(read)]
        for each in working:
            each.result()
    exchange(reader, HttpTransport(hq.url))
    numbers = [number for (number,) in hq.query(NUMBERED)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert hq.query("SELECT last_seq FROM site") == [(len(numbers),)]
    assert sorted(reader.read()) == sorted(line for each in writers for line in each.journal)
    assert len(reader.taken_keys) == WRITERS * ROUNDS
