"""Runs checks one after another, all of them, and closes with a table of what they took."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools.places import PYTHON, ROOT, script


@dataclass(frozen=True)
class Step:
    """One check: its name, and the command that exits with 0 if all is well."""

    name: str
    command: Sequence[str | Path]
    extra_environment: Mapping[str, str]


def lint_steps() -> list[Step]:
    """The checks that read the source: style, types, import rules."""
    return [
        Step("ruff", [script("ruff"), "check", "."], {}),
        Step("mypy", [script("mypy")], {}),
        Step("imports", [script("lint-imports")], {}),
    ]


ON_ALL_CORES = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", "-o", "tmp_path_retention_policy=failed")
"""A worker a core; the tests of one file stay together, since some share what is dear to start.

They begin in the order that tests/conftest.py gives them, and keep no file once they have passed.
"""


def pytest_step(arguments: Sequence[str], places: Mapping[str, str]) -> Step:
    """The tests, with windows drawn in memory: all of them on all cores, or what the arguments name.

    `places` is an environment that says where they may write.
    """
    chosen = arguments or ON_ALL_CORES
    return Step("pytest", [PYTHON, "-m", "pytest", *chosen], {"QT_QPA_PLATFORM": "offscreen", **places})


def run_all(steps: Sequence[Step]) -> int:
    """0 if every step passed. A failed one does not keep the next from running."""
    results = [(step.name, *_timed(step)) for step in steps]
    print(f"\n{'':8}  {'result':6}  {'seconds':>7}")
    for name, code, seconds in results:
        print(f"{name:8}  {'ok' if code == 0 else 'FAILED':6}  {seconds:7.1f}")
    sys.stdout.flush()
    return 0 if all(code == 0 for _, code, _ in results) else 1


def _timed(step: Step) -> tuple[int, float]:
    print(f"== {step.name}", flush=True)
    started = time.perf_counter()
    env = {**os.environ, **step.extra_environment}
    code = subprocess.run(step.command, cwd=ROOT, env=env, check=False).returncode
    return code, time.perf_counter() - started
