"""The demo, run as a person runs it: another process, a real headquarters, real files."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from core.parcel import ParcelKind, open_parcel
from desktop.cli.demo import people


@dataclass(frozen=True)
class Played:
    """What the demo told, by sort of line."""

    folder: Path
    steps: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    files: list[Path]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """One run for all tests of this file, with no display and no settings of this machine."""
    folder = tmp_path_factory.mktemp("demo")
    mine = {name: text for name, text in os.environ.items() if name not in ("DISPLAY", "MADOGUCHI_DATA")}
    command = [sys.executable, "-m", "desktop", "demo", "--out", str(folder), "--json"]
    told = subprocess.run(command, env=mine, capture_output=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stderr == ""
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    return Played(
        folder,
        [line for line in lines if "step" in line],
        [line for line in lines if "figure" in line],
        [Path(line["file"]) for line in lines if "file" in line],
    )


def test_headquarters_has_the_same_figures(played: Played) -> None:
    assert played.figures
    assert all(line["equal"] and line["site"] == line["hq"] for line in played.figures)
    figures = {line["figure"]: line["hq"] for line in played.figures}
    assert figures["延べ来場"] == people.REGISTERED + people.WALK_INS == 40
    assert figures["実人員（登録者）"] == people.REGISTERED
    assert figures["相談件数"] == people.CONSULTATIONS == 30
    assert figures["実施した回"] == 1
    assert figures["同じバイト列の記録"] > 100


def test_headquarters_shows_the_day_as_reported(played: Played) -> None:
    page = (played.folder / "honbu-day.html").read_text("utf-8")
    assert people.SITE in page
    assert "この日は、まだ締めていないか、届いていません。" not in page


def test_every_step_is_told_with_its_time(played: Played) -> None:
    assert [line["step"] for line in played.steps] == list(range(1, len(played.steps) + 1))
    assert all(line["title"] and line["told"] and line["seconds"] >= 0 for line in played.steps)


def test_the_network_was_really_lost_and_nothing_with_it(played: Played) -> None:
    told = {line["title"]: line["told"] for line in played.steps}
    assert told["本部が止まる（送れない）"].startswith("本部につながりません。")
    assert "残り 0件" in told["本部が戻る。送る"]


def test_the_files_are_there_and_are_what_they_say(played: Played) -> None:
    assert all(path.is_file() and played.folder in path.parents for path in played.files)
    papers = [path for path in played.files if path.suffix == ".pdf"]
    assert all(PdfReader(path).pages for path in papers)
    sheet = next(path for path in papers if path.name == "daily-sheet.pdf")
    text = "".join(page.extract_text() for page in PdfReader(sheet).pages)
    assert people.SITE in text
    assert people.COORDINATOR in text
    kinds = []
    for path in (each for each in played.files if each.suffix in (kind.suffix for kind in ParcelKind)):
        with path.open("rb") as file:
            kinds.append(open_parcel(file, path.stat().st_size).kind)
    assert kinds == [ParcelKind.REQUEST, ParcelKind.ANSWER]


def test_no_headquarters_is_left_running(played: Played) -> None:
    assert not list(played.folder.rglob("postmaster.pid"))


def test_the_records_can_be_opened_afterwards(played: Played) -> None:
    mine = {**os.environ, "MADOGUCHI_PASSPHRASE": people.PASSPHRASE}
    command = [sys.executable, "-m", "desktop", "doctor", "--data", str(played.folder / "site"), "--json"]
    told = subprocess.run(command, env=mine, capture_output=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stdout


def test_a_folder_with_something_in_it_is_refused(played: Played) -> None:
    command = [sys.executable, "-m", "desktop", "demo", "--out", str(played.folder)]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert told.returncode == 1
    assert "空のフォルダー" in told.stderr
