"""What stands beside a table."""

import msgspec

from core.reports.period import fiscal_year_period
from core.reports.spread import notes_told
from core.reports.table import Note
from tests.helpers.report_tables import ESTIMATED, PART, r1


def _anonymous(number: int) -> Note:
    return Note(code="registered_only", ja=f"匿名{number}人を除く。", en=f"Without {number} anonymous visits.")


def test_notes_of_a_comparison_say_of_which_period_they_are() -> None:
    now = msgspec.structs.replace(r1(), period=fiscal_year_period(2023), notes=(PART, ESTIMATED, _anonymous(8)))
    before = msgspec.structs.replace(r1(), notes=(ESTIMATED, _anonymous(3)))
    told = notes_told(msgspec.structs.replace(now, compared=before))
    assert [each.ja for each in told] == [
        PART.ja,
        ESTIMATED.ja,
        "令和5年度: 匿名8人を除く。",
        "令和4年度: 匿名3人を除く。",
    ]
    assert told[-1].en == "2022-04-01 to 2023-03-31: Without 3 anonymous visits."


def test_notes_of_a_table_alone_stand_as_they_are() -> None:
    assert notes_told(msgspec.structs.replace(r1(), notes=(PART, _anonymous(8), PART))) == (PART, _anonymous(8))
