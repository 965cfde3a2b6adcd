"""Which receptions and consultations of one paper slip count at headquarters, once their own rows stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from core.facts import Attendance, Consultation, Fact, Settlement
from core.slip_doubles import (
    RECEIVED_COLUMNS,
    SETTLED_BY,
    TYPED_COLUMNS,
    SlipKey,
    SlipRow,
    is_doubtful,
    moved,
)
from hq.database import Cursor, Row

Slips = frozenset[SlipKey]
_OF_VISITS = (
    "SELECT DISTINCT day, ticket FROM fact_attendance"
    " WHERE site_id = %s AND attendance_id = ANY(%s) AND ticket IS NOT NULL"
)
_OF_CONSULTATIONS = (
    "SELECT DISTINCT visit.day, ticket FROM fact_consultation JOIN fact_attendance AS visit"
    " USING (site_id, attendance_id)"
    " WHERE site_id = %s AND consultation_id = ANY(%s) AND from_paper = 1 AND ticket IS NOT NULL"
)
_HAS_PAPER = (
    "SELECT EXISTS (SELECT FROM fact_attendance WHERE site_id = %s AND how = 'paper')"
    " OR EXISTS (SELECT FROM fact_consultation WHERE site_id = %s AND from_paper = 1)"
)
_RECEIVED = (
    f"SELECT visit.day, visit.ticket, {RECEIVED_COLUMNS} FROM fact_attendance AS visit"
    " WHERE visit.site_id = %s AND visit.day = ANY(%s) AND visit.ticket = ANY(%s)"
)
"""Of these days and these numbers: a few more than were asked for, in one walk through the days."""
_TYPED = (
    f"SELECT typed.attendance_id, {TYPED_COLUMNS} FROM fact_consultation AS typed"
    " WHERE typed.site_id = %s AND typed.attendance_id = ANY(%s) AND typed.from_paper = 1 AND typed.voided = 0"
)
_NOTHING_TYPED = (None, None, None, None)


def of_stored(to: Cursor, site_id: str, entities: Collection[tuple[type[Fact], str]]) -> Slips:
    """Of which slips these are, as their rows stand; none at a site where nothing came from paper."""
    if not entities or not _has_paper(to, site_id):
        return frozenset()
    settled = _settled(to, site_id, [key for fact, key in entities if fact is Settlement])
    visits = settled | {key for fact, key in entities if fact is Attendance}
    consultations = settled | {key for fact, key in entities if fact is Consultation}
    return _slips(to, site_id, visits, consultations)


def of_rows(to: Cursor, site_id: str, rows: Collection[Fact]) -> Slips:
    """The same, of rows that were written."""
    if not rows or not _has_paper(to, site_id):
        return frozenset()
    about = {
        each
        for row in rows
        if isinstance(row, Settlement) and row.conflict in SETTLED_BY
        for each in row.about.split("\n")
    }
    typed = {row.attendance_id for row in rows if isinstance(row, Consultation) and row.from_paper}
    received = {row.attendance_id: row for row in rows if isinstance(row, Attendance)}
    elsewhere = about | {each for each in typed if each is not None and each not in received}
    own = {SlipKey(row.day, row.ticket) for row in received.values() if row.ticket}
    return _slips(to, site_id, elsewhere, about) | own


def count_anew(to: Cursor, site_id: str, slips: Slips) -> None:
    """Decide once more which of their receptions and consultations count."""
    if not slips:
        return
    doubtful = [rows for rows in _rows_of(to, site_id, slips).values() if is_doubtful(rows)]
    decided = _decided(to, site_id) if doubtful else {}
    found = [moved(rows, decided) for rows in doubtful]
    visits = [(now, site_id, key) for each in found for key, now in each.visits.items()]
    consultations = [(now, site_id, key) for each in found for key, now in each.consultations.items()]
    to.executemany("UPDATE fact_attendance SET double_of = %s WHERE site_id = %s AND attendance_id = %s", visits)
    to.executemany(
        "UPDATE fact_consultation SET double_of = %s WHERE site_id = %s AND consultation_id = %s", consultations
    )


def _rows_of(to: Cursor, site_id: str, slips: Slips) -> Mapping[SlipKey, list[SlipRow]]:
    """Each reception once for each of its consultations from paper, or once alone."""
    days, tickets = ({each.day for each in slips}, {each.ticket for each in slips})
    received = to.execute(_RECEIVED, [site_id, list(days), list(tickets)]).fetchall()
    typed: defaultdict[str, list[Row]] = defaultdict(list)
    for visit, *row in to.execute(_TYPED, [site_id, [visit for _, _, visit, *_ in received]]):
        typed[visit].append(tuple(row))
    of: defaultdict[SlipKey, list[SlipRow]] = defaultdict(list)
    for day, ticket, *row in received:
        if (slip := SlipKey(day, ticket)) in slips:
            of[slip] += [(*row, *each) for each in typed.get(row[0], [_NOTHING_TYPED])]
    return of


def _has_paper(to: Cursor, site_id: str) -> bool:
    return to.execute(_HAS_PAPER, [site_id, site_id]).fetchone() == (True,)


def _slips(to: Cursor, site_id: str, visits: Iterable[str], consultations: Iterable[str]) -> Slips:
    found: set[SlipKey] = set()
    for query, ids in ((_OF_VISITS, list(visits)), (_OF_CONSULTATIONS, list(consultations))):
        if ids:
            found.update(SlipKey(*row) for row in to.execute(query, [site_id, ids]))
    return frozenset(found)


def _settled(to: Cursor, site_id: str, conflicts: Collection[str]) -> set[str]:
    """What these settlements speak of, as they stand."""
    if not conflicts:
        return set()
    query = "SELECT about FROM fact_settlement WHERE site_id = %s AND conflict_id = ANY(%s) AND conflict = ANY(%s)"
    rows = to.execute(query, [site_id, list(conflicts), list(SETTLED_BY)])
    return {each for (about,) in rows for each in about.split("\n")}


def _decided(to: Cursor, site_id: str) -> dict[str, str]:
    query = "SELECT about, decision FROM fact_settlement WHERE site_id = %s AND conflict = ANY(%s) ORDER BY conflict_id"
    return dict(to.execute(query, [site_id, list(SETTLED_BY)]).fetchall())
