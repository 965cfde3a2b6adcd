"""requirements.lock: every package pinned, hashed, from no named place, and as pyproject.toml asks."""

import re
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tooling.source_tree import ROOT, imported_names, python_files

LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
DEVELOPMENT = [Requirement(line) for line in PROJECT["optional-dependencies"]["dev"]]
PINS = re.findall(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", LOCK, re.MULTILINE)
OUR_OWN = {"core", "desktop", "hq", "devtools", "dev", "tools", "tests", "benchmarks"}


def _names(requirements: list[Requirement]) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement in requirements}


def test_every_package_is_pinned_and_hashed() -> None:
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(blocks) == len(PINS) > 0
    for block in blocks:
        name = block.partition("==")[0]
        assert re.fullmatch(r"(\s+--hash=sha256:[0-9a-f]{64}( \\)?\n?)+", _hashes(block)), name


def _hashes(block: str) -> str:
    lines = block.splitlines(keepends=True)[1:]
    return "".join(line for line in lines if not line.lstrip().startswith("#"))


def test_no_address_and_no_path_stands_in_the_lock() -> None:
    assert not re.search(r"://|\bfile:|--(extra-)?index-url|--find-links|--trusted-host", LOCK)
    assert not re.search(r"(^|[\s(=])(/|[A-Za-z]:\\)\w", LOCK, re.MULTILINE)


@pytest.mark.parametrize("requirement", RUNTIME + DEVELOPMENT, ids=str)
def test_the_lock_fits_the_project(requirement: Requirement) -> None:
    # More than one where newer Pythons get a newer version.
    pinned = [version for name, version in PINS if name == canonicalize_name(requirement.name)]
    assert pinned
    assert all(requirement.specifier.contains(version) for version in pinned)


ELSEWHERE = ROOT / "benchmarks" / "morango_site"
"""It runs in an environment of its own, which the benchmark makes."""


def _undeclared(folders: list[str], declared: set[str]) -> dict[str, str]:
    """Imported packages that no requirement brings: they would be missing on another machine."""
    owners = packages_distributions()
    missing = {}
    for path in python_files(*folders):
        if path.is_relative_to(ELSEWHERE):
            continue
        for name in imported_names(path) - OUR_OWN:
            if not {canonicalize_name(owner) for owner in owners.get(name, [name])} & declared:
                missing[name] = str(path.relative_to(ROOT))
    return missing


def test_the_programs_import_only_what_is_declared_for_them() -> None:
    assert _undeclared(["core", "desktop", "hq"], _names(RUNTIME)) == {}


def test_tests_and_tools_import_only_what_is_declared() -> None:
    assert _undeclared(["tests", "tools", "benchmarks"], _names(RUNTIME + DEVELOPMENT)) == {}
