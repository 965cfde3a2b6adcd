"""One scan: from the scanner's keys to a result that is durable and painted, beside a bare SQLCipher commit."""

from collections.abc import Callable, Sequence
from statistics import median

import msgspec

from benchmarks.big_site import PASSPHRASE, BigSite, site_with
from benchmarks.figures import Figure, Target, p95, tail
from benchmarks.probe import run_probe

SIZES = (10_000, 1_000_000)
SCANS = 200
TARGET = Target("over", 5.0)
SHOWN = Target("at_most", 50.0)
BURST_SHOWN = Target("at_most", 1_000.0)
BURST = 20


class Scans(msgspec.Struct, frozen=True):
    """Milliseconds of each scan, by the way that it went."""

    window: list[float]
    """Last key to painted result."""
    typed: list[float]
    """First key to painted result: sixteen keys more."""
    use_case: list[float]
    """`check_in` alone."""
    commit: list[float]
    """The floor: a bare commit of one row as large as the events."""
    elsewhere: list[float]
    """Last key to painted answer while a memo on another screen has the keyboard."""
    burst: float
    """First key of twenty cards to the last painted answer."""


def measure() -> list[Figure]:
    """At 10,000 people and at 1,000,000."""
    return [figure for people in SIZES for figure in measured(site_with(people), people, SCANS)]


def measured(site: BigSite, people: int, scans: int) -> list[Figure]:
    """The same for any site."""
    codes = site.data / "codes.txt"
    codes.write_text("\n".join(site.cards[: 3 * scans + BURST]), encoding="ascii")
    env = {"MADOGUCHI_PASSPHRASE": PASSPHRASE, "QT_QPA_PLATFORM": "offscreen"}
    done = run_probe("scan_window", Scans, str(site.data), str(codes), env=env)
    where = f"{people:,} people"
    return [
        _figure(f"scan to durable and shown, {where}: p50", median, done.window, done.commit),
        _figure(f"scan to durable and shown, {where}: p95", p95, done.window, done.commit),
        Figure(
            f"scan while a memo is written, {where}: p95",
            p95(done.elsewhere),
            "ms",
            target=SHOWN,
            spread=tail(done.elsewhere),
        ),
        Figure(f"{BURST} scans at once, {where}", done.burst, "ms", target=BURST_SHOWN),
        Figure(f"(all sixteen keys counted, {where}: p50)", median(done.typed), "ms", spread=tail(done.typed)),
        Figure(f"(the use case alone, {where}: p50)", median(done.use_case), "ms", spread=tail(done.use_case)),
    ]


def _figure(
    name: str, of: Callable[[Sequence[float]], float], took: Sequence[float], commit: Sequence[float]
) -> Figure:
    return Figure(name, of(took), "ms", of(commit), TARGET, tail(took))
