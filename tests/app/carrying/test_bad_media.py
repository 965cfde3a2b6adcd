"""What is no file of ours at all, and places that take no file: a sentence each, and nothing is changed."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from core.clock import FixedClock
from core.problem import Problem
from desktop.app.carrying.media import media
from desktop.app.carrying.writing import write_parcel
from desktop.app.desk import Desk
from desktop.app.sending import OnDesk, send_state
from tests.app.carrying.conftest import Stick, busy

T = TypeVar("T")


def test_a_folder_is_no_file_and_a_file_is_no_folder(
    pair: tuple[Desk, Desk], stick: Stick, clock: FixedClock, tmp_path: Path
) -> None:
    a, _ = pair
    busy(a, clock)
    with pytest.raises(Problem) as refused:
        stick.take(a, stick.folder)
    assert refused.value.code == "parcel_foreign"
    file = tmp_path / "no folder"
    file.write_bytes(b"")
    with pytest.raises(Problem) as refused:
        Stick(file).write(a)
    assert refused.value.code == "file_not_written"
    assert file.read_bytes() == b""
    assert media(a) == ()


@pytest.fixture
def disk() -> Iterator[None]:
    """Whole again afterwards, whatever happens."""
    yield
    _fill(resource.RLIM_INFINITY)


@pytest.mark.parametrize("room", [0, 1, 600, 2_000])
@pytest.mark.usefixtures("disk")
def test_a_stick_that_is_full_in_the_middle_keeps_no_half_file(
    pair: tuple[Desk, Desk], stick: Stick, clock: FixedClock, room: int
) -> None:
    a, b = pair
    busy(a, clock)
    unsent = send_state(a).unsent
    with pytest.raises(Problem) as refused:
        write_parcel(_with_room_only_for_records(a), stick.folder, "USB (E:)", tell=lambda _done, _total: _fill(room))
    _fill(resource.RLIM_INFINITY)
    assert refused.value.code == "file_no_room"
    assert "ほかの場所を選んで" in refused.value.next_step
    assert list(stick.folder.iterdir()) == []
    assert media(a) == ()
    assert send_state(a).unsent == unsent
    assert stick.take(b, stick.write(a).path).new_events == unsent


def _with_room_only_for_records(desk: Desk) -> OnDesk:
    """The laptop's own disk is not full: only what is written beside the store is cut short by the kernel."""

    def on_desk(work: Callable[[Desk], T]) -> T:
        with _whole_disk():
            return work(desk)

    return on_desk


@contextmanager
def _whole_disk() -> Iterator[None]:
    room, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    _fill(resource.RLIM_INFINITY)
    try:
        yield
    finally:
        _fill(room)


def _fill(room: int) -> None:
    """From now on no file of this process grows beyond so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))


def test_a_place_where_nobody_may_write_is_told_as_such(pair: tuple[Desk, Desk], clock: FixedClock) -> None:
    a, _ = pair
    busy(a, clock)
    with pytest.raises(Problem) as refused:
        Stick(Path("/sys/kernel")).write(a)  # not even for root
    assert refused.value.code == "file_read_only"
    assert "ほかの場所" in refused.value.next_step
    assert media(a) == ()
