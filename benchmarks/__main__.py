"""`python -m benchmarks [NAME…]`: measure all, or only these; print a table and keep it in results.md."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import (
    camera,
    cards,
    daily_sheet,
    guard,
    handout,
    importing,
    memory,
    piles,
    portal,
    reports,
    scan,
    search,
    start,
    sync,
)
from benchmarks.figures import Figure
from benchmarks.machine import machine
from benchmarks.table import keep, plain, section

RESULTS = Path(__file__).with_name("results.md")
BENCHMARKS: dict[str, Callable[[], list[Figure]]] = {
    "start": start.measure,
    "memory": memory.measure,
    "daily_sheet": daily_sheet.measure,
    "handout": handout.measure,
    "cards": cards.measure,
    "piles": piles.measure,
    "scan": scan.measure,
    "guard": guard.measure,
    "search": search.measure,
    "importing": importing.measure,
    "camera": camera.measure,
    "reports": reports.measure,
    "sync": sync.measure,
    "portal": portal.measure,
}


def main(names: Sequence[str]) -> int:
    """0 when every target is met, 1 when one is missed, 2 for a name that there isn't."""
    unknown = set(names) - BENCHMARKS.keys()
    if unknown:
        print(f"{', '.join(sorted(unknown))}? Known: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    figures = [figure for name in names or BENCHMARKS for figure in _measured(name)]
    print(f"\n{machine()}\n\n{plain(figures)}")
    return int(any(figure.verdict == "MISSED" for figure in figures))


def _measured(name: str) -> list[Figure]:
    print(f"== {name}", flush=True)
    figures = BENCHMARKS[name]()
    told = f"{datetime.now(UTC).date().isoformat()} · {machine()}"
    keep(RESULTS, name, section(name, figures, told), list(BENCHMARKS))
    return figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
