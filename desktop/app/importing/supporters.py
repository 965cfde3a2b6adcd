"""The register from a table: who is on it already stays as they are; a badge comes with its days."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from core.facts import Supporter
from core.ids import new_entity_id
from core.kinds import BadgeIssued, SupporterRegistered
from core.search_text import search_form
from core.tables.entries import Entry, MakeReader
from core.tables.reasons import Fault, Reason
from core.tables.supporter_entries import SupporterEntry, SupporterReader
from desktop.app.desk import Desk
from desktop.app.importing.table_import import TableImport
from desktop.app.importing.visits import PORTION
from desktop.app.municipalities import municipalities_here
from desktop.storage.imported import ImportedRows
from desktop.storage.journal import Draft

BADGE = "オープンバッジ"
_Key = tuple[str, str]


@dataclass(frozen=True)
class NewSupporter:
    """A row that puts somebody on the register, perhaps with a badge."""

    entity_id: str
    mark: bytes
    told: SupporterRegistered
    badge: BadgeIssued | None


@dataclass
class SupportersImport(TableImport[NewSupporter]):
    """The supporters of a table. The same name and kana are the same supporter, also one who is not active now."""

    def _settle(self, desk: Desk, entries: list[Entry]) -> Iterator[int]:
        rows = ImportedRows(desk.store.db)
        there = {_key(each.display_name, each.kana): 0 for each in desk.store.facts.where(Supporter, "1")}
        for done, entry in enumerate(entries, 1):
            assert isinstance(entry, SupporterEntry)
            key = _key(entry.name or "", entry.kana)
            if key in there:
                self.known += 1
                self.faults.append(Fault(entry.row, Reason.SAME_ROW if there[key] else Reason.ON_RECORD))
            else:
                there[key] = entry.row
                self.new.append(_new(desk, entry, rows.mark(("supporter", *key))))
            if done % PORTION == 0:
                yield done

    def _drafts(self, desk: Desk, some: Sequence[NewSupporter]) -> Iterator[Draft]:
        for each in some:
            yield Draft(each.entity_id, each.told)
            if each.badge is not None:
                yield Draft(new_entity_id(), each.badge)


def supporter_reader(desk: Desk) -> MakeReader:
    """How a row is read: municipalities by the names that only one of them has."""
    known = municipalities_here(desk).by_code.values()
    times = Counter(each.name for each in known)
    return partial(SupporterReader, places={each.name: each.code for each in known if times[each.name] == 1})


def _new(desk: Desk, entry: SupporterEntry, mark: bytes) -> NewSupporter:
    supporter_id = new_entity_id()
    told = SupporterRegistered(
        display_name=entry.name or "",
        kana=entry.kana,
        age_band=entry.age_band.value,
        attributes=entry.attributes,
        municipalities=entry.municipalities,
        registered_on=(entry.registered_on or desk.today).isoformat(),
    )
    badge = None
    if entry.issued_on is not None:
        expires = entry.expires_on.isoformat() if entry.expires_on else None
        badge = BadgeIssued(
            supporter_id=supporter_id, badge=BADGE, issued_on=entry.issued_on.isoformat(), expires_on=expires
        )
    return NewSupporter(supporter_id, mark, told, badge)


def _key(name: str, kana: str | None) -> _Key:
    return search_form(name), search_form(kana or "")
