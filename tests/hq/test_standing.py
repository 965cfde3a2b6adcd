"""Whose records count: signed requests, certified devices, and none after revocation."""

import dataclasses

import msgspec
import pytest
import requests

from core import wire
from core.certificates import certify, grant
from core.keys import new_pair
from desktop.sync.faults import SyncProblem
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop, second_of


def uncertified(hq: Headquarters, first: Laptop) -> Laptop:
    """A second laptop that enrolled and has no certificate yet."""
    second = second_of(first)
    second.join(hq.url, hq.code(first.site.site_id), first=False)
    return second


def revoke(laptop: Laptop) -> None:
    from django.utils import timezone

    from hq.records.models import Device

    Device.objects.filter(pk=laptop.device_id).update(revoked_at=timezone.now())


def test_a_wrong_signature_is_401(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visit()
    laptop.pair = new_pair()
    with pytest.raises(SyncProblem) as caught:
        hq.exchange(laptop)
    assert caught.value.code == "unknown_device"
    assert hq.query("SELECT count(*) FROM event") == [(0,)]
    assert laptop.pending() == 1


def test_an_unknown_device_is_401(hq: Headquarters) -> None:
    hq.enrolled()
    headers = {wire.DEVICE_HEADER: "nobody", wire.SIGNATURE_HEADER: "00" * 64}
    answer = requests.post(hq.url + wire.EXCHANGE_PATH, data=b"", headers=headers, timeout=10)
    assert answer.status_code == 401
    assert wire.unpack(answer.content, wire.Refusal).sentence == "この端末は本部に登録されていません。"


def test_a_device_speaks_for_its_own_site_only(hq: Headquarters) -> None:
    laptop, other = hq.enrolled(), hq.enrolled()
    laptop.site = dataclasses.replace(laptop.site, site_id=other.site.site_id)
    with pytest.raises(SyncProblem) as caught:
        hq.exchange(laptop)
    assert caught.value.code == "other_site"


@pytest.mark.parametrize("body", [b"", b"\xff", msgspec.msgpack.encode({"protocol": "1"})])
def test_a_body_that_is_no_request_is_400(hq: Headquarters, body: bytes) -> None:
    laptop = hq.enrolled()
    signature = laptop.pair.sign(wire.signed_message("POST", wire.EXCHANGE_PATH, body))
    headers = {wire.DEVICE_HEADER: laptop.device_id, wire.SIGNATURE_HEADER: signature.hex()}
    answer = requests.post(hq.url + wire.EXCHANGE_PATH, data=body, headers=headers, timeout=10)
    assert answer.status_code == 400
    assert wire.unpack(answer.content, wire.Refusal).code == "wire_broken"


def test_an_enormous_body_is_413(hq: Headquarters) -> None:
    from hq.api.views import MAX_BODY

    headers = {wire.DEVICE_HEADER: hq.enrolled().device_id, wire.SIGNATURE_HEADER: "00"}
    answer = requests.post(hq.url + wire.EXCHANGE_PATH, data=bytes(MAX_BODY + 1), headers=headers, timeout=30)
    assert answer.status_code == 413


def test_before_its_certificate_nothing_counts_and_afterwards_all_of_it(hq: Headquarters) -> None:
    first = hq.enrolled()
    second = uncertified(hq, first)
    second.visit()
    second.visitor(name="花子")
    report = hq.exchange(second)
    assert (report.quarantined, report.pending) == (2, 0)
    assert hq.query("SELECT count(*) FROM event") == hq.query("SELECT count(*) FROM fact_person") == [(0,)]
    second.certificates = [second.certificate()]
    hq.exchange(second)
    assert hq.query("SELECT count(*) FROM event") == [(2,)]
    assert hq.query("SELECT count(*) FROM fact_person") == hq.query("SELECT count(*) FROM key_record") == [(1,)]
    hq.exchange(first)
    assert first.taken == second.segments


def test_a_certificate_by_another_root_does_nothing(hq: Headquarters) -> None:
    second = uncertified(hq, hq.enrolled())
    second.visit()
    second.certificates = [certify(second.certificate(), new_pair())]
    assert hq.exchange(second).quarantined == 1
    assert hq.query("SELECT reason FROM quarantined ORDER BY reason") == [("bad_signature",), ("not_certified",)]


def test_a_revoked_laptops_late_segments_go_to_quarantine(hq: Headquarters) -> None:
    first = hq.enrolled()
    second = uncertified(hq, first)
    first.certificates = [second.certificate()]
    first.visit()
    hq.exchange(first)
    revoke(second)
    second.visit()
    report = hq.exchange(second)
    assert (report.quarantined, report.pulled, report.pending) == (1, 0, 0)
    assert second.taken == []
    assert hq.query("SELECT reason, first_seq, last_seq FROM quarantined") == [("revoked_device", 1, 1)]


def test_grants_are_relayed_to_the_laptop_they_are_for(hq: Headquarters) -> None:
    first = hq.enrolled()
    second = uncertified(hq, first)
    given = grant(first.site.privacy, second.certificate(), first.device_id, first.pair)
    first.certificates, first.grants = [second.certificate()], [given]
    hq.exchange(first)
    seen: list[object] = []
    second.take_in = lambda incoming: seen.extend([*incoming.grants, *incoming.certificates])  # type: ignore[method-assign]
    hq.exchange(second)
    assert given in seen
    assert second.certificate() in seen
