"""One paper slip entered on two laptops while they were apart: all of it stays, one visit and its consultation count.

A slip is known by its day and number. What one laptop entered from it is never a double of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.conflicts import Conflict
from core.doubles import same_as
from core.facts import Attendance

SETTLED_BY = (Conflict.DOUBLE_VISIT.value, Conflict.SAME_SLIP.value)
"""By which settlements somebody decides that two are one, or two."""
BY_NUMBER_ALONE = "how = 'paper' AND visit.person_id IS NULL AND visit.booking_id IS NULL"
"""The receptions that are known by nothing but the number on the slip, as an SQL condition in both databases."""
RECEIVED_COLUMNS = (
    f"visit.attendance_id, visit.at, visit.device_id, CASE WHEN {BY_NUMBER_ALONE} THEN 1 ELSE 0 END AS by_number,"
    " visit.voided, visit.double_of"
)
TYPED_COLUMNS = "typed.consultation_id, typed.at, typed.device_id, typed.double_of"
OF_SLIP_COLUMNS = f"{RECEIVED_COLUMNS}, {TYPED_COLUMNS}"
"""What `moved` reads of each reception, once for each standing consultation that was typed from paper."""
SlipRow = tuple[str, str, str, int, int, str | None, str | None, str | None, str | None, str | None]


def is_by_number(visit: Attendance) -> bool:
    """The same, of a row."""
    return visit.how == "paper" and visit.person_id is None and visit.booking_id is None


class SlipKey(NamedTuple):
    """Which slip it is."""

    day: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Received:
    """A reception with the slip's number; `by_number` says that nothing else is known of the visitor."""

    attendance_id: str
    at: str
    device_id: str
    by_number: bool
    voided: bool
    double_of: str | None
    """As it was counted until now."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A standing consultation that was typed from paper, of one of these receptions."""

    consultation_id: str
    attendance_id: str
    at: str
    device_id: str
    double_of: str | None


def double_visits(visits: Iterable[Received], decided: Mapping[str, str]) -> dict[str, str | None]:
    """For each reception by number alone: instead of which other one it does not count.

    Whoever was received by card or name goes before paper, then the earlier before the later; `decided` gives a
    decision by `core.conflicts.about`.
    """
    counting: list[Received] = []
    found: dict[str, str | None] = {}
    for each in sorted(visits, key=lambda each: (each.by_number, each.at, each.attendance_id)):
        others = [other.attendance_id for other in counting if other.device_id != each.device_id]
        double_of = same_as(each.attendance_id, others, decided) if each.by_number else None
        if double_of is None:
            counting.append(each)
        if each.by_number:
            found[each.attendance_id] = double_of
    return found


def double_consultations(
    consultations: Iterable[Entered], visits: Mapping[str, str | None], decided: Mapping[str, str]
) -> dict[str, str | None]:
    """The same for what was typed from the slip; `visits` is what `double_visits` found.

    The one of the visit that counts goes before. Where the receptions are one visit, so are their consultations.
    """
    counting: list[Entered] = []
    found: dict[str, str | None] = {}
    for each in sorted(
        consultations, key=lambda each: (visits.get(each.attendance_id) is not None, each.at, each.consultation_id)
    ):
        visit = visits.get(each.attendance_id) or each.attendance_id
        of_visit = [other for other in counting if (visits.get(other.attendance_id) or other.attendance_id) == visit]
        elsewhere = [other.consultation_id for other in of_visit if other.attendance_id != each.attendance_id]
        beside = [
            other.consultation_id
            for other in of_visit
            if other.attendance_id == each.attendance_id and other.device_id != each.device_id
        ]
        double_of = next(iter(elsewhere), None) or same_as(each.consultation_id, beside, decided)
        if double_of is None:
            counting.append(each)
        found[each.consultation_id] = double_of
    return found


@dataclass(frozen=True)
class Moved:
    """What is counted otherwise than until now: instead of which other one, by id."""

    visits: Mapping[str, str | None]
    consultations: Mapping[str, str | None]


def is_doubtful(rows: Sequence[SlipRow]) -> bool:
    """Whether `moved` could find anything."""
    return len(rows) > 1 or any(row[5] or row[9] for row in rows)


def moved(rows: Iterable[SlipRow], decided: Mapping[str, str]) -> Moved:
    """All of one slip, decided once more; the rows have `OF_SLIP_COLUMNS`.

    What was typed of a reception that was taken back counts for itself: somebody was helped.
    """
    visits: dict[str, Received] = {}
    entered: list[Entered] = []
    for visit, at, device, by_number, voided, double_of, typed, typed_at, typed_on, typed_double_of in rows:
        visits[visit] = Received(visit, at, device, bool(by_number), bool(voided), double_of)
        if typed is not None and typed_at is not None and typed_on is not None:
            entered.append(Entered(typed, visit, typed_at, typed_on, typed_double_of))
    of_visits = double_visits((each for each in visits.values() if not each.voided), decided)
    standing = [each for each in entered if not visits[each.attendance_id].voided]
    of_consultations = double_consultations(standing, of_visits, decided)
    return Moved(
        {key: now for key, now in of_visits.items() if now != visits[key].double_of},
        {
            each.consultation_id: now
            for each in entered
            if (now := of_consultations.get(each.consultation_id)) != each.double_of
        },
    )
