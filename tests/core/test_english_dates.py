"""English days and months, by whatever name the system calls them."""

import ast
import re
from datetime import date, timedelta

from core.english_dates import SHORT_WEEKDAYS, english_day, english_month, english_weekday, weekday_and_day
from tests.tooling.source_tree import ROOT, python_files

_NAMES = re.compile(r"%[aAbBcpxX]")


def test_each_day_of_a_year_is_called_as_english_calls_it() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    assert [english_month(day) for day in days] == [f"{day:%B}" for day in days]
    assert [english_weekday(day) for day in days] == [f"{day:%A}" for day in days]
    assert [weekday_and_day(day) for day in days] == [f"{day:%a} {day.day} {day:%b}" for day in days]
    assert english_day(date(2026, 4, 1)) == "1 Apr 2026"
    assert SHORT_WEEKDAYS[0] == "Mon"


def test_no_name_is_asked_of_the_system() -> None:
    """It would answer in its own language."""
    asked = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files("core", "desktop", "hq")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FormattedValue | ast.Call) and _NAMES.search(_form(node))
    ]
    assert asked == []


def _form(node: ast.FormattedValue | ast.Call) -> str:
    """How a moment is asked to be written; empty where none is."""
    if isinstance(node, ast.FormattedValue):
        return ast.unparse(node.format_spec) if node.format_spec else ""
    return ast.unparse(node) if isinstance(node.func, ast.Attribute) and node.func.attr == "strftime" else ""
