"""Opening, damage, newer programs, backups and migrations."""

from pathlib import Path

import pytest

from core.facts import FACTS, Fee, Person, table_of
from core.ids import new_person_id
from core.kinds import PersonRegistered
from core.placement import placements
from desktop.storage.backup import KEPT, back_up, backups
from desktop.storage.connection import open_database
from desktop.storage.journal import Draft
from desktop.storage.migrations import STEPS
from desktop.storage.problems import StoreProblem
from desktop.storage.store import Store, open_store
from tests.helpers.sites import KEY, fixed_clock


def test_tables_are_the_facts_column_for_column(store: Store) -> None:
    for fact in FACTS:
        rows = store.db.execute(f"PRAGMA table_info({table_of(fact)})").fetchall()
        assert [row[1] for row in rows] == list(placements(fact))


def test_durable_before_the_beep(store: Store) -> None:
    assert store.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert store.db.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert store.db.execute("PRAGMA secure_delete").fetchone()[0] == 1
    assert store.db.execute("PRAGMA temp_store").fetchone()[0] == 2


def test_a_damaged_file_is_told_and_not_touched(store: Store) -> None:
    store.close()
    whole = bytearray(store.path.read_bytes())
    whole[100:200] = bytes(100)
    store.path.write_bytes(whole)
    with pytest.raises(StoreProblem) as told:
        open_store(store.path, KEY, fixed_clock())
    assert told.value.code == "database_damaged"
    assert store.path.read_bytes() == bytes(whole)


def test_a_file_of_a_newer_program_is_refused(store: Store) -> None:
    store.db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('madoguchi', '9999_x', '')"
    )
    store.close()
    with pytest.raises(StoreProblem) as told:
        open_store(store.path, KEY, fixed_clock())
    assert told.value.code == "database_too_new"


def test_a_backup_opens_with_the_same_key_and_holds_everything(store: Store, tmp_path: Path) -> None:
    person_id = new_person_id()
    store.record(Draft(person_id, PersonRegistered(name="高橋")), staff_id=None)
    copy = back_up(store.db, tmp_path / "backups", fixed_clock().now())
    assert "高橋".encode() not in copy.read_bytes()
    again = open_store(copy, KEY, fixed_clock())
    found = again.facts.one(Person, person_id)
    assert found is not None
    assert found.name == "高橋"
    again.close()


def test_the_newest_backups_are_kept(store: Store, tmp_path: Path) -> None:
    clock = fixed_clock()
    made = []
    for _ in range(KEPT + 3):
        clock.advance(hours=1)
        made.append(back_up(store.db, tmp_path / "backups", clock.now()))
    assert backups(tmp_path / "backups") == made[: -KEPT - 1 : -1]


@pytest.mark.parametrize("done", range(len(STEPS)))
def test_a_file_of_each_earlier_version_is_brought_up(tmp_path: Path, store: Store, done: int) -> None:
    """The schema after migrating step by step is the one that a fresh file has."""
    from sqlite_utils.migrations import Migrations

    from desktop.storage.fact_shapes import make_tables
    from desktop.storage.migrations import SET, migrate

    older = open_database(tmp_path / "older.db", KEY)
    earlier = Migrations(SET)
    for name, step in STEPS[:done]:
        earlier(name=name)(step)
    earlier.apply(older)
    migrate(older)
    make_tables(older)
    schema = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    assert older.execute(schema).fetchall() == store.db.execute(schema).fetchall()
    older.close()


def test_facts_of_another_shape_are_made_anew(tmp_path: Path, store: Store) -> None:
    """A later program has another column or rule: what stood in the tables is made again from the events."""
    person = new_person_id()
    store.record(Draft(person, PersonRegistered(age_band="70s", name="高橋")), staff_id=None)
    store.db.execute("DROP TABLE fact_fee")
    store.db.execute("UPDATE fact_person SET age_band = 'old rule'")
    store.db.execute("UPDATE setting SET value = 'of before' WHERE name = 'fact_shape'")
    store.close()
    again = open_store(store.path, KEY, fixed_clock())
    found = again.facts.one(Person, person)
    assert found is not None
    assert (found.age_band, found.name) == ("70s", "高橋")
    assert again.facts.count(Fee) == 0
    assert again.facts.search.find("高橋") == [person]
    again.close()
