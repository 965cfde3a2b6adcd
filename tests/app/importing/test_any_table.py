"""Whatever a list holds: taken in again, shuffled, longer or cut off on the way, it adds what is new and no more."""

import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from core.facts import Person
from core.tables.cells import Cell, Row, Sheet
from core.tables.layout import recognise
from core.tables.meanings import OF_PEOPLE
from desktop.app.desk import Desk
from desktop.app.importing.people import PeopleImport
from desktop.app.importing.tables import Reading, Table, kept_here, read_table
from desktop.app.importing.work import finish, go_on
from desktop.app.settings import change_setting
from desktop.app.site import desk_of
from tests.helpers.sites import fixed_clock, make_store

NAMES = st.sampled_from(("", "佐藤", "佐藤 一郎", "髙橋", "高橋"))
KANA = st.sampled_from(("", "サトウ", "さとう", "タカハシ"))
PHONES = st.sampled_from(("", "0424611234", "042-461-1234", "09011112222", "x"))
BORN = st.sampled_from(("", "S25.4.1", "1950/4/1", "1990-01-01", date(1990, 1, 1)))
TABLE_ROWS = st.lists(st.tuples(NAMES, KANA, PHONES, BORN), max_size=12)
FIELDS = st.sampled_from(("", "name", "name,kana", "name,kana,phone,birth_date"))


def _read(desk: Desk, rows: list[tuple[Cell, ...]]) -> Reading:
    whole = (("氏名", "フリガナ", "電話番号", "生年月日"), *rows)
    sheet = Sheet("名簿", tuple(Row(number, tuple(cells)) for number, cells in enumerate(whole, 1)))
    return read_table(Table(sheet, recognise(sheet, OF_PEOPLE)), kept_here(desk))


def _import(desk: Desk, rows: list[tuple[Cell, ...]], batches: int | None = None) -> PeopleImport:
    """All of it, or only so many batches of two."""
    work = PeopleImport(_read(desk, rows), batch=2)
    finish(desk, work.compare)
    taking = work.take_in
    if batches is None:
        finish(desk, taking)
    for _ in range(batches or 0):
        go_on(desk, taking)
    return work


def _people(desk: Desk) -> Counter[tuple[str | None, ...]]:
    rows = desk.store.facts.where(Person, "1")
    return Counter((each.name, each.kana, each.phone, each.birth_date, each.age_band) for each in rows)


@settings(max_examples=40)
@given(rows=TABLE_ROWS, more=TABLE_ROWS, fields=FIELDS, batches=st.integers(0, 4), data=st.data())
def test_nobody_twice_and_nobody_lost(
    rows: list[tuple[Cell, ...]], more: list[tuple[Cell, ...]], fields: str, batches: int, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = fixed_clock()
        desk = desk_of(make_store(Path(folder), clock=clock), clock)
        change_setting(desk, "visitor_fields", fields)
        _import(desk, rows, batches)
        done = _import(desk, rows)
        assert done.to_add + done.known + _refused(done) == len(done.reading.entries)
        before = _people(desk)
        again = _import(desk, data.draw(st.permutations(rows)))
        assert (again.added, _people(desk)) == (0, before)
        longer = _import(desk, data.draw(st.permutations([*rows, *more])))
        assert longer.added <= len(more)
        assert before <= _people(desk)
        assert _import(desk, data.draw(st.permutations([*rows, *more]))).added == 0
        desk.store.close()


def _refused(work: PeopleImport) -> int:
    return len({fault.row for fault in work.faults if fault.reason.weight == "refused"})
