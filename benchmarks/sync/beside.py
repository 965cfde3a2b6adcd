"""Morango, which synchronises Kolibri, on the same machine in the same run: chunks of 5,000, SQLite, its defaults.

It lives in an environment of its own, made here; where that cannot be made the comparison is left out, and said so.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from benchmarks.big_site import new_folder
from devtools import installer
from devtools.places import PYTHON, ROOT, VENV
from devtools.words import Stop, say

PINNED = ("morango==0.8.15", "waitress==3.0.2")
_ENVIRONMENT = ROOT / "build" / "bench" / "morango"
_RUN = ROOT / "benchmarks" / "morango_site" / "run.py"


class Server(msgspec.Struct, frozen=True):
    """Where it answers, and for which partition."""

    url: str
    partition: str


class Pushed(msgspec.Struct, frozen=True):
    """The transfer alone: writing the records and opening the session are not counted."""

    seconds: float
    cpu_seconds: float
    records: int


def environment() -> Path | None:
    """Its Python, installed at the first use; None where the packages are not to be had."""
    python = _ENVIRONMENT / PYTHON.relative_to(VENV)
    try:
        if not python.exists():
            installer.uv("venv", "--quiet", "--no-project", "--python", sys.executable, str(_ENVIRONMENT))
        installer.uv("pip", "install", "--quiet", "--python", str(python), *PINNED)
    except Stop as stop:
        say(stop.ja, stop.en)
        return None
    return python


def push(python: Path, records: int) -> Pushed:
    """So many records from one process to another, both with an empty database of their own."""
    with _serving(python) as (server, surroundings):
        command = [python, _RUN, "push", server.url, server.partition, str(records)]
        told = subprocess.run(
            list(map(str, command)),
            env=surroundings,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
        )
    pushed = msgspec.json.decode(told.stdout.splitlines()[-1], type=Pushed)
    assert pushed.records == records, pushed
    return pushed


@contextmanager
def _serving(python: Path) -> Iterator[tuple[Server, dict[str, str]]]:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "MORANGO_FOLDER": str(new_folder())}
    process = subprocess.Popen(
        [str(python), str(_RUN), "serve"],
        env=surroundings,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert process.stdout is not None  # asked for above
        yield msgspec.json.decode(process.stdout.readline(), type=Server), surroundings
    finally:
        process.terminate()
        process.wait(60)
        if process.stdout is not None:
            process.stdout.close()
