"""Why the site's sequence is drawn under the site's lock: the two usual cursors miss rows, before our eyes.

`python3 dev.py prove --only gap` runs the writers long.
"""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import psycopg

from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.laptop import Laptop, second_of
from tests.helpers.postgres import fresh_database

WRITERS = 8
ROUNDS = int(os.environ.get("MADOGUCHI_PROOF_GAP_ROUNDS", "10"))
_PATIENCE = 60
_PLAIN = "CREATE TABLE plain (seq bigserial PRIMARY KEY, xact xid8 NOT NULL DEFAULT pg_current_xact_id())"


@contextmanager
def _connections(count: int) -> Iterator[list[psycopg.Connection]]:
    """Connections of their own to a database with the plain table; the last one commits by itself."""
    with fresh_database() as url, ExitStack() as things:
        made = [things.enter_context(psycopg.connect(url, autocommit=n == count - 1)) for n in range(count)]
        made[-1].execute(_PLAIN)
        yield made


def _insert(connection: psycopg.Connection) -> int:
    row = connection.execute("INSERT INTO plain DEFAULT VALUES RETURNING seq").fetchone()
    assert row is not None
    return int(row[0])


def _after(connection: psycopg.Connection, cursor: int) -> list[int]:
    return [seq for (seq,) in connection.execute("SELECT seq FROM plain WHERE seq > %s ORDER BY seq", [cursor])]


def test_a_plain_serial_cursor_skips_a_row() -> None:
    with _connections(3) as (slow, quick, reader):
        assert _insert(slow) == 1
        assert _insert(quick) == 2
        quick.commit()
        seen = _after(reader, 0)
        slow.commit()
        seen += _after(reader, max(seen))
        assert seen == [2], "row 1 is never offered"
        assert _after(reader, 0) == [1, 2], "and yet it is there"


def test_an_xmin_cursor_is_hidden_by_any_idle_transaction() -> None:
    settled = "SELECT seq FROM plain WHERE xact < pg_snapshot_xmin(pg_current_snapshot())"
    with _connections(3) as (idle, quick, reader), fresh_database() as elsewhere:
        with psycopg.connect(elsewhere) as other_database:
            other_database.execute("SELECT pg_current_xact_id()")  # of another program altogether, and left open
            _insert(quick)
            quick.commit()
            assert reader.execute(settled).fetchall() == []
        assert reader.execute(settled).fetchall() == [(1,)]
        idle.execute("SELECT pg_current_xact_id()")
        _insert(quick)
        quick.commit()
        assert reader.execute(settled).fetchall() == [(1,)]


def test_the_sites_sequence_waits_for_whoever_was_first() -> None:
    with headquarters() as hq, ThreadPoolExecutor(2) as pool:
        slow, quick = _two(hq)
        has_stored, may_commit = threading.Event(), threading.Event()
        first = pool.submit(_take, slow, has_stored, may_commit)
        assert has_stored.wait(_PATIENCE)
        second = pool.submit(_take, quick)
        _wait_for_the_lock(hq, second)
        before = _read(hq, slow.site.site_id, 0)
        assert before == ([], _last_seq(hq))
        may_commit.set()
        numbers = [each.result(_PATIENCE) for each in (first, second)]
        assert numbers == sorted(numbers)
        assert _read(hq, slow.site.site_id, before[1])[0] == [slow.segments[0], quick.segments[0]]


def test_many_writers_make_a_plain_cursor_skip_and_the_sites_sequence_never(
    record_property: Callable[[str, object], None],
) -> None:
    skipped, rows = _skipped_by_serial()
    missed, segments = _missed_at_headquarters()
    told = f"a plain serial cursor skips {skipped} of {rows} rows, the site's sequence {missed} of {segments} segments"
    record_property("measured", told)
    assert skipped
    assert not missed


def _two(hq: Headquarters) -> tuple[Laptop, Laptop]:
    """Two laptops of one site, each with a segment that is not sent yet."""
    first = hq.enrolled()
    second = second_of(first)
    second.join(hq.url, hq.code(first.site.site_id), first=False)
    second.certificates = [second.certificate()]
    hq.exchange(second)
    for each in (first, second):
        each.visit()
        each.cut_segments()
    return first, second


def _take(laptop: Laptop, stored: threading.Event | None = None, may_commit: threading.Event | None = None) -> int:
    """Headquarters takes a laptop's newest segment as it would a file; the number that its last event was given."""
    from django.db import connection, transaction

    from hq.intake.exchange import take_segments

    try:
        with transaction.atomic():
            (answer,) = take_segments(laptop.site.site_id, (laptop.segments[-1],))
            assert {each.status for each in answer.events} == {"stored"}
            if stored is not None and may_commit is not None:
                stored.set()
                assert may_commit.wait(_PATIENCE)
            with connection.cursor() as at:
                at.execute("SELECT max(site_seq) FROM event WHERE device_id = %s", [laptop.device_id])
                return int(at.fetchone()[0])
    finally:
        connection.close()


def _wait_for_the_lock(hq: Headquarters, waiter: Future[int]) -> None:
    """Until somebody at headquarters waits for a row."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with psycopg.connect(hq.database_url, autocommit=True) as looking:
        while looking.execute(waiting).fetchone() == (0,):
            assert not waiter.done(), "nobody had to wait"
            looking.execute("SELECT pg_sleep(0.01)")


def _last_seq(hq: Headquarters) -> int:
    return int(hq.query("SELECT last_seq FROM site")[0][0])


def _read(hq: Headquarters, site_id: str, after: int) -> tuple[list[bytes], int]:
    """What a third laptop is given, and where it reads on: headquarters' own code, as after its commit."""
    from hq.database import cursor
    from hq.intake.pull import Reader, pull

    page = pull(cursor(), Reader(site_id, "third", 1, after, _last_seq(hq)))
    return list(page.segments), page.to


def _skipped_by_serial() -> tuple[int, int]:
    """How many rows a reader never sees that goes on from the highest number seen; and of how many."""
    with _connections(WRITERS + 1) as (*writers, reader), ThreadPoolExecutor(WRITERS) as pool:
        together = threading.Barrier(WRITERS)
        working = [pool.submit(_write_serially, each, place, together) for place, each in enumerate(writers)]
        seen: list[int] = []
        while _still(working):
            seen += _after(reader, seen[-1] if seen else 0)
        seen += _after(reader, seen[-1] if seen else 0)
        every = _after(reader, 0)
        return len(set(every) - set(seen)), len(every)


def _write_serially(connection: psycopg.Connection, place: int, together: threading.Barrier) -> None:
    for turn in range(ROUNDS):
        together.wait(_PATIENCE)
        _insert(connection)
        connection.execute("SELECT pg_sleep(%s)", [0.002 * ((place + turn) % WRITERS)])  # some take longer to commit
        connection.commit()


def _missed_at_headquarters() -> tuple[int, int]:
    """The same with real segments through headquarters' own code."""
    with headquarters() as hq, ThreadPoolExecutor(WRITERS) as pool:
        first = hq.enrolled()
        writers = [first, *(second_of(first, letter) for letter in "BCDEFGHJ"[: WRITERS - 1])]
        for each in writers[1:]:
            each.join(hq.url, hq.code(first.site.site_id), first=False)
            each.certificates = [each.certificate()]
            hq.exchange(each)
        working = [pool.submit(_write_segments, each) for each in writers]
        after, seen = 0, list[bytes]()
        while True:
            done = not _still(working)
            page, after = _read(hq, first.site.site_id, after)
            seen += page
            if done and not page:
                break
        every = [segment for each in writers for segment in each.segments]
        return len(set(every) - set(seen)) + len(seen) - len(set(seen)), len(every)


def _write_segments(laptop: Laptop) -> None:
    for _ in range(ROUNDS):
        laptop.visit()
        laptop.cut_segments()
        _take(laptop)


def _still(working: list[Future[None]]) -> bool:
    """Whether anybody still works; a failure is raised here."""
    return not all(each.done() and each.result() is None for each in working)
