"""Imports by real processes: killed in the middle and begun again, nobody is missing and nobody there twice."""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from core.clock import SystemClock
from core.facts import Person
from desktop.app.doctor import examine
from desktop.app.settings import change_setting
from desktop.app.site import NewSite, init_site, open_site
from devtools.places import script
from tests.helpers.offices import Value, write_csv, write_xlsx
from tests.tooling.source_tree import ROOT

PASSPHRASE = "ひみつ"
BUSY_IMPORT = Path(__file__).parent / "busy_import.py"
ROWS: list[tuple[Value, ...]] = [
    *((f"田中 {number}子", f"タナカ {number}", f"S{20 + number % 30}.4.{number % 28 + 1}") for number in range(60)),
    *(("佐藤", "", ""),) * 9,
    *(("", "", "S25.4.1"),) * 9,
]
HEADING = ("氏名", "フリガナ", "生年月日")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A site that keeps names."""
    desk = init_site(tmp_path / "data", NewSite("田無公民館", "132292", PASSPHRASE), SystemClock())
    change_setting(desk, "visitor_fields", "name,kana")
    desk.store.close()
    return tmp_path / "data"


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "MADOGUCHI_PASSPHRASE": PASSPHRASE}


def _killed(data: Path, file: Path, after: int) -> None:
    """An import that is killed some time after so many batches."""
    command = [sys.executable, str(BUSY_IMPORT), str(data), PASSPHRASE, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=_environment()) as importing:
        assert importing.stdout is not None
        list(islice(importing.stdout, after))
        importing.kill()


def _madoguchi(data: Path, *words: str) -> dict[str, Any]:
    command = [str(script("madoguchi")), "--data", str(data), "--json", *words]
    done = subprocess.run(command, env=_environment(), capture_output=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _people(data: Path) -> Counter[tuple[str | None, str]]:
    desk = open_site(data, SystemClock(), PASSPHRASE)
    try:
        assert [check.name for check in examine(desk) if not check.ok] == []
        return Counter((person.name, person.age_band) for person in desk.store.facts.where(Person, "1"))
    finally:
        desk.store.close()


def test_killed_again_and_again_and_then_finished(data: Path, tmp_path: Path) -> None:
    chance = random.Random(20261121)
    rows = list(ROWS)
    for _ in range(4):
        _killed(data, write_csv(tmp_path / "名簿.csv", HEADING, *rows), chance.randrange(1, 4))
        chance.shuffle(rows)
    last = write_xlsx(tmp_path / "名簿.xlsx", ("名簿",), HEADING, *rows)
    told = _madoguchi(data, "import", "people", str(last))
    assert told["rows"] == len(rows)
    assert told["refused"] == 0
    people = _people(data)
    assert sum(people.values()) == len(rows)
    assert Counter(name for name, _ in people.elements()) == Counter(name or None for name, _, _ in rows)
    assert _madoguchi(data, "import", "people", str(last))["added"] == 0


def test_a_list_in_shift_jis_by_the_command(data: Path, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "名簿.csv", HEADING, *ROWS, ("森", "モリ", "昔"), encoding="cp932")
    told = _madoguchi(data, "import", "people", str(path))
    assert (told["added"], told["refused"]) == (len(ROWS), 1)
    assert told["problems"][0]["row"] == len(ROWS) + 2
    assert told["left_out"] == [{"field": "birth_date", "rows": 70}]
