"""The camera: what a look at a 720p frame costs beside the bare decoder, and whether the window ever waits for it."""

import tempfile
from pathlib import Path
from statistics import median

import msgspec

from benchmarks.big_site import PASSPHRASE, fill, small_desk
from benchmarks.figures import Figure, Target, tail
from benchmarks.probe import run_probe

CARDS = 10
LOOKS = 300
SECONDS = 20.0
LOOK = Target("at_most", 15.0)
STALL = Target("at_most", 50.0)


class Watched(msgspec.Struct, frozen=True):
    """Milliseconds."""

    bare: list[float]
    """The floor: the decoder alone, on the whole picture."""
    look: list[float]
    """All that the camera does with a frame: brightness, preview, decoder, what is new."""
    start: list[float]
    """The longest that the window was busy between the press and the first picture."""
    stalls: list[float]
    """From one tick of the window to the next, while the camera runs and visitors are received."""
    beside: list[float]
    """Looks while the film is played and the window is painted beside."""


def measure() -> list[Figure]:
    """On a small site: how many are on record is the business of `scan`."""
    with tempfile.TemporaryDirectory() as folder:
        return measured(Path(folder), CARDS, LOOKS, SECONDS)


def measured(folder: Path, cards: int, looks: int, seconds: float) -> list[Figure]:
    """The same with another film."""
    desk = small_desk(folder)
    codes = folder / "codes.txt"
    codes.write_text("\n".join(fill(desk, cards)[:cards]), encoding="ascii")
    desk.store.close()
    env = {"MADOGUCHI_PASSPHRASE": PASSPHRASE, "QT_QPA_PLATFORM": "offscreen"}
    arguments = (str(folder), str(codes), str(looks), str(seconds))
    done = run_probe("camera_window", Watched, *arguments, env=env)
    return [
        Figure(
            "camera: a look at a 720p frame, p50", median(done.look), "ms", median(done.bare), LOOK, tail(done.look)
        ),
        Figure("camera: longest wait of the window", max(done.stalls), "ms", None, STALL, tail(done.stalls)),
        Figure("(a look while a film is played beside, p50)", median(done.beside), "ms", spread=tail(done.beside)),
        Figure("(longest wait until the first picture)", max(done.start), "ms"),
    ]
