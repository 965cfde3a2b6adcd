"""日報 of a day with 300 receptions and 300 consultations, from the facts to the finished PDF."""

from pathlib import Path
from random import Random
from statistics import median

import msgspec

from benchmarks.big_site import PASSPHRASE, new_folder, small_desk
from benchmarks.figures import Figure, Target, spread
from benchmarks.probe import run_probe
from core.age_band import AgeBand
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.desk import Desk
from desktop.app.walk_in import receive_walk_in

LINES = 300
RUNS = 5
TARGET = Target("at_most", 1_000.0)


class Sheet(msgspec.Struct, frozen=True):
    """What one process tells: the floor, the first sheet with all that it loads, and one more."""

    bare_ms: float
    first_ms: float
    again_ms: float


def measure() -> list[Figure]:
    """The first sheet of the day, as a coordinator waits for it, and any later one."""
    return measured(new_folder(), LINES, RUNS)


def measured(data: Path, lines: int, runs: int) -> list[Figure]:
    """The same for any number of lines."""
    busy_day(data, lines)
    env = {"MADOGUCHI_PASSPHRASE": PASSPHRASE}
    sheets = [run_probe("sheet", Sheet, str(data), str(lines), env=env) for _ in range(runs)]
    floor = median(each.bare_ms for each in sheets)
    first, again = [each.first_ms for each in sheets], [each.again_ms for each in sheets]
    name = f"daily sheet of {lines} receptions and {lines} consultations"
    return [
        Figure(f"{name}, first of the day", median(first), "ms", floor, TARGET, spread(first)),
        Figure(f"{name}, again", median(again), "ms", floor, TARGET, spread(again)),
    ]


def busy_day(data: Path, lines: int) -> None:
    """Today in a real store: everybody is received and consults once."""
    desk, chance = small_desk(data), Random(3)
    for _ in range(lines):
        _one_visitor(desk, chance)
    desk.store.close()


def _one_visitor(desk: Desk, chance: Random) -> None:
    visit = receive_walk_in(desk, chance.choice(list(AgeBand))).attendance
    assert visit is not None
    form = ConsultationForm(
        topic=chance.choice(desk.catalogue.topics_on(desk.today)).code,
        outcome="O1",
        minutes=chance.randint(5, 60),
        attendance_id=visit.attendance_id,
    )
    record_consultation(desk, form)
