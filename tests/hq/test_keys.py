"""Key records: relayed unread, never overwritten, gone with their person."""

import msgspec

from core import kinds
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import second_of


def test_a_key_record_is_never_overwritten(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visitor(name="花子")
    hq.exchange(laptop)
    before = hq.query("SELECT data FROM key_record")
    forged = msgspec.structs.replace(laptop.key_records[0], wrapped=b"x" * 80)
    laptop.key_records = [msgspec.structs.replace(forged, signature=laptop.pair.sign(forged.message()))]
    laptop.delivered_keys = set()
    hq.exchange(laptop)
    assert hq.query("SELECT data FROM key_record") == before
    assert hq.query("SELECT what, reason FROM quarantined") == [("key_record", "fork")]


def test_a_key_record_that_its_device_did_not_sign_is_kept_apart(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    laptop.visitor(name="花子")
    laptop.key_records = [msgspec.structs.replace(laptop.key_records[0], wrapped=b"x" * 80)]
    hq.exchange(laptop)
    assert hq.query("SELECT count(*) FROM key_record") == [(0,)]
    assert hq.query("SELECT what, reason FROM quarantined") == [("key_record", "bad_signature")]


def test_erasing_deletes_the_key_everywhere_and_for_good(hq: Headquarters) -> None:
    first = hq.enrolled()
    hana, taro = first.visitor(name="花子"), first.visitor(name="太郎")
    second = second_of(first)
    second.join(hq.url, hq.code(first.site.site_id), first=False)
    hq.exchange(first)
    hq.exchange(second)
    assert len(second.taken_keys) == 2
    first.write(kinds.PersonErased(), hana.entity_id)
    hq.exchange(first)
    hq.exchange(second)
    assert [each.entity_id for each in second.taken_keys.values()] == [taro.entity_id]
    assert hq.query("SELECT entity_id FROM key_record") == [(taro.entity_id,)]
    first.delivered_keys = set()
    hq.exchange(first)  # a laptop restored from an old backup brings the key once more
    assert hq.query("SELECT entity_id FROM key_record") == [(taro.entity_id,)]
    assert hq.query("SELECT entity_id FROM erased_key") == [(hana.entity_id,)]
    assert hq.query("SELECT erased FROM fact_person WHERE person_id = %s", hana.entity_id) == [(1,)]
