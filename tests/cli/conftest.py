"""The command line under test: the real program on a real site, called in this process."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import program
from desktop.cli.program import run

program.make_parser = cache(program.make_parser)  # a process has one command elsewhere
PASSPHRASE = "ひみつの花園"
PIN = "2468"


@dataclass(frozen=True)
class Told:
    """What a call said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Cli:
    """Commands on one data folder."""

    data: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Told:
        code = run(["--data", str(self.data), *words], lambda data, clock: 77)
        said = self.capture.readouterr()
        return Told(code, said.out, said.err)

    def all(self, *words: str) -> list[dict[str, Any]]:
        """The objects of a command that is done."""
        told = self(*words, "--json")
        assert told.code == 0, told.err
        return told.lines

    def one(self, *words: str) -> dict[str, Any]:
        """The one object of a command that is done."""
        (line,) = self.all(*words)
        return line

    def refused(self, *words: str) -> str:
        """The code of a command that is refused, with a sentence and nothing on standard output."""
        told = self(*words, "--json")
        assert (told.code, told.out) == (1, "")
        problem = json.loads(told.err)
        assert problem["sentence"].endswith("。")
        return str(problem["code"])


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """A data folder with nothing in it; no key store of the system."""
    monkeypatch.setenv("MADOGUCHI_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("MADOGUCHI_PIN", raising=False)
    return Cli(tmp_path / "data", capsys)


@pytest.fixture
def site(cli: Cli) -> Cli:
    """A site, with nobody's name switched on."""
    cli.one("init", "--site", "田無公民館", "--municipality", "132292")
    return cli


@pytest.fixture
def guarded(cli: Cli) -> Cli:
    """A site with a coordinator and a PIN."""
    cli.one("init", "--site", "田無公民館", "--municipality", "132292", "--coordinator", "山田花子", "--pin", PIN)
    return cli
