"""Many people from one: what the use cases recorded of a visitor, again under other ids, names and cards.

Events, key records and facts go into their tables by hand; the search is the program's own. The sealed boxes of
copies open for nobody, which neither a check-in nor a search asks of them. One in four came once before.
"""

from random import Random
from uuid import UUID

import msgspec

from benchmarks.names import Invented, invent
from core.card_code import ALPHABET, BODY_LENGTH, CodeKind, doubles_a_letter, with_check
from core.events import decode_event, encode_event, event_hash
from core.facts import Attendance, Card, Fact, Person, table_of
from core.hlc import Hlc, tick
from core.kinds import PersonRegistered
from core.sealing import KeyRecord
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in
from desktop.app.desk import Desk
from desktop.app.people import add_person

_CAME_BEFORE = 4
_DAY_BEFORE, _THEN = "2025-10-01", "2025-10-01T10:00:00.000+09:00"
_SESSION_BEFORE = "00000000-0000-4000-8000-000000000000"
_SEGMENT_EVENTS, _SEGMENT_BYTES = 1_000, 300_000
_EVENT = "INSERT INTO event VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"
_PUT: dict[type[Fact], str] = {
    fact: f"INSERT INTO {table_of(fact)} VALUES ({', '.join('?' * len(fact.__struct_fields__))})"
    for fact in (Person, Card, Attendance)
}


class Copies:
    """Writes within the caller's transaction."""

    def __init__(self, desk: Desk) -> None:
        """Records the first person, whom all others are like."""
        self.chance = Random(1)
        self._store, self._db = desk.store, desk.store.db
        first = invent(self.chance)
        self._person = add_person(desk, PersonRegistered(name=first.name, kana=first.kana, phone=first.phone)).person
        self._card = issue_card(desk, self._person.person_id).card
        visit = check_in(desk, self._card.code or "").attendance
        assert visit is not None
        self._visit = visit
        rows = self._db.execute("SELECT data FROM event ORDER BY device_seq").fetchall()
        events = [decode_event(data) for (data,) in rows]
        self._events = {event.kind: event for event in events}
        self._seq, self._hlc = len(events), Hlc.parse(events[-1].hlc)
        (kept,) = self._db.execute("SELECT data FROM key_record").fetchone()
        self._key = msgspec.msgpack.decode(kept, type=KeyRecord)
        self._added = 0

    def add(self) -> str:
        """One more person with a card; the card's code."""
        who, person_id, card_id, code = invent(self.chance), self._id(), self._id(), self._code()
        self._key_record(person_id)
        self._event("person.registered", person_id)
        self._event("card.issued", card_id)
        self._put(self._like(who, person_id))
        self._put(msgspec.structs.replace(self._card, card_id=card_id, person_id=person_id, code=code))
        self._store.facts.search.refresh(person_id)
        self._added += 1
        if self._added % _CAME_BEFORE == 0:
            self._came_before(person_id)
        return code

    def count_as_sent(self) -> None:
        """Segments of the usual size over all events, confirmed by headquarters."""
        me = self._store.identity
        for first in range(1, self._seq + 1, _SEGMENT_EVENTS):
            last = min(first + _SEGMENT_EVENTS - 1, self._seq)
            self._db.execute(
                "INSERT INTO segment VALUES (randomblob(32), ?, ?, ?, ?, randomblob(?), ?)",
                [me.device_id, me.epoch, first, last, _SEGMENT_BYTES, _THEN],
            )
        self._db.execute("UPDATE key_record SET confirmed = 1")

    def _like(self, who: Invented, person_id: str) -> Person:
        return msgspec.structs.replace(self._person, person_id=person_id, name=who.name, kana=who.kana, phone=who.phone)

    def _came_before(self, person_id: str) -> None:
        visit_id = self._id()
        self._event("attendance.recorded", visit_id)
        self._put(
            msgspec.structs.replace(
                self._visit,
                attendance_id=visit_id,
                session_id=_SESSION_BEFORE,
                person_id=person_id,
                day=_DAY_BEFORE,
                at=_THEN,
            )
        )

    def _event(self, kind: str, entity_id: str) -> None:
        self._seq, self._hlc = self._seq + 1, tick(self._hlc, 0)
        event = msgspec.structs.replace(
            self._events[kind],
            event_id=self._id(),
            entity_id=entity_id,
            device_seq=self._seq,
            hlc=str(self._hlc),
        )
        data = encode_event(event)
        self._db.execute(
            _EVENT,
            [
                event.event_id,
                event.device_id,
                event.epoch,
                event.device_seq,
                entity_id,
                kind,
                event.hlc,
                event_hash(data),
                data,
            ],
        )

    def _key_record(self, person_id: str) -> None:
        key_id = f"{self.chance.getrandbits(64):016x}"
        record = msgspec.structs.replace(self._key, key_id=key_id, entity_id=person_id)
        self._db.execute(
            "INSERT INTO key_record VALUES (?, ?, ?, 1)", [key_id, person_id, msgspec.msgpack.encode(record)]
        )

    def _put(self, fact: Fact) -> None:
        self._db.execute(_PUT[type(fact)], msgspec.structs.astuple(fact))

    def _id(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    def _code(self) -> str:
        while True:
            code = with_check(CodeKind.CARD, "".join(self.chance.choices(ALPHABET, k=BODY_LENGTH)))
            if not doubles_a_letter(code):
                return code
