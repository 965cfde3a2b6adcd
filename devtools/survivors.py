"""Whatever a run of tests or benchmarks started ends with it, however it ends: a killed one leaves no server behind.

A small process beside the run waits until the run is gone (the pipe between them closes), then ends what carries the
run's mark in its environment: databases, laptops and headquarters that it started, and nothing else. Linux only.
"""

import os
import signal
import sys
import time
import uuid
from pathlib import Path

MARK = "MADOGUCHI_RUN"
_PATIENCE = 15.0
"""Seconds for a database to stop in order."""
_PAUSE = 0.1
_PROCESSES = Path("/proc")


def watch() -> None:
    """From now on every process that this one starts carries its mark, and ends with it at the latest."""
    if sys.platform != "linux":
        return
    mark = uuid.uuid4().hex
    waiting, _held = os.pipe()  # the other end stays open as long as this process lives; nobody inherits it
    os.posix_spawn(
        sys.executable,
        [sys.executable, "-I", "-S", __file__, mark],
        {name: text for name, text in os.environ.items() if name != MARK},
        file_actions=[(os.POSIX_SPAWN_DUP2, waiting, 0)],
        setsid=True,
    )
    os.close(waiting)
    os.environ[MARK] = mark


def end_all(mark: str) -> None:
    """Ask everything with this mark to end; what has not after a while is killed."""
    until = time.monotonic() + _PATIENCE
    asked: set[int] = set()
    while left := marked(mark):
        last_word = time.monotonic() > until
        for pid in left if last_word else left - asked:
            _send(pid, signal.SIGKILL if last_word else signal.SIGTERM)
        asked |= left
        time.sleep(_PAUSE)  # they are nobody's children here, and there may be new ones


def marked(mark: str) -> set[int]:
    """The processes that carry it."""
    sign = f"{MARK}={mark}".encode()
    found = (int(each.name) for each in _PROCESSES.iterdir() if each.name.isdigit())
    return {pid for pid in found if sign in _environment(pid)}


def _environment(pid: int) -> list[bytes]:
    """Empty for one that is gone, and for somebody else's."""
    try:
        return (_PROCESSES / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return []


def _send(pid: int, what: signal.Signals) -> None:
    try:
        os.kill(pid, what)
    except (ProcessLookupError, PermissionError):
        return


if __name__ == "__main__":
    sys.stdin.buffer.read()
    end_all(sys.argv[1])
