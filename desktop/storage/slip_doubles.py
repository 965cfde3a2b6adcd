"""Which receptions and consultations of one paper slip count, once their own rows stand."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from core.events import OpenedEvent
from core.facts import Attendance, Consultation, Fact, Settlement
from core.kinds import TicketIssued
from core.slip_doubles import OF_SLIP_COLUMNS, SETTLED_BY, Moved, SlipKey, is_doubtful, moved
from desktop.storage.facts import FactTables, any_of

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_OF_SLIP = f"""
    SELECT {OF_SLIP_COLUMNS} FROM fact_attendance AS visit LEFT JOIN fact_consultation AS typed
    ON typed.attendance_id = visit.attendance_id AND typed.from_paper = 1 AND typed.voided = 0
    WHERE visit.day = ? AND visit.ticket = ?
"""
_ALL = """
    SELECT day, ticket FROM fact_attendance WHERE ticket IS NOT NULL
    GROUP BY 1, 2 HAVING count(*) > 1
    UNION SELECT day, ticket FROM fact_attendance WHERE ticket IS NOT NULL AND attendance_id IN (
        SELECT attendance_id FROM fact_consultation WHERE from_paper = 1 AND voided = 0
        GROUP BY 1 HAVING count(*) > 1)
"""


class SlipStage:
    """What one transaction changes of it: `meet` each fact before it is put, `finish` after the last.

    A reception costs one small query; a consultation that was not typed from paper costs nothing.
    """

    def __init__(self, db: "Database", facts: FactTables) -> None:
        self._db = db
        self._facts = facts
        self._slips: set[SlipKey] = set()
        self._attendances: set[str] = set()

    def meet(self, fact: Fact, events: Sequence[OpenedEvent]) -> None:
        """A row that is about to be written: remember of which slip something may count otherwise afterwards."""
        if isinstance(fact, Attendance):
            given = {each.payload.ticket for each in events if isinstance(each.payload, TicketIssued)}
            self._slips |= {SlipKey(fact.day, ticket) for ticket in given}
        elif isinstance(fact, Consultation):
            before = self._facts.one(Consultation, fact.consultation_id) if len(events) > 1 else None
            for row in filter(None, (fact, before)):
                if row.from_paper and row.attendance_id is not None:
                    self._attendances.add(row.attendance_id)
        elif isinstance(fact, Settlement) and fact.conflict in SETTLED_BY:
            before_it = self._facts.one(Settlement, fact.conflict_id)
            about = {*fact.about.split("\n"), *(before_it.about.split("\n") if before_it else ())}
            self._attendances |= about | self._visits_of(about)

    def finish(self) -> frozenset[type[Fact]]:
        """Count anew; whose rows say otherwise now."""
        for attendance_id in self._attendances:
            query = "SELECT day, ticket FROM fact_attendance WHERE attendance_id = ? AND ticket IS NOT NULL"
            self._slips.update(SlipKey(*row) for row in self._db.execute(query, [attendance_id]).fetchall())
        return frozenset(fact for slip in self._slips for fact in self._count(slip))

    def finish_all(self) -> None:
        """Count every slip anew that has more than one of anything, after all rows were made again."""
        self._slips.update(SlipKey(*row) for row in self._db.execute(_ALL).fetchall())
        self.finish()

    def _visits_of(self, consultations: Iterable[str]) -> set[str]:
        found = (self._facts.one(Consultation, each) for each in consultations)
        return {each.attendance_id for each in found if each is not None and each.attendance_id is not None}

    def _count(self, slip: SlipKey) -> Iterable[type[Fact]]:
        rows = self._db.execute(_OF_SLIP, slip).fetchall()
        if is_doubtful(rows):
            yield from self._write(moved(rows, self._decided()))

    def _write(self, now: Moved) -> Iterable[type[Fact]]:
        for table, key, rows, fact in (
            ("fact_attendance", "attendance_id", now.visits, Attendance),
            ("fact_consultation", "consultation_id", now.consultations, Consultation),
        ):
            for each, double_of in rows.items():
                self._db.execute(f"UPDATE {table} SET double_of = ? WHERE {key} = ?", [double_of, each])
                yield fact

    def _decided(self) -> dict[str, str]:
        query = (
            f"SELECT about, decision FROM fact_settlement WHERE {any_of('conflict', SETTLED_BY)} ORDER BY conflict_id"
        )
        return dict(self._db.execute(query, list(SETTLED_BY)).fetchall())
