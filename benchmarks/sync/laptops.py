"""One laptop and headquarters: everything at once, a little, nothing, and all that another one wrote."""

from statistics import median

from benchmarks.figures import Figure, Target, spread
from benchmarks.sync import beside
from benchmarks.sync.parts import laptop_with, running, second_laptop

EVENTS, FIRST_SYNC, CHANGES, RUNS = 50_000, 100_000, 200, 5
_SMALL = 50
A_SECOND = Target("at_least", 10_000)
TIMES_MORANGO = Target("at_least", 20)
MEMORY = Target("at_most", 150.0)


def measure() -> list[Figure]:
    """All of it."""
    return measured(EVENTS, FIRST_SYNC, RUNS)


def measured(events: int, first_sync: int, runs: int) -> list[Figure]:
    """The same with fewer records."""
    return [*pushed(events, runs), *small(runs), *first(first_sync, runs)]


def pushed(events: int, runs: int) -> list[Figure]:
    """Each run and each run of Morango beside it has databases of its own."""
    rates, memory, theirs, python = [], [], [], beside.environment()
    for _ in range(runs):
        with running() as hq:
            told = laptop_with(hq, events).exchange()
        assert told.stored == events, told
        rates.append(events / told.seconds[0])
        memory.append(told.peak_mb)
        if python is not None:
            theirs.append(events / beside.push(python, events).seconds)
    return [
        Figure(f"push of {events:,} records", median(rates), "/s", None, A_SECOND, spread(rates)),
        Figure("memory of the laptop while it pushes", max(memory), "MB", None, MEMORY, spread(memory)),
        *_compared(rates, theirs),
    ]


def _compared(ours: list[float], theirs: list[float]) -> list[Figure]:
    if not theirs:
        return [Figure(f"({beside.PINNED[0]} could not be installed here: not compared)", 0, "/s")]
    times = median(ours) / median(theirs)
    return [
        Figure(f"({beside.PINNED[0]}, chunks of 5,000, SQLite)", median(theirs), "/s", None, None, spread(theirs)),
        Figure("as fast as Morango", times, "times", None, TIMES_MORANGO),
    ]


def small(runs: int) -> list[Figure]:
    """What an exchange costs a program that has been running; its first one loads what it needs."""
    with running() as hq:
        laptop = laptop_with(hq, _SMALL)
        laptop.exchange()
        changes = [1000 * each for each in laptop.exchange(CHANGES, 4 * runs + 1).seconds[1:]]
        nothing = [1000 * each for each in laptop.exchange(0, 20 * runs + 1).seconds[1:]]
    return [
        Figure(f"{CHANGES} changes", median(changes), "ms", None, Target("at_most", 60.0), spread(changes)),
        Figure("nothing to do", median(nothing), "ms", None, Target("at_most", 10.0), spread(nothing)),
    ]


def first(events: int, runs: int) -> list[Figure]:
    """A new laptop reads everything that its site has, into another store each time."""
    with running() as hq:
        one = laptop_with(hq, events)
        one.exchange()
        told = [second_laptop(hq, one.file.parents[2]).exchange() for _ in range(runs)]
    seconds, memory = [each.seconds[0] for each in told], [each.peak_mb for each in told]
    target = Target("at_most", 20.0)
    return [
        Figure(f"first sync of {events:,} records", median(seconds), "s", None, target, spread(seconds)),
        Figure("memory of the laptop while it reads", max(memory), "MB", None, MEMORY, spread(memory)),
    ]
