"""A site without headquarters: what a laptop wrote before it was stopped counts on all, whoever alone had it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.peer_wire import PeerParcel
from core.problem import Problem
from desktop.app.apart import apart
from desktop.app.carrying.taking import take_file
from desktop.app.carrying.writing import write_parcel
from desktop.app.hearsay import told_by_laptop
from desktop.app.joining import join
from desktop.app.rotation import rotate
from desktop.app.settings import change_setting
from tests.helpers.joined import CODE, PASSPHRASE, first_laptop, name_of, visitor
from tests.helpers.peers import Beside
from tests.helpers.segments import bring, segments_of


class Three:
    """A with the sheet at hand; B; and C, which met only B before it was lost."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        first, self.sheet = first_laptop(folder / "a", clock)
        self.a = Beside(first)
        self.b, self.c = (self._joined(folder / name, clock) for name in "bc")
        for each in (self.a, self.b):
            self.meet(each, self.c)
        self.person = self.c.do(lambda desk: visitor(desk, "田無花子"))
        self.meet(self.b, self.c)
        self.late = self.c.do(lambda desk: visitor(desk, "柳沢太郎"))
        self.late_segment = self.c.do(segments_of)[-1]
        lost = self.c.desk.identity.device_id
        self.a.do(lambda desk: rotate(desk, self.sheet.qr, CODE, lost=lost))

    def _joined(self, folder: Path, clock: FixedClock) -> Beside:
        ask = told_by_laptop(str(self.a.listen()))
        desk = join(folder, (self.sheet.qr, CODE), ask, clock, PASSPHRASE)
        change_setting(desk, "visitor_fields", "name")
        return Beside(desk)

    def meet(self, one: Beside, other: Beside) -> None:
        """Twice: what the first brings is given on by the second."""
        for _ in range(2):
            one.store.cut()
            other.store.cut()
            other.link(one.listen()).once()

    def all(self) -> tuple[Beside, ...]:
        return self.a, self.b, self.c


@pytest.fixture
def three(tmp_path: Path, clock: FixedClock) -> Iterator[Three]:
    made = Three(tmp_path, clock)
    yield made
    for each in made.all():
        each.close()
        each.desk.store.close()


def people(laptop: Beside) -> set[str]:
    rows = laptop.do(lambda desk: desk.store.db.execute("SELECT person_id FROM fact_person").fetchall())
    return {person for (person,) in rows}


def test_what_one_laptop_alone_had_comes_to_the_others(three: Three) -> None:
    three.meet(three.a, three.b)
    assert people(three.a) == people(three.b) == {three.person}
    assert three.a.do(lambda desk: name_of(desk, three.person)) == "田無花子"
    assert three.a.do(apart) == three.b.do(apart) == ()


def test_a_parcel_of_that_laptop_brings_it_as_well(three: Three, tmp_path: Path) -> None:
    written = write_parcel(three.b.do, tmp_path, "stick")
    assert written is not None
    three.a.do(lambda desk: take_file(lambda work: work(desk), written.path))
    assert people(three.a) == {three.person}


def test_what_the_stopped_one_brings_itself_is_kept_apart(three: Three) -> None:
    own, stopped = three.late_segment, three.c.desk.identity.device_id
    three.a.store.take_in(stopped, PeerParcel((own,)))
    assert people(three.a) == set()
    assert three.a.do(lambda desk: bring(desk, own)) == "revoked_device"  # and so by a bare file
    assert [each.code for each in three.a.do(apart)] == ["revoked_device"]
    with pytest.raises(Problem) as refused:
        three.c.link(three.a.listen()).once()
    assert refused.value.code == "peer_revoked"


def test_a_stopped_one_vouches_for_no_other(three: Three) -> None:
    b = three.b.desk.identity.device_id
    three.a.do(lambda desk: rotate(desk, three.sheet.qr, CODE, lost=b))
    three.a.store.take_in(b, PeerParcel((three.late_segment,)))
    assert [each.code for each in three.a.do(apart)] == ["revoked_device"]
