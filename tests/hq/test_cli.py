"""The real program as its own process, on its own private PostgreSQL."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.sync.exchange import exchange
from desktop.sync.transport import HttpTransport
from hq.__main__ import main, make_parser
from tests.helpers.laptop import Laptop
from tests.hq.test_parcels import parcel

PROGRAM = [sys.executable, "-W", "error", "-m", "hq"]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not pytest's own: every run of it shuts that one to the user that the private server runs as under root."""
    with tempfile.TemporaryDirectory(prefix="mdg-") as made:
        yield Path(made)


def environment(folder: Path) -> dict[str, str]:
    foreign = ("DATABASE_URL", "MADOGUCHI_HQ_KEY", "XDG_RUNTIME_DIR")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return {**kept, "MADOGUCHI_HQ_DATA": str(folder), "PYTHONIOENCODING": "utf-8"}


def run(folder: Path, *arguments: str, given: str = "", code: int = 0) -> str:
    """Standard output of a command, which must leave with this code and say nothing else when it is 0."""
    done = subprocess.run(
        [*PROGRAM, *arguments],
        input=given,
        capture_output=True,
        encoding="utf-8",
        env=environment(folder),
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert (done.stderr == "") == (code == 0), done.stderr
    return done.stdout if code == 0 else done.stderr


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """`serve` on a free port; its address. It must leave cleanly when asked to."""
    with subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(folder),
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            line = process.stdout.readline()
            yield json.loads(line)["url"]
        finally:
            process.send_signal(signal.SIGTERM)
            complaints = process.stderr.read()
        assert (process.wait(timeout=30), complaints) == (0, "")
    assert not (folder / "postgres" / "cluster" / "postmaster.pid").exists()


def test_every_command_is_documented_and_every_documented_one_is_there() -> None:
    rows = re.findall(r"^\| `([a-z][^`]+)` \| .* \| .* \|$", (ROOT / "docs/cli-hq.md").read_text("utf-8"), re.MULTILINE)
    commands = set(_below(make_parser(), ()))
    assert {next(each for each in commands if tuple(row.split())[: len(each)] == each) for row in rows} == commands


def _below(parser: ArgumentParser, before: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    groups = [each.choices for each in parser._actions if isinstance(each, _SubParsersAction)]
    if not groups:
        yield before
    for choices in groups:
        for name, child in choices.items():
            yield from _below(child, (*before, name))


def test_a_day_from_the_command_line(folder: Path) -> None:
    with serving(folder) as url:
        site = json.loads(run(folder, "site", "add", "--name", "公民館", "--municipality", "132292", "--json"))
        code = json.loads(run(folder, "device", "code", "公民館", "--json"))["code"]
        laptop = Laptop()
        laptop.join(url.rstrip("/"), code)
        assert site["site_id"] != laptop.site.site_id
        laptop.visit()
        assert exchange(laptop, HttpTransport(laptop.url)).stored == 1
        (device,) = run(folder, "device", "list", "--json").splitlines()
        assert json.loads(device)["certified"] is True
        assert run(folder, "events").encode() == laptop.journal[0] + b"\n"
        revoked = json.loads(run(folder, "device", "revoke", laptop.device_id, "--json"))
        assert revoked["revoked_at"]
        assert "postmaster.pid" in {each.name for each in (folder / "postgres" / "cluster").iterdir()}
    key = folder / "hq.key"
    assert key.stat().st_mode & 0o777 == 0o600


def test_records_from_a_stick(folder: Path) -> None:
    data, stick = folder / "data", folder / "stick"
    data.mkdir()
    stick.mkdir()
    with serving(data) as url:
        run(data, "site", "add", "--name", "公民館", "--municipality", "132292")
        laptop = Laptop()
        laptop.join(url.rstrip("/"), json.loads(run(data, "device", "code", "公民館", "--json"))["code"])
    laptop.visit()
    laptop.cut_segments()
    (stick / "a.mdgout").write_bytes(parcel(laptop))
    (stick / "b.mdgout").write_bytes(b"this picture has nothing to do with us")
    (stick / "c.mdgseg").write_bytes(laptop.segments[0])
    (stick / "photo.jpg").write_bytes(b"nor has this one")
    first = [json.loads(line) for line in run_partly(data, "parcel", "take", str(stick))]
    assert [each.get("stored") for each in first] == [1, None, 0]
    assert [each["refused"] for each in first] == [None, "parcel_foreign", None]
    assert Path(first[0]["answer"]).parent == stick  # nothing else was said
    again = [json.loads(line) for line in run_partly(data, "segments", "import", str(stick))]
    assert [each.get("duplicate") for each in again] == [1, None, 1]


def run_partly(data: Path, *words: str) -> list[str]:
    done = subprocess.run(
        [*PROGRAM, *words, "--json"],
        capture_output=True,
        encoding="utf-8",
        env=environment(data),
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    return done.stdout.splitlines()


def test_users_and_refusals(folder: Path) -> None:
    """Beside a server, whose database is up already."""
    words = "correct horse battery\n"
    with serving(folder):
        assert "登録しました" in run(folder, "user", "add", "hanako", "--password-stdin", given=words)
        assert "すでにいます" in run(folder, "user", "add", "hanako", "--password-stdin", given=words, code=1)
        assert "10文字以上" in run(folder, "user", "add", "taro", "--password-stdin", given="12345\n", code=1)
        assert "パスワードがありません" in run(folder, "user", "add", "taro", code=1)
        assert "自治体コード" in run(folder, "site", "add", "--name", "x", "--municipality", "132293", code=1)
        assert "見つかりません" in run(folder, "device", "code", "nowhere", code=1)
    run(folder, "doctor")


@pytest.mark.parametrize("arguments", [["serve", "--port", "x"], ["site"], ["nonsense"], []])
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err


def test_beyond_loopback_only_with_a_database_that_somebody_looks_after(folder: Path) -> None:
    assert "DATABASE_URL" in run(folder, "serve", "--host", "0.0.0.0", "--port", "0", code=1)


def test_a_killed_server_leaves_everything_to_the_next(folder: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=environment(folder),
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["url"]
        process.kill()
    run(folder, "site", "add", "--name", "公民館", "--municipality", "132292")
    assert not (folder / "postgres" / "cluster" / "postmaster.pid").exists()
