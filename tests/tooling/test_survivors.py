"""A test run that is killed leaves no PostgreSQL and no program behind."""

import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.tooling.source_tree import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
_RUN = """
import subprocess, sys, time
from pathlib import Path
from hq.private_postgres import PrivatePostgres
from devtools import survivors
survivors.watch()
with PrivatePostgres(Path(sys.argv[1])):
    program = subprocess.Popen(["sleep", "300"])
    print((Path(sys.argv[1]) / "cluster" / "postmaster.pid").read_text().split()[0], program.pid, flush=True)
    sys.stdin.read()
"""
_PATIENCE = 60_000  # milliseconds


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where PostgreSQL's own user may go, too."""
    with tempfile.TemporaryDirectory(prefix="mdg-") as made:
        yield Path(made)


def test_whatever_a_killed_run_started_ends_and_nothing_else(folder: Path) -> None:
    with (
        subprocess.Popen(["sleep", "300"]) as bystander,
        subprocess.Popen(
            [sys.executable, "-c", _RUN, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            cwd=ROOT,
        ) as run,
    ):
        assert run.stdout is not None
        server, program = map(int, run.stdout.readline().split())
        with ExitStack() as held:
            gone = [_watched(held, pid) for pid in (server, program)]
            run.send_signal(signal.SIGKILL)
            for each in gone:
                assert each.poll(_PATIENCE)
        assert not (folder / "cluster" / "postmaster.pid").exists()  # the server stopped in order
        assert bystander.poll() is None
        bystander.kill()


def _watched(held: ExitStack, pid: int) -> select.poll:
    """Tells once the process is gone, also one that is not ours."""
    handle = os.pidfd_open(pid)
    held.callback(os.close, handle)
    waiting = select.poll()
    waiting.register(handle, select.POLLIN)
    return waiting
