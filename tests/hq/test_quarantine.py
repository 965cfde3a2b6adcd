"""What headquarters kept apart: a person takes it in or does not, once, and nothing is ever deleted."""

import json
import logging
import threading
from collections.abc import Iterator

import msgspec
import pytest
import requests

from core import kinds
from core.keys import new_key
from core.problem import Problem
from core.wire import EXCHANGE_PATH, ExchangeAnswer, ExchangeRequest, QuarantineDecided
from desktop.sync.exchange import exchange
from desktop.sync.transport import HttpTransport, Signer
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.laptop import Laptop, second_of

NUMBER = "123456789018"
SERIAL = f"プリンター（製造番号 {NUMBER}）"
WHY = "製造番号だった"


@pytest.fixture(scope="module")
def running() -> Iterator[Headquarters]:
    """One for all tests here: starting each its own would take most of their time."""
    with headquarters() as made:
        yield made


@pytest.fixture
def hq(running: Headquarters) -> Headquarters:
    """With no site in it, and so nothing else."""
    running.query("TRUNCATE site, event RESTART IDENTITY CASCADE")
    return running


def kept(hq: Headquarters) -> list[tuple[int, str, str]]:
    return [
        (kept_id, what, why) for kept_id, what, why in hq.query("SELECT id, what, reason FROM quarantined ORDER BY id")
    ]


def decided(laptop: Laptop) -> list[QuarantineDecided]:
    """Everything that headquarters decided, as this laptop may read it."""
    who = laptop.identity()
    request = ExchangeRequest(1, who.site_id, who.device_id, who.epoch, "", 0, 0)
    answer = HttpTransport(laptop.url).post(EXCHANGE_PATH, request, ExchangeAnswer, Signer(who.device_id, who.pair))
    return list(answer.decided)


def release(kept_id: int) -> None:
    from hq.quarantine.deciding import release as decide

    decide(kept_id, "hanako", WHY)


def reject(kept_id: int) -> None:
    from hq.quarantine.deciding import reject as decide

    decide(kept_id, "hanako", WHY)


def with_serial(hq: Headquarters) -> Laptop:
    laptop = hq.enrolled()
    laptop.visit()
    laptop.write(kinds.HandoutFeedback(handout="H05", text=SERIAL))
    laptop.visit()
    hq.exchange(laptop)
    return laptop


def test_a_serial_number_counts_once_a_person_has_said_so(hq: Headquarters, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "hq.audit")
    laptop = with_serial(hq)
    ((kept_id, what, reason),) = kept(hq)
    assert (what, reason, hq.query("SELECT count(*) FROM event")) == ("event", "my_number", [(2,)])
    before = hq.query("SELECT last_seq FROM site")[0][0]
    release(kept_id)
    release(kept_id)  # twice is once
    assert [each.getMessage() for each in caplog.records if each.name == "hq.audit"] == [
        f"quarantine {kept_id} of site {laptop.site.site_id} (my_number): released by hanako"
    ]
    assert hq.query("SELECT kind, device_seq, site_seq FROM event WHERE device_seq = 2") == [
        ("handout.feedback", 2, before + 1)
    ]
    (row,) = hq.query("SELECT decision, decided_by, note, decided_seq FROM quarantined")
    assert row == ("released", "hanako", WHY, before + 2)
    assert hq.query("SELECT decision, by, note FROM quarantine_decision") == [("released", "hanako", WHY)]
    (told,) = decided(laptop)
    assert (told.device_id, told.epoch, told.first_seq, told.last_seq) == (laptop.device_id, 1, 2, 2)
    assert (told.reason, told.decision) == ("my_number", "released")
    laptop.delivered.clear()
    report = hq.exchange(laptop)
    assert (report.duplicate, report.quarantined) == (3, 0)


def test_only_the_one_reason_is_waived(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    both = kinds.HandoutFeedback(handout="H05", text=f"暗証番号: 1234 と {NUMBER}")
    laptop.write(both)
    hq.exchange(laptop)
    ((kept_id, _, reason),) = kept(hq)
    assert reason == "password"
    with pytest.raises(Problem) as told:
        release(kept_id)
    assert told.value.code == "still_refused"
    assert hq.query("SELECT count(*) FROM event") == [(0,)]
    assert hq.query("SELECT decision FROM quarantined") == [(None,)]


def test_what_was_rejected_never_counts_and_can_still_be_accepted(hq: Headquarters) -> None:
    laptop = with_serial(hq)
    ((kept_id, *_),) = kept(hq)
    reject(kept_id)
    reject(kept_id)
    assert [each.decision for each in decided(laptop)] == ["rejected"]
    laptop.delivered.clear()
    assert hq.exchange(laptop).quarantined == 1
    assert len(kept(hq)) == 1
    assert hq.query("SELECT count(*) FROM event") == [(2,)]
    assert hq.query("SELECT decision FROM quarantined") == [("rejected",)]
    release(kept_id)
    assert [each.decision for each in decided(laptop)] == ["released"]
    assert hq.query("SELECT count(*) FROM event") == [(3,)]
    with pytest.raises(Problem) as told:
        reject(kept_id)
    assert told.value.code == "counts_already"
    assert hq.query("SELECT decision FROM quarantine_decision ORDER BY id") == [("rejected",), ("released",)]


def test_what_a_lost_laptop_wrote_before_comes_in_with_its_keys(hq: Headquarters) -> None:
    first = hq.enrolled()
    lost = second_of(first)
    lost.join(hq.url, hq.code(first.site.site_id), first=False)
    first.certificates = [lost.certificate()]
    hq.exchange(first)
    from hq.revoking import revoke

    revoke(lost.device_id)
    lost.visit()
    lost.visitor(name="花子")
    assert hq.exchange(lost).quarantined == 2
    assert sorted(what for _, what, _ in kept(hq)) == ["key_record", "segment"]
    from hq.quarantine.listing import kept as listed

    (only,) = listed()
    assert only.what == "segment"
    release(only.pk)
    assert hq.query("SELECT count(*) FROM fact_person") == hq.query("SELECT count(*) FROM key_record") == [(1,)]
    assert hq.query("SELECT DISTINCT decision FROM quarantined") == [("released",)]
    hq.exchange(first)
    assert first.taken == lost.segments
    assert len(first.taken_keys) == 1
    lost.delivered.clear()
    assert hq.exchange(lost).duplicate == 2  # it is here, whoever brings it


def unreadable(hq: Headquarters) -> Laptop:
    laptop = hq.enrolled()
    laptop.write(kinds.AttendanceVoided(), hlc="not a time")
    return laptop


def misplaced(hq: Headquarters) -> Laptop:
    laptop = hq.enrolled()
    laptop.write(kinds.AttendanceVoided(), device_seq=7)
    return laptop


def unsealed(hq: Headquarters) -> Laptop:
    laptop = hq.enrolled()
    laptop.write(kinds.PersonRegistered(age_band="70s"), plain=msgspec.Raw(b'{"age_band":"70s","name":"x"}'))
    return laptop


def uncertified(hq: Headquarters) -> Laptop:
    first = hq.enrolled()
    second = second_of(first)
    second.join(hq.url, hq.code(first.site.site_id), first=False)
    second.visit()
    return second


def of_another_key(hq: Headquarters) -> Laptop:
    laptop = hq.enrolled()
    laptop.visit()
    real, laptop.site.transport_key = laptop.site.transport_key, new_key()
    laptop.cut_segments()
    laptop.site.transport_key = real
    return laptop


def forked(hq: Headquarters) -> Laptop:
    laptop = hq.enrolled()
    laptop.visit()
    hq.exchange(laptop)
    laptop.journal.clear()
    laptop.segments.clear()
    laptop.cut_to = 0
    laptop.visit()
    return laptop


def test_what_still_speaks_against_it_is_told(hq: Headquarters) -> None:
    for make, reason, code in (
        (unreadable, "unreadable", "still_refused"),
        (of_another_key, "unreadable", "still_refused"),
        (uncertified, "not_certified", "still_refused"),
        (misplaced, "wrong_place", "never_released"),
        (unsealed, "not_sealed", "never_released"),
        (forked, "fork", "never_released"),
    ):
        hq.exchange(make(hq))
        kept_id, _, why = kept(hq)[-1]
        assert why == reason
        events = hq.query("SELECT count(*) FROM event")
        with pytest.raises(Problem) as told:
            release(kept_id)
        assert (told.value.code, told.value.next_step != "") == (code, True)
        assert hq.query("SELECT count(*) FROM event") == events
        reject(kept_id)
        assert hq.query("SELECT decision FROM quarantined WHERE id = %s", kept_id) == [("rejected",)]


def test_a_certificate_clears_the_laptops_list_too(hq: Headquarters) -> None:
    second = uncertified(hq)
    hq.exchange(second)
    second.certificates = [second.certificate()]
    hq.exchange(second)
    assert [(each.reason, each.decision) for each in decided(second)] == [("not_certified", "released")]


def test_a_release_amid_exchanges_gives_every_number_once(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    for _ in range(4):
        laptop.write(kinds.HandoutFeedback(handout="H05", text=SERIAL))
    hq.exchange(laptop)
    other = second_of(laptop)
    other.join(hq.url, hq.code(laptop.site.site_id), first=False)
    laptop.certificates = [other.certificate()]
    hq.exchange(laptop)

    def sends() -> None:
        for _ in range(4):
            other.visit()
            exchange(other, HttpTransport(hq.url), other.clock.now)

    sending = threading.Thread(target=sends)
    sending.start()
    for kept_id, *_ in kept(hq):
        release(kept_id)
    sending.join()
    assert hq.query("SELECT count(*), count(DISTINCT site_seq) FROM event") == [(8, 8)]
    assert hq.query("SELECT count(*) FROM quarantined WHERE decision = 'released'") == [(4,)]
    seqs = hq.query("SELECT site_seq FROM event UNION ALL SELECT decided_seq FROM quarantined")
    assert len({seq for (seq,) in seqs}) == 12


def test_a_decision_needs_a_name_and_a_reason_without_a_number(hq: Headquarters) -> None:
    from hq.quarantine.deciding import release as decide

    with_serial(hq)
    ((kept_id, *_),) = kept(hq)
    for by, note, code in (("hanako", " ", "no_note"), ("", WHY, "no_note"), ("hanako", NUMBER, "my_number")):
        with pytest.raises(Problem) as told:
            decide(kept_id, by, note)
        assert told.value.code == code
    with pytest.raises(Problem) as told:
        release(999)
    assert told.value.code == "no_such_quarantine"


def test_what_is_told_of_it_holds_nobodys_data(hq: Headquarters) -> None:
    from hq.quarantine.contents import contents
    from hq.quarantine.listing import find, told, uncounted

    laptop = with_serial(hq)
    ((kept_id, *_),) = kept(hq)
    row = find(kept_id)
    held = contents(row)
    assert held.kinds == (("配布資料", 1),)
    assert held.texts == ("プリンター(製造番号 ●●●)",)
    assert held.first_at == held.last_at != ""
    assert (told(row).letter, told(row).count, told(row).can_release) == ("A", 1, True)
    assert (uncounted().waiting, uncounted([laptop.site.site_id]).waiting, uncounted([]).waiting) == (1, 1, 0)
    assert requests.get(hq.url + "/quarantine", timeout=10).url.startswith(hq.url + "/login")


def test_two_machines_under_one_id_are_told(hq: Headquarters) -> None:
    from hq.quarantine.twins import twins

    laptop = forked(hq)
    assert twins() == frozenset()
    hq.exchange(laptop)
    assert twins() == {laptop.device_id}
    ((kept_id, *_),) = kept(hq)
    reject(kept_id)
    assert twins() == frozenset()


def test_from_the_command_line(hq: Headquarters, capsys: pytest.CaptureFixture[str]) -> None:
    from hq.__main__ import make_parser

    def ask(*words: str) -> list[dict[str, object]]:
        arguments = make_parser().parse_args(["quarantine", *words, "--json"])
        arguments.run(arguments)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    laptop = with_serial(hq)
    (line,) = ask("list", "--site", laptop.site.site_id, "--reason", "my_number")
    assert (line["count"], line["letter"], line["can_release"], line["decision"]) == (1, "A", True, "")
    assert ask("list", "--reason", "fork") == ask("list", "--decided") == []
    (shown,) = ask("show", str(line["id"]))
    assert (shown["kinds"], shown["texts"]) == ("配布資料 1", "プリンター(製造番号 ●●●)")
    (done,) = ask("release", str(line["id"]), "--by", "太郎", "--note", WHY)
    assert (done["decision"], done["decided_by"], done["note"]) == ("released", "太郎", WHY)
    assert ask("list") == []
    assert ask("list", "--decided") == [done]
    doctor = make_parser().parse_args(["doctor", "--json"])
    assert doctor.run(doctor) == 1  # the tests' own server does without fsync, which doctor does not let pass
    checks = [json.loads(each) for each in capsys.readouterr().out.splitlines()]
    assert [each["check"] for each in checks if not each["ok"]] == ["durable"]
