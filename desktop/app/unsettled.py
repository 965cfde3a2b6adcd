"""要確認: what a person must look at, told without personal data. 今日 and the daily sheet ask the same."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from core.bookings import place_of
from core.clock import local_day
from core.conflicts import Conflict
from core.doubles import COUNTED
from core.events import decode_event
from core.facts import Attendance, Booking, Consultation, Session, Settlement
from core.ids import conflict_id
from core.slip_doubles import BY_NUMBER_ALONE, is_by_number
from desktop.app import diverging
from desktop.app.desk import Desk
from desktop.app.registered_twice import registered_twice, revealed_twice
from desktop.app.same_slips import of_slip, same_slips
from desktop.app.unsettled_item import UnsettledItem
from desktop.app.versions import Versions
from desktop.storage.apart import refused_rows

LOOK_BACK = timedelta(days=31)
TOLD_AT_MOST = 10
"""Of the visits beyond the quota: enough to see at which door it went on."""
_HELD = "cancelled = 0 AND waiting = 0"
Days = tuple[str, str]
"""The first and the last."""


def unsettled(desk: Desk) -> list[UnsettledItem]:
    """Everything of the last month and of days to come, by time; versions of one thing however old."""
    return unsettled_between(desk, desk.today - LOOK_BACK, date.max)


def unsettled_before(desk: Desk) -> list[UnsettledItem]:
    """What is older than that and was never decided: nothing vanishes because time goes by."""
    before = (desk.today - LOOK_BACK).isoformat()
    found = unsettled_between(desk, date.min, desk.today - LOOK_BACK)
    return [item for item in found if item.day < before and item.conflict is not Conflict.VERSIONS]


def unsettled_on(desk: Desk, day: date) -> list[UnsettledItem]:
    """What concerns this day."""
    return unsettled_between(desk, day, day)


def unsettled_between(desk: Desk, first: date, last: date) -> list[UnsettledItem]:
    """What concerns these days, both among them; up to the last day there is, versions of one thing however old."""
    days = first.isoformat(), last.isoformat()
    sorts = (
        _doubles,
        _over_quota,
        _same_tickets,
        _same_places,
        _same_slips,
        _registered_twice,
        _voided_visits,
        _diverging,
        _refused,
    )
    found = [item for look in sorts for item in look(desk, days) if not _is_settled(desk, item)]
    return sorted(found, key=lambda item: (item.day, item.at, item.about))


def revealed(desk: Desk, item: UnsettledItem) -> UnsettledItem:
    """The item with what is a visitor's own; leaves a record that this was seen."""
    look = revealed_twice if item.conflict is Conflict.SAME_PERSON else diverging.revealed
    return look(desk, item)


def settlement_id(desk: Desk, conflict: str, about: tuple[str, ...]) -> str:
    """The entity of the settlement of an item."""
    return conflict_id(desk.identity.site_id, conflict, *about)


def _is_settled(desk: Desk, item: UnsettledItem) -> bool:
    if item.conflict is Conflict.VERSIONS:  # its own row tells
        return False
    settlement = desk.store.facts.one(Settlement, settlement_id(desk, item.conflict, item.about))
    return settlement is not None and settlement.decision in set(item.choices)


def _doubles(desk: Desk, days: Days) -> Iterator[UnsettledItem]:
    facts = desk.store.facts
    for double in facts.where(Attendance, "double_of IS NOT NULL AND day BETWEEN ? AND ?", days):
        counted = facts.one(Attendance, double.double_of or "")
        if counted is not None:
            item = _of_visits(desk, Conflict.DOUBLE_VISIT, [counted, double])
            yield of_slip(desk, item, [counted, double]) if is_by_number(double) else item


def _same_slips(desk: Desk, days: Days) -> Iterator[UnsettledItem]:
    return same_slips(desk, *days)


def _registered_twice(desk: Desk, days: Days) -> Iterator[UnsettledItem]:
    return registered_twice(desk, *days)


def _over_quota(desk: Desk, days: Days) -> Iterator[UnsettledItem]:
    # CROSS JOIN: the few sessions first; SQLite would rather walk through ten years of visits.
    rows = desk.store.db.execute(
        "SELECT session_id, count(*) - quota FROM fact_session AS planned CROSS JOIN fact_attendance USING (session_id)"
        f" WHERE quota IS NOT NULL AND planned.day BETWEEN ? AND ? AND state <> 'cancelled' AND {COUNTED}"
        " GROUP BY session_id HAVING count(*) > quota",
        days,
    )
    for session_id, over in rows.fetchall():
        visits = desk.store.facts.where(
            Attendance, f"session_id = ? AND {COUNTED}", [session_id], order="at, attendance_id"
        )
        title, day = _title_and_day(desk, visits[-over])
        sides = tuple(map(Versions(desk).of_visit, visits[-over:][:TOLD_AT_MOST]))
        about = (session_id, str(over))
        yield UnsettledItem(Conflict.OVER_QUOTA, about, day, visits[-over].at, title, sides, number=over)


def _same_tickets(desk: Desk, days: Days) -> Iterator[UnsettledItem]:
    """Of people at the door: a paper slip's number is nobody else's, and two of them are a double visit."""
    rows = desk.store.db.execute(
        f"SELECT day, ticket FROM fact_attendance AS visit WHERE day BETWEEN ? AND ? AND {COUNTED}"
        f" AND ticket IS NOT NULL AND NOT ({BY_NUMBER_ALONE}) GROUP BY day, ticket HAVING count(*) > 1",
        days,
    )
    given = f"day = ? AND ticket = ? AND {COUNTED}"
    for day_and_ticket in rows.fetchall():
        visits = desk.store.facts.where(Attendance, given, day_and_ticket, order="at, attendance_id")
        yield _of_visits(desk, Conflict.SAME_TICKET, visits)


def _same_places(desk: Desk, days: Days) -> Iterator[UnsettledItem]:
    """Only while the session is still to come or under way: afterwards nobody can be moved."""
    rows = desk.store.db.execute(
        "SELECT session_id, slot, desk FROM fact_booking JOIN fact_session USING (session_id)"
        f" WHERE day BETWEEN ? AND ? AND state IN ('planned', 'open') AND {_HELD}"
        " AND slot IS NOT NULL AND desk IS NOT NULL GROUP BY session_id, slot, desk HAVING count(*) > 1",
        days,
    )
    versions, facts = Versions(desk), desk.store.facts
    for place in rows.fetchall():
        held = f"session_id = ? AND slot = ? AND desk = ? AND {_HELD}"
        bookings = facts.where(Booking, held, place, order="made_at, booking_id")
        session = facts.one(Session, place[0])
        yield UnsettledItem(
            Conflict.SAME_PLACE,
            tuple(each.booking_id for each in bookings),
            session.day if session else "",
            bookings[-1].made_at,
            session.title if session else "",
            tuple(map(versions.of_booking, bookings)),
            place=place_of(bookings[0]),
        )


def _refused(desk: Desk, days: Days) -> Iterator[UnsettledItem]:
    """One for each reason and day: a broken segment can hold a thousand events."""
    times: dict[tuple[str, str], str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for row in refused_rows(desk.store.db):
        moment = decode_event(row.data).wall_time
        what = (local_day(moment), row.reason)
        counts[what] += 1
        times[what] = min(times.get(what, moment), moment)
    for (day, reason), number in counts.items():
        if days[0] <= day <= days[1]:
            what = (day, reason)
            yield UnsettledItem(Conflict.REFUSED, what, day, times[what], number=number, reason=reason)


def _diverging(desk: Desk, days: Days) -> Iterator[UnsettledItem]:
    """Those that are still open concern today, whatever day they are of: until one is decided nobody may rely on it."""
    is_open_list = days[1] == date.max.isoformat()
    return (item for item in diverging.diverging(desk) if is_open_list or days[0] <= item.day <= days[1])


def _voided_visits(desk: Desk, days: Days) -> Iterator[UnsettledItem]:
    """A reception that one laptop took back while another one recorded what was asked."""
    rows = desk.store.db.execute(
        "SELECT DISTINCT attendance_id FROM fact_attendance JOIN fact_consultation USING (attendance_id)"
        " WHERE fact_attendance.voided = 1 AND fact_attendance.day BETWEEN ? AND ? AND fact_consultation.voided = 0",
        days,
    )
    facts, versions = desk.store.facts, Versions(desk)
    for (attendance_id,) in rows.fetchall():
        held = facts.where(Consultation, "attendance_id = ? AND voided = 0", [attendance_id], order="entered_at")
        voidings = versions.voidings_of(attendance_id)
        apart = [each for each in held if {voiding.device_id for voiding in voidings} - {each.device_id}]
        visit = facts.one(Attendance, attendance_id)
        if apart and visit is not None:
            yield UnsettledItem(
                Conflict.VOIDED_VISIT,
                (attendance_id, *(each.consultation_id for each in apart)),
                visit.day,
                apart[-1].entered_at,
                _title_and_day(desk, visit)[0],
                (versions.of_event(voidings[-1]), *map(versions.of_consultation, apart)),
                ticket=visit.ticket or "",
            )


def _of_visits(desk: Desk, conflict: Conflict, visits: list[Attendance]) -> UnsettledItem:
    last, versions = visits[-1], Versions(desk)
    return UnsettledItem(
        conflict,
        tuple(each.attendance_id for each in visits),
        last.day,
        last.at,
        _title_and_day(desk, last)[0],
        tuple(map(versions.of_visit, visits)),
    )


def _title_and_day(desk: Desk, visit: Attendance) -> tuple[str, str]:
    """Of the session, or as the visit has it while the plan has not arrived."""
    session = desk.store.facts.one(Session, visit.session_id)
    return (session.title, session.day) if session else ("", visit.day)
