"""Reports by command: R9 as JSON, CSV and XLSX, and what stands behind its figures."""

import csv
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from core.reports.unresolved_table import COLUMNS
from tests.cli.conftest import Cli
from tests.printing.reading import text_of

AT = ("--at", "2026-11-21T16:00")


@pytest.fixture
def week(site: Cli) -> Cli:
    """Six times LINE, half of it open; once a payment."""
    for outcome in ("O1", "O2") * 3:
        _asked(site, "T05-01", outcome)
    _asked(site, "T08-01", "O3")
    return site


def _asked(site: Cli, topic: str, outcome: str) -> str:
    choice = ("--topic", topic, "--outcome", outcome, "--minutes", "15", "--at", "2026-11-20T10:00")
    return str(site.one("consult", *choice)["consultation_id"])


def test_the_present_week_is_one_object_with_everything_behind_it(week: Cli) -> None:
    told = week.one("report", "r9", *AT)
    assert (told["week"], told["first_day"], told["last_day"], told["finished"]) == (
        "2026-W47",
        "2026-11-16",
        "2026-11-22",
        False,
    )
    line, pay = told["topics"]
    assert line["now"] == {"cases": 6, "unresolved": 3, "share": 50.0, "asked": 0, "works": 0, "trouble": 0}
    assert (pay["now"]["share"], pay["change"], pay["handout"]["handout"]) == (None, None, "H05")
    assert sum(each["unresolved"] for each in line["consultations"]) == 3
    assert told["next_lesson"]["ja"] == "LINEで家族とつながる"


def test_format_json_is_the_same_and_a_period_gives_a_line_a_week(week: Cli) -> None:
    told = week("report", "r9", "--from", "2026-11-09", "--to", "2026-11-21", "--format", "json", *AT)
    assert [json.loads(line)["week"] for line in told.out.splitlines()] == ["2026-W46", "2026-W47"]


def test_what_was_told_later_is_counted(week: Cli) -> None:
    before = week.one("report", "r9", *AT)["now"]["unresolved"]
    solved = _asked(week, "T05-01", "O1")
    assert week.one("follow-up", solved, "--answer", "trouble")["followed_up"] == "trouble"
    now = week.one("report", "r9", *AT)["now"]
    assert (now["unresolved"], now["asked"], now["trouble"]) == (before + 1, 1, 1)
    assert week.one("follow-up", solved, "--answer", "none")["followed_up_at"] is None
    assert week.one("report", "r9", *AT)["now"]["unresolved"] == before
    assert week.refused("follow-up", "nothing", "--answer", "works") == "consultation_unknown"


def test_csv_goes_to_standard_output_or_to_a_file_that_spreadsheets_know(week: Cli, tmp_path: Path) -> None:
    told = week("report", "r9", "--format", "csv", *AT)
    heading, line, _ = csv.reader(told.out.splitlines())
    assert tuple(heading) == COLUMNS
    assert dict(zip(heading, line, strict=True))["割合（%）"] == "50.0"
    out = tmp_path / "r9.csv"
    assert week.one("report", "r9", "--format", "csv", "--out", str(out), *AT)["bytes"] == out.stat().st_size
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert out.read_text("utf-8-sig").splitlines() == told.out.splitlines()


def test_a_workbook_has_the_figures_and_how_they_were_counted(week: Cli, tmp_path: Path) -> None:
    out = tmp_path / "r9.xlsx"
    week.one("report", "r9", "--format", "xlsx", "--out", str(out), *AT)
    book = CalamineWorkbook.from_path(str(out))
    heading, line, _ = book.get_sheet_by_name("集計").to_python()
    assert tuple(heading) == COLUMNS
    assert line[5:9] == ["LINE", 6.0, 3.0, 50.0]
    explained = book.get_sheet_by_name("集計のしかた").to_python()
    assert {"数え方", "2026-W47", "いつまでの記録か"} <= {row[0] for row in explained}
    assert week.refused("report", "r9", "--format", "xlsx") == "no_out"


def test_every_weekly_report_is_a_paper_too(week: Cli, tmp_path: Path) -> None:
    days = ("--from", "2026-11-09", "--to", "2026-11-21")
    for report, words in (("r8", ("設置条件", "見かた")), ("r9", ("LINE", "2026-W46", "次の講座", "50.0 ％"))):
        out = tmp_path / f"{report}.pdf"
        told = week.one("report", report, *days, "--format", "pdf", "--out", str(out), *AT)
        text = text_of(out.read_bytes())
        assert told["bytes"] == out.stat().st_size
        assert all(each in text for each in (*words, "令和8年11月9日から令和8年11月22日まで", "承認"))


def test_the_daily_sheet_is_a_table_too(week: Cli, tmp_path: Path) -> None:
    day = ("--day", "2026-11-20", *AT)
    lines = list(csv.DictReader(week("report", "r6", *day, "--format", "csv").out.splitlines()))
    told = {(line["区分"], line["項目"], line["内容"]): line["数"] for line in lines}
    assert told["相談", "相談件数", ""] == str(week.one("report", "r6", *day)["consultation_cases"]) == "7"
    assert told["相談", "T05-01 LINE", "O2 一部解決"] == "3"
    assert {line["日"] for line in lines} == {"2026-11-20"}
    week.one("report", "r6", *day, "--format", "xlsx", "--out", str(tmp_path / "r6.xlsx"))
    sheet = CalamineWorkbook.from_path(tmp_path / "r6.xlsx").get_sheet_by_name("集計").to_python()
    figures = {(row[1], row[2], row[4]): row[5] for row in sheet[1:]}
    assert figures["相談", "T05-01 LINE", "O2 一部解決"] == 3.0
    assert len(sheet) == len(lines) + 1
    week.one("report", "r6", *day, "--format", "pdf", "--out", str(tmp_path / "r6.pdf"))
    assert "LINE" in text_of((tmp_path / "r6.pdf").read_bytes())


@pytest.mark.parametrize("report", ["r6", "r8", "r9"])
def test_a_file_is_what_its_name_says(week: Cli, tmp_path: Path, report: str) -> None:
    for ending, head in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b'{"report":')):
        out = tmp_path / f"{report}.{ending}"
        assert week.one("report", report, "--out", str(out), *AT)["bytes"] == out.stat().st_size
        assert out.read_bytes().startswith(head)


def test_a_title_is_never_a_formula(site: Cli, tmp_path: Path) -> None:
    own = site.one("topic", "add", "--ja", "=1+1", "--kana", "しき", "--en", "Formula")["code"]
    _asked(site, own, "O2")
    out = tmp_path / "r9.xlsx"
    site.one("report", "r9", "--format", "xlsx", "--out", str(out), *AT)
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_name("集計").to_python()
    assert rows[1][5] == "=1+1"
    assert ",'=1+1," in site("report", "r9", "--format", "csv", *AT).out


def test_for_people_few_are_called_few(week: Cli) -> None:
    told = week("report", "r9", *AT).out
    assert "（途中）" in told
    assert "T08-01 スマホ決済\t1/1件 5件未満" in told


def test_a_period_that_is_none_is_refused(site: Cli) -> None:
    assert site.refused("report", "r9", "--from", "2026-11-21", "--to", "2026-11-01") == "period"
    assert site("report", "r9", "--from", "きのう").code == 2


def test_an_appointment_is_kept_with_the_consultation(site: Cli) -> None:
    plan = ("--title", "相談会", "--day", "2026-11-28", "--from", "10:00", "--to", "12:00", "--quota", "1")
    session = site.one("session", "add", *plan)["session_id"]
    choice = ("--topic", "T05-01", "--outcome", "O3", "--minutes", "15", "--appointment", session, *AT)
    made = site.one("consult", *choice)
    (place,) = site.all("booking", "list", "--session", session)
    assert (made["booking_id"], made["follow_up_day"]) == (place["booking_id"], "2026-11-28")
    assert site.refused("consult", *choice) == "session_full"
    assert site.one("consult", *choice, "--waiting")["booking_id"] != place["booking_id"]
    site.one("void", "consultation", made["consultation_id"])
    left = [each["booking_id"] for each in site.all("booking", "list", "--session", session)]
    assert place["booking_id"] not in left
    assert len(left) == 1


@pytest.fixture
def visits(site: Cli) -> Cli:
    """Two visits and a consultation at a session of P05 on 20 November."""
    plan = ("--title", "定期相談会", "--day", "2026-11-20", "--from", "10:00", "--to", "12:00", "--programme", "P05")
    session = site.one("session", "add", *plan)["session_id"]
    at = ("--at", "2026-11-20T10:05")
    site.one("session", "open", session, *at)
    for _ in range(2):
        site.one("walk-in", "--age", "70s", *at)
    _asked(site, "T05-01", "O1")
    return site


def test_a_counted_report_is_one_object_and_words_for_people(visits: Cli) -> None:
    told = visits.one("report", "r1", "--fiscal-year", "2026", *AT)
    assert (told["report"], told["is_part"], told["period"]["first_day"]) == ("r1", True, "2026-04-01")
    assert [(row["title"], [cell["text"] for cell in row["cells"]]) for row in told["rows"]] == [
        ("西東京市", ["1", "1", "2"]),
        ("合計", ["1", "1", "2"]),
    ]
    said = visits("report", "r7", "--by", "topic", "--month", "2026-11", *AT).out
    assert "LINE\t1\t15" in said
    assert "期間の途中です" in said


def test_a_counted_report_goes_into_a_file_by_its_ending(visits: Cli, tmp_path: Path) -> None:
    for form, head in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("json", b"{")):
        out = tmp_path / f"r7.{form}"
        written = visits.one("report", "r7", "--out", str(out), *AT)
        assert (written["bytes"], written["missing"]) == (out.stat().st_size, [])
        assert out.read_bytes().startswith(head)
    assert visits("report", "r7", "--format", "csv", *AT).out.startswith("期間,")
    assert visits.refused("report", "r7", "--format", "pdf") == "no_out"


def test_the_charts_of_the_window_and_the_portal_are_on_the_paper_too(visits: Cli, tmp_path: Path) -> None:
    out = tmp_path / "r7.pdf"
    year = ("report", "r7", "--fiscal-year", "2026", "--out", str(out), *AT)
    visits.one(*year)
    charts = ("（相談の内容ごと）", "曜日と時間ごとの来場", "（月ごと）", "（年代ごと）")
    assert all(each in text_of(out.read_bytes()) for each in charts)
    visits.one(*year, "--publish")
    assert not any(each in text_of(out.read_bytes()) for each in charts)


def test_the_records_behind_a_figure(visits: Cli) -> None:
    asked = ("report", "r7", "--by", "programme", "--month", "2026-11")
    (session,) = visits.all(*asked, "--behind", "P05", "sessions", *AT)
    assert (session["record"], session["title"], session["detail"]) == ("session", "定期相談会", "10:00～12:00")
    received = visits.all(*asked, "--behind", "total", "visits", *AT)
    assert [(each["record"], each["time"], each["detail"]) for each in received] == [("attendance", "10:05", "70s")] * 2
    assert "10:05" in visits(*asked, "--behind", "total", "visits", *AT).out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("r7", "--month", "2026-13"), "period"),
        (("r7", "--quarter", "2026"), "period"),
        (("r7", "--day", "きのう"), "period"),
        (("r7", "--from", "2026-11-21", "--to", "2026-11-01"), "period"),
        (("r7", "--year", "2026", "--fiscal-year", "2026"), "period"),
        (("r7", "--by", "weather"), "split"),
        (("r7", "--by", "topic", "--only", "age_band=70s"), "split"),
        (("r4", "--by", "topic"), "split"),
        (("r4", "--only", "topic=T01-01"), "split"),
        (("r5",), "session_needed"),
        (("r5", "--session", "nowhere"), "session_unknown"),
    ],
)
def test_what_cannot_be_counted_is_refused(site: Cli, words: tuple[str, ...], code: str) -> None:
    assert site.refused("report", *words) == code
