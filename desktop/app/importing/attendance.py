"""Receptions from a table: each in the session of its day, under its number; nobody twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from core.clock import JAPAN, stamp
from core.facts import Attendance, Session
from core.ids import new_entity_id
from core.kinds import AttendanceRecorded, AttendanceVoided, TicketIssued
from core.payload import Payload
from core.tables.desk_entries import DeskEntry
from core.tables.entries import Entry
from core.tables.reasons import Fault, Reason
from core.tables.session_choice import choose_session
from core.tickets import Ticket
from desktop.app.desk import Desk
from desktop.app.importing.table_import import TableImport
from desktop.app.importing.visits import PORTION, Row, Rows
from desktop.storage.journal import Draft


@dataclass(frozen=True)
class NewVisit:
    """A row that puts a reception on record."""

    entity_id: str
    mark: bytes
    told: AttendanceRecorded
    ticket: Ticket | None


@dataclass
class AttendanceImport(TableImport[NewVisit]):
    """The receptions of a table."""

    def _settle(self, desk: Desk, entries: list[Entry]) -> Iterator[int]:
        rows = Rows(desk, entries, "attendance")
        yield from rows.fetch()
        sessions = _sessions(desk, rows.rows)
        numbers, people = _received(desk, rows.rows)
        for done, row in enumerate(rows.rows, 1):
            new = None if self._is_known(rows, row, numbers) else self._new(rows, row, sessions)
            if new is not None and (new.told.session_id, new.told.person_id) in people:
                self.known += 1
                self.faults.append(Fault(row.entry.row, Reason.SAME_ROW))
            elif new is not None:
                self.new.append(new)
                if new.told.person_id:
                    people.add((new.told.session_id, new.told.person_id))
            if done % PORTION == 0:
                yield done

    def _drafts(self, desk: Desk, some: Sequence[NewVisit]) -> Iterator[Draft]:
        for each in some:
            yield Draft(each.entity_id, each.told)
            if each.ticket is not None:
                yield Draft(each.entity_id, TicketIssued(ticket=str(each.ticket)))

    def _void(self) -> Payload:
        return AttendanceVoided(reason="import_undone")

    def _is_known(self, rows: Rows, row: Row, numbers: set[tuple[str, str]]) -> bool:
        if rows.came_before(row):
            self.known += 1
            return True
        entry = row.entry
        key = (entry.day.isoformat() if entry.day else "", str(entry.ticket))
        if entry.ticket is None:
            return False
        if key in numbers:
            self.known += 1
            self.faults.append(Fault(entry.row, Reason.SAME_VISIT))
            return True
        numbers.add(key)
        return False

    def _new(self, rows: Rows, row: Row, sessions: Sequence[Session]) -> NewVisit | None:
        entry = row.entry
        session = choose_session(entry, sessions, over=True)
        if not isinstance(session, Session):
            if entry.begins is not None:  # somebody who came before the doors opened belongs to the day all the same
                session = choose_session(replace(entry, begins=None), sessions, over=True)
            if not isinstance(session, Session):
                self.faults.append(Fault(entry.row, session[0], session[1]))
                return None
        person = rows.person(row)
        told = AttendanceRecorded(
            session_id=session.session_id,
            at=moment(entry, session.starts),
            how="paper",
            age_band=rows.band(row, person),
            person_id=person.person_id if person else None,
        )
        return NewVisit(new_entity_id(), row.mark, told, entry.ticket)


def moment(entry: DeskEntry, otherwise: str) -> str:
    """When it was: as told, else at this time of its day."""
    assert entry.day is not None  # rows without a day are refused
    return stamp(datetime.combine(entry.day, entry.begins or time.fromisoformat(otherwise), JAPAN))


def days_of(rows: Sequence[Row]) -> list[str]:
    """The first and the last day that rows tell of; empty for none."""
    days = sorted(row.entry.day.isoformat() for row in rows if row.entry.day)
    return [days[0], days[-1]] if days else []


def _sessions(desk: Desk, rows: Sequence[Row]) -> list[Session]:
    days = days_of(rows)
    return desk.store.facts.where(Session, "day BETWEEN ? AND ?", days) if days else []


def _received(desk: Desk, rows: Sequence[Row]) -> tuple[set[tuple[str, str]], set[tuple[str, str | None]]]:
    """Which numbers of which days, and who in which session, were received already."""
    days = days_of(rows)
    found = desk.store.facts.where(Attendance, "voided = 0 AND day BETWEEN ? AND ?", days) if days else []
    people = {(each.session_id, each.person_id) for each in found if each.person_id}
    return {(each.day, each.ticket) for each in found if each.ticket}, set(people)
