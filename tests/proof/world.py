"""Laptops of two sites, headquarters on PostgreSQL, sticks, and everything that can go wrong between them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import msgspec
import psycopg
from psycopg import sql

from core.clock import FixedClock
from core.facts import Attendance, Consultation, Person
from core.kinds import PersonRegistered
from core.problem import Problem
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in
from desktop.app.consultations import (
    ConsultationForm,
    amend_consultation,
    record_consultation,
    void_consultation,
)
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.people import add_person, erase_person, merge_people
from desktop.app.segment_files import segment_files, take_in_segment
from desktop.app.sending import send_now
from desktop.app.settings import change_setting
from desktop.app.settling import settle
from desktop.app.site import desk_of
from desktop.app.unsettled import unsettled
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import receive_walk_in
from desktop.storage.backup import copy_to
from desktop.storage.store import open_store
from desktop.sync.faults import SyncProblem
from tests.helpers.apart import second_identity
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.sites import KEY, fixed_clock, make_identity, make_store
from tests.proof.road import Fault, Road


@dataclass
class Node:
    """A laptop: its open desk, its own clock, and the copies of its file."""

    name: str
    desk: Desk
    clock: FixedClock
    copies: list[Path] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.desk.store.path.parent

    def close(self) -> None:
        self.desk.store.close()


@dataclass
class World:
    """What the rules of the machine act upon."""

    hq: Headquarters
    road: Road
    folder: Path
    nodes: list[Node]
    stick: list[tuple[str, bytes]] = field(default_factory=list)
    hq_copies: int = 0
    erased: set[str] = field(default_factory=set)
    cards: list[str] = field(default_factory=list)

    def node(self, number: int) -> Node:
        return self.nodes[number % len(self.nodes)]

    # What people do

    def register(self, number: int) -> None:
        node = self.node(number)
        person = add_person(node.desk, PersonRegistered(age_band="70s", name=f"秘密 {len(self.cards)}子")).person
        code = issue_card(node.desk, person.person_id).card.code
        assert code
        self.cards.append(code)

    def receive(self, number: int, which: int) -> None:
        if self.cards:
            check_in(self.node(number).desk, self.cards[which % len(self.cards)])

    def walk_in(self, number: int) -> None:
        receive_walk_in(self.node(number).desk, "60s", admit=True)

    def consult(self, number: int, which: int) -> None:
        node = self.node(number)
        visits = node.desk.store.facts.where(Attendance, "voided = 0", order="attendance_id")
        visit = visits[which % len(visits)].attendance_id if visits else None
        form = ConsultationForm("T02-01", "O1", 10, attendance_id=visit, note=f"秘密の話 {which}")
        record_consultation(node.desk, form)

    def amend(self, number: int, which: int) -> None:
        case = self._case(number, which)
        if case:
            form = ConsultationForm("T05-01", "O3", which % 60, note=f"秘密の続き {which}")
            amend_consultation(self.node(number).desk, case.consultation_id, form)

    def void_case(self, number: int, which: int) -> None:
        case = self._case(number, which)
        if case:
            void_consultation(self.node(number).desk, case.consultation_id)

    def void_visit(self, number: int, which: int) -> None:
        visits = self.node(number).desk.store.facts.where(Attendance, "voided = 0", order="attendance_id")
        if visits:
            void_attendance(self.node(number).desk, visits[which % len(visits)].attendance_id)

    def merge(self, number: int, which: int) -> None:
        people = self._people(number)
        if len(people) > 1:
            one, other = people[which % len(people)], people[(which + 1) % len(people)]
            with suppress(Problem):
                merge_people(self.node(number).desk, one.person_id, other.person_id)

    def erase(self, number: int, which: int) -> None:
        people = self._people(number)
        if people:
            person = people[which % len(people)]
            self.erased |= self.node(number).desk.store.facts.same_person(person.person_id)
            erase_person(self.node(number).desk, person.person_id)

    def settle(self, number: int) -> None:
        desk = self.node(number).desk
        for item in unsettled(desk):
            if item.choices:
                settle(desk, item.conflict, item.about, item.choices[0])

    def _case(self, number: int, which: int) -> Consultation | None:
        cases = self.node(number).desk.store.facts.where(Consultation, "voided = 0", order="consultation_id")
        return cases[which % len(cases)] if cases else None

    def _people(self, number: int) -> list[Person]:
        return self.node(number).desk.store.facts.where(Person, "erased = 0", order="person_id")

    # What happens to them

    def exchange(self, number: int, *faults: Fault) -> None:
        self.road.faults = list(faults)
        with suppress(SyncProblem):
            send_now(self.node(number).desk)
        self.road.faults = []

    def to_stick(self, number: int) -> None:
        desk = self.node(number).desk
        self.stick += [(desk.identity.site_id, each.data) for each in segment_files(desk, delivered_too=True)]

    def stick_to_laptop(self, number: int, which: int) -> None:
        if self.stick:
            take_in_segment(self.node(number).desk, self.stick[which % len(self.stick)][1])

    def stick_to_hq(self, which: int) -> None:
        from hq.intake.exchange import take_segments

        if self.stick:
            site_id, data = self.stick[which % len(self.stick)]
            take_segments(site_id, (data,))

    def jump(self, number: int, days: int) -> None:
        self.node(number).clock.advance(days=days)

    def keep_copy(self, number: int) -> None:
        node = self.node(number)
        copy = self.folder / f"copy-{node.name}-{len(node.copies)}.db"
        copy_to(node.desk.store.db, copy)
        node.copies.append(copy)

    def go_back(self, number: int, which: int) -> None:
        """The disk is as it was: an image of the machine, which tells the program nothing."""
        node = self.node(number)
        if node.copies:
            self._put(node, node.copies[which % len(node.copies)])

    def clone(self, number: int) -> None:
        """The same laptop twice, as when a disk is copied for a second machine."""
        if len(self.nodes) >= 5:
            return
        node = self.node(number)
        folder = self.folder / f"clone-{len(self.nodes)}"
        folder.mkdir()
        copy_to(node.desk.store.db, folder / "site.db")
        clock = FixedClock(node.clock.now() + timedelta(seconds=len(self.nodes)))
        self.nodes.append(Node(f"{node.name}'{len(self.nodes)}", _opened(folder / "site.db", clock), clock))

    def keep_hq(self) -> None:
        self.hq_copies += 1
        self._copy_database(_name(self.hq), f"{_name(self.hq)}_copy{self.hq_copies}")

    def hq_goes_back(self, which: int) -> None:
        if self.hq_copies:
            copy = f"{_name(self.hq)}_copy{which % self.hq_copies + 1}"
            self._copy_database(copy, _name(self.hq))

    def _put(self, node: Node, copy: Path) -> None:
        path = node.desk.store.path
        node.close()
        for part in ("", "-wal", "-shm"):
            path.with_name(path.name + part).unlink(missing_ok=True)
        shutil.copyfile(copy, path)
        node.desk = _opened(path, node.clock)

    def _copy_database(self, source: str, target: str) -> None:
        from django.db import connections

        connections.close_all()
        with psycopg.connect(self.hq.database_url.rsplit("/", 1)[0] + "/postgres", autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(target)))
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
            admin.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                    sql.Identifier(target), sql.Identifier(source)
                )
            )

    def drop_copies(self) -> None:
        with psycopg.connect(self.hq.database_url.rsplit("/", 1)[0] + "/postgres", autocommit=True) as admin:
            for number in range(1, self.hq_copies + 1):
                name = sql.Identifier(f"{_name(self.hq)}_copy{number}")
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def _opened(path: Path, clock: FixedClock) -> Desk:
    return desk_of(open_store(path, KEY, clock), clock)


def _name(hq: Headquarters) -> str:
    return hq.database_url.rsplit("/", 1)[1]


def _pair(folder: Path, *clocks: FixedClock) -> tuple[Desk, Desk]:
    first = desk_of(make_store(folder / "A", clock=clocks[0]), clocks[0])
    second = desk_of(make_store(folder / "B", second_identity(first), clocks[1]), clocks[1])
    for desk, other in ((first, second), (second, first)):
        desk.store.db.execute(
            "INSERT INTO certificate (device_id, data, confirmed) VALUES (?, ?, 1)",
            [other.identity.device_id, msgspec.msgpack.encode(other.identity.certificate)],
        )
    return first, second


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """Site X with laptops A and B, site Y with A; all enrolled, with personal fields switched on."""
    roads: list[Road] = []

    def around(app: object) -> Road:
        roads.append(Road(app))  # type: ignore[arg-type]
        return roads[0]

    clocks = [fixed_clock() for _ in range(3)]
    with headquarters(around) as hq:
        a, b = _pair(folder / "X", clocks[0], clocks[1])
        y = desk_of(make_store(folder / "Y", make_identity(), clocks[2]), clocks[2])
        enrol(a, hq.url, hq.code(hq.add_site("X")))
        enrol(b, hq.url, hq.code(a.identity.site_id))
        enrol(y, hq.url, hq.code(hq.add_site("Y")))
        nodes = [Node("XA", a, clocks[0]), Node("XB", b, clocks[1]), Node("YA", y, clocks[2])]
        for node in nodes:
            change_setting(node.desk, "visitor_fields", "name")
            open_day(node.desk)
        made = World(hq, roads[0], folder, nodes)
        try:
            yield made
        finally:
            for node in made.nodes:
                node.close()
            made.drop_copies()
