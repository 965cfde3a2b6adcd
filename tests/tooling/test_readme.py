"""Both READMEs open with the two commands, and name nothing that is not there."""

import re
import subprocess
import sys

import pytest

import dev
from tests.tooling.source_tree import ROOT

READMES = ("README.md", "README.ja.md")


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _section(text: str, title: str) -> str:
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("name", READMES)
def test_it_starts_with_the_two_commands(name: str) -> None:
    lines = _text(name).splitlines()
    assert lines[2:6] == ["```", "python3 dev.py run", "python3 dev.py test", "```"]


@pytest.mark.parametrize("name", READMES)
def test_every_linked_file_is_there(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", _text(name))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_it_names_the_commands_of_dev_py(name: str) -> None:
    named = re.findall(r"^\| `(\w+)", _section(_text(name), "dev.py"), re.MULTILINE)
    assert set(named) == set(dev.COMMANDS)


@pytest.mark.parametrize("name", READMES)
@pytest.mark.parametrize(("title", "module"), [("madoguchi", "desktop"), ("madoguchi-hq", "hq")])
def test_the_programs_know_the_commands_that_it_names(name: str, title: str, module: str) -> None:
    command = [sys.executable, "-m", module, "--help"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    known = set(re.findall(r"[a-z][a-z-]+", told.stdout))
    rows = re.findall(r"^\| (`[^|]+)\|", _section(_text(name), title), re.MULTILINE)
    named = {words.split()[0] for row in rows for words in re.findall(r"`([^`]+)`", row)}
    assert named
    assert named <= known
