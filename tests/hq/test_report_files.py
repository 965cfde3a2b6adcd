"""Headquarters hands out the files of the laptops: published without small cells, and in the client's own form."""

import json
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from core.problem import Problem
from tests.helpers.headquarters import Headquarters
from tests.hq.counted import hold

YEAR = ("--fiscal-year", "2026", "--by", "municipality", "--json")


def _report(*words: str) -> None:
    """Imported here: its models exist only once Django is set up."""
    from hq.__main__ import make_parser
    from hq.cli.counted_reports import show_report

    assert show_report(make_parser().parse_args(["report", "r7", *words])) == 0


@pytest.fixture
def counted(hq: Headquarters) -> Headquarters:
    """Twelve visits in one municipality, three in another."""
    laptop = hq.enrolled()
    hold(laptop, "2026-11-20", 12, municipality="132101")
    hold(laptop, "2026-11-20", 3, municipality="131113")
    hq.exchange(laptop)
    return hq


def test_what_is_published_has_no_small_cells(counted: Headquarters, capsys: pytest.CaptureFixture[str]) -> None:
    _report(*YEAR, "--publish")
    told = json.loads(capsys.readouterr().out)
    visits = {row["key"]: {cell["column"]: cell["text"] for cell in row["cells"]}["visits"] for row in told["rows"]}
    assert visits["131113"] == "＊"
    assert list(visits.values()).count("＊") == 2  # with one of the others
    assert "anonymous" not in {column["key"] for column in told["columns"]}


def test_figures_fill_the_form_of_the_client(
    counted: Headquarters, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with xlsxwriter.Workbook(tmp_path / "form.xlsx") as book:
        book.add_worksheet("様式")
        book.define_name("小金井市.延べ人数", "=様式!$B$3")
    form = ("--form", str(tmp_path / "form.xlsx"))
    with pytest.raises(Problem):
        _report(*YEAR, *form)
    _report(*YEAR, *form, "--out", str(tmp_path / "filled.xlsx"))
    assert json.loads(capsys.readouterr().out)["filled"] == "小金井市.延べ人数"
    sheet = CalamineWorkbook.from_path(tmp_path / "filled.xlsx").get_sheet_by_name("様式")
    assert sheet.to_python(skip_empty_area=False)[2][1] == 12
