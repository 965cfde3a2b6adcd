"""What the demo's steps share: the folders, the headquarters, the desk, and what happened so far."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from core.clock import FixedClock, SystemClock
from desktop.app.desk import Desk
from desktop.app.files import write_file
from desktop.app.paper import Paper
from desktop.cli.demo.headquarters import Headquarters
from desktop.cli.demo.totals import Figure


@dataclass(frozen=True)
class Step:
    """A part of the day: `run` does it and says in a line what came of it.

    The window hands each `run` to the thread that owns the database, one after the other; before that it types
    the cards in `scans` on `screen`, as a scanner does.
    """

    title: str
    run: Callable[[], str]
    screen: str = ""
    scans: Callable[[], Iterator[str]] = lambda: iter(())


@dataclass
class Stage:
    """The day is today's, from half past nine on; its clock is moved by the steps."""

    folder: Path
    hq: Headquarters
    clock: FixedClock
    in_window: bool = False
    desk: Desk | None = None
    codes: list[str] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    attendances: list[str] = field(default_factory=list)
    supporters: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def site(self) -> Path:
        """The site's data folder, as for `--data`."""
        return self.folder / "site"

    def here(self) -> Desk:
        """The open desk."""
        assert self.desk is not None  # the step that sets the site up comes first
        return self.desk

    def wait_until(self, hour: int, minute: int = 0) -> None:
        """Move the clock on to this time of the day, never back."""
        now = self.clock.now()
        ahead = (now.replace(hour=hour, minute=minute) - now).total_seconds()
        self.clock.advance(seconds=max(0.0, ahead))

    def keep(self, paper: Paper, name: str) -> bytes:
        """Write a paper into the folder, under a name that says what it is."""
        self.files.append(write_file(self.folder / name, paper.pdf))
        return paper.pdf


def make_stage(folder: Path) -> Stage:
    """A scratch folder with nothing on it yet."""
    system = SystemClock()
    opening: datetime = system.now().replace(hour=9, minute=30, second=0, microsecond=0)
    clock = FixedClock(opening, system.boot_id, system.monotonic_ms())
    return Stage(folder, Headquarters(folder / "honbu"), clock)
