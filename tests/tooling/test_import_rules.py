"""The import rules of DESIGN section 3: they name every package, and each of them bites."""

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from devtools.places import script
from tests.tooling.source_tree import ROOT

RULES = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
PARTS = ("app", "cli", "devices", "printing", "storage", "sync", "ui")


def test_every_program_package_is_under_the_rules() -> None:
    ours = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert set(RULES["root_packages"]) == ours - {"devtools", "tools", "tests", "benchmarks"}


def test_every_part_of_the_desktop_has_its_layer() -> None:
    layers = next(rule for rule in RULES["contracts"] if rule["id"] == "desktop-layers")
    named = {name.strip() for line in layers["layers"] for name in line.split("|")}
    assert named == {*PARTS, "__main__"}
    assert layers["exhaustive"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree's packages, empty, under the same rules."""
    root = tmp_path_factory.mktemp("model")
    for package in ("core", "hq", "desktop", *(f"desktop/{part}" for part in PARTS)):
        (root / package).mkdir()
        (root / package / "__init__.py").touch()
    for module in ("__main__", "storage/outbox", "sync/ports", "sync/exchange"):
        (root / f"desktop/{module}.py").touch()
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def _broken(model: Path, module: str, line: str) -> bool:
    """Whether the rules refuse this line in this module."""
    path = model / module
    before = path.read_text("utf-8")
    path.write_text(f"{line}\n", "utf-8")
    command = [str(script("lint-imports")), "--no-cache"]
    told = subprocess.run(command, cwd=model, capture_output=True, text=True, check=False)
    path.write_text(before, "utf-8")
    assert "Contracts:" in told.stdout, told.stdout + told.stderr
    return told.returncode != 0


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("core/__init__.py", "import desktop"),
        ("core/__init__.py", "import PySide6.QtCore"),
        ("core/__init__.py", "import sqlcipher3"),
        ("core/__init__.py", "import sqlite3"),
        ("core/__init__.py", "import requests"),
        ("core/__init__.py", "from django.db import models"),
        ("hq/__init__.py", "import desktop.storage"),
        ("hq/__init__.py", "import PySide6.QtCore"),
        ("desktop/ui/__init__.py", "import hq"),
        ("desktop/ui/__init__.py", "import desktop.storage"),
        ("desktop/ui/__init__.py", "import desktop.sync"),
        ("desktop/ui/__init__.py", "import desktop.__main__"),
        ("desktop/app/__init__.py", "import desktop.ui"),
        ("desktop/app/__init__.py", "import desktop.cli"),
        ("desktop/cli/__init__.py", "import desktop.ui"),
        ("desktop/cli/__init__.py", "import PySide6.QtWidgets"),
        ("desktop/app/__init__.py", "from PySide6 import QtCore"),
        ("desktop/storage/__init__.py", "import desktop.app"),
        ("desktop/storage/__init__.py", "import desktop.sync"),
        ("desktop/storage/outbox.py", "import desktop.sync.exchange"),
        ("desktop/sync/__init__.py", "import desktop.storage"),
        ("desktop/sync/ports.py", "import desktop.storage"),
        ("desktop/sync/__init__.py", "import django"),
        ("desktop/printing/__init__.py", "import PySide6.QtGui"),
    ],
)
def test_a_forbidden_import_is_seen(model: Path, module: str, line: str) -> None:
    assert _broken(model, module, line)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("desktop/__main__.py", "import desktop.ui, desktop.storage, desktop.sync"),
        ("desktop/ui/__init__.py", "import PySide6.QtWidgets, desktop.app, core"),
        ("desktop/devices/__init__.py", "import PySide6.QtPrintSupport"),
        ("desktop/app/__init__.py", "import desktop.devices, desktop.storage"),
        ("desktop/storage/outbox.py", "import desktop.sync.ports"),
        ("hq/__init__.py", "import core, django"),
    ],
)
def test_what_the_design_allows_passes(model: Path, module: str, line: str) -> None:
    assert not _broken(model, module, line)


def test_a_new_part_without_a_layer_is_seen(model: Path) -> None:
    stranger = model / "desktop/stranger"
    stranger.mkdir()
    (stranger / "__init__.py").touch()
    broken = _broken(model, "desktop/__main__.py", "")
    shutil.rmtree(stranger)
    assert broken
