"""The benchmark of the portal runs, with two readers, a day and two laptops; how fast it is, it tells elsewhere."""

from benchmarks import portal


def test_every_page_is_measured_while_laptops_send() -> None:
    pages, *_ = figures = portal.measured(1, 1, 2, readers=8, seconds=8, laptops=2)
    assert pages.value > 0
    assert [figure.unit for figure in figures[-2:]] == ["s", "times"]
