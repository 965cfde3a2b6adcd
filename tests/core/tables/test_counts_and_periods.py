"""Counts and periods as offices write them; what can be read in two ways is not guessed at."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tables.cells import Cell
from core.tables.counts import MOST, Told, read_count
from core.tables.periods import read_period


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("1360", Told(1360)),
        ("1,360人", Told(1360)),
        ("約1,700", Told(1700, True)),
        ("約1,700回", Told(1700, True)),
        ("約 １１，０００ 人", Told(11000, True)),
        ("およそ500", Told(500, True)),
        ("500人程度", Told(500, True)),
        ("延べ550", Told(550)),
        ("15か所", Told(15)),
        (1700.0, Told(1700)),
        (0, Told(0)),
    ],
)
def test_counts(cell: Cell, told: Told) -> None:
    assert read_count(cell) == told


@pytest.mark.parametrize(
    "cell", ["△12", "-3", "18.2", 18.2, "25%", "1/16", "多数", "1,70", "40/621", True, date(2026, 4, 1), "1" * 12]
)
def test_what_is_no_count_is_told(cell: Cell) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read_count(cell)


@given(st.integers(0, MOST), st.booleans())
def test_every_count_that_is_printed_is_read_again(number: int, about: bool) -> None:
    assert read_count(f"{'約' if about else ''}{number:,}") == Told(number, about)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("令和4年度", "2022-04-01", "2023-03-31"),
        ("R4年度", "2022-04-01", "2023-03-31"),
        ("２０２２年度", "2022-04-01", "2023-03-31"),
        ("令和元年度", "2019-04-01", "2020-03-31"),
        ("平成31年度", "2019-04-01", "2020-03-31"),
        ("令和4年度（2月28日まで）", "2022-04-01", "2023-02-28"),
        ("R4年度(～2/28)", "2022-04-01", "2023-02-28"),
        ("令和4年度第4四半期", "2023-01-01", "2023-03-31"),
        ("2022年4月", "2022-04-01", "2022-04-30"),
        ("R6.2", "2024-02-01", "2024-02-29"),
        ("2022/12", "2022-12-01", "2022-12-31"),
        (datetime(2022, 4, 1), "2022-04-01", "2022-04-30"),
    ],
)
def test_periods(cell: Cell, first: str, last: str) -> None:
    period = read_period(cell)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


def test_a_year_alone_is_as_its_column_is_headed() -> None:
    assert read_period("2022").last == date(2022, 12, 31)
    assert read_period(2022, fiscal=True).last == date(2023, 3, 31)
    assert read_period("令和4年").first == date(2022, 1, 1)


@pytest.mark.parametrize("cell", ["", "4年度", "昨年度", "2022年13月", "令和4年度（13月1日まで）", 45000, "3022年度"])
def test_what_is_no_period_is_told(cell: Cell) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read_period(cell)
