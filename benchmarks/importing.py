"""A hundred thousand people from an Excel file, as `madoguchi import people` takes them in, and once more."""

import os
import subprocess
import time
from pathlib import Path
from random import Random

import msgspec
import xlsxwriter

from benchmarks.big_site import PASSPHRASE, new_folder, small_desk
from benchmarks.figures import Figure, Target, p95, tail
from benchmarks.names import invent
from core.clock import SystemClock
from core.tables.meanings import OF_PEOPLE
from desktop.app.importing.people import PeopleImport
from desktop.app.importing.tables import kept_here, open_book, read_table, table_of
from desktop.app.importing.work import SMALL_BATCH, finish, go_on
from desktop.app.site import open_site
from devtools.places import script

PEOPLE = 100_000
IN_THE_WINDOW = 5_000
TARGET = Target("at_most", 60.0)
SHARED = Target("at_most", 100.0)
"""How long a scan may have to wait for an import that is under way in the window, in milliseconds."""


def measure() -> list[Figure]:
    """The whole command, the same file again, and how long the desk is kept at a time in the window."""
    return measured(PEOPLE, IN_THE_WINDOW)


def measured(people: int, in_the_window: int) -> list[Figure]:
    """The same with fewer people."""
    data = new_folder()
    small_desk(data).store.close()
    book = write_book(data / "people.xlsx", people, Random(3))
    first, second = _imported(data, book), _imported(data, book)
    waits = _portions(data, write_book(data / "more.xlsx", in_the_window, Random(4)))
    return [
        Figure(f"import: {people:,} people from XLSX", first, "s", None, TARGET),
        Figure("import: the same file again", second, "s"),
        Figure("import in the window: a scan waits", p95(waits), "ms", None, SHARED, tail(waits)),
    ]


def write_book(path: Path, people: int, chance: Random) -> Path:
    """Names, kana, phones and birth dates of an era, below a title."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("名簿")
    sheet.write_string(0, 0, "来場者名簿")
    sheet.write_row(2, 0, ("No.", "氏名", "フリガナ", "電話番号", "生年月日"))
    for number in range(people):
        who = invent(chance)
        born = f"S{chance.randint(5, 60)}.{chance.randint(1, 12)}.{chance.randint(1, 28)}"
        sheet.write_row(number + 3, 0, (number + 1, who.name, who.kana, who.phone, born))
    book.close()
    return path


def _imported(data: Path, book: Path) -> float:
    """Seconds that the command takes from its start to its end."""
    started = time.perf_counter()
    done = subprocess.run(
        [script("madoguchi"), "--data", str(data), "import", "people", str(book), "--json"],
        env={**os.environ, "MADOGUCHI_PASSPHRASE": PASSPHRASE},
        stdout=subprocess.PIPE,
        check=True,
    )
    took = time.perf_counter() - started
    told = msgspec.json.decode(done.stdout)
    assert told["rows"] == told["added"] + told["known"]
    return took


def _portions(data: Path, path: Path) -> list[float]:
    """How long each portion keeps the database, in milliseconds."""
    desk = open_site(data, SystemClock(), PASSPHRASE)
    work = PeopleImport(read_table(table_of(open_book(path), OF_PEOPLE), kept_here(desk)), SMALL_BATCH)
    finish(desk, work.compare)
    waits: list[float] = []
    taking, finished = work.take_in, False
    while not finished:
        started = time.perf_counter()
        finished = go_on(desk, taking).finished
        waits.append((time.perf_counter() - started) * 1000)
    desk.store.close()
    return waits
