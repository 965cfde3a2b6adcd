"""控え: a new machine takes a copy over by the recovery sheet alone, and whoever was erased since stays erased."""

from pathlib import Path

import pytest

from core.clock import FixedClock
from core.problem import Problem
from desktop.app.people import erase_person
from desktop.app.restoring import begin_from_copy, restore_here
from desktop.app.site import current_site, keep_backup, site_folder
from desktop.app.upkeep import backup_to
from tests.helpers.joined import CODE, PASSPHRASE, first_laptop, name_of, visitor


def test_a_new_machine_opens_a_copy_with_sheet_and_code(tmp_path: Path, clock: FixedClock) -> None:
    old, sheet = first_laptop(tmp_path / "old", clock)
    person = visitor(old, "田無花子")
    copies = [keep_backup(old), backup_to(old, tmp_path / "stick" / "today.db")]
    old.store.close()
    for place, copy in enumerate(copies):
        new = begin_from_copy(tmp_path / f"new{place}", copy, (sheet.qr, CODE), clock, "べつのことば")
        assert name_of(new, person) == "田無花子"
        assert new.identity.epoch == 2
        assert new.identity.device_id == old.identity.device_id
        new.store.close()


def test_another_sheet_or_a_copy_without_its_key_leaves_the_machine_empty(tmp_path: Path, clock: FixedClock) -> None:
    old, sheet = first_laptop(tmp_path / "old", clock)
    stranger, other = first_laptop(tmp_path / "other", clock)
    copy = backup_to(old, tmp_path / "stick" / "today.db")
    for desk in (old, stranger):
        desk.store.close()
    with pytest.raises(Problem) as refused:
        begin_from_copy(tmp_path / "new", copy, (other.qr, CODE), clock, PASSPHRASE)
    assert refused.value.code == "other_sheet"
    (tmp_path / "stick" / "today.db.root-key.json").unlink()
    with pytest.raises(Problem) as refused:
        begin_from_copy(tmp_path / "new", copy, (sheet.qr, CODE), clock, PASSPHRASE)
    assert refused.value.code == "no_root_key"
    assert current_site(tmp_path / "new") is None


def test_going_back_to_a_copy_erases_again_before_anything_is_shown(tmp_path: Path, clock: FixedClock) -> None:
    desk, _sheet = first_laptop(tmp_path, clock)
    gone, kept = visitor(desk, "田無花子"), visitor(desk, "柳沢太郎")
    copy = keep_backup(desk)
    erase_person(desk, gone)
    restore_here(desk, copy, PASSPHRASE)
    assert (name_of(desk, gone), name_of(desk, kept)) == (None, "柳沢太郎")
    owners = desk.store.db.execute("SELECT DISTINCT entity_id FROM key_record").fetchall()
    assert (gone,) not in owners
    assert (kept,) in owners
    assert (site_folder(tmp_path) / "root-key.json").exists()
    desk.store.close()
