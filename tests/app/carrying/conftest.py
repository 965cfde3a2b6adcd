"""A site of two laptops that carry their records on a stick; headquarters is real."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.kinds import PersonRegistered
from desktop.app.carrying.taking import Taken, take_file
from desktop.app.carrying.writing import Written, here, write_parcel
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.people import add_person
from desktop.app.settings import change_setting
from desktop.app.site import desk_of
from desktop.app.walk_in import receive_walk_in
from tests.helpers.apart import two_laptops
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.sites import fixed_clock, make_store


@dataclass
class Stick:
    """A folder, and the ways to and from it."""

    folder: Path

    def write(self, desk: Desk, *, delivered_too: bool = False) -> Written:
        written = write_parcel(here(desk), self.folder, "USB (E:)", delivered_too=delivered_too)
        assert written is not None
        return written

    def take(self, desk: Desk, path: Path) -> Taken:
        return take_file(here(desk), path)

    def answer(self, path: Path) -> Path:
        """Headquarters takes a parcel; where its answer lies."""
        from hq.intake.parcels import WaitingParcel

        with path.open("rb") as file:
            parcel = WaitingParcel(file, path.stat().st_size)
            target = self.folder / parcel.answer_name
            while target.exists():
                target = target.with_stem(target.stem + "+")
            with target.open("wb") as sink:
                parcel.carry_out(sink)
        return target

    def round(self, desk: Desk) -> Taken:
        """There and back."""
        return self.take(desk, self.answer(self.write(desk).path))


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    """Nothing on it."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return Stick(folder)


@pytest.fixture
def clock() -> FixedClock:
    return fixed_clock()


@pytest.fixture
def pair(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Desk, Desk]]:
    """A and B of one site, which know of each other only by the root."""
    with two_laptops(tmp_path, clock) as desks:
        for desk in desks:
            change_setting(desk, "visitor_fields", "name")
        yield desks


@pytest.fixture
def desk_elsewhere(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """Another site."""
    desk = desk_of(make_store(tmp_path / "elsewhere", clock=clock), clock)
    yield desk
    desk.store.close()


@pytest.fixture(scope="module")
def hq() -> Iterator[Headquarters]:
    """Real PostgreSQL."""
    with headquarters() as running:
        yield running


@pytest.fixture
def enrolled(pair: tuple[Desk, Desk], hq: Headquarters) -> tuple[Desk, Desk]:
    """Both were at headquarters once; from now on they see no network."""
    site = hq.add_site()
    for desk in pair:
        enrol(desk, hq.url, hq.code(site if desk is pair[0] else desk.identity.site_id))
    return pair


def busy(desk: Desk, clock: FixedClock, name: str = "ひみつ花子", visits: int = 3) -> str:
    """Somebody is put on record and some come without a card; the id of the first."""
    open_day(desk)
    person = add_person(desk, PersonRegistered(age_band="70s", name=name)).person
    for _ in range(visits):
        receive_walk_in(desk, "70s", admit=True)
        clock.advance(minutes=5)
    return person.person_id
