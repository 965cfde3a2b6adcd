"""The exchange at headquarters: once only, numbered without gaps, apart what cannot be taken."""

import msgspec

from core import kinds, segment
from core.wire import EXCHANGE_PATH, PROTOCOL, EventAnswer, ExchangeAnswer, ExchangeRequest
from desktop.sync.exchange import exchange, verified
from desktop.sync.ports import Outgoing
from desktop.sync.transport import HttpTransport, Signer
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop, second_of

NUMBERED = (
    "SELECT site_seq FROM event UNION ALL SELECT site_seq FROM segment UNION ALL"
    " SELECT site_seq FROM key_record UNION ALL SELECT site_seq FROM key_grant UNION ALL"
    " SELECT site_seq FROM erased_key UNION ALL"
    " SELECT certificate_seq FROM device WHERE certificate_seq IS NOT NULL ORDER BY 1"
)


def send(hq: Headquarters, laptop: Laptop, *segments: bytes) -> ExchangeAnswer:
    """One request with these segments."""
    who = laptop.identity()
    request = ExchangeRequest(PROTOCOL, who.site_id, who.device_id, who.epoch, "?", 0, laptop.cursor, tuple(segments))
    signer = Signer(who.device_id, who.pair)
    answer = HttpTransport(hq.url).post(EXCHANGE_PATH, request, ExchangeAnswer, signer)
    verified(answer, who, Outgoing(tuple(segments)))
    return answer


def reached(answer: ExchangeAnswer, laptop: Laptop) -> int:
    """The vector's seq for this laptop."""
    from core.wire import Receipt

    receipt = msgspec.msgpack.decode(answer.receipt, type=Receipt)
    return max((each.seq for each in receipt.vector if each.device_id == laptop.device_id), default=0)


def test_a_day_arrives(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    for _ in range(3):
        laptop.visit()
    report = hq.exchange(laptop)
    assert (report.sent, report.stored, report.pending) == (1, 3, 0)
    assert hq.query("SELECT count(*) FROM fact_attendance WHERE voided = 0") == [(3,)]
    assert [bytes(data) for (data,) in hq.query("SELECT data FROM event ORDER BY device_seq")] == laptop.journal
    assert [bytes(data) for (data,) in hq.query("SELECT data FROM segment")] == laptop.segments


def test_the_same_request_twice_changes_nothing(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visit()
    laptop.visitor(name="田無 花子")
    laptop.cut_segments()
    first = send(hq, laptop, *laptop.segments)
    before = (
        hq.query("SELECT * FROM event"),
        hq.query("SELECT * FROM segment"),
        hq.query("SELECT * FROM fact_person"),
    )
    again = send(hq, laptop, *laptop.segments)
    assert [each.status for each in first.answers[0].events] == ["stored", "stored"]
    assert [each.status for each in again.answers[0].events] == ["duplicate", "duplicate"]
    assert reached(first, laptop) == reached(again, laptop) == 2
    after = (
        hq.query("SELECT * FROM event"),
        hq.query("SELECT * FROM segment"),
        hq.query("SELECT * FROM fact_person"),
    )
    assert after == before


def test_segments_that_overlap_store_each_event_once(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    for _ in range(4):
        laptop.visit()
    send(hq, laptop, laptop.cut(laptop.journal[:3], 1))
    answer = send(hq, laptop, laptop.cut(laptop.journal[1:], 2))
    assert [each.status for each in answer.answers[0].events] == ["duplicate", "duplicate", "stored"]
    assert hq.query("SELECT count(*) FROM event") == [(4,)]


def test_a_gap_holds_the_vector_until_it_is_filled(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    for _ in range(3):
        laptop.visit()
    one, two, three = (laptop.cut([line], seq) for seq, line in enumerate(laptop.journal, 1))
    assert reached(send(hq, laptop, one, three), laptop) == 1
    assert reached(send(hq, laptop, two), laptop) == 3


def test_another_event_at_a_taken_place_is_a_fork(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visit()
    send(hq, laptop, laptop.cut(laptop.journal, 1))
    other = laptop.visit()
    forged = msgspec.json.encode(msgspec.structs.replace(other, device_seq=1))
    answer = send(hq, laptop, laptop.cut([forged], 1))
    assert answer.answers[0].events == (EventAnswer(1, "quarantined", "fork"),)
    assert hq.query("SELECT what, reason, first_seq FROM quarantined") == [("segment", "fork", 1)]
    assert [bytes(data) for (data,) in hq.query("SELECT data FROM event")] == laptop.journal[:1]


def test_the_same_event_id_with_other_content_is_a_fork(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    first = laptop.visit()
    send(hq, laptop, laptop.cut(laptop.journal, 1))
    second = msgspec.structs.replace(first, device_seq=2)
    answer = send(hq, laptop, laptop.cut([msgspec.json.encode(second)], 2))
    assert answer.answers[0].events == (EventAnswer(2, "quarantined", "fork"),)
    assert reached(answer, laptop) == 2


def test_a_quarantined_event_is_not_in_the_way_of_the_rest(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visit()
    laptop.write(kinds.HandoutFeedback(handout="wifi", text="私の番号は 123456789018 です"))
    laptop.visit()
    answer = send(hq, laptop, laptop.cut(laptop.journal, 1))
    statuses = [(each.status, each.reason) for each in answer.answers[0].events]
    assert statuses == [("stored", None), ("quarantined", "my_number"), ("stored", None)]
    assert reached(answer, laptop) == 3
    sealed = bytes(hq.query("SELECT data FROM quarantined")[0][0])
    assert b"123456789018" not in sealed
    again = send(hq, laptop, laptop.cut(laptop.journal, 1))
    assert [each.status for each in again.answers[0].events] == ["duplicate", "quarantined", "duplicate"]
    assert hq.query("SELECT count(*) FROM quarantined") == [(1,)]


def test_what_must_be_sealed_is_not_taken_readable(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.write(kinds.PersonRegistered(), plain=msgspec.Raw(b'{"age_band":"70s","name":"x"}'))
    answer = send(hq, laptop, laptop.cut(laptop.journal, 1))
    assert answer.answers[0].events == (EventAnswer(1, "quarantined", "not_sealed"),)


def test_an_unknown_kind_and_a_newer_schema_are_stored_and_not_projected(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visit(session_id="s")
    laptop.write(kinds.AttendanceLeft(at="x"), kind="attendance.teleported")
    laptop.write(kinds.AttendanceLeft(at="x"), schema_version=99)
    answer = send(hq, laptop, laptop.cut(laptop.journal, 1))
    assert {each.status for each in answer.answers[0].events} == {"stored"}
    assert hq.query("SELECT left_at FROM fact_attendance") == [(None,)]


def test_unreadable_events_are_kept_apart(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visit(at="昨日")
    laptop.visit(how="a\0b")
    laptop.journal.append(b"{not json")
    laptop.visit()
    answer = send(hq, laptop, laptop.cut(laptop.journal, 1))
    assert [each.reason for each in answer.answers[0].events] == ["unreadable"] * 3 + [None]


def test_a_segment_by_another_hand_or_damaged_is_kept_and_named(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visit()
    laptop.cut_segments()
    stranger = second_of(laptop)
    stranger.visit()
    stranger.cut_segments()
    damaged = laptop.segments[0][:-1] + bytes([laptop.segments[0][-1] ^ 1])
    answer = send(hq, laptop, damaged, stranger.segments[0], b"junk", laptop.segments[0])
    assert [each.refused for each in answer.answers] == [
        "bad_signature",
        "unknown_device",
        "unreadable",
        None,
    ]
    assert hq.query("SELECT count(*) FROM quarantined WHERE what = 'segment'") == [(3,)]
    assert reached(answer, laptop) == 1


def test_a_segment_under_another_key_counts_in_the_vector(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visit()
    key, laptop.site.transport_key = laptop.site.transport_key, bytes(32)
    laptop.cut_segments()
    laptop.site.transport_key = key
    answer = send(hq, laptop, laptop.segments[0])
    assert answer.answers[0].refused == "unreadable"
    assert reached(answer, laptop) == 1


def test_every_number_of_the_sites_sequence_is_given_once(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visit()
    hana = laptop.visitor(name="花子")
    hq.exchange(laptop)
    laptop.write(kinds.PersonErased(), hana.entity_id)
    laptop.certificates = [laptop.certificate()]
    hq.exchange(laptop)
    given = [number for (number,) in hq.query(NUMBERED)]
    (last,) = hq.query("SELECT last_seq FROM site")[0]
    erased = 1  # the key record's own number left with it
    assert len(set(given)) == len(given) == last - erased
    assert max(given) == last


def test_the_clock_is_measured_and_never_refused(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.clock.advance(days=36_500)
    laptop.visit()
    assert hq.exchange(laptop).stored == 1
    (offset,) = hq.query("SELECT clock_offset_ms FROM device")[0]
    assert offset > 36_000 * 86_400_000
    assert reached(send(hq, laptop), laptop) == 1  # a device time of "?" is no reason either
    assert hq.query("SELECT clock_offset_ms FROM device") == [(None,)]


def test_pull_brings_the_other_laptops_bytes_and_no_own_ones(hq: Headquarters) -> None:
    first = hq.enrolled()
    first.visit()
    hana = first.visitor(name="花子")
    hq.exchange(first)
    second = second_of(first)
    second.join(hq.url, hq.code(first.site.site_id), first=False)
    second.certificates = [second.certificate()]
    second.visit()
    hq.exchange(second)
    hq.exchange(first)
    assert second.taken == first.segments
    assert first.taken == second.segments
    assert [each.entity_id for each in second.taken_keys.values()] == [hana.entity_id]
    assert first.taken_keys == {}


def test_a_new_epoch_gets_its_own_past_back(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visit()
    hq.exchange(laptop)
    laptop.open_new_epoch()
    laptop.cursor = 0
    hq.exchange(laptop)
    assert len(laptop.taken) == 1


def test_pages_are_read_to_the_end(hq: Headquarters) -> None:
    first = hq.enrolled()
    for _ in range(40):
        first.visit()
        first.cut_segments()
    hq.exchange(first)
    second = second_of(first)
    second.join(hq.url, hq.code(first.site.site_id), first=False)
    report = hq.exchange(second)
    assert report.pulled == 40
    assert second.read() == first.journal


def test_exchange_without_anything_to_say(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    report = exchange(laptop, HttpTransport(hq.url))
    assert (report.sent, report.stored, report.pulled) == (0, 0, 0)


def test_more_than_a_thousand_events_and_their_segments(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    for _ in range(segment.MAX_EVENTS + 5):
        laptop.visit()
    report = hq.exchange(laptop)
    assert (report.sent, report.stored) == (2, segment.MAX_EVENTS + 5)


def test_a_database_that_was_restarted_meanwhile_is_found_again(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    for _ in range(40):  # every thread that answers has its connection by now
        hq.exchange(laptop)
    others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
    hq.query(f"SELECT pg_terminate_backend(pid) {others}")
    laptop.visit()
    assert hq.exchange(laptop).stored == 1


def test_a_connection_says_what_a_server_may_not_decide(hq: Headquarters) -> None:
    """A receipt says durably stored, and no question takes long enough to be compiled (ADR 95)."""
    from hq.database import cursor

    asked = ("synchronous_commit", "jit")
    told = [cursor().execute("SELECT current_setting(%s)", [each]).fetchone() for each in asked]
    assert told == [("on",), ("off",)]
