"""A stopped laptop: what was not delivered is at headquarters or in one sealed file, and nothing else is left."""

import io
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from core.certificates import BY_HQ, BY_ROOT, DeviceRevocation, revoke
from core.clock import FixedClock
from core.keys import SigningPair, new_pair
from core.parcel import open_parcel, parted_request
from core.problem import Problem
from core.sealed_rest import open_rest
from core.wire import ExchangeRequest, unpack
from desktop.app import revoked
from desktop.app.desk import Desk
from desktop.app.recovery import open_sheet
from desktop.app.revoked import begin_anew, leave, own_revocation, refuse_if_stopped, stopped_here
from desktop.app.rotation import rotate
from desktop.app.sending import send_now
from desktop.app.site import current_site, keep_backup, open_site
from desktop.app.walk_in import receive_walk_in
from desktop.storage.carried import MAX_KEYS
from desktop.sync.ports import Incoming
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.joined import PASSPHRASE, Sheet, another, first_laptop, visitor


@pytest.fixture(scope="module")
def hq() -> Iterator[Headquarters]:
    """Real PostgreSQL, real HTTP; each test has sites of its own."""
    with headquarters() as running:
        yield running


@pytest.fixture
def alone(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Desk, Sheet]]:
    """A without a headquarters, a name on record, a copy, and a file that was put aside."""
    desk, sheet = first_laptop(tmp_path, clock)
    visitor(desk, "田無花子")
    keep_backup(desk)
    (desk.store.path.parent / "damaged-20261121-093000.db").write_bytes(b"older")
    yield desk, sheet
    desk.store.close()


def _hear(desk: Desk, word: DeviceRevocation) -> None:
    desk.store.outbox.take_in(Incoming((), (), (), (), (), 0, from_hq=False, revocations=(word,)))


def _word(desk: Desk, root: SigningPair, **changed: str) -> DeviceRevocation:
    me = desk.identity
    word = DeviceRevocation(me.site_id, me.device_id, desk.now, "lost", BY_ROOT)
    return revoke(msgspec.structs.replace(word, **changed), root)


def _root(sheet: Sheet) -> SigningPair:
    return SigningPair(open_sheet(sheet.qr, sheet.code).seed)


def _left(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_stopped_by_headquarters_all_is_delivered_in_that_exchange_and_then_wiped(
    tmp_path: Path, clock: FixedClock, hq: Headquarters
) -> None:
    a, sheet = first_laptop(tmp_path / "a", clock, hq)
    b = another(tmp_path / "b", clock, sheet, hq, a.identity.site_id)
    receive_walk_in(b, "70s")
    from hq.revoking import revoke as stop

    stop(b.identity.device_id, "lost")
    assert own_revocation(b) is None
    report = send_now(b)
    assert report.pending == 0
    assert report.quarantined > 0
    word = own_revocation(b)
    assert word is not None
    assert word.by == BY_HQ
    folder = b.store.path.parent
    stopped = leave(b)
    assert (stopped.rest, stopped.letter, stopped.unsent) == ("", "B", 0)
    assert _left(folder) == {revoked.MARK}
    apart = "SELECT DISTINCT reason FROM quarantined WHERE what = 'segment' AND site_id = %s"
    assert hq.query(apart, a.identity.site_id) == [("revoked_device",)]
    a.store.close()


def test_what_was_not_delivered_is_sealed_to_headquarters(tmp_path: Path, clock: FixedClock, hq: Headquarters) -> None:
    a, sheet = first_laptop(tmp_path / "a", clock, hq)
    b = another(tmp_path / "b", clock, sheet, hq, a.identity.site_id)
    send_now(a)
    rotate(a, sheet.qr, sheet.code, lost=b.identity.device_id)
    from desktop.storage.papers import revocations

    receive_walk_in(b, "70s")
    _hear(b, revocations(a.store.db)[b.identity.device_id])
    stopped = leave(b)
    file = Path(stopped.rest)
    assert stopped.unsent > 0
    from hq.identity import key_pair

    parcel = open_rest(file.read_bytes(), key_pair())
    opened = open_parcel(io.BytesIO(parcel), len(parcel))
    assert opened.header.device_id == b.identity.device_id
    assert opened.count == 1
    with pytest.raises(Problem):
        open_rest(file.read_bytes(), new_pair())
    _taken_at_headquarters(file, hq, a.identity.site_id)
    a.store.close()


def test_no_key_is_left_behind_however_many_there_are(alone: tuple[Desk, Sheet]) -> None:
    desk, sheet = alone
    many = "WITH RECURSIVE n (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < ?)"
    copied = "INSERT INTO key_record (key_id, entity_id, data) SELECT key_id || at, entity_id, data FROM key_record, n"
    desk.store.db.execute(f"{many} {copied}", [MAX_KEYS])
    (keys,) = desk.store.db.execute("SELECT count(*) FROM key_record").fetchone()
    _hear(desk, _word(desk, _root(sheet)))
    parcel = open_rest(Path(leave(desk).rest).read_bytes(), _root(sheet))
    frames = open_parcel(io.BytesIO(parcel), len(parcel)).frames()
    requests = [unpack(parted_request(frame)[1], ExchangeRequest) for frame in frames]
    assert sum(len(each.key_records) for each in requests) == keys > MAX_KEYS


def _taken_at_headquarters(file: Path, hq: Headquarters, site_id: str) -> None:
    """Like any parcel from a stick, and its records go to quarantine."""
    from hq.intake.parcels import WaitingParcel

    send = io.BytesIO()
    with file.open("rb") as opened:
        done = WaitingParcel(opened, file.stat().st_size).carry_out(send)
    assert (done.stored, done.duplicate) == (0, 0)
    apart = "SELECT DISTINCT reason FROM quarantined WHERE what = 'segment' AND site_id = %s"
    assert done.quarantined > 0
    assert hq.query(apart, site_id) == [("revoked_device",)]


def test_the_next_start_says_so_and_the_laptop_can_begin_anew(
    alone: tuple[Desk, Sheet], tmp_path: Path, clock: FixedClock
) -> None:
    desk, sheet = alone
    _hear(desk, _word(desk, _root(sheet)))
    leave(desk)
    with pytest.raises(Problem) as refused:
        refuse_if_stopped(tmp_path)
    assert refused.value.code == "laptop_stopped"
    assert ".mdgrest" in refused.value.next_step
    begin_anew(tmp_path)
    assert current_site(tmp_path) is None
    assert stopped_here(tmp_path) is None
    assert list(tmp_path.glob("*.mdgrest"))


@pytest.mark.parametrize(
    "what",
    ["unsigned", "another root", "another laptop", "another site", "by a headquarters that is not ours"],
)
def test_a_word_that_is_not_right_wipes_nothing(alone: tuple[Desk, Sheet], what: str) -> None:
    desk, sheet = alone
    root = _root(sheet)
    words = {
        "unsigned": DeviceRevocation(desk.identity.site_id, desk.identity.device_id, desk.now, "lost", BY_ROOT),
        "another root": _word(desk, new_pair()),
        "another laptop": _word(desk, root, device_id="other"),
        "another site": _word(desk, root, site_id="other"),
        "by a headquarters that is not ours": _word(desk, new_pair(), by=BY_HQ),
    }
    _hear(desk, words[what])
    assert own_revocation(desk) is None
    before = _left(desk.store.path.parent)
    with pytest.raises(Problem) as refused:
        leave(desk)
    assert refused.value.code == "not_stopped"
    assert _left(desk.store.path.parent) == before
    assert desk.store.journal.last_seq > 0


@pytest.mark.parametrize("deleted", [0, 1, 3, 5])
def test_a_kill_in_the_middle_is_finished_at_the_next_start(
    alone: tuple[Desk, Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deleted: int
) -> None:
    desk, sheet = alone
    folder = desk.store.path.parent
    _hear(desk, _word(desk, _root(sheet)))
    really, left = Path.unlink, [deleted]

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if folder in path.parents and path.suffix != ".part":  # what an unfinished file left goes before the mark
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
        really(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(KeyboardInterrupt):
        leave(desk)
    monkeypatch.undo()
    assert stopped_here(tmp_path) is not None
    assert _left(folder) == {revoked.MARK}


def test_a_kill_before_the_mark_leaves_the_word_and_nothing_is_lost(
    alone: tuple[Desk, Sheet], tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, sheet = alone
    _hear(desk, _word(desk, _root(sheet)))

    def full(*_given: object) -> None:
        raise Problem("file_no_room", "保存する場所の空きが足りません。")

    monkeypatch.setattr(revoked, "write_file", full)
    with pytest.raises(Problem):
        leave(desk)
    monkeypatch.undo()
    desk.store.close()
    again = open_site(tmp_path, clock, PASSPHRASE)
    assert own_revocation(again) is not None
    leave(again)
    assert stopped_here(tmp_path) is not None
