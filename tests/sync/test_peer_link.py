"""A link whose other side does not answer: it tries ever more patiently, and once more when the network changed."""

import socket
from pathlib import Path
from queue import Empty, Queue

import pytest

from core.clock import FixedClock
from core.peer_code import Address
from core.problem import Problem
from desktop.sync import peer_link
from desktop.sync.peer_link import PeerLink, Watch
from tests.helpers.laptop import MORNING
from tests.helpers.peers import LOOPBACK, PATIENCE, laptops_beside

_AT_ONCE = 0.5
"""Seconds in which a link that does not rest at all fails hundreds of times."""


def _nobody() -> Address:
    """A port of this machine at which nobody listens."""
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        return Address(LOOPBACK, taken.getsockname()[1])


def test_news_while_nobody_answers_are_one_more_trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SHORTEST_RETRY", "LONGEST_RETRY"):
        monkeypatch.setattr(peer_link, name, 1000.0)
    failed: Queue[Problem] = Queue()
    with laptops_beside(tmp_path, FixedClock(MORNING)) as (door, _table):
        link = PeerLink(door.store, _nobody(), Watch(lambda _met: None, failed.put))
        link.start()
        try:
            failed.get(timeout=PATIENCE)
            link.news()
            failed.get(timeout=PATIENCE)
            with pytest.raises(Empty):
                failed.get(timeout=_AT_ONCE)
        finally:
            link.close()


def test_a_day_without_an_answer_does_not_end_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer_link, "SHORTEST_RETRY", 0.0)
    failed: Queue[Problem] = Queue()
    with laptops_beside(tmp_path, FixedClock(MORNING)) as (door, _table):
        link = PeerLink(door.store, _nobody(), Watch(lambda _met: None, failed.put))
        link.start()
        try:
            for _ in range(1100):  # 2 to the power of 1,024 is no float
                failed.get(timeout=PATIENCE)
        finally:
            link.close()
