"""開場の前に: what to look at before the doors open. Nothing here ever keeps them shut."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal

from core.clock import in_japan, parse_moment
from core.events import decode_event
from core.facts import Day
from core.ids import day_id, new_entity_id
from core.kinds import DayReopened, DutyStarted, SessionOpened
from core.problem import Problem
from desktop.app.day import open_since_before
from desktop.app.desk import Changed, Desk
from desktop.app.loans import loans_out
from desktop.app.sessions import sessions_on
from desktop.app.staff import duties_today
from desktop.app.staffing_board import unbadged_on
from desktop.devices.machine import free_bytes, is_in_japan, power
from desktop.storage.journal import Draft

LEAST_BATTERY = 30
LEAST_FREE = 500_000_000
"""A day takes a few megabytes; below this the system itself begins to stumble."""
UNSENT_DAYS = 2
LONGEST_AHEAD = timedelta(days=40)
"""Further from the last exchange than this, the clock is more likely wrong than the desk unused."""
_SLACK = timedelta(minutes=5)
_ONE_TRANSACTION = timedelta(seconds=5)

Verdict = Literal["fine", "look", "unknown"]


class CheckCode(StrEnum):
    """What is looked at; the codes of those that were not fine go with 開場."""

    YESTERDAY = "yesterday"
    CLOCK = "clock"
    POWER = "power"
    SCAN = "scan"
    PRINTER = "printer"
    DISK = "disk"
    UNSENT = "unsent"
    STAFF = "staff"
    LOANS = "loans"


@dataclass(frozen=True)
class Check:
    """One line: `finding` says what was found; `number` and `day` go with it.

    The number is percent of a battery, printers, gigabytes (megabytes when short), days or records.
    """

    code: CheckCode
    verdict: Verdict
    finding: str
    number: int = 0
    day: date | None = None


def look_at_records(desk: Desk) -> tuple[Check, ...]:
    """What the site's own file tells: the day before, clock, disk, what headquarters lacks, what is still lent out."""
    return _yesterday(desk), _clock(desk), _disk(desk), _unsent(desk), _staff(desk), _loans(desk)


def look_at_machine() -> tuple[Check, ...]:
    """What the computer tells. A sleeping network printer may take its time: never on the window's thread."""
    return check_power(), check_printers()


def check_power() -> Check:
    """On mains, or with enough in the battery for the day."""
    found = power()
    percent = found.percent or 0
    if found.on_mains:
        return Check(CheckCode.POWER, "fine", "mains", percent)
    if found.percent is None:
        return Check(CheckCode.POWER, "unknown", "unknown")
    enough = found.on_mains is None or found.percent >= LEAST_BATTERY
    return Check(CheckCode.POWER, "fine" if enough else "look", "battery", percent)


def check_printers() -> Check:
    """Whether any printer is known. Missing ones hinder nothing: papers can be saved, and written by hand."""
    from desktop.devices.printer import list_printers  # QtPdf and QtPrintSupport: only when asked

    found = list_printers()
    return Check(CheckCode.PRINTER, "fine" if found else "look", "found" if found else "none", len(found))


def _yesterday(desk: Desk) -> Check:
    left_open = open_since_before(desk)
    if left_open:
        return Check(CheckCode.YESTERDAY, "look", "left_open", len(left_open), left_open[0])
    return Check(CheckCode.YESTERDAY, "fine", "closed")


def _clock(desk: Desk) -> Check:
    now = desk.clock.now()
    newest = _newest_record(desk)
    exchanged = _last_exchange(desk)
    if newest is not None and now + _SLACK < newest:
        return Check(CheckCode.CLOCK, "look", "before_records", day=newest.date())
    if exchanged is not None and abs(now - exchanged) > LONGEST_AHEAD:
        return Check(CheckCode.CLOCK, "look", "far_from_exchange", day=exchanged.date())
    if not is_in_japan(now):
        return Check(CheckCode.CLOCK, "look", "zone")
    return Check(CheckCode.CLOCK, "fine", "plausible")


def _disk(desk: Desk) -> Check:
    free = free_bytes(desk.store.path.parent)
    if free >= LEAST_FREE:
        return Check(CheckCode.DISK, "fine", "free", round(free / 1_000_000_000) or 1)
    return Check(CheckCode.DISK, "look", "short", free // 1_000_000)


def _unsent(desk: Desk) -> Check:
    pending = desk.store.outbox.pending()
    since = unsent_since(desk)
    if not pending or since is None:
        return Check(CheckCode.UNSENT, "fine", "none")
    late = since < desk.today - timedelta(days=UNSENT_DAYS)
    return Check(CheckCode.UNSENT, "look" if late else "fine", "unsent", pending, since)


def _loans(desk: Desk) -> Check:
    """Devices that are out over night are all right; those that should be back are to be asked for."""
    out = loans_out(desk)
    late = [each for each in out if each.overdue]
    if late:
        return Check(CheckCode.LOANS, "look", "overdue", len(late))
    return Check(CheckCode.LOANS, "fine", "out" if out else "none", len(out))


def _staff(desk: Desk) -> Check:
    """Somebody without a badge that holds may serve; it is told again on the day."""
    without = unbadged_on(desk, desk.today)
    return Check(CheckCode.STAFF, "look" if without else "fine", "unbadged" if without else "badged", len(without))


def unsent_since(desk: Desk) -> date | None:
    """The day of the first own record that headquarters has not confirmed."""
    row = desk.store.db.execute(
        "SELECT data FROM event WHERE device_id = :me AND NOT EXISTS (SELECT 1 FROM segment"
        " WHERE segment.device_id = :me AND segment.epoch = event.epoch AND segment.confirmed_at IS NOT NULL"
        " AND event.device_seq BETWEEN segment.first_seq AND segment.last_seq)"
        " ORDER BY epoch, device_seq LIMIT 1",
        {"me": desk.identity.device_id},
    ).fetchone()
    return _written(row[0]).date() if row else None


def reopen_today(desk: Desk) -> Changed:
    """Take 締め back: what it ended goes on, sessions and duties."""
    day = desk.store.facts.one(Day, day_id(desk.identity.site_id, desk.today))
    if day is None or not day.closed:
        raise Problem("day_not_closed", "その日は、まだ締めていません。")
    ended = parse_moment(day.closed_at) - _ONE_TRANSACTION
    drafts = [Draft(day.day_id, DayReopened(day=day.day))]
    for session in sessions_on(desk, desk.today):
        if session.closed_at and parse_moment(session.closed_at) >= ended:
            drafts.append(Draft(session.session_id, SessionOpened(at=session.opened_at or desk.now)))
    for line in duties_today(desk):
        if line.duty.ended_at and parse_moment(line.duty.ended_at) >= ended:
            again = DutyStarted(supporter_id=line.duty.supporter_id, at=desk.now, session_id=line.duty.session_id)
            drafts.append(Draft(new_entity_id(), again))
    return desk.record(*drafts).changed


def _newest_record(desk: Desk) -> datetime | None:
    row = desk.store.db.execute(
        "SELECT data FROM event WHERE device_id = ? ORDER BY epoch DESC, device_seq DESC LIMIT 1",
        [desk.identity.device_id],
    ).fetchone()
    return _written(row[0]) if row else None


def _written(data: bytes) -> datetime:
    return in_japan(decode_event(data).wall_time)


def _last_exchange(desk: Desk) -> datetime | None:
    receipt = desk.store.outbox.last_receipt()
    return parse_moment(receipt.at) if receipt else None
