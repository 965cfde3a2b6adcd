"""A laptop that was stopped: everybody hears of it, and nobody believes it of a stranger."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.certificates import BY_HQ, BY_ROOT, DeviceRevocation, revoke
from core.clock import FixedClock
from core.keys import SigningPair, new_pair
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.sending import send_now
from desktop.app.walk_in import receive_walk_in
from desktop.sync.ports import Incoming
from tests.helpers.apart import two_laptops
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.segments import bring, segments_of
from tests.helpers.sites import fixed_clock

Site = tuple[Headquarters, Desk, Desk]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A and B of one site, enrolled."""
    clock: FixedClock = fixed_clock()
    with headquarters() as hq, two_laptops(tmp_path, clock) as (first, second):
        enrol(first, hq.url, hq.code(hq.add_site()))
        enrol(second, hq.url, hq.code(first.identity.site_id))
        yield hq, first, second


def _said(desk: Desk, pair: SigningPair, by: str, site_id: str | None = None) -> DeviceRevocation:
    me = desk.identity
    return revoke(DeviceRevocation(site_id or me.site_id, me.device_id, "2026-11-21T09:00:00+09:00", "lost", by), pair)


def _revoked(desk: Desk) -> list[str]:
    return [device for (device,) in desk.store.db.execute("SELECT device_id FROM revocation").fetchall()]


def _hear(desk: Desk, word: DeviceRevocation, *, from_hq: bool = False) -> None:
    after = desk.store.outbox.pull_after()
    desk.store.outbox.take_in(Incoming((), (), (), (), (), after, from_hq=from_hq, revocations=(word,)))


def test_all_laptops_hear_of_it_the_stopped_one_too(site: Site) -> None:
    from hq.revoking import revoke as stop

    _, first, second = site
    send_now(first)
    stop(second.identity.device_id)
    for desk in (first, second):
        send_now(desk)
    assert _revoked(first) == _revoked(second) == [second.identity.device_id]
    assert not first.store.outbox.outgoing(1)


def test_the_recovery_sheet_stops_a_laptop_at_headquarters_too(site: Site) -> None:
    hq, first, second = site
    seed = first.identity.root_seed
    assert seed is not None
    word = _said(second, SigningPair(seed), BY_ROOT)
    _hear(first, word)
    send_now(first)
    assert hq.query("SELECT letter FROM device WHERE revoked_at IS NOT NULL") == [("B",)]
    receive_walk_in(second, "70s")
    waiting = second.store.outbox.pending()
    report = send_now(second)
    assert (report.stored, report.quarantined, report.pending) == (0, waiting, 0)
    assert _revoked(second) == [second.identity.device_id]


def test_what_a_stopped_laptop_left_on_a_stick_is_kept_apart(site: Site) -> None:
    _, first, second = site
    seed = first.identity.root_seed
    assert seed is not None
    receive_walk_in(second, "70s")
    (segment,) = segments_of(second)
    _hear(first, _said(second, SigningPair(seed), BY_ROOT))
    events = "SELECT count(*) FROM event"
    before = first.store.db.execute(events).fetchone()
    assert bring(first, segment) == "revoked_device"
    assert first.store.db.execute(events).fetchone() == before


def test_a_strangers_word_stops_nobody(site: Site) -> None:
    from hq.identity import key_pair

    _, first, second = site
    seed, pinned = first.identity.root_seed, key_pair()
    assert seed is not None
    words = [
        _said(second, new_pair(), BY_ROOT),
        _said(second, new_pair(), BY_HQ),
        _said(second, SigningPair(seed), BY_HQ),
        _said(second, pinned, BY_ROOT),
        _said(second, pinned, "somebody"),
        _said(second, pinned, BY_HQ, site_id="another"),
        replace(_said(second, pinned, BY_HQ), device_id=first.identity.device_id),
    ]
    for word in words:
        _hear(first, word, from_hq=True)
    assert _revoked(first) == []


def test_a_restored_headquarters_is_told_again(site: Site) -> None:
    from hq.records.models import Device
    from hq.revoking import revoke as stop

    hq, first, second = site
    stop(second.identity.device_id)
    send_now(first)
    Device.objects.update(revoked_at=None, revocation=None, revocation_seq=None)
    first.store.outbox.send_again()
    send_now(first)
    assert hq.query("SELECT letter FROM device WHERE revocation IS NOT NULL") == [("B",)]
