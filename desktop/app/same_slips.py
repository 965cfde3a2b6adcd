"""One paper slip that two laptops entered: what each typed from it, who and when (`core.slip_doubles`)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.conflicts import Conflict
from core.facts import Attendance, Consultation, Session
from desktop.app.desk import Desk
from desktop.app.unsettled_item import SLIP, UnsettledItem
from desktop.app.version_fields import differing, tells
from desktop.app.versions import Version, Versions

_ALWAYS = ("topic", "outcome", "minutes")
_OF_THE_VISIT = frozenset({"attendance_id", "session_id", "note"})
_OF_VISIT = "attendance_id = ? AND from_paper = 1 AND voided = 0"


def of_slip(desk: Desk, item: UnsettledItem, visits: Sequence[Attendance]) -> UnsettledItem:
    """A pair of receptions from one slip, the one that counts first, with what was typed from it for each."""
    facts = desk.store.facts
    typed = [facts.where(Consultation, _OF_VISIT, [each.attendance_id], order="at") for each in visits]
    told = iter(_sides(desk, [cases[0] for cases in typed if cases]))
    sides = tuple(next(told) if cases else side for cases, side in zip(typed, item.versions, strict=True))
    counted, *others = sides
    ticket = visits[0].ticket or ""
    return replace(item, thing=SLIP, ticket=ticket, versions=(replace(counted, stands=True), *others))


def same_slips(desk: Desk, first: str, last: str) -> Iterator[UnsettledItem]:
    """Two consultations of one visit, typed from its slip on two laptops."""
    facts = desk.store.facts
    for double in facts.where(Consultation, "double_of IS NOT NULL AND day BETWEEN ? AND ?", [first, last]):
        counted = facts.one(Consultation, double.double_of or "")
        if counted is None or counted.attendance_id is None or counted.attendance_id != double.attendance_id:
            continue  # their receptions are two, and tell of it
        visit = facts.one(Attendance, counted.attendance_id)
        session = facts.one(Session, counted.session_id or "")
        side, other = _sides(desk, [counted, double])
        yield UnsettledItem(
            Conflict.SAME_SLIP,
            (counted.consultation_id, double.consultation_id),
            double.day,
            double.entered_at,
            session.title if session else "",
            (replace(side, stands=True), other),
            thing=SLIP,
            ticket=visit.ticket or "" if visit else "",
        )


def _sides(desk: Desk, cases: Sequence[Consultation]) -> list[Version]:
    """What each says: the same few things always, and whatever else differs."""
    read = Versions(desk)
    differ = [name for name in differing(cases) if name not in _OF_THE_VISIT] if len(cases) > 1 else []
    names = dict.fromkeys((*_ALWAYS, *differ))
    return [replace(read.of_consultation(each), tells=tells(desk, each, names)) for each in cases]
