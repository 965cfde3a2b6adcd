"""The laptop's side: nothing is given up before a verified receipt, and surprises are survived."""

from collections.abc import Callable, Iterable
from threading import Condition
from typing import Any

import msgspec
import pytest

from core.certificates import DeviceRevocation
from core.keys import new_pair
from core.wire import EXCHANGE_PATH, SIGNATURE_HEADER, ExchangeAnswer, Receipt, pack, unpack
from desktop.sync import faults
from desktop.sync.exchange import exchange
from desktop.sync.faults import SyncProblem
from desktop.sync.transport import HttpTransport
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.laptop import Laptop, second_of

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def _whole(answer: Any) -> bytes:
    body = b"".join(answer)
    answer.close()  # as a WSGI server must: Django ends its request there
    return body


class AnswerLost:
    """Lets headquarters do its work and then loses the answer, so many times."""

    def __init__(self, app: App) -> None:
        self.app, self.left = app, 0

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        answer = self.app(environ, start)
        if environ["PATH_INFO"] == EXCHANGE_PATH and self.left:
            self.left -= 1
            return [_whole(answer)[:20]]
        return answer


_OF_THE_ANSWER = ("content-length", SIGNATURE_HEADER.lower())


class Altered:
    """Changes what headquarters answers on the way, as one without signatures does."""

    def __init__(
        self,
        app: App,
        change: Callable[[ExchangeAnswer], ExchangeAnswer],
        revocations: tuple[DeviceRevocation, ...] | None = None,
    ) -> None:
        self.app, self.change, self.revocations = app, change, revocations

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        kept: list[Any] = []
        answer = _whole(self.app(environ, lambda *given: kept.append(given)))
        if environ["PATH_INFO"] == EXCHANGE_PATH:
            changed = self.change(unpack(answer, ExchangeAnswer))
            answer = pack(msgspec.structs.replace(changed, revocations=self.revocations))
        status, headers, *_ = kept[0]
        start(status, [each for each in headers if each[0].lower() not in _OF_THE_ANSWER])
        return [answer]


def test_an_answer_lost_after_the_commit_is_made_good() -> None:
    road: list[AnswerLost] = []

    def around(app: App) -> AnswerLost:
        road.append(AnswerLost(app))
        return road[0]

    with headquarters(around) as hq:
        laptop = hq.enrolled()
        laptop.visit()
        road[0].left = 1
        with pytest.raises(SyncProblem) as caught:
            hq.exchange(laptop)
        assert caught.value.code == "cut_off"
        assert laptop.pending() == 1
        assert hq.query("SELECT count(*) FROM event") == [(1,)]
        vector = hq.query("SELECT device_id, epoch, seq FROM reached")
        report = hq.exchange(laptop)
        assert (report.stored, report.duplicate, report.pending) == (0, 1, 0)
        assert hq.query("SELECT device_id, epoch, seq FROM reached") == vector


class Watched(Laptop):
    """A laptop whose segments hold one event each; it tells when it has cut some, and its disk may become full."""

    def __init__(self) -> None:
        super().__init__()
        self.cutting, self.room = Condition(), 1000

    def cut_segments(self, at_most: int | None = None) -> int:
        if self.cut_to >= self.room:
            raise OSError("no space left on device")
        with self.cutting:
            made = range(self.cut_to, len(self.journal))[:at_most]
            self.segments += [self.cut(self.journal[place : place + 1], place + 1) for place in made]
            self.cut_to += len(made)
            self.cutting.notify()
        return len(made)

    def has_cut(self, more_than: int) -> bool:
        """Whether there are so many segments by now, or soon."""
        wanted = min(more_than + 1, len(self.journal))
        with self.cutting:
            return self.cutting.wait_for(lambda: self.cut_to >= wanted, 10)


class Slow(HttpTransport):
    """A road on which no request arrives before the laptop has cut what the next one will bring."""

    def __init__(self, laptop: Watched, loses_answer: int = -1) -> None:
        super().__init__(laptop.url)
        self.laptop, self.loses_answer, self.sent = laptop, loses_answer, list[int]()

    def post(self, path: str, message: Any, expected: Any, signer: Any) -> Any:
        self.sent.append(len(message.segments))
        assert self.laptop.has_cut(sum(self.sent))
        answer = super().post(path, message, expected, signer)
        if self.loses_answer == len(self.sent):
            raise faults.broken_answer()
        return answer


def test_the_next_segments_are_cut_while_a_request_is_on_its_way(hq: Headquarters) -> None:
    laptop = Watched()
    hq.enrolled(laptop)
    for _ in range(60):
        laptop.visit()
    road = Slow(laptop)
    report = exchange(laptop, road)
    assert road.sent == [4, 24, 24, 8]
    assert (report.stored, report.pending) == (60, 0)
    assert [bytes(data) for (data,) in hq.query("SELECT data FROM event ORDER BY site_seq")] == laptop.journal


@pytest.mark.parametrize("lost", [1, 2, 4])
def test_what_was_cut_meanwhile_arrives_once_also_after_a_lost_answer(hq: Headquarters, lost: int) -> None:
    laptop = Watched()
    hq.enrolled(laptop)
    for _ in range(60):
        laptop.visit()
    road = Slow(laptop, loses_answer=lost)
    with pytest.raises(SyncProblem) as caught:
        exchange(laptop, road)
    assert caught.value.code == "answer_broken"
    assert laptop.pending() == 60 - sum(road.sent[:-1])
    report = hq.exchange(laptop)
    assert (report.duplicate, report.stored + report.duplicate) == (road.sent[-1], 60 - sum(road.sent[:-1]))
    assert [bytes(data) for (data,) in hq.query("SELECT data FROM event ORDER BY site_seq")] == laptop.journal
    assert laptop.pending() == 0


def test_a_disk_that_is_full_while_a_request_is_on_its_way_loses_nothing(hq: Headquarters) -> None:
    laptop = Watched()
    hq.enrolled(laptop)
    for _ in range(60):
        laptop.visit()
    laptop.room = 4
    with pytest.raises(OSError, match="no space"):
        hq.exchange(laptop)
    assert hq.query("SELECT count(*) FROM event") == [(4,)]
    assert laptop.pending() == 60  # no receipt was taken in
    laptop.room = 1000
    report = hq.exchange(laptop)
    assert (report.duplicate, report.stored, report.pending) == (4, 56, 0)


def _by_another_key(answer: ExchangeAnswer) -> ExchangeAnswer:
    return msgspec.structs.replace(answer, signature=new_pair().sign(answer.receipt))


def _told_more(answer: ExchangeAnswer) -> ExchangeAnswer:
    receipt = msgspec.msgpack.decode(answer.receipt, type=Receipt)
    more = msgspec.structs.replace(receipt, site_seq=receipt.site_seq + 1)
    return msgspec.structs.replace(answer, receipt=msgspec.msgpack.encode(more))


@pytest.mark.parametrize("change", [_by_another_key, _told_more])
def test_a_receipt_that_headquarters_did_not_sign_counts_as_none(
    change: Callable[[ExchangeAnswer], ExchangeAnswer],
) -> None:
    with headquarters(lambda app: Altered(app, change)) as hq:
        laptop = hq.enrolled()
        laptop.visit()
        with pytest.raises(SyncProblem) as caught:
            hq.exchange(laptop)
        assert caught.value.code == "false_receipt"
        assert laptop.pending() == 1
        assert laptop.vector == ()


def _read_nothing(answer: ExchangeAnswer) -> ExchangeAnswer:
    return msgspec.structs.replace(answer, pulled=())


def test_who_takes_the_signature_off_an_answer_cannot_keep_records_back() -> None:
    with headquarters(lambda app: Altered(app, _read_nothing, ())) as hq:
        laptop = hq.enrolled()
        laptop.visit()
        with pytest.raises(SyncProblem) as caught:
            hq.exchange(laptop)
        assert caught.value.code == "answer_broken"
        assert (laptop.cursor, laptop.pending()) == (0, 1)


def test_a_receipt_must_name_everything_that_was_sent(hq: Headquarters) -> None:
    """An old, honest receipt shown again proves nothing about new records."""
    laptop = hq.enrolled()
    laptop.visit()

    class Replaying(HttpTransport):
        first: Any = None

        def post(self, path: str, message: Any, expected: Any, signer: Any) -> Any:
            self.first = self.first or super().post(path, message, expected, signer)
            return self.first

    transport = Replaying(hq.url)
    exchange(laptop, transport)
    laptop.visit()
    with pytest.raises(SyncProblem) as caught:
        exchange(laptop, transport)
    assert caught.value.code == "false_receipt"
    assert laptop.pending() == 1


def test_headquarters_restored_from_a_backup_gets_everything_again(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    for _ in range(3):
        laptop.visit()
    laptop.visitor(name="花子")
    hq.exchange(laptop)
    everything = hq.query("SELECT data FROM event ORDER BY device_seq")
    facts = ("fact_attendance", "fact_person")
    for table in ("event", "segment", "reached", "key_record", "history", *facts):
        hq.query(f"DELETE FROM {table}")
    hq.query("UPDATE site SET last_seq = 1")
    laptop.visit()
    report = hq.exchange(laptop)
    assert report.pending == 0
    assert hq.query("SELECT data FROM event ORDER BY device_seq")[:4] == everything
    assert hq.query("SELECT count(*) FROM event") == [(5,)]
    assert hq.query("SELECT count(*) FROM key_record") == [(1,)]


def test_a_laptop_behind_its_own_past_opens_a_new_epoch(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    for _ in range(3):
        laptop.visit()
    hq.exchange(laptop)
    past = list(laptop.segments)
    laptop.journal, laptop.segments, laptop.cut_to, laptop.vector, laptop.cursor = [], [], 0, (), 0
    hq.exchange(laptop)
    assert laptop.epoch == 2
    assert laptop.taken == past
    laptop.visit()
    assert hq.exchange(laptop).stored == 1


def test_a_forked_laptop_goes_on_under_a_new_epoch(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visit()
    hq.exchange(laptop)
    clone = Laptop(laptop.site, laptop.letter, laptop.device_id, laptop.pair, url=laptop.url, hq_keys=laptop.hq_keys)
    clone.visit()
    report = hq.exchange(clone)
    assert (report.quarantined, clone.epoch) == (1, 2)
    clone.visit()
    assert hq.exchange(clone).stored == 1
    written_anew_and_new = 2
    found = hq.query("SELECT epoch, count(*) FROM event GROUP BY epoch ORDER BY epoch")
    assert found == [(1, 1), (2, written_anew_and_new)]


def test_headquarters_stopped_loses_nothing() -> None:
    with headquarters() as hq:
        laptop = hq.enrolled()
        laptop.visit()
    with pytest.raises(SyncProblem) as caught:
        hq.exchange(laptop)
    assert caught.value.code == "no_connection"
    assert str(caught.value) == "本部につながりません。記録はこの端末に残っています。あとでもう一度送ってください。"
    assert laptop.pending() == 1
    with headquarters() as later:
        laptop.join(later.url, later.code(later.add_site()))
        assert later.exchange(laptop).stored == 1


def test_who_read_what_headquarters_lost_reads_anew(hq: Headquarters) -> None:
    """Numbers are given out a second time: what others wrote meanwhile stands below the reader's own place."""
    first = hq.enrolled()
    second = second_of(first)
    second.join(hq.url, hq.code(first.site.site_id), first=False)
    second.certificates.append(second.certificate())
    for _ in range(4):
        first.visit()
        hq.exchange(first)
    hq.exchange(second)
    for table in ("event", "segment", "reached", "history"):
        hq.query(f"DELETE FROM {table}")
    hq.query("UPDATE site SET last_seq = 1")
    hq.exchange(first)
    late = first.visit()
    hq.exchange(first)
    hq.exchange(second)
    assert late.event_id.encode() in b"".join(second.read())
