"""The seven kinds of tables: what their columns may mean, how a row is read, and what comes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from core.tables.desk_entries import AttendanceReader, ConsultationReader, DeskReader, SessionReader
from core.tables.desk_words import DeskWords
from core.tables.entries import Kept, MakeReader
from core.tables.meanings import (
    OF_ATTENDANCE,
    OF_BOOKINGS,
    OF_CONSULTATIONS,
    OF_PEOPLE,
    OF_RESULTS,
    OF_SESSIONS,
    OF_SUPPORTERS,
    Meaning,
)
from desktop.app.desk import Desk
from desktop.app.importing.attendance import AttendanceImport
from desktop.app.importing.bookings import BookingsImport
from desktop.app.importing.consultations import ConsultationsImport
from desktop.app.importing.people import PeopleImport
from desktop.app.importing.results import ResultsImport, result_reader
from desktop.app.importing.sessions import SessionsImport
from desktop.app.importing.supporters import SupportersImport, supporter_reader
from desktop.app.importing.table_import import TableImport
from desktop.app.importing.tables import Reading, kept_here

AnyImport = TableImport[Any]


@dataclass(frozen=True)
class Kind:
    """One kind of table. `make` takes the rows and how many go into a transaction; `reader` reads a row here today."""

    name: str
    wanted: Sequence[Meaning]
    make: Callable[..., AnyImport]
    reader: Callable[[Desk], MakeReader] | None = None


@dataclass(frozen=True)
class Ways:
    """How rows are read here today; it needs no file of the site's, so it works beside the desk."""

    kept: Kept
    reader: MakeReader | None = None


def _at_the_desk(reader: type[DeskReader]) -> Callable[[Desk], MakeReader]:
    """Rows that a desk wrote down are read by the words of its catalogue."""
    return lambda desk: partial(reader, words=DeskWords(desk.catalogue))


KINDS = {
    kind.name: kind
    for kind in (
        Kind("people", OF_PEOPLE, PeopleImport),
        Kind("bookings", OF_BOOKINGS, BookingsImport),
        Kind("sessions", OF_SESSIONS, SessionsImport, _at_the_desk(SessionReader)),
        Kind("attendance", OF_ATTENDANCE, AttendanceImport, _at_the_desk(AttendanceReader)),
        Kind("results", OF_RESULTS, ResultsImport, result_reader),
        Kind("supporters", OF_SUPPORTERS, SupportersImport, supporter_reader),
        Kind("consultations", OF_CONSULTATIONS, ConsultationsImport, _at_the_desk(ConsultationReader)),
    )
}


def ways_here(desk: Desk, kind: Kind) -> Ways:
    """What this site keeps, and the words of its catalogue."""
    return Ways(kept_here(desk), kind.reader(desk) if kind.reader is not None else None)


def new_import(kind: Kind, reading: Reading, batch: int | None = None, session_id: str | None = None) -> AnyImport:
    """An import of this kind; `session_id` is for bookings that are all of one session."""
    told: dict[str, object] = {} if batch is None else {"batch": batch}
    return kind.make(reading, **told | ({"session_id": session_id} if kind.name == "bookings" else {}))
