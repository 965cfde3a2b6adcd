"""The two sides: headquarters in a process of its own, and laptops whose exchange runs in another one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmarks.big_site import PASSPHRASE, new_folder
from benchmarks.probe import run_probe
from benchmarks.probes.sync_client import KEY, Exchanges
from benchmarks.probes.sync_codes import Codes
from benchmarks.sync.pile import open_pile, pile_of
from core.certificates import DeviceCertificate, certify
from core.clock import SystemClock, stamp
from core.ids import new_entity_id
from core.keys import SigningPair, new_key, new_pair
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.site import desk_of, site_folder
from desktop.cli.demo.headquarters import Headquarters
from desktop.devices.keystore import find_key
from desktop.storage.store import create_store


@dataclass(frozen=True)
class Laptop:
    """A closed store and its key."""

    file: Path
    key: bytes

    def exchange(self, events: int = 0, times: int = 1) -> Exchanges:
        """In a process of its own, each time after so many new records."""
        return run_probe("sync_client", Exchanges, str(self.file), str(events), str(times), env={KEY: self.key.hex()})


@contextmanager
def running() -> Iterator[Headquarters]:
    """An empty headquarters on a PostgreSQL of its own."""
    hq = Headquarters(new_folder())
    hq.start()
    try:
        yield hq
    finally:
        hq.stop()


def laptop_with(hq: Headquarters, events: int) -> Laptop:
    """A laptop of a new site, which has never sent any of so many records."""
    data = pile_of(events, new_folder())
    desk = open_pile(data)
    (code,) = codes(hq, 1)
    enrol(desk, hq.url, code)
    desk.store.close()
    folder = site_folder(data)
    return Laptop(folder / "site.db", find_key(folder, PASSPHRASE))


def codes(hq: Headquarters, sites: int) -> list[str]:
    """So many new sites, and a one-time code for the first laptop of each."""
    return run_probe("sync_codes", Codes, str(sites), env={"MADOGUCHI_HQ_DATA": str(hq.folder)}).codes


def second_laptop(hq: Headquarters, first: Path) -> Laptop:
    """Another one of the site whose data lie there, certified by its root, with nothing on it."""
    desk = open_pile(first)
    laptop = _beside(desk, hq)
    desk.store.close()
    return laptop


def _beside(first: Desk, hq: Headquarters) -> Laptop:
    me, clock = first.identity, SystemClock()
    assert me.root_seed is not None  # no recovery sheet was printed here
    pair, device_id = new_pair(), new_entity_id()
    unsigned = DeviceCertificate(me.site_id, device_id, "B", pair.signing_public, pair.box_public, stamp(clock.now()))
    certificate = certify(unsigned, SigningPair(me.root_seed))
    identity = msgspec.structs.replace(
        me, device_id=device_id, letter="B", device=pair, certificate=certificate, hq=None, epoch=1
    )
    laptop = Laptop(new_folder() / "site.db", new_key())
    desk = desk_of(create_store(laptop.file, laptop.key, clock, identity), clock)
    enrol(desk, hq.url, str(hq.ask("device", "code", me.site_id)[0]["code"]))
    desk.store.close()
    return laptop
