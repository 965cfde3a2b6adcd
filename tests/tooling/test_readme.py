"""Both READMEs open with the two commands; they and the pages of docs name nothing that is not there."""

import re
import subprocess
import sys

import pytest

import dev
from tests.tooling.source_tree import ROOT

READMES = ("README.md", "README.ja.md")
_PLACES = [ROOT, *(ROOT / program for program in ("core", "desktop", "desktop/ui", "hq", "assets"))]
_PACKAGES = [path.parent.name for top in (".", "desktop") for path in (ROOT / top).glob("*/__init__.py")]


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _section(text: str, title: str) -> str:
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("name", READMES)
def test_it_starts_with_the_two_commands(name: str) -> None:
    lines = _text(name).splitlines()
    assert lines[2:6] == ["```", "python3 dev.py run", "python3 dev.py test", "```"]


def test_every_linked_file_is_there() -> None:
    pages = [*READMES, *(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md"))]
    links = [(name, link) for name in pages for link in re.findall(r"\]\((?!https?:)([^)#\s]+)", _text(name))]
    assert {name for name, _ in links} >= set(READMES)
    assert [(name, link) for name, link in links if not (ROOT / name).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("name", ["architecture", "ui", "security"])
def test_every_module_that_it_names_is_there(name: str) -> None:
    """As a path or as a dotted name, from the tree's root or from within a program."""
    paths = re.findall(r"`([a-z_]+(?:/[\w.]+)+/?)`", _text(f"docs/{name}.md"))
    modules = re.findall(rf"`((?:{'|'.join(_PACKAGES)})(?:\.\w+)+)`", _text(f"docs/{name}.md"))
    assert [each for each in paths if not any((place / each).exists() for place in _PLACES)] == []
    assert [each for each in modules if not _is_there(each.split("."))] == []
    assert paths


def _is_there(name: list[str]) -> bool:
    """A module, and whatever of it is named behind it."""
    for count in range(len(name), 0, -1):
        for place in _PLACES:
            module = place.joinpath(*name[:count])
            for path in (module.with_suffix(".py"), module / "__init__.py"):
                if path.exists():
                    return all(re.search(rf"\b{each}\b", path.read_text("utf-8")) for each in name[count:])
    return False


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
    named = [command for row in _commands_of(name, title) for command in row]
    assert named
    assert set(named) <= known


@pytest.mark.parametrize("title", ["dev.py", "madoguchi", "madoguchi-hq"])
def test_both_name_the_same_commands_in_the_same_order(title: str) -> None:
    english, japanese = (_commands_of(name, title) for name in READMES)
    assert english == japanese


def _commands_of(name: str, title: str) -> list[list[str]]:
    """Row by row of a section's table."""
    rows = re.findall(r"^\| (`[^|]+)\|", _section(_text(name), title), re.MULTILINE)
    return [[words.split()[0] for words in re.findall(r"`([^`]+)`", row)] for row in rows]
