"""What was counted a moment ago: one count for all who may see it, never an old one for a new, never for others."""

import threading
from dataclasses import dataclass, field

import msgspec
import pytest

from core.reports.table import ReportTable
from hq.portal.recent import Recent
from tests.helpers.report_tables import r1

TABLE = r1()


@dataclass
class Counting:
    """Makes tables that tell by their scope which count they are; each waits for its word to go on."""

    now: float = 0.0
    counts: int = 0
    begun: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)

    def count(self) -> ReportTable:
        self.counts += 1
        return msgspec.structs.replace(TABLE, scope=str(self.counts))

    def slowly(self) -> ReportTable:
        self.begun.set()
        assert self.goes_on.wait(30)
        return self.count()


def made(most: int = 2) -> tuple[Counting, Recent]:
    counting = Counting()
    return counting, Recent(20.0, most, lambda: counting.now)


def test_one_count_is_for_all_who_ask_within_some_seconds() -> None:
    counting, tables = made()
    told = [tables.of("all", "r1", counting.count).scope for _ in range(3)]
    counting.now = 19.9
    told.append(tables.of("all", "r1", counting.count).scope)
    assert told == ["1"] * 4
    assert tables.of("all", "r2", counting.count).scope == "2"
    counting.now = 20.0
    assert tables.of("all", "r1", counting.count).scope == "3"


def test_nobody_is_shown_what_was_counted_for_others() -> None:
    counting, tables = made(most=8)
    for whose in (("hq", None, None), ("hq", "132292", ("a",)), ("hq", "132292", ("a", "b")), ("other", None, None)):
        tables.of(whose, "r1", counting.count)
    assert counting.counts == 4
    assert tables.of(("hq", "132292", ("a",)), "r1", counting.count).scope == "2"


@pytest.mark.parametrize(("age", "told"), [(20.0, ["1", "2"]), (60.0, ["2", "2"])])
def test_whoever_asks_while_it_is_counted_anew(age: float, told: list[str]) -> None:
    """Gets the one before, unless that is too old: then they wait and share the new one."""
    counting, tables = made()
    tables.of("all", "r1", counting.count)
    counting.now = age
    answers: dict[str, str] = {}

    def ask(name: str) -> None:
        answers[name] = tables.of("all", "r1", counting.slowly).scope

    first, second = (threading.Thread(target=ask, args=(name,)) for name in ("first", "second"))
    first.start()
    assert counting.begun.wait(30)
    second.start()
    if told[0] == "1":
        second.join(30)
    counting.goes_on.set()
    first.join(30)
    second.join(30)
    assert [answers["second"], answers["first"]] == told
    assert counting.counts == 2


def test_what_could_not_be_counted_is_asked_again_and_old_ones_go() -> None:
    counting, tables = made()

    def fails() -> ReportTable:
        raise LookupError

    with pytest.raises(LookupError):
        tables.of("all", "r1", fails)
    assert tables.of("all", "r1", counting.count).scope == "1"
    for name in ("r2", "r3"):
        tables.of("all", name, counting.count)
    assert tables.of("all", "r1", counting.count).scope == "4"
    assert len(tables._turns) == 2
