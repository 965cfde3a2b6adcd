"""dev.py: nothing but the standard library, a sentence where something is missing, and no work done twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from devtools import display, environment, installer, scratch, steps
from devtools.words import Stop
from tests.tooling.source_tree import ROOT, imported_names, python_files


def _dev(*words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """dev.py as on a machine without a screen: nothing in the environment but where programs are."""
    env = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", **extra}
    command = [sys.executable, str(ROOT / "dev.py"), *words]
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("path", [ROOT / "dev.py", *python_files("devtools")], ids=lambda path: path.stem)
def test_it_needs_the_standard_library_alone(path: Path) -> None:
    assert imported_names(path) <= {"devtools"}


def test_without_a_display_run_says_what_to_do() -> None:
    told = _dev("run")
    assert told.returncode == 1
    assert "画面が見つかりません" in told.stderr
    assert "No display was found" in told.stderr
    assert "Traceback" not in told.stderr


def test_watching_the_demo_needs_a_display_too() -> None:
    assert "画面が見つかりません" in _dev("demo", "--window").stderr


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_way_to_show_a_window_is_a_display(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(each, raising=False)
    assert not display.has_display()
    monkeypatch.setenv(name, "offscreen")
    assert display.has_display()


def test_a_display_in_memory_shows_a_window_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    for each in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(each, raising=False)
    code = "from PySide6.QtGui import QGuiApplication as A; print(A([]).platformName())"
    window = [sys.executable, "-c", code]
    with display.memory_display() as env:
        shown = subprocess.run(window, env=env, capture_output=True, text=True, check=True)
        socket = Path(f"/tmp/.X11-unix/X{env['DISPLAY'].removeprefix(':')}")
        assert socket.exists()
    assert shown.stdout.strip() == "xcb"
    assert not socket.exists()


def test_a_display_in_memory_that_does_not_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(each, raising=False)
    server = tmp_path / "Xvfb"
    server.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    server.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Stop, match="Xvfb"), display.memory_display():
        pass


def test_an_unknown_command_shows_those_that_there_are() -> None:
    told = _dev("rnu")
    assert told.returncode == 2
    assert all(name in told.stderr for name in ("run", "test", "bench", "screenshots", "bundle"))
    assert _dev("help").stdout == told.stderr


def test_the_installer_is_the_one_of_the_lock_with_its_hashes() -> None:
    block = installer.uv_block((ROOT / "requirements.lock").read_text("utf-8"))
    assert block.startswith("uv==")
    assert block.count("==") == 1
    assert "--hash=sha256:" in block


@pytest.fixture
def set_up_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small tree whose set-up is done."""
    for name in ("LOCK", "PROJECT", "ROOT", "PYTHON"):
        monkeypatch.setattr(environment, name, tmp_path / name)
    monkeypatch.setattr(environment, "_STAMP", tmp_path / "stamp")
    for name in ("LOCK", "PROJECT"):
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "PYTHON").symlink_to(sys.executable)
    (tmp_path / "stamp").write_text(json.dumps(environment._state()), "utf-8")
    assert environment.is_ready()
    return tmp_path


@pytest.mark.parametrize("changed", ["LOCK", "PROJECT"])
def test_a_changed_lock_or_project_keeps_the_environment(set_up_tree: Path, changed: str) -> None:
    (set_up_tree / changed).write_text("other", "utf-8")
    assert not environment.is_ready()
    assert not environment._must_be_made_anew()


def test_a_moved_tree_is_made_anew(set_up_tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "ROOT", set_up_tree / "elsewhere")
    assert not environment.is_ready()
    assert environment._must_be_made_anew()


def test_a_python_that_went_away_is_made_anew(set_up_tree: Path) -> None:
    (set_up_tree / "PYTHON").unlink()
    assert not environment.is_ready()
    assert environment._must_be_made_anew()


def test_a_torn_stamp_is_no_stamp(set_up_tree: Path) -> None:
    (set_up_tree / "stamp").write_text('{"root": "', "utf-8")
    assert not environment.is_ready()


def test_a_failed_check_is_told_and_keeps_none_from_running(capfd: pytest.CaptureFixture[str]) -> None:
    def step(name: str, code: int) -> steps.Step:
        return steps.Step(name, [sys.executable, "-c", f"print('ran {name}'); raise SystemExit({code})"], {})

    assert steps.run_all([step("first", 3), step("second", 0)]) == 1
    told = capfd.readouterr().out
    assert "ran second" in told
    assert "FAILED" in told
    assert steps.run_all([step("second", 0)]) == 0


def test_tests_write_in_memory_where_there_is_enough(tmp_path: Path) -> None:
    with scratch.scratch(tmp_path, enough=1) as places:
        folder = Path(places["TMPDIR"])
        (folder / "site.db").touch()
        assert folder.parent == tmp_path
    assert not folder.exists()


@pytest.mark.parametrize(("place", "enough"), [(".", 1 << 60), ("nowhere", 1)], ids=["small", "missing"])
def test_they_write_to_the_disk_where_there_is_not(tmp_path: Path, place: str, enough: int) -> None:
    with scratch.scratch(tmp_path / place, enough) as places:
        assert places == {}
