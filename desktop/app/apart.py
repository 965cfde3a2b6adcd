"""保留: what headquarters keeps apart of this laptop's, and what of others' could not be taken in here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from core.certificates import DeviceCertificate
from core.clock import in_japan, local_day
from core.events import decode_event
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.refused import RefusalReason, bad_reason, refusal_reason, rejected_reason
from desktop.storage import apart as kept
from desktop.storage.apart import REJECTED, BadRow, RefusedRow

_NUMBERS = frozenset({"my_number", "card_number", "password"})
_SCREENS = {
    "session": "sessions",
    "booking": "sessions",
    "consultation": "consultation",
    "person": "people",
    "card": "people",
    "supporter": "settings",
    "topic": "settings",
}
_SHOWN = frozenset({"session", "consultation"})
"""Kinds whose screen can show the very record."""
_SECTIONS = {"supporter": "staff", "topic": "topics"}
_AGAIN = frozenset({"not_certified", "revoked_device", "segment_too_new", "segment_key"})
_MOST = 500
Places = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class ApartLine:
    """One thing, or own records of one reason and day together: what, why, what to do.

    `id` can be passed back. `at_hq` says where it is kept; `kind` is an event's, empty for whole segments of others;
    `screen` is where such a record is put right, empty where nowhere, and `record` what that screen then shows: an
    id, or a section of the settings; `again` says whether another look may help.
    """

    id: str
    at_hq: bool
    code: str
    reason: RefusalReason
    at: datetime | None
    count: int
    kind: str
    letter: str
    rejected: bool
    screen: str = ""
    record: str = ""
    again: bool = False
    places: Places = ()


def apart(desk: Desk) -> tuple[ApartLine, ...]:
    """Everything that nobody has put away, headquarters' first."""
    return (*_at_hq(desk), *_here(desk))


def look_again(desk: Desk, line_id: str | None = None) -> int:
    """Try to take in what was kept apart here: one segment, or all; how many came in. Raises Problem for no such."""
    return desk.store.outbox.take_in_again(None if line_id is None else _name(desk, line_id))


def reject(desk: Desk, line: ApartLine) -> None:
    """Out of the list: it has been seen. Nothing is deleted; `take_back` lists it again."""
    _decide(desk, line, REJECTED, desk.now)


def take_back(desk: Desk, line: ApartLine) -> None:
    """The line stands in the list again."""
    _decide(desk, line, None, None)


def reject_by_id(desk: Desk, line_id: str) -> ApartLine:
    """The same for a line that is listed now; Problem for any other."""
    line = next((each for each in apart(desk) if each.id == line_id), None)
    if line is None:
        raise _unknown()
    reject(desk, line)
    return line


def _decide(desk: Desk, line: ApartLine, decision: str | None, at: str | None) -> None:
    if line.at_hq:
        kept.put_away(desk.store.db, line.places, at)
    else:
        kept.decide(desk.store.db, bytes.fromhex(line.id), decision, at)


def _name(desk: Desk, line_id: str) -> bytes:
    try:
        found = kept.bad_names(desk.store.db, bytes.fromhex(line_id))
    except ValueError:
        found = []
    if not found:
        raise _unknown()
    return found[0]


def _unknown() -> Problem:
    return Problem("apart_unknown", "その保留は見つかりません。", "一覧を見直してください。")


def _at_hq(desk: Desk) -> Iterator[ApartLine]:
    """Records that somebody must put right stand alone; others together, for a segment can hold a thousand."""
    together: dict[tuple[str, ...], list[RefusedRow]] = {}
    for row in kept.refused_rows(desk.store.db):
        event = decode_event(row.data)
        alone = event.event_id if row.reason in _NUMBERS else local_day(event.wall_time)
        together.setdefault((row.reason, row.decision, event.kind.partition(".")[0], alone), []).append(row)
    for (code, decision, _, _), rows in list(together.items())[:_MOST]:
        yield _own(code, decision == REJECTED, rows)


def _own(code: str, rejected: bool, rows: list[RefusedRow]) -> ApartLine:
    event = decode_event(rows[-1].data)
    places = tuple((row.device_id, row.epoch, row.device_seq) for row in rows)
    kind = event.kind.partition(".")[0]
    return ApartLine(
        id="-".join(map(str, places[-1])),
        at_hq=True,
        code=code,
        reason=rejected_reason(code) if rejected else refusal_reason(code),
        at=in_japan(event.wall_time),
        count=len(rows),
        kind=event.kind,
        letter="",
        rejected=rejected,
        screen=_SCREENS.get(kind, "") if code in _NUMBERS else "",
        record=event.entity_id if kind in _SHOWN else _SECTIONS.get(kind, ""),
        places=places,
    )


def _here(desk: Desk) -> Iterator[ApartLine]:
    letters = _letters(desk)
    for row in kept.bad_rows(desk.store.db, _MOST):
        yield _others(row, letters)


def _others(row: BadRow, letters: dict[str, str]) -> ApartLine:
    return ApartLine(
        id=row.name.hex(),
        at_hq=False,
        code=row.reason,
        reason=bad_reason(row.reason),
        at=in_japan(row.kept_at) if row.kept_at else None,
        count=row.records,
        kind="",
        letter=letters.get(row.maker, ""),
        rejected=False,
        again=row.reason in _AGAIN,
    )


def _letters(desk: Desk) -> dict[str, str]:
    rows = desk.store.db.execute("SELECT data FROM certificate").fetchall()
    known = (msgspec.msgpack.decode(data, type=DeviceCertificate) for (data,) in rows)
    return {each.device_id: each.letter for each in known}
