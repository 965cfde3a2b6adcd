"""保留 on the laptop: what, why, what to do; nothing is deleted. And the past, told in a sentence."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.events import decode_event
from core.ids import new_entity_id
from core.kinds import HandoutFeedback
from core.problem import Problem
from core.surprises import Surprise
from desktop.app.apart import apart, look_again, reject, reject_by_id, take_back
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.occurrences import occurrences, put_occurrence_away, show_occurrence_again
from desktop.app.sending import send_now, send_state
from desktop.app.site import desk_of
from desktop.app.unsettled import unsettled
from desktop.app.walk_in import receive_walk_in
from desktop.storage.journal import Draft
from desktop.storage.store import open_store
from desktop.sync.ports import Incoming
from tests.helpers.apart import two_laptops
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.segments import bring, segments_of
from tests.helpers.sites import KEY

SERIAL = "プリンター（製造番号 123456789018）"


@pytest.fixture
def hq() -> Iterator[Headquarters]:
    """Real PostgreSQL, real HTTP."""
    with headquarters() as running:
        yield running


def write_as_an_older_program(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> str:
    """A text that today's guard would stop."""
    entity = new_entity_id()
    with monkeypatch.context() as older:
        older.setattr("desktop.storage.journal.guard_payload", lambda _payload: None)
        desk.record(Draft(entity, HandoutFeedback(handout="H05", text=SERIAL)))
    return entity


def events(desk: Desk) -> int:
    return int(desk.store.db.execute("SELECT count(*) FROM event").fetchone()[0])


def test_what_headquarters_keeps_apart_until_a_person_there_decides(
    desk: Desk, hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hq.quarantine import deciding

    enrol(desk, hq.url, hq.code(hq.add_site()))
    receive_walk_in(desk, "70s")
    write_as_an_older_program(desk, monkeypatch)
    assert send_now(desk).quarantined == 1
    (line,) = apart(desk)
    assert (line.at_hq, line.code, line.count, line.kind) == (True, "my_number", 1, "handout.feedback")
    assert line.reason.next_step
    ((kept_id,),) = hq.query("SELECT id FROM quarantined")
    deciding.reject(kept_id, "hanako", "分からない")
    send_now(desk)
    (line,) = apart(desk)
    assert line.rejected
    assert send_state(desk).apart == len(unsettled(desk)) == 1
    reject(desk, line)
    assert (apart(desk), desk.store.outbox.refused()) == ((), 0)
    take_back(desk, line)
    assert apart(desk) == (line,)
    deciding.release(kept_id, "hanako", "製造番号")
    send_now(desk)
    assert (apart(desk), desk.store.outbox.refused()) == ((), 0)
    assert (send_state(desk).apart, unsettled(desk)) == (0, [])
    assert desk.store.db.execute("SELECT decision FROM refused_event").fetchall() == [("released",)]
    assert hq.query("SELECT count(*) FROM event WHERE kind = 'handout.feedback'") == [(1,)]


def test_a_number_of_an_older_program_is_shown_covered_everywhere(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    entity = write_as_an_older_program(desk, monkeypatch)
    (opened,) = desk.store.journal.events_of(entity)
    assert opened.payload == HandoutFeedback(handout="H05", text="プリンター(製造番号 ●●●)")
    desk.store.journal.rebuild()
    stored = desk.store.db.execute("SELECT data FROM event WHERE entity_id = ?", [entity]).fetchone()[0]
    assert SERIAL.encode() in bytes(decode_event(stored).plain)  # the bytes stay what they were


def test_what_came_before_its_certificate_comes_in_with_it(tmp_path: Path, clock: FixedClock) -> None:
    with two_laptops(tmp_path, clock) as (first, second):
        certificate = second.identity.certificate
        first.store.db.execute("DELETE FROM certificate WHERE device_id = ?", [second.identity.device_id])
        receive_walk_in(second, "70s")
        (segment,) = segments_of(second)
        assert bring(first, segment) == "not_certified"
        (line,) = apart(first)
        assert (line.at_hq, line.count, line.again, line.letter) == (False, events(second), True, "")
        assert look_again(first) == look_again(first, line.id) == 0
        first.store.outbox.take_in(Incoming((), (), (certificate,), (), (), 0, from_hq=False))
        assert apart(first) == ()
        assert first.store.db.execute("SELECT decision, decided_at IS NOT NULL FROM bad_segment").fetchall() == [
            ("taken", 1)
        ]
        assert first.store.db.execute("SELECT count(*) FROM fact_attendance").fetchone() == (1,)
        assert bring(first, segment) is None


def test_a_person_puts_away_what_cannot_come_in_and_takes_that_back(tmp_path: Path, clock: FixedClock) -> None:
    with two_laptops(tmp_path, clock) as (first, second):
        receive_walk_in(second, "70s")
        (segment,) = segments_of(second)
        forged = segment[:-1] + bytes([segment[-1] ^ 1])
        assert bring(first, forged) == "segment_signature"
        (line,) = apart(first)
        assert (line.letter, line.again) == ("B", False)
        assert reject_by_id(first, line.id) == line
        assert apart(first) == ()
        take_back(first, line)
        assert apart(first) == (line,)
        for unknown in (lambda: reject_by_id(first, "x"), lambda: look_again(first, "x")):
            with pytest.raises(Problem) as told:
                unknown()
            assert told.value.code == "apart_unknown"
        assert first.store.db.execute("SELECT count(*) FROM bad_segment").fetchone() == (1,)


def copied(desk: Desk, folder: Path, clock: FixedClock) -> Desk:
    """The same disk once more."""
    desk.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folder.mkdir()
    shutil.copyfile(desk.store.path, folder / "site.db")
    return desk_of(open_store(folder / "site.db", KEY, clock), clock)


def test_a_copied_disk_is_told_once_until_somebody_has_seen_it(
    desk: Desk, hq: Headquarters, tmp_path: Path, clock: FixedClock
) -> None:
    enrol(desk, hq.url, hq.code(hq.add_site()))
    send_now(desk)
    twin = copied(desk, tmp_path / "twin", clock)
    receive_walk_in(desk, "70s")
    assert send_now(desk).surprises == ()
    before = events(twin)
    receive_walk_in(twin, "60s")
    written = events(twin) - before
    assert send_now(twin).surprises == (Surprise.CLONED,)
    (line,) = occurrences(twin)
    assert (line.what, line.records) == (Surprise.CLONED, written)
    assert "もう一台" in line.sentence
    assert f"{written}件" in line.sentence
    assert (send_now(twin).surprises, apart(twin), occurrences(desk)) == ((), (), ())
    put_occurrence_away(twin, line.position)
    assert occurrences(twin) == ()
    show_occurrence_again(twin, line.position)
    assert occurrences(twin) == (line,)
    assert hq.query("SELECT count(*) FROM fact_attendance") == [(2,)]
    twin.store.close()


def test_restored_backups_of_either_side_are_told_with_how_many_came_back(
    desk: Desk, hq: Headquarters, tmp_path: Path, clock: FixedClock
) -> None:
    enrol(desk, hq.url, hq.code(hq.add_site()))
    send_now(desk)
    yesterday = copied(desk, tmp_path / "yesterday", clock)
    receive_walk_in(desk, "70s")
    send_now(desk)
    lost = events(desk) - events(yesterday)
    assert send_now(yesterday).surprises == (Surprise.RESTORED,)
    (line,) = occurrences(yesterday)
    assert (line.what, line.records) == (Surprise.RESTORED, lost)
    assert yesterday.store.db.execute("SELECT count(*) FROM fact_attendance").fetchone() == (1,)
    hq.query("TRUNCATE event, segment, reached, key_record, history, fact_attendance, fact_session")
    hq.query("UPDATE site SET last_seq = 1")
    assert Surprise.HQ_RESTORED in send_now(yesterday).surprises
    newest = occurrences(yesterday)[0]
    assert (newest.what, newest.records) == (Surprise.HQ_RESTORED, events(yesterday))
    yesterday.store.close()
