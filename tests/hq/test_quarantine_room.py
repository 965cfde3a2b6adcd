"""One laptop cannot fill headquarters' disk with what is kept apart; what is too much stays with the laptop."""

from collections.abc import Iterator

import msgspec
import pytest

from core.problem import Problem
from core.sealing import KeyRecord
from core.wire import EXCHANGE_PATH, ExchangeAnswer, ExchangeRequest, Receipt
from desktop.sync.faults import SyncProblem
from desktop.sync.transport import HttpTransport, Signer
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.laptop import Laptop, second_of


@pytest.fixture(scope="module")
def hq() -> Iterator[Headquarters]:
    """One for all tests here."""
    with headquarters() as made:
        yield made


@pytest.fixture
def uncertified(hq: Headquarters) -> Laptop:
    """Enrolled, but the site root has not spoken for it yet."""
    laptop = second_of(hq.enrolled())
    laptop.join(hq.url, hq.code(laptop.site.site_id), first=False)
    return laptop


def waiting(hq: Headquarters, laptop: Laptop) -> int:
    """Segments of it in quarantine."""
    query = "SELECT count(*) FROM quarantined WHERE sender = %s AND what = 'segment' AND decision IS NULL"
    return int(hq.query(query, laptop.device_id)[0][0])


def send_each(hq: Headquarters, laptop: Laptop, segments: int) -> None:
    """So many segments of one visit, cut and sent one by one."""
    for _ in range(segments):
        laptop.visit()
        hq.exchange(laptop)


def test_more_than_its_room_stays_at_the_laptop(
    hq: Headquarters, uncertified: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hq.intake.quarantine.MOST_THINGS", 2)
    send_each(hq, uncertified, 2)
    send_each(hq, uncertified, 1)
    assert (waiting(hq, uncertified), list(uncertified.held.values())) == (2, ["quarantine_full"])
    send_each(hq, uncertified, 1)
    assert (waiting(hq, uncertified), uncertified.pending()) == (2, 2)
    assert len(uncertified.delivered) == 2


def test_bytes_count_as_well(hq: Headquarters, uncertified: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hq.intake.quarantine.MOST_BYTES", 1_500)
    for _ in range(3):
        send_each(hq, uncertified, 1)
    assert 0 < waiting(hq, uncertified) < 3
    assert set(uncertified.held.values()) == {"quarantine_full"}


def test_what_is_here_already_takes_no_room(
    hq: Headquarters, uncertified: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer was lost: the same once more, with no room left."""
    monkeypatch.setattr("hq.intake.quarantine.MOST_THINGS", 1)
    send_each(hq, uncertified, 1)
    uncertified.delivered.clear()
    hq.exchange(uncertified)
    assert (waiting(hq, uncertified), uncertified.held, uncertified.pending()) == (1, {}, 0)


def test_a_full_room_keeps_out_no_other_laptop_and_nothing_sound(
    hq: Headquarters, uncertified: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hq.intake.quarantine.MOST_THINGS", 1)
    send_each(hq, uncertified, 2)
    other = second_of(uncertified)
    other.join(hq.url, hq.code(other.site.site_id), first=False)
    send_each(hq, other, 1)
    assert (waiting(hq, other), other.held) == (1, {})
    uncertified.certificates = [uncertified.certificate()]
    hq.exchange(uncertified)
    uncertified.visit()
    hq.exchange(uncertified)
    query = "SELECT count(*) FROM event WHERE device_id = %s"
    assert (hq.query(query, uncertified.device_id), uncertified.pending()) == ([(3,)], 0)


def test_a_decision_makes_room(hq: Headquarters, uncertified: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    from hq.quarantine.deciding import reject

    monkeypatch.setattr("hq.intake.quarantine.MOST_THINGS", 1)
    send_each(hq, uncertified, 2)
    ((kept_id,),) = hq.query("SELECT id FROM quarantined WHERE sender = %s", uncertified.device_id)
    reject(kept_id, "hanako", "心当たりがない")
    hq.exchange(uncertified)
    assert (waiting(hq, uncertified), uncertified.pending()) == (1, 0)
    assert hq.query("SELECT count(*) FROM quarantined WHERE sender = %s", uncertified.device_id) == [(2,)]


def test_the_refusal_is_a_sentence_with_a_next_step(
    hq: Headquarters, uncertified: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hq.intake.quarantine.MOST_THINGS", 0)
    uncertified.visit()
    uncertified.cut_segments()
    with pytest.raises(SyncProblem) as caught:
        ask(uncertified, segments=tuple(uncertified.segments))
    told: Problem = caught.value
    assert (told.code, "多すぎて" in told.sentence, "保留" in told.next_step) == ("quarantine_full", True, True)


def ask(laptop: Laptop, **brought: object) -> ExchangeAnswer:
    """One request over HTTP, as no honest program would make it."""
    who = laptop.identity()
    request = ExchangeRequest(1, who.site_id, who.device_id, 1, "", 1, 0)
    request = msgspec.structs.replace(request, **brought)
    return HttpTransport(laptop.url).post(EXCHANGE_PATH, request, ExchangeAnswer, Signer(who.device_id, who.pair))


def key_records(laptop: Laptop, many: int) -> tuple[KeyRecord, ...]:
    """Of which one is signed by its laptop."""
    laptop.visitor(name="花子")
    one = laptop.key_records[-1]
    return tuple(msgspec.structs.replace(one, key_id=f"{one.key_id}.{number}") for number in range(many))


def test_made_up_epochs_do_not_stand_in_every_receipt_for_ever(
    hq: Headquarters, uncertified: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hq.intake.vector.MOST_EPOCHS", 3)
    segments = []
    for epoch in range(1, 7):
        uncertified.epoch, uncertified.journal = epoch, []
        uncertified.visit()
        segments.append(uncertified.cut(uncertified.journal, 1))
    answer = ask(uncertified, segments=tuple(segments))
    receipt = msgspec.msgpack.decode(answer.receipt, type=Receipt)
    assert (len(receipt.vector), len(receipt.segment_hashes), waiting(hq, uncertified)) == (3, 6, 6)


def test_without_room_nothing_is_sealed(hq: Headquarters, uncertified: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a stopped laptop could keep headquarters busy with what it refuses in the end."""
    made_up = key_records(uncertified, 20)
    ask(uncertified, key_records=made_up[:10])
    monkeypatch.setattr("hq.intake.quarantine.MOST_THINGS", 10)
    monkeypatch.setattr("hq.intake.quarantine.wrap", lambda *_: pytest.fail("sealed"))
    with pytest.raises(SyncProblem) as refused:
        ask(uncertified, key_records=made_up)
    ask(uncertified, key_records=made_up[:10])  # what is here already
    assert refused.value.code == "quarantine_full"


def test_the_same_twice_in_one_request_takes_room_once(
    hq: Headquarters, uncertified: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hq.intake.quarantine.MOST_THINGS", 2)
    one, other = key_records(uncertified, 2)
    ask(uncertified, key_records=(one,))
    ask(uncertified, key_records=(one, other, one, other))
    query = "SELECT count(*) FROM quarantined WHERE sender = %s"
    assert hq.query(query, uncertified.device_id) == [(2,)]


def test_more_papers_than_any_laptop_sends_are_not_even_verified(
    uncertified: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.wire.MAX_PAPERS", 3)
    with pytest.raises(SyncProblem) as refused:
        ask(uncertified, key_records=key_records(uncertified, 3), certificates=(uncertified.certificate(),))
    assert (refused.value.status, refused.value.code) == (413, "too_large")


def test_events_of_a_laptop_that_does_not_count_are_not_looked_at(
    uncertified: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hq.intake.checking.check_event", lambda *_: pytest.fail("looked at"))
    uncertified.visit()
    uncertified.visit()
    answer = ask(uncertified, segments=(uncertified.cut(uncertified.journal, 1),))
    assert [(each.device_seq, each.reason) for each in answer.answers[0].events] == [
        (1, "not_certified"),
        (2, "not_certified"),
    ]
