"""Consultations from a table: each of its visit where its number is known, else of a person or of nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.clock import in_japan
from core.facts import Attendance, Consultation, Session, Supporter
from core.ids import new_entity_id
from core.kinds import ConsultationRecorded, ConsultationVoided
from core.payload import Payload
from core.search_text import search_form
from core.tables.desk_entries import DeskEntry
from core.tables.entries import Entry
from core.tables.meanings import Meaning
from core.tables.reasons import Fault, Reason
from desktop.app.desk import Desk
from desktop.app.importing.attendance import days_of, moment
from desktop.app.importing.table_import import TableImport
from desktop.app.importing.visits import PORTION, Row, Rows
from desktop.storage.journal import Draft

_NOON = "12:00"
_IN_PERSON = "in_person"


@dataclass(frozen=True)
class NewConsultation:
    """A row that puts a consultation on record."""

    entity_id: str
    mark: bytes
    told: ConsultationRecorded


@dataclass
class ConsultationsImport(TableImport[NewConsultation]):
    """The consultations of a table."""

    def _settle(self, desk: Desk, entries: list[Entry]) -> Iterator[int]:
        rows = Rows(desk, entries, "consultation")
        yield from rows.fetch()
        around = _Around(desk, rows.rows)
        for done, row in enumerate(rows.rows, 1):
            if rows.came_before(row):
                self.known += 1
            elif around.has(row.entry):
                self.known += 1
                self.faults.append(Fault(row.entry.row, Reason.SAME_VISIT))
            else:
                self.new.append(self._new(rows, row, around))
            if done % PORTION == 0:
                yield done

    def _drafts(self, desk: Desk, some: Sequence[NewConsultation]) -> Iterator[Draft]:
        return (Draft(each.entity_id, each.told, each.told.person_id or each.entity_id) for each in some)

    def _void(self) -> Payload:
        return ConsultationVoided(reason="import_undone")

    def _new(self, rows: Rows, row: Row, around: "_Around") -> NewConsultation:
        entry = row.entry
        visit = around.visit(entry)
        person = rows.person(row)
        supporter = around.supporter(entry.supporter)
        if entry.supporter and supporter is None:
            self.faults.append(Fault(entry.row, Reason.SUPPORTER, (Meaning.SUPPORTER,)))
        referred = entry.outcome == "O4"
        told = ConsultationRecorded(
            at=moment(entry, around.time_of(visit, entry)),
            topic=entry.topics[0],
            more_topics=entry.topics[1:],
            outcome=entry.outcome,
            minutes=entry.minutes or 0,
            channel=entry.channel or _IN_PERSON,
            session_id=visit.session_id if visit else around.session_id(entry),
            attendance_id=visit.attendance_id if visit else None,
            person_id=visit.person_id if visit and visit.person_id else person.person_id if person else None,
            age_band=visit.age_band if visit and visit.age_band != "unknown" else rows.band(row, person),
            referral=entry.follow_up or None if referred else None,
            reason=None if referred else entry.follow_up or None,
            supporter_id=supporter,
            from_paper=True,
            note=entry.note,
        )
        return NewConsultation(new_entity_id(), row.mark, told)


class _Around:
    """The visits, consultations, sessions and supporters that rows may be about."""

    def __init__(self, desk: Desk, rows: Sequence[Row]) -> None:
        days, facts = days_of(rows), desk.store.facts
        between = "day BETWEEN ? AND ?"
        visits = facts.where(Attendance, f"voided = 0 AND ticket IS NOT NULL AND {between}", days) if days else []
        self._visits = {(each.day, each.ticket or ""): each for each in visits if each.double_of is None}
        logged = facts.where(Consultation, f"voided = 0 AND {between}", days) if days else []
        self._logged = {(each.attendance_id, each.topic, each.outcome) for each in logged if each.attendance_id}
        self._sessions: dict[str, list[Session]] = {}
        for session in (
            facts.where(Session, f"state <> 'cancelled' AND {between}", days, order="starts") if days else ()
        ):
            self._sessions.setdefault(session.day, []).append(session)
        names = facts.where(Supporter, "1")
        self._names = {search_form(each.display_name): each.supporter_id for each in names}

    def visit(self, entry: DeskEntry) -> Attendance | None:
        """Who was received with this number on that day."""
        return self._visits.get((entry.day.isoformat(), str(entry.ticket))) if entry.day and entry.ticket else None

    def has(self, entry: DeskEntry) -> bool:
        """Whether the same was recorded of this visit, from a slip or at the desk."""
        visit = self.visit(entry)
        return visit is not None and (visit.attendance_id, entry.topics[0], entry.outcome) in self._logged

    def time_of(self, visit: Attendance | None, entry: DeskEntry) -> str:
        """The time of the visit, else the beginning of the day's session; only where the row tells none."""
        if visit is not None:
            return f"{in_japan(visit.called_at or visit.at):%H:%M}"
        sessions = self._of_day(entry)
        return sessions[0].starts if sessions else _NOON

    def session_id(self, entry: DeskEntry) -> str | None:
        """The session that a consultation at the venue fell into: the only one of its day, or the one of its time."""
        sessions = self._of_day(entry) if (entry.channel or _IN_PERSON) == _IN_PERSON else []
        if entry.begins is not None and len(sessions) > 1:
            told = entry.begins.strftime("%H:%M")
            sessions = [each for each in sessions if each.starts <= told < each.ends]
        return sessions[0].session_id if len(sessions) == 1 else None

    def supporter(self, name: str) -> str | None:
        """Whose name it is."""
        return self._names.get(search_form(name)) if name else None

    def _of_day(self, entry: DeskEntry) -> list[Session]:
        return self._sessions.get(entry.day.isoformat(), []) if entry.day else []
