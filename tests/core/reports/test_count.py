"""What is nothing, and what nobody knows."""

from core.reports.count import Count
from core.reports.table import Figure, Measure


def _persons(count: Count) -> list[int | None]:
    cells = (count.cell(each) for each in (Measure.PERSONS, Measure.NEW_VISITORS))
    return [cell.value if isinstance(cell, Figure) else None for cell in cells]


def test_where_all_came_without_a_name_nobody_knows_how_many_people_they_were() -> None:
    count = Count()
    assert _persons(count) == [0, 0]
    count.record(Measure.VISITS, 3)
    count.record(Measure.ANONYMOUS, 3)
    assert _persons(count) == [None, None]
    count.record(Measure.PERSONS, 1)
    assert _persons(count) == [1, 0]


def test_visits_that_were_told_alone_leave_persons_unknown() -> None:
    count = Count()
    count.tell(Measure.VISITS, 40, is_about=False)
    assert _persons(count) == [None, None]
    count.record(Measure.VISITS, 3)
    assert _persons(count) == [None, None]
    count.record(Measure.PERSONS, 2)
    assert _persons(count) == [2, 0]


def test_persons_that_were_told_are_known_and_new_ones_are_not() -> None:
    count = Count()
    count.tell(Measure.VISITS, 550, is_about=True)
    count.tell(Measure.PERSONS, 113, is_about=False)
    assert _persons(count) == [113, None]
