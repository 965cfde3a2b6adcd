"""How figures are written, added and compared."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reports.figures import difference, figure_text, share_of
from core.reports.table import Cell, Figure, add

FIGURES = st.builds(
    Figure,
    value=st.integers(-(10**9), 10**9),
    scale=st.integers(0, 3),
    approximate=st.booleans(),
    provisional=st.booleans(),
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Figure(value=1360), "1,360"),
        (Figure(value=1700, approximate=True), "約1,700"),
        (Figure(value=-12), "△12"),
        (Figure(value=182, scale=1), "18.2"),
        (Figure(value=-5, scale=1), "△0.5"),
        (Figure(value=26, provisional=True), "26※"),
        (Figure(value=0, suppressed=True), "＊"),
        (Figure(value=0), "0"),
        (None, "–"),
    ],
)
def test_figures_are_written_as_offices_write_them(cell: Cell, text: str) -> None:
    assert figure_text(cell) == text


def test_shares_come_from_raw_counts_and_round_half_up() -> None:
    assert share_of(182, 1000) == Figure(value=182, scale=1)
    assert share_of(1, 8) == Figure(value=125, scale=1)
    assert share_of(1, 2000) == Figure(value=1, scale=1)
    assert share_of(0, 0) is None


def _worth(cell: Figure) -> Fraction:
    return Fraction(cell.value, 10**cell.scale)


@given(st.lists(FIGURES, min_size=1))
def test_a_sum_is_exact_and_about_or_provisional_if_any_part_is(parts: list[Figure]) -> None:
    total = add(iter([None, *parts]))
    assert total is not None
    assert _worth(total) == sum(map(_worth, parts))
    assert total.approximate == any(each.approximate for each in parts)
    assert total.provisional == any(each.provisional for each in parts)


@given(FIGURES, FIGURES)
def test_a_difference_is_exact_and_about_or_provisional_if_either_is(now: Figure, before: Figure) -> None:
    more = difference(now, before)
    assert more is not None
    assert _worth(more) == _worth(now) - _worth(before)
    assert more.approximate == (now.approximate or before.approximate)
    assert more.provisional == (now.provisional or before.provisional)


def test_what_nobody_knows_stays_unknown() -> None:
    assert add(iter([None, None])) is None
    assert difference(Figure(value=1), None) is None
