"""What the idle window holds in memory, beside a bare window."""

from statistics import median

from benchmarks.figures import Figure, Target, spread
from benchmarks.start import Opened, bare_window, program_window, site_folder

RUNS = 3
IDLE_MS = 3_000
TARGET = Target("at_most", 250.0)


def measure() -> list[Figure]:
    """Three seconds after reception is ready."""
    folder = site_folder()
    floor = median(bare_window(IDLE_MS).resident_mb for _ in range(RUNS))
    windows: list[Opened] = [program_window(folder, IDLE_MS) for _ in range(RUNS)]
    held = [each.resident_mb for each in windows]
    return [Figure("memory of the idle window", median(held), "MB", floor, TARGET, spread(held))]
