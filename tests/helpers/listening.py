"""`madoguchi peer listen` and other commands that last, as processes of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.fail_points import VARIABLE, FailPoint
from tests.tooling.source_tree import ROOT

LOOPBACK = ("--host", "127.0.0.1", "--port", "0")


class Lasting:
    """A command that tells its lines one by one; the environment holds the passphrase."""

    def __init__(self, data: Path, *words: str, fail_at: FailPoint | None = None) -> None:
        env = {**os.environ, VARIABLE: fail_at or ""}
        command = [sys.executable, "-m", "desktop", "--data", str(data), "--json", *words]
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, encoding="utf-8")

    def line(self) -> dict[str, Any]:
        """The next thing that it tells, waited for."""
        assert self.process.stdout is not None
        told = self.process.stdout.readline()
        assert told, f"it ended with {self.process.wait()}"
        line: dict[str, Any] = json.loads(told)
        return line

    def until(self, state: str) -> dict[str, Any]:
        """What it tells of this state, whatever it tells before."""
        while (line := self.line())["state"] != state:
            pass
        return line

    def close(self) -> None:
        """End it, if it still runs."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


@contextmanager
def lasting(data: Path, *words: str, fail_at: FailPoint | None = None) -> Iterator[Lasting]:
    """For as long as the block."""
    command = Lasting(data, *words, fail_at=fail_at)
    try:
        yield command
    finally:
        command.close()


@contextmanager
def listening(data: Path, fail_at: FailPoint | None = None) -> Iterator[tuple[Lasting, str]]:
    """A laptop that waits on loopback, and its address."""
    with lasting(data, "peer", "listen", *LOOPBACK, fail_at=fail_at) as command:
        yield command, command.line()["addresses"][0]
