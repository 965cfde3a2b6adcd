"""Whatever an enrolled laptop sends, headquarters answers for every event and never stumbles."""

import json
from secrets import token_hex
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import kinds
from core.certificates import DeviceCertificate, KeyGrant
from core.clock import stamp
from core.events import encode_event
from core.granting import grant_to, signed_by
from core.reports.period import month_period
from core.reports.table import TOTAL, Asked, Figure, ReportCode
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop, second_of
from tests.hq.test_exchange import reached, send

ENVELOPE = ("event_id", "entity_id", "kind", "wall_time", "hlc", "staff_id", "base_ids", "schema_version", "plain")
VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.sampled_from(["\0", "\ud800", "2026-W47-6", "9999-12-31T23:59:59-23:59", "x" * 300, "person.erased"])
    | st.lists(st.text(max_size=3), max_size=3)
)


def _line(event: dict[str, Any]) -> bytes:
    return json.dumps(event).encode().replace(b"\n", b" ")


def _good(laptop: Laptop) -> dict[str, Any]:
    session = kinds.SessionPlanned(title="相談会", day="2026-11-21", starts="10:00", ends="12:00")
    laptop.visit()
    laptop.write(session)
    found: dict[str, Any] = json.loads(laptop.journal[-1])
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_event_brings_headquarters_down(hq: Headquarters, data: st.DataObject) -> None:
    laptop = hq.enrolled()
    lines = []
    for seq in range(1, 6):
        event = {**_good(laptop), "device_seq": seq}
        for name in data.draw(st.lists(st.sampled_from(ENVELOPE), max_size=2, unique=True)):
            event[name] = data.draw(VALUES)
        if isinstance(event["plain"], dict):
            for name in data.draw(st.lists(st.sampled_from(sorted(event["plain"])), max_size=2, unique=True)):
                event["plain"][name] = data.draw(VALUES)
        lines.append(_line(event))
    laptop.visit()
    answer = send(hq, laptop, laptop.cut(lines, 1), data.draw(st.binary(max_size=200)))
    assert len(answer.answers[0].events) == 5
    assert reached(answer, laptop) == 5
    assert answer.answers[1].refused == "unreadable"


def test_an_id_that_no_index_holds_ends_no_report(hq: Headquarters) -> None:
    from hq.reports.tables import report_table

    laptop = hq.enrolled()
    at = stamp(laptop.clock.now())
    laptop.write(kinds.AttendanceRecorded(session_id=token_hex(4000), at=at, how="number"))
    laptop.visit()
    hq.exchange(laptop)
    asked = Asked(report=ReportCode.RESULTS, period=month_period(2026, 11))
    assert report_table(asked, laptop.clock.now()).cell(TOTAL, "visits") == Figure(value=1)
    assert hq.query("SELECT reason FROM quarantined") == [("unreadable",)]


def test_very_deep_json_is_only_unreadable(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    event = encode_event(laptop.visit())
    deep = event.replace(b'"plain":{', b'"plain":{"x":' + b"[" * 5000 + b"]" * 5000 + b",", 1)
    answer = send(hq, laptop, laptop.cut([deep], 1))
    assert answer.answers[0].events[0].reason == "unreadable"


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "", "r" + "9" * 5000 + "-x", "é/../..\n"])
def test_papers_with_names_that_are_none_are_kept_apart(hq: Headquarters, name: str) -> None:
    laptop = hq.enrolled()
    hq.exchange(laptop)
    laptop.visitor(name="花子")
    (good,) = laptop.key_records
    spoilt = [msgspec.structs.replace(good, **{part: name}) for part in ("device_id", "key_id", "entity_id")]
    spoilt = [msgspec.structs.replace(each, signature=laptop.pair.sign(each.message())) for each in spoilt]
    laptop.key_records = [*spoilt, good]
    laptop.grants = [
        KeyGrant(laptop.site.site_id, name, laptop.device_id, laptop.device_id, b""),
        KeyGrant(laptop.site.site_id, "x", name, name, b""),
    ]
    laptop.certificates = [DeviceCertificate(laptop.site.site_id, name, name, b"", b"", name)]
    hq.exchange(laptop)
    apart = "SELECT what, count(*) FROM quarantined WHERE reason = 'bad_signature' GROUP BY 1 ORDER BY 1"
    assert hq.query(apart) == [("certificate", 1), ("grant", 2), ("key_record", 3)]
    assert hq.query("SELECT key_id FROM key_record") == [(good.key_id,)]


def test_a_laptop_that_the_root_did_not_certify_grants_nothing(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    hq.exchange(laptop)
    stranger = second_of(laptop)
    stranger.join(hq.url, hq.code(laptop.site.site_id), first=False)
    unsigned = grant_to(laptop.pair.box_public, laptop.device_id, laptop.site.privacy, laptop.site.site_id)
    stranger.grants = [signed_by(unsigned, stranger.device_id, stranger.pair)]
    hq.exchange(stranger)
    kept = "SELECT what, reason FROM quarantined"
    assert (hq.query("SELECT data FROM key_grant"), hq.query(kept)) == ([], [("grant", "bad_signature")])


def test_what_bursts_when_it_is_opened_comes_in_smaller_pieces(
    hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = hq.enrolled()
    for _ in range(8):
        laptop.visit()
        laptop.cut_segments()
    monkeypatch.setattr("hq.intake.exchange.MAX_OPENED", 3 * len(laptop.journal[0]))
    report = hq.exchange(laptop)
    assert (report.stored, report.pending) == (8, 0)
