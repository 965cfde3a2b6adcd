"""`report r1` … as files: what the table says stands in each, read by other libraries; and the client's form."""

import csv
import io
import json
from pathlib import Path

import pytest
import xlsxwriter
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.cli.conftest import Cli
from tests.helpers.offices import write_csv

YEAR = ("--fiscal-year", "2022")
HEADING = ("年度", "事業", "自治体", "か所", "回数", "相談者数")
ROWS = (
    ("令和4年度", "定期相談会", "小金井市", "1", "16", "3"),
    ("令和4年度", "定期相談会", "西東京市", "1", "14", "103"),
    ("令和4年度", "定期相談会", "大田区", "11", "65", "約433"),
)


@pytest.fixture
def counted(site: Cli, tmp_path: Path) -> Cli:
    """Results of a past year, as an office had counted them."""
    assert site.one("import", "results", str(write_csv(tmp_path / "r.csv", HEADING, *ROWS)))["added"] == 3
    return site


def _lines(data: bytes, encoding: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(encoding), newline="")))


def test_one_table_comes_out_alike_in_every_file(counted: Cli, tmp_path: Path) -> None:
    told = {row["key"]: [cell["text"] for cell in row["cells"]] for row in counted.one("report", "r1", *YEAR)["rows"]}
    assert told["131113"] == ["11", "65", "約433"]
    assert told[""][1:] == ["95", "約539"]
    for name, encoding in (("a.csv", "utf-8-sig"), ("b.csv", "cp932")):
        form = () if name == "a.csv" else ("--format", "csv_cp932")
        counted.one("report", "r1", *YEAR, *form, "--out", str(tmp_path / name))
        lines = _lines((tmp_path / name).read_bytes(), encoding)
        assert {line["コード"]: list(line.values())[-3:] for line in lines} == told
    counted.one("report", "r1", *YEAR, "--out", str(tmp_path / "a.xlsx"))
    sheet = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("集計").to_python()
    assert sheet[-1][-2:] == [95, 539]
    counted.one("report", "r1", *YEAR, "--out", str(tmp_path / "a.pdf"))
    words = PdfReader(tmp_path / "a.pdf").pages[0].extract_text().split()
    assert {text for texts in told.values() for text in texts} <= set(words)
    counted.one("report", "r1", *YEAR, "--out", str(tmp_path / "a.json"))
    rows = json.loads((tmp_path / "a.json").read_bytes())["rows"]
    assert {row["key"]: [cell["text"] for cell in row["cells"]] for row in rows} == told


def test_what_is_published_has_no_small_cells(counted: Cli, tmp_path: Path) -> None:
    told = counted.one("report", "r1", *YEAR, "--publish")
    texts = {row["key"]: row["cells"][-1]["text"] for row in told["rows"]}
    assert texts["132101"] == "＊"
    assert list(texts.values()).count("＊") >= 2
    assert "suppressed" in {note["code"] for note in told["notes"]}
    counted.one("report", "r1", *YEAR, "--publish", "--out", str(tmp_path / "a.pdf"))
    assert "＊" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()


def test_figures_fill_the_form_of_the_client(counted: Cli, tmp_path: Path) -> None:
    names = {"小金井市.開催回数": "C5", "r1.total.visits": "C9", "合計.会場数": "D5", "期間": "A1", "島.開催回数": "A9"}
    with xlsxwriter.Workbook(tmp_path / "form.xlsx") as book:
        book.add_worksheet("様式").write_formula("D5", "=C5*2")
        for name, place in names.items():
            book.define_name(name, f"=様式!${place[0]}${place[1]}")
    before = (tmp_path / "form.xlsx").read_bytes()
    out = str(tmp_path / "filled.xlsx")
    told = counted.one("report", "r1", *YEAR, "--form", str(tmp_path / "form.xlsx"), "--out", out)
    assert told["filled"] == ["r1.total.visits", "小金井市.開催回数", "期間"]
    assert (told["left"], told["computed"]) == (["島.開催回数"], ["合計.会場数"])
    assert told["estimated"] == ["r1.total.visits"]
    sheet = CalamineWorkbook.from_path(out).get_sheet_by_name("様式").to_python(skip_empty_area=False)
    assert (sheet[0][0], sheet[4][2], sheet[8][2]) == ("令和4年度", 16, 539)
    assert (tmp_path / "form.xlsx").read_bytes() == before


def test_what_cannot_be_filled_is_refused_with_a_sentence(counted: Cli, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(b"%PDF-1.4")
    form = ("--form", str(tmp_path / "form.xlsx"))
    assert counted.refused("report", "r1", *YEAR, *form) == "no_out"
    assert counted.refused("report", "r1", *YEAR, *form, "--out", str(tmp_path / "x.xlsx")) == "form_unreadable"
    assert not (tmp_path / "x.xlsx").exists()
