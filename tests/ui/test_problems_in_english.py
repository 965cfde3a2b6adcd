"""What the layers below the window tell of a problem has its English, and the window shows it."""

import ast
import re
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from core.assets import asset_path
from core.catalogue import Catalogue, load_catalogue
from core.number_guard import refusal
from core.problem import Problem
from core.tickets import HIGHEST_NUMBER
from desktop.storage.problems import disk_full
from desktop.ui import i18n
from desktop.ui.i18n import english, told, tr
from desktop.ui.screen import Shell
from desktop.ui.shell.bars import ProblemStrip
from tools.translations import ROOT

DESK = ("core", "desktop/app", "desktop/storage", "desktop/sync", "desktop/devices", "desktop/printing")
HEADQUARTERS = ("hq",)
"""Its refusals travel to the desk in its answers; its other problems stay at its command line."""

_TOLD = re.compile(r"Problem$|^Refus")
_JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff]")


def _sentences(tree: ast.Module, classes: re.Pattern[str] = _TOLD) -> set[str]:
    """The constant texts of every problem this module can tell."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    helpers = {each.name for each in functions if _passes_on(each, classes)}
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (classes.search(_name(node.func)) or _name(node.func) in helpers)
    ]
    given = [value for call in calls for value in (*call.args, *(each.value for each in call.keywords))]
    texts = {text for value in (*given, *_defaults(tree, classes)) for text in _texts(value, _assigned(tree), set())}
    return {text for text in texts if _JAPANESE.search(text)}


def _passes_on(function: ast.FunctionDef, classes: re.Pattern[str]) -> bool:
    """Whether it makes a problem of words it is given, such as `_refuse(code, sentence)`."""
    words = {each.arg for each in function.args.args}
    made = [node for node in ast.walk(function) if isinstance(node, ast.Call) and classes.search(_name(node.func))]
    return any(isinstance(value, ast.Name) and value.id in words for call in made for value in call.args)


def _defaults(tree: ast.Module, classes: re.Pattern[str]) -> Iterator[ast.expr]:
    """The next step that a class of problems has of its own."""
    for made in ast.walk(tree):
        if isinstance(made, ast.ClassDef) and classes.search(made.name):
            for node in ast.walk(made):
                if isinstance(node, ast.arguments):
                    yield from node.defaults


def _assigned(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Whatever a name is given anywhere in the module, alone or among others."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for name in (each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)):
                found.setdefault(name, []).append(node.value)
    return found


def _texts(value: ast.AST, assigned: dict[str, list[ast.expr]], seen: set[str]) -> set[str]:
    """The constant texts in a value, through the names it uses. A text with values in it stays Japanese."""
    if isinstance(value, ast.Constant):
        return {value.value} if isinstance(value.value, str) else set()
    if isinstance(value, ast.JoinedStr):
        return set()
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
        left, right = _texts(value.left, assigned, seen), _texts(value.right, assigned, seen)
        return {first + last for first in left for last in right}
    if isinstance(value, ast.Name):
        behind = [] if value.id in seen else assigned.get(value.id, [])
        return {text for each in behind for text in _texts(each, assigned, seen | {value.id})}
    return {text for each in ast.iter_child_nodes(value) for text in _texts(each, assigned, seen)}


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _without_english(folders: tuple[str, ...], classes: re.Pattern[str] = _TOLD) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {text}"
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        for text in sorted(_sentences(ast.parse(path.read_text(encoding="utf-8")), classes))
        if _JAPANESE.search(english(text))
    ]


@pytest.mark.usefixtures("qapp")
def test_every_problem_below_the_window_has_english() -> None:
    assert _without_english(DESK) == []


@pytest.mark.usefixtures("qapp")
def test_every_refusal_of_headquarters_has_english() -> None:
    assert _without_english(HEADQUARTERS, re.compile("^Refused$")) == []


@pytest.mark.parametrize(
    "code",
    [
        'raise StoreProblem("full", "空きがありません。")',
        '_FULL = "空きがありません。"\nraise Problem("full", _FULL)',
        'def _refuse(code, sentence):\n    return KeyProblem(code, sentence)\n_refuse("full", "空きがありません。")',
        '_ALL = {1: ("full", "空きがありません。")}\ncode, words = _ALL.get(1)\nraise faults.SyncProblem(code, words)',
        'class WireProblem(Problem):\n    def __init__(self, code, sentence="空きがありません。"): ...',
        '_REST = "ありません。"\nRefusal(code="full", sentence="空きが" + _REST)',
    ],
)
def test_no_way_to_tell_a_problem_is_overlooked(code: str) -> None:
    assert _sentences(ast.parse(code)) == {"空きがありません。"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(asset_path("catalogue", "topics.toml"))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", ["topic", "outcome", "channel"])
def test_a_code_that_is_in_no_list_is_told_in_english(catalogue: Catalogue, kind: str) -> None:
    with pytest.raises(Problem) as raised:
        getattr(catalogue, kind)("no such code")
    assert not _JAPANESE.search(english(raised.value.sentence))


@pytest.mark.usefixtures("qapp")
def test_the_highest_number_is_told_in_english() -> None:
    assert str(HIGHEST_NUMBER) in english(f"整理番号は1から{HIGHEST_NUMBER}までです。")


def test_the_strip_shows_a_problem_in_english_and_changes_with_the_window(qtbot: QtBot, shell: Shell) -> None:
    strip = ProblemStrip(shell)
    qtbot.addWidget(strip)
    i18n.install("en")
    shell.tell_problem(disk_full())
    assert strip.sentence.text() == english(disk_full().sentence)
    assert strip.next_step.text() == english(disk_full().next_step)
    i18n.install("ja")
    qtbot.waitUntil(lambda: strip.sentence.text() == disk_full().sentence)


@pytest.mark.usefixtures("qapp")
def test_in_place_a_space_parts_the_english_sentences() -> None:
    problem = disk_full()
    assert told(problem) == f"{problem.sentence}{problem.next_step}"
    i18n.install("en")
    assert told(problem) == f"{english(problem.sentence)} {english(problem.next_step)}"
    assert told(Problem("x", problem.sentence)) == english(problem.sentence)


@pytest.mark.usefixtures("qapp")
def test_a_guarded_number_is_refused_in_english() -> None:
    found = refusal("暗証番号は1234")
    i18n.install("en")
    assert found is not None
    assert told(found) == f"{tr(found.sentence)} {tr(found.next_step)}"
    assert not _JAPANESE.search(tr(found.sentence))
