"""A day on which people type numbers that must not be kept: afterwards no file that the program wrote holds one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.clock import SystemClock
from desktop.app.site import open_site
from tests.helpers.offices import PEOPLE, write_csv
from tests.printing.reading import text_of
from tests.tooling.source_tree import ROOT

PASSPHRASE = "ひみつの花園"
NUMBER, BARE, WIDE = "1234-5678-9018", "123456789018", "１２３４　５６７８　９０１８"
TRACES = (NUMBER, BARE, WIDE, "56789018", "5678-9018")
_PROGRAM = """
import contextlib, io, json, sys
from desktop.__main__ import main

for words in sys.stdin.buffer:
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(json.loads(words))
    said.flush()
    print(json.dumps([code, said.buffer.getvalue().decode()]), flush=True)
"""
"""Carries out one command after another: to start the program thirty times would only take longer."""


@dataclass(frozen=True)
class Machine:
    """The program in a process of its own, with folders of its own for everything that it may write."""

    root: Path
    program: "subprocess.Popen[str]"

    def says(self, *words: str) -> tuple[int, str]:
        """Exit code of a command, and all that it said."""
        assert self.program.stdin
        assert self.program.stdout
        self.program.stdin.write(json.dumps(words) + "\n")
        self.program.stdin.flush()
        code, said = json.loads(self.program.stdout.readline())
        return code, said

    def files(self) -> Iterator[Path]:
        """Everything it wrote, but for the list that it was to import."""
        return (path for path in self.root.rglob("*") if path.is_file() and path.suffix != ".csv")


def _environment(root: Path) -> dict[str, str]:
    places = {
        "HOME": "home",
        "TMPDIR": "temporary",
        "XDG_CACHE_HOME": "cache",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "share",
        "MADOGUCHI_DATA": "data",
    }
    for name in places.values():
        (root / name).mkdir()
    own = {name: str(root / folder) for name, folder in places.items()}
    return {**os.environ, **own, "MADOGUCHI_PASSPHRASE": PASSPHRASE, "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    command, pipe = [sys.executable, "-c", _PROGRAM], subprocess.PIPE
    env = _environment(tmp_path)
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8", env=env, cwd=ROOT) as program:
        made = Machine(tmp_path, program)
        assert made.says("init", "--site", "田無公民館", "--municipality", "132292")[0] == 0
        assert made.says("settings", "visitor_fields", "name,kana,phone")[0] == 0
        assert made.says("open-day")[0] == 0
        yield made


def _own_handouts(folder: Path) -> Iterator[Path]:
    """Texts with a number that stands plain, between marks, and in escapes: what people give is not what we wrote."""
    plain = (ROOT / "tests/cli/own_handout.toml").read_text("utf-8")
    escaped = "".join(f"\\u{ord(digit):04x}" for digit in BARE)
    for place, title in enumerate((f"'{NUMBER}'", "'1234*5678*9018'", "'{123456|789018}'", f'"{escaped}"')):
        path = folder / f"own-{place}.csv"
        path.write_text(plain.replace("'Wi-Fi（ワイファイ）につなぐ'", title, 1), encoding="utf-8")
        yield path


def _tables(folder: Path) -> Iterator[tuple[str, Path]]:
    """What offices send of past days, with a number wherever words may stand."""
    case = ("2026/1/10", "13:05", "A501", "Wi-Fi接続", "解決", "15", "森田", "70代")
    heads = ("相談日", "時刻", "整理番号", "相談内容", "結果", "分", "担当", "年代", "メモ")
    spoilt = [(*case[:at], f"控え {NUMBER}", *case[at + 1 :], "") for at in range(len(case))]
    yield "consultations", write_csv(folder / "c.csv", heads, (*case, f"番号 {WIDE}"), *spoilt)
    plan = ("2026/1/10", "13:00", "16:00", "相談会", "公民館")
    changed = [(*plan[:at], BARE, *plan[at + 1 :]) for at in range(len(plan))]
    yield "sessions", write_csv(folder / "s.csv", ("日付", "開始", "終了", "タイトル", "会場"), *changed)
    seen = ("2026/1/10", "13:00", "A502", "七十代")
    others = [(*seen[:at], NUMBER, *seen[at + 1 :]) for at in range(len(seen))]
    yield "attendance", write_csv(folder / "a.csv", ("来場日", "受付時間", "整理番号", "年代"), *others)


def _refused(machine: Machine, visit: str) -> list[tuple[str, ...]]:
    plan = ("--from", "00:00", "--to", "23:59")
    case = ("consult", "--topic", "T01-01", "--outcome", "O1", "--minutes", "5")
    return [
        ("person", "add", "--age", "70s", "--name", f"鈴木 {WIDE}"),
        ("person", "add", "--age", "70s", "--phone", BARE),
        ("session", "add", "--title", f"相談会 {NUMBER}", *plan),
        ("staff", "add", NUMBER),
        (*case, "--note", f"番号は {NUMBER}"),
        (*case, "--note", f"番号は {BARE}", "--attendance", visit),
        (*case, "--phone-kind", WIDE),
        ("loan", "open", visit, BARE),
        ("topic", "add", "--ja", WIDE, "--kana", "よみ", "--en", "Title"),
        ("settings", "supporter_label", NUMBER),
        ("settings", "poster_phone", BARE),
        ("settings", "poster_bring", f"カード {NUMBER}"),
        ("survey", "enter", "--survey", "S1", "--answer", "q1=1", "--words", f"q5=番号 {WIDE}"),
        ("handouts", "feedback", "H01", "--text", f"図に {NUMBER}"),
        *(("handouts", "keep", str(path)) for path in _own_handouts(machine.root)),
        ("close-day", "--weather", f"晴れ {NUMBER}"),
    ]


def test_no_file_holds_what_was_refused(machine: Machine, tmp_path: Path) -> None:
    code, said = machine.says("walk-in", "--age", "70s", "--json")
    assert code == 0
    visit = json.loads(said)["attendance_id"]
    for words in _refused(machine, visit):
        code, said = machine.says(*words)
        assert code == 1, (words, said)
        assert "記録できません" in said, (words, said)
        assert not any(trace in said for trace in TRACES), words
    listed = write_csv(
        tmp_path / "people.csv",
        PEOPLE,
        ("佐藤花子", "サトウハナコ", BARE, ""),
        ("山本良子", "", "", ""),
        (f"田中 {NUMBER}", "", "", ""),
    )
    code, said = machine.says("import", "people", str(listed))
    assert "記録できません" in said
    assert not any(trace in said for trace in TRACES)
    for what, path in _tables(tmp_path):
        _code, said = machine.says("import", what, str(path))
        assert ("記録できません" in said) is (what != "attendance"), said
        assert not any(trace in said for trace in TRACES), what
    sheet = tmp_path / "sheet.pdf"
    assert machine.says("print", "daily-sheet", "--out", str(sheet))[0] == 0
    assert machine.says("backup", str(tmp_path / "copy.db"))[0] == 0
    assert machine.says("events", "--reveal")[0] == 0
    _look_everywhere(machine, sheet)


def _look_everywhere(machine: Machine, sheet: Path) -> None:
    written = list(machine.files())
    assert sheet in written
    for path in written:
        told = path.read_bytes().decode("utf-8", "replace") + path.name
        assert not any(trace in told for trace in TRACES), path
    assert not any(trace in text_of(sheet.read_bytes()) for trace in TRACES)
    cells = list(_cells(machine))
    assert any("山本良子" in cell for cell in cells), "the walk would find a text"
    for cell in cells:
        assert not any(trace in cell for trace in TRACES)


def _cells(machine: Machine) -> Iterator[str]:
    """Every cell below the encryption, and what is sealed inside."""
    desk = open_site(machine.root / "data", SystemClock(), PASSPHRASE)
    db = desk.store.db
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in db.execute(f'SELECT * FROM "{table}"').fetchall():
            yield from (cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell) for cell in row)
    for (entity,) in db.execute("SELECT DISTINCT entity_id FROM event").fetchall():
        yield from (str(opened.payload) for opened in desk.store.journal.events_of(entity))
    desk.store.close()
