"""What the table of benchmarks says of a figure, and what it keeps."""

from pathlib import Path

import pytest

from benchmarks.figures import Figure, Target, p95
from benchmarks.table import keep, plain, section


@pytest.mark.parametrize(
    ("target", "most"),
    [
        (Target("times", 1.5), 150.0),
        (Target("over", 5.0), 105.0),
        (Target("at_most", 50.0), 50.0),
    ],
)
def test_a_target_is_met_up_to_its_limit_and_no_further(target: Target, most: float) -> None:
    assert Figure("x", most, "ms", 100.0, target).verdict == "met"
    assert Figure("x", most + 0.1, "ms", 100.0, target).verdict == "MISSED"


def test_what_is_not_promised_has_no_verdict() -> None:
    assert Figure("x", 1e9, "ms").verdict == ""


def test_the_95th_percentile_is_what_nineteen_of_twenty_do_not_exceed() -> None:
    assert p95([float(number) for number in range(101)]) == 95.0


def test_measuring_one_benchmark_again_keeps_the_others(tmp_path: Path) -> None:
    results, order = tmp_path / "results.md", ["start", "scan"]
    for name, value in (("scan", 1.0), ("start", 2.0), ("scan", 3.0)):
        keep(results, name, section(name, [Figure(f"{name}-figure", value, "ms")], "today"), order)
    text = results.read_text(encoding="utf-8")
    assert text.index("## start") < text.index("## scan")
    assert [text.count(part) for part in ("| 1 ms |", "| 2 ms |", "| 3 ms |")] == [0, 1, 1]


def test_the_screen_shows_value_floor_target_and_verdict() -> None:
    shown = plain([Figure("first paint", 160.0, "ms", 100.0, Target("times", 1.5))])
    assert all(part in shown for part in ("first paint", "160 ms", "100 ms", "≤ 1.5 × floor", "MISSED"))
