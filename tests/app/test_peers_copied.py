"""A laptop that went back in time, or of which there are two: another laptop of the site has its past, and it heals."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.facts import Attendance
from core.peer_wire import PeerState
from core.segment import take_apart
from desktop.app.desk import Desk
from desktop.app.site import desk_of
from desktop.app.walk_in import receive_walk_in
from desktop.storage.store import open_store
from desktop.sync.ports import Incoming
from tests.app.test_peers import begin
from tests.helpers.peers import Beside, laptops_beside, visits
from tests.helpers.sites import KEY


@pytest.fixture
def laptops(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Beside, Beside]]:
    with laptops_beside(tmp_path, clock) as both:
        both[1].do(begin)
        yield both


def _receive(of: Beside, times: int = 1) -> None:
    for _ in range(times):
        of.do(lambda desk: receive_walk_in(desk, "70s"))
    of.store.cut()


@contextmanager
def _copied(of: Beside, folder: Path) -> Iterator[Beside]:
    """The same laptop as it is now, on another disk."""
    folder.mkdir()
    of.desk.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = Path(shutil.copy(of.desk.store.path, folder / "site.db"))
    copy = Beside(desk_of(open_store(path, KEY, of.desk.clock), of.desk.clock))
    try:
        yield copy
    finally:
        copy.close()
        copy.desk.store.close()


def _numbers(desk: Desk) -> list[tuple[int, int]]:
    """Epoch and number of each event of B."""
    rows = desk.store.db.execute("SELECT epoch, device_seq FROM event ORDER BY epoch, device_seq").fetchall()
    return [(epoch, seq) for epoch, seq in rows]


def _visits(desk: Desk) -> set[str]:
    return {each.attendance_id for each in desk.store.facts.where(Attendance, "1")}


def test_a_laptop_that_went_back_gets_its_own_past_and_writes_on_elsewhere(
    laptops: tuple[Beside, Beside], tmp_path: Path
) -> None:
    door, table = laptops
    address = door.listen()
    _receive(table)
    with _copied(table, tmp_path / "copy") as older:
        _receive(table, 3)
        table.link(address).once()
        older.link(address).once()
        assert older.do(visits) == 4
        assert older.desk.identity.epoch == 2
        _receive(older)
        older.link(address).once()
        assert door.do(_visits) == older.do(_visits)
        assert len(door.do(_visits)) == 5


def test_what_a_copy_wrote_under_the_same_numbers_is_written_anew(
    laptops: tuple[Beside, Beside], tmp_path: Path
) -> None:
    door, table = laptops
    address = door.listen()
    _receive(table)
    with _copied(table, tmp_path / "copy") as copy:
        _receive(table, 2)
        _receive(copy, 3)
        both = table.do(_visits) | copy.do(_visits)
        table.link(address).once()
        copy.link(address).once()
        assert copy.do(_visits) == door.do(_visits) == both
        assert len(set(copy.do(_numbers))) == len(copy.do(_numbers))
        _receive(table)
        table.link(address).once()
        copy.link(address).once()
        table.link(address).once()
        assert table.do(_visits) == copy.do(_visits) == door.do(_visits)
        assert len(door.do(_visits)) == len(both) + 1
        assert door.desk.store.db.execute("SELECT count(*) FROM bad_segment").fetchone()[0] == 0


def test_it_heals_too_where_the_copy_is_the_one_that_listens(laptops: tuple[Beside, Beside], tmp_path: Path) -> None:
    door, table = laptops
    _receive(table)
    with _copied(table, tmp_path / "copy") as copy:
        _receive(table, 2)
        _receive(copy, 3)
        both = table.do(_visits) | copy.do(_visits)
        table.link(door.listen()).once()
        door.link(copy.listen()).once()
        door.link(copy.listen()).once()
        assert copy.do(_visits) == door.do(_visits) == both


def test_what_was_taken_in_but_not_noted_is_taken_in_once_more_without_effect(laptops: tuple[Beside, Beside]) -> None:
    door, table = laptops
    _receive(table, 2)
    me = door.desk.identity.device_id
    parcel = table.store.parcel(me, PeerState())
    door.do(lambda desk: desk.store.outbox.take_in(_as_it_came(desk, parcel.segments)))  # and here it was killed
    door.link(table.listen()).once()
    assert door.do(_visits) == table.do(_visits)
    assert door.do(_numbers) == table.do(_numbers)


def test_segments_under_a_copy_keep_their_order(laptops: tuple[Beside, Beside], tmp_path: Path) -> None:
    door, table = laptops
    _receive(table)
    with _copied(table, tmp_path / "copy") as copy:
        _receive(table)
        _receive(copy)
        address = door.listen()
        table.link(address).once()
        copy.link(address).once()
        rows = door.desk.store.db.execute("SELECT data FROM segment WHERE device_id = ?", [_id(table)]).fetchall()
        headers = [take_apart(data).header for (data,) in rows]
        spans = sorted((each.epoch, each.first_seq, each.last_seq) for each in headers)
        for (epoch, _, last), (after, first, _) in pairwise(spans):
            assert (epoch, last + 1) == (after, first) or (epoch < after and first == 1)


def _id(of: Beside) -> str:
    return of.desk.identity.device_id


def _as_it_came(desk: Desk, segments: tuple[bytes, ...]) -> Incoming:
    return Incoming(segments, (), (), (), (), desk.store.outbox.pull_after(), from_hq=False)
