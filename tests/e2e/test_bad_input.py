"""What can go wrong at a venue: each a plain sentence with the next step, and nothing lost (issue "Bad input")."""

import hashlib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.card_code import ALPHABET, pretty
from core.clock import SystemClock
from core.facts import Attendance
from core.problem import Problem
from desktop.app import catalogue_in_force
from desktop.app.desk import Desk
from desktop.app.site import NewSite, init_site, keep_backup, open_site, site_folder
from desktop.app.walk_in import receive_walk_in
from desktop.cli.program import run
from desktop.storage.migrations import STEPS, migrate
from tests.helpers.headquarters import headquarters

PASSPHRASE = "ひみつ"
VISITS = 3
PAGE = 4096  # SQLCipher's


@dataclass(frozen=True)
class Venue:
    """A site with three visits and one copy, worked by command."""

    data: Path
    capture: pytest.CaptureFixture[str]

    def says(self, *words: str) -> tuple[int, str]:
        """Exit code, and what was said in all."""
        code = run(["--data", str(self.data), *words], lambda _data, _clock: 0)
        said = self.capture.readouterr()
        return code, said.out + said.err

    def refuses(self, *words: str) -> str:
        """The sentence and the next step."""
        code, said = self.says(*words)
        assert code == 1
        assert said.count("。") >= 1
        assert "Traceback" not in said
        return said

    @property
    def records(self) -> Path:
        return site_folder(self.data) / "site.db"

    @property
    def fingerprint(self) -> str:
        """Of the file's bytes as they lie there."""
        return hashlib.blake2b(self.records.read_bytes()).hexdigest()

    def visits(self) -> int:
        desk = open_site(self.data, SystemClock(), PASSPHRASE)
        try:
            return desk.store.facts.count(Attendance, "voided = 0")
        finally:
            desk.store.close()


@pytest.fixture
def venue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Venue:
    monkeypatch.setenv("MADOGUCHI_PASSPHRASE", PASSPHRASE)
    desk = init_site(tmp_path / "data", NewSite("田無公民館", "132292", PASSPHRASE), SystemClock())
    for _ in range(VISITS):
        receive_walk_in(desk, "70s")
    keep_backup(desk)
    desk.store.close()
    return Venue(tmp_path / "data", capsys)


def test_wrong_passphrase(venue: Venue, monkeypatch: pytest.MonkeyPatch) -> None:
    before = venue.fingerprint
    monkeypatch.setenv("MADOGUCHI_PASSPHRASE", "ひみづ")
    assert "パスフレーズがちがいます" in venue.refuses("check-in", "x")
    assert venue.fingerprint == before
    monkeypatch.setenv("MADOGUCHI_PASSPHRASE", PASSPHRASE)
    assert venue.visits() == VISITS


def _page_of(venue: Venue, table: str) -> int:
    """The number of a table's first page."""
    desk = open_site(venue.data, SystemClock(), PASSPHRASE)
    row = desk.store.db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
    desk.store.close()
    return int(row[0])


@pytest.mark.parametrize("table", ["sqlite_master", "secret", "fact_attendance"])
def test_damaged_database_is_left_alone_and_its_copy_offered(venue: Venue, table: str) -> None:
    """Damage that shows at once, while opening, and only when the page is read."""
    page = 1 if table == "sqlite_master" else _page_of(venue, table)
    data = bytearray(venue.records.read_bytes())
    for at in range((page - 1) * PAGE, page * PAGE):
        data[at] ^= 0xFF
    venue.records.write_bytes(bytes(data))
    damaged = venue.fingerprint
    said = venue.refuses("status")
    assert "壊れている" in said
    copy = said.strip().rpartition("madoguchi restore ")[2]
    assert venue.fingerprint == damaged
    assert venue.says("restore", copy)[0] == 0
    assert venue.visits() == VISITS
    aside = next(site_folder(venue.data).glob("damaged-*.db"))
    assert hashlib.blake2b(aside.read_bytes()).hexdigest() == damaged


def test_damaged_database_without_a_copy(venue: Venue) -> None:
    for copy in (site_folder(venue.data) / "backups").iterdir():
        copy.unlink()
    venue.records.write_bytes(b"\0" * 100_000)
    assert "壊れている" in venue.refuses("status")


def test_too_new_database(venue: Venue, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = open_site(venue.data, SystemClock(), PASSPHRASE)
    with monkeypatch.context() as future:
        future.setattr("desktop.storage.migrations.STEPS", (*STEPS, ("9999_of_the_future", lambda _db: None)))
        migrate(desk.store.db)
    desk.store.close()
    before = venue.fingerprint
    assert "新しい版" in venue.refuses("status")
    assert "新しい版" in venue.refuses("check-in", "x")
    assert venue.fingerprint == before


@contextmanager
def _small_disk(folder: Path) -> Iterator[bool]:
    """A file system of one megabyte at `folder`; False where this user may not mount one."""
    folder.mkdir()
    mounted = not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    ).returncode
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def _receive_until_refused(desk: Desk) -> tuple[list[str], Problem]:
    promised: list[str] = []
    while True:
        try:
            received = receive_walk_in(desk, "70s").attendance
        except Problem as problem:
            return promised, problem
        assert received is not None
        promised.append(received.attendance_id)


def test_full_disk(tmp_path: Path) -> None:
    """On a real full file system; where none may be mounted, SQLite's own limit says the same (SQLITE_FULL)."""
    folder = tmp_path / "disk"
    with _small_disk(folder) as mounted:
        desk = init_site(folder, NewSite("田無公民館", "132292", PASSPHRASE), SystemClock())
        if not mounted:
            desk.store.db.execute("PRAGMA max_page_count = 200")
        promised, problem = _receive_until_refused(desk)
        assert problem.code == "disk_full"
        assert "空き容量" in problem.sentence
        assert problem.next_step
        if mounted:
            subprocess.run(["mount", "-o", "remount,size=8m", str(folder)], check=True)
        else:
            desk.store.db.execute("PRAGMA max_page_count = 100000")
        again = receive_walk_in(desk, "80plus").attendance
        assert again is not None
        desk.store.close()
        _assert_kept(folder, [*promised, again.attendance_id])


def _assert_kept(folder: Path, promised: list[str]) -> None:
    desk = open_site(folder, SystemClock(), PASSPHRASE)
    kept = desk.store.facts.where(Attendance, "voided = 0", order="at, attendance_id")
    assert [row.attendance_id for row in kept] == promised
    assert [row.ticket for row in kept] == [f"A{number}" for number in range(1, len(kept) + 1)]
    assert desk.store.db.execute("PRAGMA cipher_integrity_check").fetchall() == []
    desk.store.close()


def test_broken_topic_file(venue: Venue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "topics.toml"
    broken.write_text('version = 1\npublished = 2026-04-01\n[[groups]\ncode = "T01"\n', encoding="utf-8")
    monkeypatch.setattr(catalogue_in_force, "shipped_path", lambda: broken)
    before = venue.fingerprint
    said = venue.refuses("status")
    assert "相談内容の一覧" in said
    assert "3行目" in said
    assert venue.fingerprint == before


def test_headquarters_down(venue: Venue) -> None:
    with headquarters() as hq:
        assert venue.says("enrol", hq.url, hq.code(hq.add_site()))[0] == 0
    said = venue.refuses("send")
    assert "本部につながりません" in said
    assert "記録はこの端末に残っています" in said
    assert venue.visits() == VISITS


def test_wrong_enrolment_code(venue: Venue) -> None:
    with headquarters() as hq:
        right = hq.code(hq.add_site()).replace("-", "")
        wrong_letter = next(letter for letter in ALPHABET if letter not in right[:2])
        for code, word in (
            ("1234", "16文字"),
            (wrong_letter + right[1:], "コード"),
            (right[:-6] + right[:6], "本部ではありません"),
        ):
            assert word in venue.refuses("enrol", hq.url, pretty(code))
        assert "本部にはまだつながっていません" in venue.says("status")[1]
        assert venue.says("enrol", hq.url, pretty(right))[0] == 0
    assert venue.visits() == VISITS


def test_headquarters_that_is_none(venue: Venue) -> None:
    """A wrong address is told before anything is said to it."""
    with headquarters() as hq:
        code = hq.code(hq.add_site())
    assert "本部につながりません" in venue.refuses("enrol", hq.url, code)
    assert "https" in venue.refuses("enrol", "http://honbu.example.jp", code)
