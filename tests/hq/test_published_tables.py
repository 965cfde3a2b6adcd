"""The tables of the public documents, figure by figure, out of raw events, on both databases."""

from datetime import datetime
from pathlib import Path

from core.clock import JAPAN
from core.reports.period import fiscal_year_period
from core.reports.table import TOTAL, Asked, Measure, ReportCode, Split
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.hq.counted import counted, hold, texts

REGULAR = {
    "132101": ("小金井市", 1, 16, 125),
    "132292": ("西東京市", 1, 14, 103),
    "131113": ("大田区", 11, 65, 433),
    "131148": ("中野区", 1, 14, 102),
    "131075": ("墨田区", 1, 27, 214),
    "131202": ("練馬区", 15, 66, 383),
}
END_OF_FEBRUARY = datetime(2023, 2, 28, 18, 0, tzinfo=JAPAN)


def write_regular(laptop: Laptop) -> None:
    """定期相談会 until the end of February 2023, and other sessions that must not be among them."""
    for code, (name, venues, sessions, visits) in REGULAR.items():
        for number in range(sessions):
            day = f"2022-{10 + number % 3}-{1 + number // 3:02}"
            share = visits // sessions + (number < visits % sessions)
            plan = {"venue": f"{name}会場{number % venues}", "municipality": code, "programme": "P05"}
            hold(laptop, day, share, **plan)
    hold(laptop, "2022-11-01", 9, municipality="132101", programme="P04")
    hold(laptop, "2023-03-01", 9, municipality="132101", programme="P05")


def test_r1_regular_sessions_by_municipality(hq: Headquarters, tmp_path: Path) -> None:
    laptop = hq.enrolled()
    write_regular(laptop)
    with counted(hq, laptop, tmp_path, END_OF_FEBRUARY) as both:
        table = both.table(Asked(report=ReportCode.REGULAR, period=fiscal_year_period(2022)))
        whole = both.table(Asked(report=ReportCode.RESULTS, period=fiscal_year_period(2022), split=Split.PROGRAMME))
    assert texts(table) == {
        name: (f"{venues}", f"{sessions}", f"{visits}") for name, venues, sessions, visits in REGULAR.values()
    } | {"合計": ("30", "202", "1,360")}
    assert [column.unit for column in table.columns] == ["か所", "回", "人"]
    assert (table.is_part, [note.code for note in table.notes]) == (True, ["part"])
    visits = {row.ja: whole.cell(row.key, Measure.VISITS) for row in whole.rows}
    assert {name: cell.value for name, cell in visits.items() if cell} == {
        "スマホ相談会": 1369,
        "うち定期相談会": 1360,
        "合計": 1369,
    }
    assert table.cell(TOTAL, Measure.VENUES) is not None
