"""Visitors who may be on record twice (`core.alike`): both records side by side, and what deciding changes."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from core.conflicts import Conflict, Decision
from core.facts import Person
from core.kinds import PersonMerged, PersonUnmerged
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.people import PersonLine, note_viewing, person_lines
from desktop.app.settings import PERSONAL_FIELDS
from desktop.app.unsettled_item import UnsettledItem
from desktop.app.version_fields import Told, tells
from desktop.app.versions import Version, Versions
from desktop.storage.facts import any_of
from desktop.storage.journal import Draft

_OPEN = """
    SELECT one.person_id, other.person_id FROM fact_settlement
    CROSS JOIN fact_person AS one ON one.person_id = substr(about, 1, instr(about, char(10)) - 1)
    CROSS JOIN fact_person AS other ON other.person_id = substr(about, instr(about, char(10)) + 1)
    WHERE conflict = ? AND decision = ? AND max(one.registered_on, other.registered_on) BETWEEN ? AND ?
    AND one.merged_into IS NULL AND other.merged_into IS NULL AND one.erased = 0 AND other.erased = 0
"""
"""Who was merged or erased meanwhile is no question any more."""


def registered_twice(desk: Desk, first: str, last: str) -> Iterator[UnsettledItem]:
    """Pairs that nobody has decided, of the days on which the later one was registered; visitors' own words not."""
    values = [Conflict.SAME_PERSON.value, Decision.OPEN.value, first, last]
    pairs = desk.store.db.execute(_OPEN, values).fetchall()
    known = _lines(desk, [each for pair in pairs for each in pair])
    versions = Versions(desk)
    for pair in pairs:
        yield _item(versions, [known[each] for each in pair])


def revealed_twice(desk: Desk, item: UnsettledItem) -> UnsettledItem:
    """The item with both visitors' names and numbers; leaves a record that they were seen."""
    lines = _lines(desk, item.about)
    note_viewing(desk, "unsettled", item.about[0], len(lines))
    return _item(Versions(desk), lines.values(), reveal=True)


def merged_or_parted(desk: Desk, about: tuple[str, ...], decision: Decision) -> tuple[Draft, ...]:
    """What deciding such a pair, or taking that back, says of the records themselves. Raises Problem.

    The one that was registered first stands for both. That they are two is said of the other one's record, so that a
    laptop which merged them meanwhile is seen to disagree.
    """
    kept, gone = (line.person for line in _in_order(_lines(desk, about).values()))
    if decision is Decision.ONE:
        is_merged = kept.person_id == gone.merged_into or gone.person_id == kept.merged_into
        return () if is_merged else (Draft(gone.person_id, PersonMerged(into=kept.person_id)),)
    joined = [each for each in (kept, gone) if each.merged_into in about]
    parted = joined or ([gone] if decision is Decision.TWO else [])
    return tuple(Draft(each.person_id, PersonUnmerged()) for each in parted)


def _lines(desk: Desk, person_ids: Iterable[str]) -> dict[str, PersonLine]:
    ids = list(dict.fromkeys(person_ids))
    people = desk.store.facts.where(Person, any_of("person_id", ids), ids) if ids else []
    return {line.person.person_id: line for line in person_lines(desk, people)}


def _in_order(lines: Collection[PersonLine]) -> list[PersonLine]:
    """Whoever was registered first at the head. Problem where one of them is not on record."""
    if len(lines) != 2:
        raise Problem("person_unknown", "その方の登録が見つかりません。", "もう一度さがしてください。")
    return sorted(lines, key=lambda line: (line.person.registered_at, line.person.person_id))


def _item(versions: Versions, lines: Collection[PersonLine], *, reveal: bool = False) -> UnsettledItem:
    both = _in_order(lines)
    kept, gone = (line.person for line in both)
    own = (name for name in PERSONAL_FIELDS if getattr(kept, name) or getattr(gone, name))
    fields = (*own, "age_band", "registered_on")
    first, second = (_side(versions, line, fields, reveal=reveal) for line in both)
    return UnsettledItem(
        Conflict.SAME_PERSON,
        (kept.person_id, gone.person_id),
        gone.registered_on,
        gone.registered_at,
        versions=(replace(first, stands=True), second),
        thing="person",
        personal=True,
    )


def _side(versions: Versions, line: PersonLine, fields: tuple[str, ...], *, reveal: bool) -> Version:
    visits = Told("visits", f"{line.visits}回", str(line.visits))
    told = (*tells(versions.desk, line.person, fields, reveal=reveal), visits)
    return replace(versions.of_registration(line.person), tells=told)
