"""The calendar from a table: sessions to come and those that were held before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from core.clock import JAPAN, stamp
from core.facts import Session
from core.ids import new_entity_id
from core.kinds import SessionCancelled, SessionClosed, SessionOpened, SessionPlanned
from core.payload import Payload
from core.search_text import search_form
from core.tables.desk_entries import DeskEntry
from core.tables.entries import Entry
from core.tables.reasons import Fault, Reason
from desktop.app.desk import Desk
from desktop.app.importing.table_import import TableImport
from desktop.app.importing.visits import PORTION
from desktop.app.municipalities import placed
from desktop.storage.imported import ImportedRows
from desktop.storage.journal import Draft

_Key = tuple[str, str, str]
_UNDONE = "import_undone"


@dataclass(frozen=True)
class NewSession:
    """A row that puts a session on the calendar; `held` where its day is over."""

    entity_id: str
    mark: bytes
    told: SessionPlanned
    held: bool


@dataclass
class SessionsImport(TableImport[NewSession]):
    """The sessions of a table. The same day, time and name is the same session, whoever put it there.

    One that will not be held stays so; one that an undone import took back comes again.
    """

    def _settle(self, desk: Desk, entries: list[Entry]) -> Iterator[int]:
        rows = ImportedRows(desk.store.db)
        known = (each for each in desk.store.facts.where(Session, "1") if not _is_undone(desk, each))
        there = {_key(each.day, each.starts, each.title): 0 for each in known}
        for done, entry in enumerate(entries, 1):
            assert isinstance(entry, DeskEntry)
            told = _plan(desk, entry)
            key = _key(told.day, told.starts, told.title)
            if key in there:
                self.known += 1
                if there[key]:
                    self.faults.append(Fault(entry.row, Reason.SAME_SESSION))
            else:
                there[key] = entry.row
                held = told.day < desk.today.isoformat()
                self.new.append(NewSession(new_entity_id(), rows.mark(("session", *key)), told, held))
            if done % PORTION == 0:
                yield done

    def _drafts(self, desk: Desk, some: Sequence[NewSession]) -> Iterator[Draft]:
        for each in some:
            yield Draft(each.entity_id, each.told)
            if each.held:
                opened, closed = (_on(each.told.day, text) for text in (each.told.starts, each.told.ends))
                yield Draft(each.entity_id, SessionOpened(at=opened, checks_failed=("not_checked",)))
                yield Draft(each.entity_id, SessionClosed(at=closed))

    def _void(self) -> Payload:
        return SessionCancelled(reason=_UNDONE)


def _plan(desk: Desk, entry: DeskEntry) -> SessionPlanned:
    assert entry.day is not None  # rows without these are refused
    assert entry.begins is not None
    assert entry.ends is not None
    plan = SessionPlanned(
        title=entry.title,
        day=entry.day.isoformat(),
        starts=entry.begins.strftime("%H:%M"),
        ends=entry.ends.strftime("%H:%M"),
        venue=entry.venue,
        quota=entry.quota,
        session_kind=entry.session_kind,
    )
    return placed(desk, plan)


def _is_undone(desk: Desk, session: Session) -> bool:
    events = desk.store.journal.events_of(session.session_id) if session.state == "cancelled" else []
    told = (each.payload for each in events)
    return any(isinstance(each, SessionCancelled) and each.reason == _UNDONE for each in told)


def _key(day: str, starts: str, title: str) -> _Key:
    return day, starts, search_form(title)


def _on(day: str, text: str) -> str:
    return stamp(datetime.combine(datetime.fromisoformat(day).date(), time.fromisoformat(text), JAPAN))
