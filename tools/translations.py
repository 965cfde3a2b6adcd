"""English for every Japanese text of the window: `python tools/translations.py`.

Every Japanese literal under desktop/ui (docstrings and lines marked `# no-tr` apart) is a source text. Its English
stands in assets/translations/en/<screen>.toml as `"日本語" = "English"`; which file is the author's choice, the text is
looked up by its Japanese alone. The command lists what is missing and what is no longer used, and makes
assets/translations/madoguchi_en.qm from all files; it exits with 1 while something is wrong. problems.toml and
data.toml hold texts that come from elsewhere, and the catalogue holds its own English: nothing in these is unused.
"""

import ast
import re
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

import PySide6

from core.assets import asset_path
from core.catalogue import FollowUp, Outcome, Topic, load_catalogue

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "desktop" / "ui"
ENGLISH = ROOT / "assets" / "translations" / "en"
RELEASED = ROOT / "assets" / "translations" / "madoguchi_en.qm"
CONTEXT = "Madoguchi"
CATALOGUE = "catalogue/topics.toml"
FROM_ELSEWHERE = ("problems.toml", "data.toml", CATALOGUE)

_JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff々]")
_PLACE = re.compile(r"\{(\w+)(?![\w|])")  # {漢字|かんじ} is ruby, not a place


@dataclass(frozen=True, slots=True)
class Source:
    """A Japanese literal and where it stands."""

    text: str
    place: str
    is_f_string: bool = False


def sources(folder: Path = SOURCES) -> list[Source]:
    """Every text that needs English."""
    return [found for path in sorted(folder.rglob("*.py")) for found in _in_file(path, folder)]


def english(folder: Path = ENGLISH) -> dict[str, dict[str, str]]:
    """File name to its texts. A damaged file raises tomllib.TOMLDecodeError."""
    files = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}
    return files | {CATALOGUE: _catalogue()}


def _catalogue() -> dict[str, str]:
    """Topics, outcomes and their reasons carry their English in the catalogue itself."""
    told = load_catalogue(asset_path(*CATALOGUE.split("/")))
    follow_ups = (each for outcome in told.outcomes for each in outcome.follow_ups)
    named: list[Topic | Outcome | FollowUp] = [*told.topics(), *told.outcomes, *follow_ups]
    return {each.ja: each.en for each in named}


def faults(found: list[Source], files: dict[str, dict[str, str]]) -> list[str]:
    """What keeps the translation from being whole, a line each."""
    known = merged(files)
    used = {source.text for source in found}
    lines = [f"{one.place}: f-string; use tr() with values" for one in found if one.is_f_string]
    missing = {one.text: one.place for one in found if not one.is_f_string and one.text not in known}
    lines += [f"{place}: no English: {text!r}" for text, place in missing.items()]
    for name, texts in files.items():
        unused = [] if name in FROM_ELSEWHERE else [text for text in texts if text not in used]
        lines += [f"{name}: no longer used: {text!r}" for text in unused]
        lines += [f"{name}: places differ: {text!r}" for text, to in texts.items() if _places(text) != _places(to)]
    return lines + _contradictions(files)


def merged(files: dict[str, dict[str, str]]) -> dict[str, str]:
    """All texts."""
    return {text: translation for texts in files.values() for text, translation in texts.items()}


def release(texts: dict[str, str], target: Path = RELEASED) -> None:
    """Write the .qm that the program loads. Raises CalledProcessError if Qt's lrelease fails."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "madoguchi_en.ts"
        source.write_bytes(_ts(texts))
        tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
        made = source.with_suffix(".qm")
        subprocess.run([tool, "-silent", source, "-qm", made], check=True)
        beside = target.with_name(f".{target.name}")
        beside.write_bytes(made.read_bytes())
        beside.replace(target)  # a program that runs has the old one mapped into its memory: it must stay whole


def _in_file(path: Path, folder: Path) -> Iterator[Source]:
    text = path.read_text(encoding="utf-8")
    quiet = {number for number, line in enumerate(text.splitlines(), 1) if "# no-tr" in line}
    tree = ast.parse(text)
    docstrings = {id(one.value) for one in ast.walk(tree) if _is_docstring(one)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in docstrings | parts:
            words = _words(node)
            if _JAPANESE.search(words) and node.lineno not in quiet:
                place = f"{path.relative_to(folder)}:{node.lineno}"
                yield Source(words, place, isinstance(node, ast.JoinedStr))


def _is_docstring(node: ast.AST) -> TypeGuard[ast.Expr]:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _words(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) for part in node.values if isinstance(part, ast.Constant))
    return node.value if isinstance(node.value, str) else ""


def _contradictions(files: dict[str, dict[str, str]]) -> list[str]:
    first: dict[str, str] = {}
    lines = []
    for name, texts in files.items():
        for text, translation in texts.items():
            if first.setdefault(text, translation) != translation:
                lines.append(f"{name}: {text!r} is {first[text]!r} elsewhere")
    return lines


def _places(text: str) -> set[str]:
    return set(_PLACE.findall(text))


def _ts(texts: dict[str, str]) -> bytes:
    root = ElementTree.Element("TS", version="2.1", language="en_GB", sourcelanguage="ja_JP")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for text, translation in sorted(texts.items()):
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = text
        ElementTree.SubElement(message, "translation").text = translation
    body: bytes = ElementTree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + body


def main() -> int:
    """Report, and release what there is."""
    files = english()
    wrong = faults(sources(), files)
    release(merged(files))
    print("\n".join([*wrong, f"{len(merged(files))} texts, {len(wrong)} faults"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
