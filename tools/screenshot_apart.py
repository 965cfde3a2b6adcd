"""What a second laptop recorded while it was apart, arrived: the made-up day then has something to settle."""

import tempfile
from pathlib import Path

import msgspec

from core.facts import Attendance, Person, Session
from core.ids import new_entity_id, new_person_id
from core.keys import new_key, new_pair
from core.kinds import PersonAmended, PersonRegistered, SessionAmended
from core.slip_code import Slip
from core.slip_typing import SlipRead, Step
from core.tickets import Ticket
from desktop.app.check_in import check_in_person
from desktop.app.desk import Changed, Desk
from desktop.app.session_plans import plan_of
from desktop.app.sessions import amend_session
from desktop.app.site import desk_of
from desktop.app.slip_entry import enter_slip
from desktop.storage.journal import Draft
from desktop.storage.store import create_store

_CAME_TWICE = 2


def meet_second_laptop(desk: Desk) -> Changed:
    """Laptop B received two of today's visitors and entered a slip too; too many came, and one is on record twice."""
    visits = desk.store.facts.where(Attendance, "day = ? AND person_id IS NOT NULL", [desk.today.isoformat()], "at")
    session = desk.store.facts.one(Session, visits[0].session_id)
    assert session is not None
    received = desk.store.facts.count(Attendance, "session_id = ? AND voided = 0", [session.session_id])
    full = msgspec.structs.replace(plan_of(session), quota=received - 1)
    amend_session(desk, session.session_id, msgspec.convert(msgspec.to_builtins(full), SessionAmended))
    _enter(desk, "T02-01")
    _register_again(desk, visits[0])
    lines = _of_second_laptop(desk, visits[-_CAME_TWICE:])
    with desk.store.db.atomic():
        return desk.store.journal.absorb(lines)


def _of_second_laptop(desk: Desk, visits: list[Attendance]) -> list[bytes]:
    device, me = new_entity_id(), desk.identity
    certificate = msgspec.structs.replace(me.certificate, device_id=device, letter="B")
    desk.store.db.execute(
        "INSERT INTO certificate (device_id, data, confirmed) VALUES (?, ?, 1)",
        [device, msgspec.msgpack.encode(certificate)],
    )
    identity = msgspec.structs.replace(me, device_id=device, letter="B", device=new_pair(), certificate=certificate)
    known = [data for (data,) in desk.store.db.execute("SELECT data FROM event").fetchall()]
    with tempfile.TemporaryDirectory() as folder:
        other = desk_of(create_store(Path(folder) / "site.db", new_key(), desk.clock, identity), desk.clock)
        with other.store.db.atomic():
            other.store.journal.absorb(line for line in known if _is_needed(line))
        before = other.store.journal.last_seq
        for visit in visits:
            person = other.store.facts.one(Person, visit.person_id or "")
            assert person is not None
            check_in_person(other, person, how="card", session_id=visit.session_id, admit=True)
        _enter(other, "T05-01")
        written = other.store.db.execute(
            "SELECT data FROM event WHERE device_id = ? AND device_seq > ?", [device, before]
        ).fetchall()
        other.store.close()
    return [data for (data,) in written]


def _register_again(desk: Desk, visit: Attendance) -> None:
    """One of the visitors, who told a telephone number both times."""
    person = desk.store.facts.one(Person, visit.person_id or "")
    assert person is not None
    told = PersonAmended(age_band=person.age_band, name=person.name, kana=person.kana, phone="042-000-0000")
    desk.record(
        Draft(person.person_id, told),
        Draft(new_person_id(), msgspec.convert(told, PersonRegistered, from_attributes=True)),
    )


def _enter(desk: Desk, topic: str) -> None:
    """One slip, read by each laptop in its own way."""
    read = SlipRead(Step.DONE, topics=(topic,), outcome="O1", minutes=20, band="70s")
    enter_slip(desk, Slip(desk.today, Ticket("A", 591)), read)


def _is_needed(line: bytes) -> bool:
    """It was apart: it knows people and plans, not who came."""
    return not msgspec.json.decode(line)["kind"].startswith(("attendance.", "ticket."))
