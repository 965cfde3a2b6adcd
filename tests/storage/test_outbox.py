"""Segments are cut once, kept until the receipt, and other laptops' word is never taken on trust."""

from pathlib import Path

import msgspec

from core.certificates import grant
from core.events import Event, decode_event
from core.facts import Attendance
from core.ids import new_entity_id, new_person_id
from core.keys import new_pair
from core.kinds import AttendanceRecorded, PersonAmended, PersonErased, PersonRegistered, TicketIssued
from core.segment import MAX_EVENTS, SegmentHeader, open_segment, segment_hash, take_apart
from core.wire import EventAnswer, Receipt, SegmentAnswer, VectorEntry
from desktop.storage.identity import Identity
from desktop.storage.journal import Draft
from desktop.storage.store import Store
from desktop.sync.ports import Incoming, Outgoing
from tests.helpers.sites import make_identity, make_store

MORNING = "2026-11-21T10:00:00.000+09:00"


def come(store: Store, times: int = 1) -> None:
    visit = AttendanceRecorded(session_id="s", at=MORNING, how="number")
    store.record(*(Draft(new_entity_id(), visit) for _ in range(times)), staff_id=None)


def receipt(store: Store, sent: Outgoing, seq: int) -> Receipt:
    me = store.identity
    return Receipt(
        site_id=me.site_id,
        device_id=me.device_id,
        vector=(VectorEntry(me.device_id, me.epoch, seq),),
        segment_hashes=tuple(segment_hash(data) for data in sent.segments),
        key_ids=tuple(record.key_id for record in sent.key_records),
        site_seq=seq,
        at=MORNING,
    )


def incoming(segments: tuple[bytes, ...], sent: Outgoing, pulled_to: int = 9) -> Incoming:
    return Incoming(segments, sent.key_records, sent.certificates, (), (), pulled_to)


def second_laptop(store: Store, folder: Path) -> Store:
    """Another laptop of the same site: same transport key, root and ring, another device."""
    assert store.identity.root_seed is not None
    root = msgspec.structs.replace(new_pair(), seed=store.identity.root_seed)
    other = make_identity(root, "B", store.identity.site_id)
    shared = msgspec.structs.replace(other, transport_key=store.identity.transport_key, ring=store.identity.ring)
    return make_store(folder, shared)


def test_a_segment_is_cut_once_and_its_bytes_stay(store: Store) -> None:
    come(store, 3)
    assert store.outbox.cut_segments() == 1
    first = store.outbox.outgoing(16).segments
    come(store)
    assert store.outbox.cut_segments() == 1
    assert store.outbox.cut_segments() == 0
    assert store.outbox.outgoing(16).segments[:1] == first
    lines = open_segment(take_apart(first[0]), store.identity.transport_key)
    assert [decode_event(line).device_seq for line in lines] == [1, 2, 3]


def test_a_long_journal_is_cut_into_pieces_without_a_gap(store: Store) -> None:
    come(store, MAX_EVENTS + 5)
    store.outbox.cut_segments()
    headers = [take_apart(data).header for data in store.outbox.outgoing(16).segments]
    assert [(each.first_seq, each.last_seq) for each in headers] == [(1, 1000), (1001, 1005)]


def test_a_long_journal_can_be_cut_a_few_pieces_at_a_time(store: Store) -> None:
    come(store, 2 * MAX_EVENTS + 5)
    assert store.outbox.cut_segments(2) == 2
    first = store.outbox.outgoing(16).segments
    assert store.outbox.pending() == 2 * MAX_EVENTS + 5
    assert (store.outbox.cut_segments(2), store.outbox.cut_segments(2)) == (1, 0)
    segments = store.outbox.outgoing(16).segments
    assert segments[:2] == first
    headers = [take_apart(data).header for data in segments]
    assert [(each.first_seq, each.last_seq) for each in headers] == [(1, 1000), (1001, 2000), (2001, 2005)]


def test_a_receipt_without_forks_cuts_nothing(store: Store) -> None:
    """What waits to be cut is cut while a request is on its way, not while the next one waits for it."""
    come(store)
    store.outbox.cut_segments()
    sent = store.outbox.outgoing(16)
    come(store)
    answer = SegmentAnswer(segment_hash(sent.segments[0]), (EventAnswer(1, "stored"),))
    store.outbox.accept(sent, receipt(store, sent, 1), (answer,))
    assert store.outbox.cut_segments() == 1


def test_nothing_is_given_up_before_the_receipt_names_it(store: Store) -> None:
    come(store, 2)
    store.outbox.cut_segments()
    sent = store.outbox.outgoing(16)
    empty = msgspec.structs.replace(receipt(store, sent, 2), segment_hashes=())
    store.outbox.accept(sent, empty, ())
    assert store.outbox.outgoing(16).segments == sent.segments
    assert store.outbox.pending() == 2
    store.outbox.accept(sent, receipt(store, sent, 2), ())
    assert store.outbox.outgoing(16).segments == ()
    assert store.outbox.pending() == 0
    assert store.outbox.reached() == (VectorEntry(store.identity.device_id, 1, 2),)


def test_what_headquarters_refuses_is_listed_and_kept(store: Store) -> None:
    come(store, 2)
    store.outbox.cut_segments()
    sent = store.outbox.outgoing(16)
    answer = SegmentAnswer(segment_hash(sent.segments[0]), (EventAnswer(2, "quarantined", "my_number"),))
    store.outbox.accept(sent, receipt(store, sent, 2), (answer,))
    assert store.outbox.refused() == 1
    assert store.db.execute("SELECT count(*) FROM event").fetchone()[0] == 2


def forked(store: Store, sent: Outgoing, *seqs: int) -> tuple[SegmentAnswer, ...]:
    """Headquarters has other events at these places of the first segment."""
    answers = tuple(EventAnswer(seq, "quarantined", "fork") for seq in seqs)
    return (SegmentAnswer(segment_hash(sent.segments[0]), answers),)


def test_own_events_answered_as_a_fork_are_written_anew_under_an_epoch_that_nobody_used(store: Store) -> None:
    person_id = new_person_id()
    store.record(Draft(person_id, PersonRegistered(name="高橋 花子")), staff_id="s1")
    store.record(Draft(person_id, PersonAmended(name="髙橋 花子")), staff_id="s1")
    store.outbox.cut_segments()
    sent = store.outbox.outgoing(16)
    before = events(store)
    seen = VectorEntry(store.identity.device_id, 4, 1)
    word = receipt(store, sent, 2)
    store.outbox.accept(sent, msgspec.structs.replace(word, vector=(*word.vector, seen)), forked(store, sent, 1, 2))
    after = events(store)
    assert [(each.epoch, each.device_seq) for each in after] == [(5, 1), (5, 2)]
    assert {each.event_id for each in after}.isdisjoint(each.event_id for each in before)
    told = [(each.kind, each.wall_time, each.hlc, each.staff_id, each.plain) for each in after]
    assert told == [(each.kind, each.wall_time, each.hlc, each.staff_id, each.plain) for each in before]
    store.journal.rebuild()
    assert store.facts.search.find("髙橋") == [person_id]
    assert (store.outbox.refused(), store.outbox.pending()) == (0, 2)
    assert [(each.first_seq, each.last_seq, each.epoch) for each in cut(store)] == [(1, 2, 5)]


def test_how_a_visitor_wishes_to_be_called_survives_a_fork(store: Store) -> None:
    visit = new_entity_id()
    store.record(Draft(visit, AttendanceRecorded(session_id="s", at=MORNING, how="number")), staff_id=None)
    store.record(Draft(visit, TicketIssued(ticket="A1", calling="seat")), staff_id=None)
    store.outbox.cut_segments()
    sent = store.outbox.outgoing(16)
    store.outbox.accept(sent, receipt(store, sent, 2), forked(store, sent, 1, 2))
    store.journal.rebuild()
    (row,) = store.facts.where(Attendance, "1")
    assert row.wish == "seat"


def test_another_laptop_s_fork_is_kept_apart_and_its_facts_go(store: Store, tmp_path: Path) -> None:
    """It came as a file; headquarters has another event at its place, and the laptop writes its own anew."""
    other = second_laptop(store, tmp_path / "other")
    come(store)
    store.outbox.cut_segments()
    data = store.outbox.outgoing(16).segments
    papers = Incoming(data, (), (store.identity.certificate,), (), (), 0, from_hq=False)
    other.outbox.take_in(papers)
    assert other.facts.count(Attendance) == 1
    sent = other.outbox.outgoing(16)
    assert sent.segments == data
    other.outbox.accept(sent, receipt(other, sent, 0), forked(other, sent, 1))
    assert other.facts.count(Attendance) == 0
    assert other.identity.epoch == 1
    assert other.db.execute("SELECT reason FROM bad_segment").fetchall() == [("fork",)]
    other.close()


def test_headquarters_word_goes_before_that_of_a_file(store: Store, tmp_path: Path) -> None:
    """A copy of the laptop wrote something else at the same place."""
    other = second_laptop(store, tmp_path / "other")
    copy = make_store(tmp_path / "copy", store.identity)
    for each in (store, copy):
        come(each)
        each.outbox.cut_segments()
    certificates = (store.identity.certificate,)
    theirs, ours = copy.outbox.outgoing(16).segments, store.outbox.outgoing(16).segments
    other.outbox.take_in(Incoming(theirs, (), certificates, (), (), 0, from_hq=False))
    other.outbox.take_in(Incoming(ours, (), certificates, (), (), 1))
    assert [each.event_id for each in events(other)] == [each.event_id for each in events(store)]
    other.outbox.take_in(Incoming(theirs, (), certificates, (), (), 1, from_hq=False))
    assert [each.event_id for each in events(other)] == [each.event_id for each in events(store)]
    assert other.db.execute("SELECT reason FROM bad_segment").fetchall() == [("fork",)]
    for each in (copy, other):
        each.close()


def test_a_restored_headquarters_gets_every_epoch_and_every_laptop_s_segments_again(
    store: Store, tmp_path: Path
) -> None:
    other = second_laptop(store, tmp_path / "other")
    come(other)
    other.outbox.cut_segments()
    theirs = other.outbox.outgoing(16)
    come(store)
    store.outbox.open_new_epoch()
    come(store)
    store.outbox.cut_segments()
    store.outbox.take_in(incoming(theirs.segments, theirs))
    sent = store.outbox.outgoing(16)
    store.outbox.accept(sent, receipt(store, sent, 1), ())
    assert not store.outbox.outgoing(16).segments
    me = store.identity.device_id
    store.outbox.send_again()
    again = [(take_apart(data).header.device_id, take_apart(data).header.epoch) for data in outgoing(store)]
    assert again == [(me, 1), (me, 2), (other.identity.device_id, 1)]
    assert (store.outbox.pull_after(), store.outbox.pull_mark()) == (0, None)
    other.close()


def events(store: Store) -> list[Event]:
    rows = store.db.execute("SELECT data FROM event ORDER BY epoch, device_seq").fetchall()
    return [decode_event(data) for (data,) in rows]


def outgoing(store: Store) -> tuple[bytes, ...]:
    return store.outbox.outgoing(16).segments


def cut(store: Store) -> list[SegmentHeader]:
    store.outbox.cut_segments()
    return [take_apart(data).header for data in outgoing(store)]


def test_another_laptop_s_segment_gives_the_same_people(store: Store, tmp_path: Path) -> None:
    store.record(Draft(new_person_id(), PersonRegistered(name="高橋 花子")), staff_id=None)
    store.outbox.cut_segments()
    sent = store.outbox.outgoing(16)
    other = second_laptop(store, tmp_path / "other")
    for _ in range(2):
        other.outbox.take_in(incoming(sent.segments, sent))
    assert len(other.facts.search.find("高橋")) == 1
    assert other.outbox.pull_after() == 9
    assert other.outbox.pending() == 0
    other.close()


def test_a_stranger_s_segment_is_kept_apart_and_the_rest_goes_on(store: Store, tmp_path: Path) -> None:
    stranger = make_store(tmp_path / "stranger", _stranger(store.identity))
    come(stranger)
    stranger.outbox.cut_segments()
    come(store)
    store.outbox.cut_segments()
    good = store.outbox.outgoing(16)
    other = second_laptop(store, tmp_path / "other")
    bad = stranger.outbox.outgoing(16)
    papers = Outgoing((), good.key_records, (*good.certificates, *bad.certificates), ())
    other.outbox.take_in(incoming((*bad.segments, b"rubbish", *good.segments), papers))
    assert other.db.execute("SELECT count(*) FROM event").fetchone()[0] == 1
    reasons = other.db.execute("SELECT reason FROM bad_segment ORDER BY reason").fetchall()
    assert reasons == [("not_certified",), ("segment_foreign",)]
    for each in (stranger, other):
        each.close()


def test_a_granted_privacy_key_opens_names_that_came_before_it(store: Store, tmp_path: Path) -> None:
    store.record(Draft(new_person_id(), PersonRegistered(name="高橋 花子")), staff_id=None)
    store.outbox.cut_segments()
    sent = store.outbox.outgoing(16)
    other = second_laptop(store, tmp_path / "other")
    other.change_identity(msgspec.structs.replace(other.identity, ring=()))
    other.outbox.take_in(incoming(sent.segments, sent))
    assert other.facts.search.find("高橋") == []
    me = store.identity
    granted = grant(me.ring[0], other.identity.certificate, me.device_id, me.device)
    other.outbox.take_in(Incoming((), (), (), (granted,), (), 10))
    assert len(other.facts.search.find("高橋")) == 1
    other.close()


def test_a_key_that_comes_after_its_event_still_opens_it(store: Store, tmp_path: Path) -> None:
    store.record(Draft(new_person_id(), PersonRegistered(name="高橋 花子")), staff_id=None)
    store.outbox.cut_segments()
    sent = store.outbox.outgoing(16)
    other = second_laptop(store, tmp_path / "other")
    other.outbox.take_in(Incoming(sent.segments, (), sent.certificates, (), (), 5))
    assert other.facts.search.find("高橋") == []
    other.outbox.take_in(Incoming((), sent.key_records, (), (), (), 6))
    assert len(other.facts.search.find("高橋")) == 1
    other.close()


def test_headquarters_word_alone_destroys_no_key(store: Store) -> None:
    person_id = new_person_id()
    store.record(Draft(person_id, PersonRegistered(name="高橋 花子")), staff_id=None)
    (key,) = store.outbox.outgoing(16).key_records
    store.outbox.take_in(Incoming((), (), (), (), (key.key_id,), 5))
    store.journal.rebuild()
    assert store.facts.search.find("高橋") == [person_id]


def test_a_key_that_comes_after_its_person_was_erased_is_not_kept(store: Store, tmp_path: Path) -> None:
    person_id = new_person_id()
    store.record(Draft(person_id, PersonRegistered(name="高橋 花子")), staff_id=None)
    keys = store.outbox.outgoing(16).key_records
    store.record(Draft(person_id, PersonErased()), staff_id=None)
    store.outbox.cut_segments()
    sent = store.outbox.outgoing(16)
    other = second_laptop(store, tmp_path / "other")
    other.outbox.take_in(incoming(sent.segments, sent))
    other.outbox.take_in(Incoming((), keys, (), (), (), 10))
    assert other.db.execute("SELECT count(*) FROM key_record").fetchone()[0] == 0
    assert other.facts.search.find("高橋") == []
    other.close()


def test_a_new_epoch_begins_at_one_and_leaves_the_old_one_whole(store: Store) -> None:
    come(store, 2)
    store.outbox.open_new_epoch()
    come(store)
    store.outbox.cut_segments()
    headers = [take_apart(data).header for data in store.outbox.outgoing(16).segments]
    assert [(each.epoch, each.first_seq, each.last_seq) for each in headers] == [(1, 1, 2), (2, 1, 1)]


def _stranger(identity: Identity) -> Identity:
    """Claims the same site, but its certificate is signed by a root of its own."""
    made = make_identity(letter="C", site_id=identity.site_id)
    return msgspec.structs.replace(made, transport_key=identity.transport_key)
