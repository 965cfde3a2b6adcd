"""The fingerprint covers every rule that facts are made with."""

import ast
from importlib import import_module
from pathlib import Path

from core import facts, folds, kinds, rules

SHAPES = {"core.events", "core.payload", "core.placement", "core.kinds", "core.folds", "core.problem"}
"""What the rules work on: a change of these changes the columns or the events themselves."""


def test_whatever_a_rule_builds_on_is_covered() -> None:
    names = {module.__name__ for module in rules.covered()}
    for name in names:
        assert built_on(name) <= names | SHAPES, name


def test_each_module_of_kinds_facts_and_folds_is_covered() -> None:
    names = {module.__name__ for module in rules.covered()}
    for package in (kinds, facts, folds):
        folder = Path(package.__path__[0])
        assert {f"{package.__name__}.{file.stem}" for file in folder.glob("*.py")} - names == {
            f"{package.__name__}.__init__"
        }


def built_on(name: str) -> set[str]:
    """The modules of `core` that this one imports."""
    source = import_module(name).__file__
    assert source is not None
    found = set()
    for node in ast.walk(ast.parse(Path(source).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "core":
            found |= {f"core.{each.name}" for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("core."):
            found.add(node.module)
    return found
