"""`import` as a script calls it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.helpers.offices import PEOPLE, write_csv, write_xlsx

ROWS = (
    ("山田 花子", "ﾔﾏﾀﾞ", "９０-1234-5678", "S25.4.1"),
    ("佐藤", "", "123", ""),
    ("", "", "", ""),
    ("森", "", "", ""),
)


@pytest.fixture
def named(site: Cli) -> Cli:
    """A site that keeps names and phones."""
    site.one("settings", "visitor_fields", "name,kana,phone")
    return site


def test_people_are_on_record_and_bad_rows_are_told(named: Cli, tmp_path: Path) -> None:
    path = str(write_xlsx(tmp_path / "名簿.xlsx", ("来場者名簿",), PEOPLE, *ROWS))
    told = named.one("import", "people", path)
    assert {
        key: told[key] for key in ("what", "file", "sheet", "rows", "new", "added", "known", "refused", "empty")
    } == {
        "what": "people",
        "file": "名簿.xlsx",
        "sheet": "名簿",
        "rows": 3,
        "new": 2,
        "added": 2,
        "known": 0,
        "refused": 1,
        "empty": 1,
    }
    assert told["left_out"] == [{"field": "birth_date", "rows": 1}]
    assert told["problems"] == [
        {
            "row": 4,
            "columns": ["C"],
            "fields": ["phone"],
            "code": "phone",
            "reason": "電話番号が読めません。",
            "taken": False,
        }
    ]
    assert [each["name"] for each in named.all("person", "find", "やまだ")] == ["山田 花子"]
    again = named.one("import", "people", path)
    assert (again["new"], again["added"], again["known"], again["refused"]) == (0, 0, 2, 1)


def test_a_dry_run_writes_nothing(named: Cli, tmp_path: Path) -> None:
    path = str(write_csv(tmp_path / "名簿.csv", PEOPLE, *ROWS, encoding="cp932"))
    told = named.one("import", "people", path, "--dry-run")
    assert (told["new"], told["added"], told["dry_run"]) == (2, 0, True)
    assert not named("events").lines


def test_the_plain_answer_names_rows_and_columns(named: Cli, tmp_path: Path) -> None:
    told = named("import", "people", str(write_csv(tmp_path / "名簿.csv", (*PEOPLE, "個人番号"), *ROWS)))
    assert told.out.splitlines() == [
        "「名簿.csv」の「名簿」: 取り込んだ行 2、登録ずみの行 0、取り込めない行 1",
        "記録しない項目: 生年月日（1行）",
        "番号の列は読んでいません: E列",
        "3行目 C列: 電話番号が読めません。",
    ]


def test_bookings_are_kept(named: Cli, tmp_path: Path) -> None:
    session = named.one(
        "session", "add", "--title", "相談会", "--day", "2026-11-21", "--from", "13:00", "--to", "16:00"
    )["session_id"]
    path = str(write_csv(tmp_path / "予約.csv", ("氏名", "予約日"), ("山田", "R8.11.21"), ("佐藤", "2026/11/22")))
    told = named.one("import", "bookings", path)
    assert (told["added"], [each["code"] for each in told["problems"]]) == (1, ["no_session"])
    assert named.one("import", "bookings", path, "--session", session)["added"] == 0


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", "山田,花子\n".encode(), "no_heading"),
        ("a.csv", b"", "table_empty"),
        ("a.xlsx", b"PK\x03\x04", "table_damaged"),
        ("a.pdf", b"%PDF-1.7", "not_a_table"),
        ("a.csv", '氏名\n"山田\n森'.encode(), "table_quotes"),
    ],
)
def test_what_is_no_table_is_refused(named: Cli, tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert named.refused("import", "people", str(tmp_path / name)) == code
    assert named.refused("import", "people", str(tmp_path / "none.csv")) == "file_not_read"


def test_nothing_of_a_refused_cell_is_said(named: Cli, tmp_path: Path) -> None:
    path = str(write_csv(tmp_path / "a.csv", ("氏名", "電話"), ("伊藤 123456789018", "ひみつのことば")))
    for words in (("--json",), ()):
        told = named("import", "people", path, *words)
        for secret in ("123456789018", "伊藤", "ひみつ"):
            assert secret not in told.out + told.err


def test_a_day_that_was_kept_in_a_table_comes_in_whole(site: Cli, tmp_path: Path) -> None:
    tables = {
        "sessions": (("開催日", "時間", "名称"), ("2025/11/20", "13:00〜16:00", "相談会")),
        "attendance": (("来場日", "整理番号", "年代"), ("2025/11/20", "A501", "七十代")),
        "consultations": (
            ("相談日", "整理番号", "相談内容", "結果", "時間（分）"),
            ("2025/11/20", "A501", "Wi-Fi接続", "解決", "15"),
            ("2025/11/20", "A502", "なんでも", "解決", "900"),
        ),
    }
    for what, rows in tables.items():
        path = str(write_csv(tmp_path / f"{what}.csv", *rows))
        assert site.one("import", what, path, "--dry-run")["added"] == 0
        told = site.one("import", what, path)
        assert (told["new"], told["added"]) == (1, 1)
        again = site.one("import", what, path)
        assert (again["added"], again["known"]) == (0, 1)
    assert [(each["row"], each["code"]) for each in again["problems"]] == [(3, "topic"), (3, "minutes")]
    (recorded,) = (each for each in site.all("events") if each["kind"] == "consultation.recorded")
    assert (recorded["plain"]["topic"], recorded["plain"]["from_paper"]) == ("T02-01", True)
    assert recorded["plain"]["attendance_id"]


def test_results_of_past_years_come_in_once_with_what_is_about(site: Cli, tmp_path: Path) -> None:
    heading = ("年度", "事業", "回数", "参加者数")
    rows = (("令和4年度（2/28まで）", "体験会", "約1,700", "約11,000"), ("いつか", "体験会", "1", "1"))
    path = str(write_csv(tmp_path / "a.csv", heading, *rows))
    told = site.one("import", "results", path, "--dry-run")
    assert (told["new"], told["added"], told["refused"]) == (1, 0, 1)
    assert [(each["row"], each["code"], each["fields"]) for each in told["problems"]] == [(3, "period", ["period"])]
    assert site.one("import", "results", path)["added"] == 1
    assert site.one("import", "results", path)["known"] == 1
    (entered,) = (each["plain"] for each in site.all("events") if each["kind"] == "result.entered")
    assert (entered["sessions"], entered["visits"], entered["estimated"]) == (1700, 11000, ["sessions", "visits"])
    assert (entered["first_day"], entered["last_day"]) == ("2022-04-01", "2023-02-28")
