"""From the start of the process to the first paint, and on to a reception that takes cards."""

from pathlib import Path
from statistics import median

import msgspec

from benchmarks.big_site import PASSPHRASE, new_folder, small_desk
from benchmarks.figures import Figure, Target, spread
from benchmarks.probe import run_probe
from core.assets import asset_path

RUNS = 7
MOMENT_MS = 50
FIRST_PAINT = Target("times", 1.5)
READY = Target("at_most", 800.0)
_FONT = str(asset_path("fonts", "BIZUDPGothic-Regular.ttf"))
_SIZE = "1366x720"


class Bare(msgspec.Struct, frozen=True):
    """What the floor tells."""

    painted_ms: float
    resident_mb: float


class Opened(msgspec.Struct, frozen=True):
    """What the program tells: something seen, the whole window seen, a card can be scanned.

    `passphrase_ms` is Argon2id alone.
    """

    painted_ms: float
    window_ms: float
    ready_ms: float
    passphrase_ms: float
    resident_mb: float

    @property
    def waited_ms(self) -> float:
        """From first paint to ready, the passphrase's time left out."""
        return self.ready_ms - self.painted_ms - self.passphrase_ms


def measure() -> list[Figure]:
    """Bare window and program in turn, so that a slow moment of the machine meets both."""
    return measured(RUNS)


def measured(runs: int) -> list[Figure]:
    """The same for any number of runs."""
    folder = site_folder()
    pairs = [(bare_window(MOMENT_MS), program_window(folder, MOMENT_MS)) for _ in range(runs)]
    floor = median(bare.painted_ms for bare, _ in pairs)
    opened = [each for _, each in pairs]
    painted = [each.painted_ms for each in opened]
    window = [each.window_ms for each in opened]
    waited = [each.waited_ms for each in opened]
    secret = [each.passphrase_ms for each in opened]
    return [
        Figure("first paint", median(painted), "ms", floor, FIRST_PAINT, spread(painted)),
        Figure("(the whole window painted)", median(window), "ms", floor, spread=spread(window)),
        Figure("ready to scan, after first paint", median(waited), "ms", None, READY, spread(waited)),
        Figure("(passphrase: Argon2id, told apart)", median(secret), "ms", spread=spread(secret)),
    ]


def site_folder() -> Path:
    """A site whose day is open, so that reception is the first screen."""
    folder = new_folder()
    small_desk(folder).store.close()
    return folder


def bare_window(idle_ms: int) -> Bare:
    """The floor, once."""
    return run_probe("bare_window", Bare, _FONT, _SIZE, str(idle_ms))


def program_window(folder: Path, idle_ms: int) -> Opened:
    """The program, once."""
    env = {"MADOGUCHI_DATA": str(folder), "MADOGUCHI_PASSPHRASE": PASSPHRASE}
    return run_probe("program_window", Opened, str(idle_ms), env=env)
