"""Starting a program that measures itself: a fresh process each time, told when it was born."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from devtools.places import ROOT

BORN = "MADOGUCHI_BENCH_BORN"

T = TypeVar("T")


def run_probe(name: str, answer: type[T], *arguments: str, env: Mapping[str, str] | None = None) -> T:
    """Run `benchmarks.probes.<name>` and read the one line that it prints.

    It knows the moment of its birth by the monotonic clock, which all processes of a machine share.
    """
    told = {**os.environ, **(env or {}), BORN: repr(time.monotonic())}
    command = [sys.executable, "-m", f"benchmarks.probes.{name}", *arguments]
    done = subprocess.run(command, env=told, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=answer)
