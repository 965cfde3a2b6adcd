"""The window before the window: the first start, and a laptop that was stopped."""

from collections.abc import Callable
from pathlib import Path

from core.clock import Clock, stamp
from desktop.app.revoked import Stopped
from desktop.ui.sounds import Sounds
from desktop.ui.start.window import StartWindow
from tools.screenshot_stage import SIZE, CountedJobs, picture

Turn = Callable[[StartWindow, Clock], object]


def first_start(empty: Path, clock: Clock, turn: Turn) -> bytes:
    """What is seen on a laptop where nothing is set up, after this was done."""
    jobs = CountedJobs()
    window = StartWindow(jobs, Sounds(volume=0), empty, clock)
    window.resize(*SIZE)
    window.show()
    jobs.wait()
    turn(window, clock)
    jobs.wait()
    seen = picture(window)
    window.close()
    window.deleteLater()
    jobs.wait()
    jobs.close()
    return seen


def _stopped(window: StartWindow, clock: Clock) -> None:
    """By headquarters, with records that nobody has yet."""
    rest = f"madoguchi-B-{clock.now():%Y-%m-%d}.mdgrest"
    window.stopped.show_stopped(Stopped("", "あおば公民館", "B", stamp(clock.now()), "hq", rest, 12))
    window._turn_to(window.stopped)


START: dict[str, Turn] = {
    "start": lambda _window, _clock: None,
    "start-join": lambda window, _clock: window.choose.join.click(),
    "start-copy": lambda window, _clock: window.choose.restore.click(),
    "start-stopped": _stopped,
}
