"""The second stage of the facts: which receptions count, once their own rows stand."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from core.conflicts import Conflict
from core.doubles import Reception, changed
from core.events import OpenedEvent
from core.facts import Attendance, Fact, Person, Settlement
from core.kinds import PersonMerged, PersonUnmerged
from desktop.storage.facts import FactTables
from desktop.storage.slip_doubles import SlipStage

if TYPE_CHECKING:
    from sqlite_utils.db import Database

Visitor = tuple[str, str | None, str | None]
"""Session, person, booking: who may have been received twice."""
_COLUMNS = "attendance_id, at, again, double_of"
_OF_PERSON = f"""
    WITH {FactTables.SAME_PERSON} SELECT {_COLUMNS} FROM same CROSS JOIN fact_attendance USING (person_id)
    WHERE session_id = ? AND voided = 0
"""
_OF_BOOKING = f"""
    SELECT {_COLUMNS} FROM fact_attendance
    WHERE booking_id = ? AND session_id = ? AND person_id IS NULL AND voided = 0
"""
_ALL = """
    SELECT session_id, person_id, NULL FROM fact_attendance
    WHERE person_id IS NOT NULL AND voided = 0 GROUP BY 1, 2 HAVING count(*) > 1
    UNION SELECT session_id, NULL, booking_id FROM fact_attendance
    WHERE person_id IS NULL AND booking_id IS NOT NULL AND voided = 0 GROUP BY 1, 3 HAVING count(*) > 1
    UNION SELECT session_id, person_id, NULL FROM fact_person JOIN fact_attendance USING (person_id)
    WHERE merged_into IS NOT NULL
"""


class DoubleStage:
    """What one transaction changes of it: `meet` each fact before it is put, `finish` after the last.

    Somebody who was neither merged nor received costs nothing; a reception costs one small query.
    """

    def __init__(self, db: "Database", facts: FactTables) -> None:
        self._db = db
        self._facts = facts
        self._visitors: set[Visitor] = set()
        self._people: set[str] = set()
        self._attendances: set[str] = set()
        self._slips = SlipStage(db, facts)

    def meet(self, fact: Fact, events: Sequence[OpenedEvent]) -> None:
        """A row that is about to be written: remember whose receptions may count otherwise afterwards.

        For a merge it is enough to ask who was the same person before: they are looked up again afterwards,
        with everybody who is the same person then.
        """
        self._slips.meet(fact, events)
        if isinstance(fact, Attendance):
            self._add(fact.session_id, fact.person_id, fact.booking_id)
        elif isinstance(fact, Person):
            if any(isinstance(each.payload, PersonMerged | PersonUnmerged) for each in events):
                self._people |= self._facts.same_person(fact.person_id)
        elif isinstance(fact, Settlement) and fact.conflict == Conflict.DOUBLE_VISIT:
            before = self._facts.one(Settlement, fact.conflict_id)
            self._attendances |= {*fact.about.split("\n"), *(before.about.split("\n") if before else ())}

    def finish(self) -> frozenset[type[Fact]]:
        """Count anew; of which facts a row counts otherwise than before."""
        for person_id in self._people:
            self._find("person_id = ?", person_id)
        for attendance_id in self._attendances:
            self._find("attendance_id = ?", attendance_id)
        counted = sum(self._count(visitor) for visitor in self._visitors)
        return self._slips.finish() | (frozenset({Attendance}) if counted else frozenset())

    def finish_all(self) -> None:
        """Count everybody anew, after all rows were made again."""
        for visitor in self._db.execute(_ALL).fetchall():
            self._add(*visitor)
        self.finish()
        self._slips.finish_all()

    def _find(self, condition: str, value: str) -> None:
        query = f"SELECT DISTINCT session_id, person_id, booking_id FROM fact_attendance WHERE {condition}"
        for visitor in self._db.execute(query, [value]).fetchall():
            self._add(*visitor)

    def _add(self, session_id: str, person_id: str | None, booking_id: str | None) -> None:
        if person_id is not None or booking_id is not None:
            self._visitors.add((session_id, person_id, booking_id if person_id is None else None))

    def _count(self, visitor: Visitor) -> int:
        receptions = self._receptions(*visitor)
        if len(receptions) == 1 and receptions[0].double_of is None:
            return 0
        moved = changed(receptions, self._decided)
        for attendance_id, double_of in moved.items():
            self._db.execute(
                "UPDATE fact_attendance SET double_of = ? WHERE attendance_id = ?", [double_of, attendance_id]
            )
        return len(moved)

    def _receptions(self, session_id: str, person_id: str | None, booking_id: str | None) -> list[Reception]:
        query = _OF_BOOKING if person_id is None else _OF_PERSON
        rows = self._db.execute(query, [person_id or booking_id, session_id])
        return [Reception(key, at, bool(again), double_of) for key, at, again, double_of in rows.fetchall()]

    @cached_property
    def _decided(self) -> dict[str, str]:
        query = "SELECT about, decision FROM fact_settlement WHERE conflict = ? ORDER BY conflict_id"
        return dict(self._db.execute(query, [Conflict.DOUBLE_VISIT.value]).fetchall())
