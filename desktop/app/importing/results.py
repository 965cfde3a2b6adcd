"""Past years' results from a table: counts of a period, taken in once, what is 約 marked so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from core.facts import Result
from core.ids import new_entity_id
from core.kinds import ResultEntered, ResultVoided
from core.payload import Payload
from core.tables.desk_words import DeskWords
from core.tables.entries import Entry, MakeReader
from core.tables.reasons import Fault, Reason
from core.tables.result_entries import ResultEntry, ResultReader
from core.tables.result_words import ResultWords
from desktop.app.desk import Desk
from desktop.app.importing.table_import import TableImport
from desktop.app.importing.visits import PORTION
from desktop.app.municipalities import municipalities_here
from desktop.app.programmes import programmes_now
from desktop.storage.imported import ImportedRows
from desktop.storage.journal import Draft

_Key = tuple[str | None, ...]


@dataclass(frozen=True)
class NewResult:
    """A row that puts counts on record."""

    entity_id: str
    mark: bytes
    told: ResultEntered


@dataclass
class ResultsImport(TableImport[NewResult]):
    """The results of a table. Of one period, programme and place there is one: nothing is written over."""

    def _settle(self, desk: Desk, entries: list[Entry]) -> Iterator[int]:
        rows = ImportedRows(desk.store.db)
        there = {_key(each): _counts(each) for each in desk.store.facts.where(Result, "voided = 0")}
        for done, entry in enumerate(entries, 1):
            assert isinstance(entry, ResultEntry)
            told = _result(entry)
            key, counts = _key(told), _counts(told)
            if key not in there:
                there[key] = counts
                self.new.append(NewResult(new_entity_id(), rows.mark((*key, *counts)), told))
            else:
                self.known += 1
                if there[key] != counts:
                    self.faults.append(Fault(entry.row, Reason.SAME_RESULT))
            if done % PORTION == 0:
                yield done

    def _drafts(self, desk: Desk, some: Sequence[NewResult]) -> Iterator[Draft]:
        return (Draft(each.entity_id, each.told) for each in some)

    def _void(self) -> Payload:
        return ResultVoided(reason="import_undone")


def result_reader(desk: Desk) -> MakeReader:
    """How a row is read here: by the programmes of today, the list of municipalities, the words of the desk."""
    words = ResultWords(
        DeskWords(desk.catalogue),
        programmes_now(desk),
        municipalities_here(desk).by_code,
        desk.identity.municipality,
    )
    return partial(ResultReader, words=words)


def _result(entry: ResultEntry) -> ResultEntered:
    assert entry.period is not None  # rows without one are refused
    told = ResultEntered(
        first_day=entry.period.first.isoformat(),
        last_day=entry.period.last.isoformat(),
        session_kind=entry.belongs.kind or "consultation",
        programme=entry.belongs.programme,
        strand=entry.belongs.strand,
        funding=entry.funding,
        venue=entry.place.venue,
        municipality=entry.place.municipality,
        channel=entry.channel,
        estimated=entry.estimated,
    )
    return msgspec.structs.replace(told, **dict(entry.counts))


def _key(told: ResultEntered | Result) -> _Key:
    return (
        told.first_day,
        told.last_day,
        told.session_kind,
        told.programme,
        told.strand,
        told.funding,
        told.venue,
        told.municipality,
        told.channel,
    )


def _counts(told: ResultEntered | Result) -> _Key:
    counts = (told.sessions, told.koma, told.visits, told.persons, told.consultations, told.venues, told.municipalities)
    estimated = told.estimated.split() if isinstance(told, Result) else told.estimated
    return (*(None if each is None else str(each) for each in counts), *sorted(estimated))
