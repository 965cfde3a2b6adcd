"""The database's key is never plain on the disk: behind a passphrase, or in the system's store."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from core.problem import Problem
from desktop.devices.keystore import find_key, has_system_store, keep_key, needs_passphrase

KEY = bytes(range(32))


class MemoryStore(KeyringBackend):
    """Stands for the system's store, which a machine that only runs tests does not have."""

    priority = -1  # keyring chooses among all classes it knows: never this one by itself

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def system_store() -> Iterator[MemoryStore]:
    before = keyring.get_keyring()
    store = MemoryStore()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)


@pytest.fixture
def no_store() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_passphrase_gives_the_key_back_and_hides_it(tmp_path: Path) -> None:
    keep_key(tmp_path, "site", KEY, "やま かわ 花")
    assert needs_passphrase(tmp_path)
    assert find_key(tmp_path, "やま かわ 花") == KEY
    assert KEY not in everything_in(tmp_path)
    assert KEY.hex().encode() not in everything_in(tmp_path)


@pytest.mark.parametrize(("given", "code"), [("やまかわ花", "passphrase_wrong"), (None, "passphrase_needed")])
def test_any_other_passphrase_is_told(tmp_path: Path, given: str | None, code: str) -> None:
    keep_key(tmp_path, "site", KEY, "やま かわ 花")
    with pytest.raises(Problem) as told:
        find_key(tmp_path, given)
    assert told.value.code == code
    assert told.value.next_step


def test_the_system_store_keeps_it_where_there_is_one(tmp_path: Path, system_store: MemoryStore) -> None:
    assert has_system_store()
    keep_key(tmp_path, "site", KEY, None)
    assert not needs_passphrase(tmp_path)
    assert find_key(tmp_path, None) == KEY
    assert KEY.hex().encode() not in everything_in(tmp_path)
    assert list(system_store.kept) == [("madoguchi", "site")]


def test_another_user_of_the_machine_is_told(tmp_path: Path, system_store: MemoryStore) -> None:
    keep_key(tmp_path, "site", KEY, None)
    system_store.kept.clear()
    with pytest.raises(Problem) as told:
        find_key(tmp_path, None)
    assert told.value.code == "key_missing"


@pytest.mark.usefixtures("no_store")
def test_with_neither_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        keep_key(tmp_path, "site", KEY, None)
    assert told.value.code == "passphrase_needed"
    assert everything_in(tmp_path) == b""


@pytest.mark.parametrize("content", [b"", b"{", b'{"kept_in": 3}', "鍵".encode("cp932")])
def test_a_damaged_key_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key.json").write_bytes(content)
    with pytest.raises(Problem) as told:
        find_key(tmp_path, "x")
    assert told.value.code == "key_file"


def test_nobody_else_may_read_the_key_file(tmp_path: Path) -> None:
    """Windows keeps no such modes; its profile folders belong to the user."""
    keep_key(tmp_path, "site", KEY, "やま かわ 花")
    assert os.name == "nt" or stat.S_IMODE((tmp_path / "key.json").stat().st_mode) == 0o600
