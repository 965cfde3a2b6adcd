"""Plays the long proofs of the exchange and writes down what was played, with which seed, and what came of it.

A proof is a file of tests: tests/proof/test_NAME.py for the names in `_SETTINGS`, which say how long it plays, and
every tests/proof/prove_NAME.py. A test tells what it measured by `record_property("measured", …)`.
"""

import os
import platform
import secrets
import subprocess
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from devtools.places import PYTHON, ROOT
from devtools.words import Stop

PROOFS = ROOT / "tests" / "proof"
BUILD = ROOT / "build"
BATCHES, EXAMPLES = 12, 25
_SETTINGS: Mapping[str, Mapping[str, str]] = {
    "sync_machine": {"MADOGUCHI_PROOF_EXAMPLES": str(EXAMPLES), "MADOGUCHI_PROOF_STEPS": "50"},
    "found": {},
    "versions": {},
    "gap": {"MADOGUCHI_PROOF_GAP_ROUNDS": "200"},
}
_SEEDED = "sync_machine"
"""Played in batches, each with a seed of its own: what fails is soon played again."""


@dataclass(frozen=True)
class Proof:
    """One file of tests, played with one seed."""

    name: str
    file: Path
    seed: int | None = None

    @property
    def label(self) -> str:
        return self.name if self.seed is None else f"{self.name}-{self.seed}"

    @property
    def replay(self) -> str:
        """What plays this again."""
        seed = "" if self.seed is None else f" --seed {self.seed}"
        return f"python3 dev.py prove --only {self.name}{seed}"


@dataclass(frozen=True)
class Result:
    """What came of it. `runs` counts tests, and of a seeded proof its examples."""

    proof: Proof
    is_good: bool
    runs: int
    seconds: float
    measured: tuple[str, ...]


def prove(arguments: Sequence[str]) -> int:
    """Play all, or what `--only` names; 0 if all came out well. Further arguments are for pytest."""
    asked, further = _parser().parse_known_args(arguments)
    seeds = range(asked.seed, asked.seed + 1) if asked.seed is not None else _drawn()
    known = proofs(seeds, PROOFS)
    names = asked.only or [each.name for each in known]
    chosen = [proof for proof in known if proof.name in names]
    if not chosen:
        told = ", ".join(dict.fromkeys(each.name for each in known))
        raise Stop(f"その名前の証明はありません。あるもの: {told}", f"There is no such proof. There are: {told}")
    results = play(chosen, asked.jobs, further, BUILD / "prove")
    report = BUILD / "prove-report.md"
    report.write_text(written(results), encoding="utf-8")
    print(f"\n{table(results)}\n\n{report.relative_to(ROOT)}", flush=True)
    return 0 if all(each.is_good for each in results) else 1


def proofs(seeds: Iterable[int], folder: Path) -> list[Proof]:
    """Everything there is to play, longest first."""
    long = [Proof(path.stem.removeprefix("prove_"), path) for path in sorted(folder.glob("prove_*.py"))]
    files = {name: folder / f"test_{name}.py" for name in _SETTINGS}
    machine = files.pop(_SEEDED)
    seeded = [Proof(_SEEDED, machine, seed) for seed in seeds]
    return [*long, *seeded, *(Proof(name, path) for name, path in files.items())]


def play(chosen: Sequence[Proof], jobs: int, further: Sequence[str], folder: Path) -> list[Result]:
    """`jobs` of them at a time; what each of them said lies in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(jobs) as pool:
        playing = [pool.submit(_play, proof, further, folder) for proof in chosen]
        for done in as_completed(playing):
            print(_line(done.result()), flush=True)
    return [each.result() for each in playing]


def _play(proof: Proof, further: Sequence[str], folder: Path) -> Result:
    log, told = folder / f"{proof.label}.log", folder / f"{proof.label}.xml"
    told.unlink(missing_ok=True)
    seeded = f"--hypothesis-seed={'random' if proof.seed is None else proof.seed}"
    command: list[str | Path] = [
        PYTHON,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-o",
        "junit_family=xunit1",  # the form that holds what a test measured
        f"--junitxml={told}",
        seeded,
        *further,
        proof.file,
    ]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **_SETTINGS.get(proof.name, {})}
    started = time.perf_counter()
    with log.open("wb") as file:
        code = subprocess.run(command, cwd=ROOT, env=env, stdout=file, stderr=file, check=False).returncode
    runs, measured = _read(told)
    return Result(proof, code == 0, runs if proof.seed is None else EXAMPLES, time.perf_counter() - started, measured)


def _read(told: Path) -> tuple[int, tuple[str, ...]]:
    """How many tests there were, and what they measured."""
    if not told.exists():
        return 0, ()
    suite = ElementTree.parse(told).getroot()
    measured = [each.get("value", "") for each in suite.iter("property") if each.get("name") == "measured"]
    return len(list(suite.iter("testcase"))), tuple(measured)


def table(results: Iterable[Result]) -> str:
    """A line for each."""
    head = f"{'proof':28}  {'runs':>5}  {'seconds':>7}  result"
    return "\n".join((head, *map(_line, results)))


def _line(result: Result) -> str:
    outcome = "ok" if result.is_good else "FAILED"
    return "  ".join((f"{result.proof.label:28}", f"{result.runs:5}", f"{result.seconds:7.1f}", outcome))


def written(results: Sequence[Result]) -> str:
    """The report: a table, what was measured, and how to play again what failed."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    rows = [
        f"| {each.proof.name} | {'' if each.proof.seed is None else each.proof.seed} | {each.runs} |"
        f" {each.seconds:.1f} | {'ok' if each.is_good else '**failed**'} |"
        for each in results
    ]
    measured = [f"- {each.proof.label}: {text}" for each in results for text in each.measured]
    failed = [f"- `{each.proof.replay}` (build/prove/{each.proof.label}.log)" for each in results if not each.is_good]
    return "\n".join(
        (
            "# What was proved",
            "",
            f"{time.strftime('%Y-%m-%d %H:%M')}, {_revision()}, {system}",
            "",
            "| what | seed | runs | seconds | result |",
            "|---|---|---|---|---|",
            *rows,
            *(("", "## Measured", *measured) if measured else ()),
            *(("", "## To play again", *failed) if failed else ()),
            "",
        )
    )


def _revision() -> str:
    words = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    try:
        done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        return "no version control"
    return done.stdout.strip() or "no version control"


def _drawn() -> range:
    first = secrets.randbelow(1_000_000)
    return range(first, first + BATCHES)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python3 dev.py prove", allow_abbrev=False)
    parser.add_argument("--only", action="append", metavar="NAME", help="a proof, such as sync_machine or kills")
    parser.add_argument("--seed", type=int, help="play the state machine with this seed alone")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time")
    return parser
