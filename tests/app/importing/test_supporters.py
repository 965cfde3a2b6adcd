"""The register from a table: 182 people at once, as published; whoever is on it stays as they are."""

from datetime import date
from pathlib import Path

import pytest

from core.badges import BadgeState
from core.facts import Supporter
from core.reports.period import free_period
from core.reports.table import TOTAL, Asked, ReportCode, Split
from desktop.app.desk import Desk
from desktop.app.importing.kinds import KINDS, new_import, ways_here
from desktop.app.importing.supporters import SupportersImport
from desktop.app.importing.tables import open_book, read_table, table_of
from desktop.app.importing.work import finish
from desktop.app.reporting import report_table
from desktop.app.supporters import register
from tests.helpers.offices import write_csv, write_xlsx

HEADS = ("氏名", "ふりがな", "年代", "登録日", "属性", "市区町村", "発行日", "有効期限")


def taken_in(desk: Desk, path: Path) -> SupportersImport:
    kind = KINDS["supporters"]
    ways = ways_here(desk, kind)
    work = new_import(kind, read_table(table_of(open_book(path), kind.wanted), ways.kept, ways.reader))
    assert isinstance(work, SupportersImport)
    finish(desk, work.compare)
    finish(desk, work.take_in)
    return work


def told(work: SupportersImport) -> list[tuple[int, str]]:
    return [(fault.row, fault.reason.value) for fault in work.faults]


def test_a_row_becomes_a_record_with_its_badge(desk: Desk, tmp_path: Path) -> None:
    row = (
        "山田 花子",
        "ヤマダ ハナコ",
        "70代",
        "2023/2/1",
        "学生、民生委員",
        "小金井市 132292",
        "2023/1/31",
        "2099/1/31",
    )
    work = taken_in(desk, write_csv(tmp_path / "a.csv", HEADS, row))
    assert (work.added, told(work)) == (1, [])
    (line,) = register(desk)
    one = line.supporter
    assert (one.display_name, one.age_band, one.registered_on) == ("山田 花子", "70s", "2023-02-01")
    assert (one.attributes, one.municipalities) == ("student welfare_commissioner", "132101 132292")
    assert line.badge.state is BadgeState.VALID
    again = taken_in(desk, tmp_path / "a.csv")
    assert (again.added, again.known, told(again)) == (0, 1, [(2, "on_record")])


@pytest.mark.parametrize(
    ("row", "code", "added"),
    [
        (("", "", "70代", "", "", "", "", ""), "no_name", 0),
        (("山田 983205673214", "", "", "", "", "", "", ""), "my_number", 0),
        (("山田", "", "むかし", "", "", "", "", ""), "age", 0),
        (("山田", "", "", "2023/2/30", "", "", "", ""), "day", 0),
        (("山田", "", "", "2099/2/1", "", "", "", ""), "day", 0),
        (("山田", "", "", "", "宇宙飛行士", "", "", ""), "attribute", 1),
        (("山田", "", "", "", "", "132290", "", ""), "municipality", 0),
    ],
)
def test_what_cannot_be_read_is_told_row_by_row(
    desk: Desk, tmp_path: Path, row: tuple[str, ...], code: str, added: int
) -> None:
    work = taken_in(desk, write_csv(tmp_path / "a.csv", HEADS, row))
    assert (work.added, told(work)) == (added, [(2, code)])


def test_a_column_of_supporters_is_their_names_and_birth_dates_are_not_kept(desk: Desk, tmp_path: Path) -> None:
    rows = (("サポーター", "生年月日"), ("鈴木 一郎", date(1950, 5, 1)), ("鈴木 一郎", date(1950, 5, 1)))
    work = taken_in(desk, write_xlsx(tmp_path / "a.xlsx", *rows))
    assert (work.added, told(work)) == (1, [(3, "same_row")])
    assert [each.age_band for each in desk.store.facts.where(Supporter, "1")] == ["70s"]
    assert not any(b"1950" in data for (data,) in desk.store.db.execute("SELECT data FROM event").fetchall())


def test_r4_comes_out_of_182_records(desk: Desk, tmp_path: Path) -> None:
    """S0: 25 % in their sixties and 37 % in their seventies on 2023-03-15; from January to March."""
    bands = ["60代"] * 46 + ["70代"] * 67 + ["50代"] * 30 + ["20代"] * 20 + ["18歳・19歳"] * 4 + ["80代以上"] * 15
    days = ["2023/1/31"] * 40 + ["2023/2/15"] * 80 + ["2023/3/10"] * 62
    rows = [(f"サポーター{n:03}", "", band, day) for n, (band, day) in enumerate(zip(bands, days, strict=True))]
    work = taken_in(desk, write_csv(tmp_path / "a.csv", HEADS[:4], *rows))
    assert (work.added, work.known, told(work)) == (182, 0, [])
    asked = Asked(
        report=ReportCode.SUPPORTERS, period=free_period(date(2023, 1, 1), date(2023, 3, 15)), split=Split.AGE_BAND
    )
    table = report_table(desk, asked)
    for key, number in (("60s", 46), ("70s", 67), (TOTAL, 182)):
        cell = table.cell(key, table.columns[0].key)
        assert cell is not None
        assert cell.value == number
