"""相談票: whose slip was read, and how far the slips of a day are entered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from core.card_code import Code, CodeKind, parse
from core.catalogue import Catalogue
from core.clock import in_japan
from core.facts import Attendance, Consultation, Day, Printing, Supporter
from core.ids import day_id
from core.paper_marks import NumberSet
from core.problem import Problem
from core.slip_code import Slip, read_slip
from core.slip_typing import SlipPlan, slip_plan
from core.tickets import Ticket
from desktop.app.desk import Desk
from desktop.app.waiting import LogLine, day_log

LONGEST_COUNTED = 120
"""Longer than this between call and return, the visitor was not being helped all the time: minutes are asked."""

LOOKED_BACK = timedelta(days=62)


@dataclass(frozen=True)
class SlipVisit:
    """A slip that was read: its day and number, the visit if somebody was received with it, and what may be typed.

    `consultation` is what was entered from it before. `closed` says that its day was closed.
    """

    slip: Slip
    catalogue: Catalogue
    plan: SlipPlan
    visit: Attendance | None = None
    consultation: Consultation | None = None
    closed: bool = False


@dataclass(frozen=True)
class SlipDay:
    """A day's slips. `lines` were entered from paper, newest first; `printed` counts numbers on paper.

    `left` are numbers that are still to be entered: of those printed or received, or between those entered.
    """

    day: date
    catalogue: Catalogue
    closed: bool
    lines: tuple[LogLine, ...]
    printed: int
    left: tuple[Ticket, ...]
    supporters: tuple[Supporter, ...]


def find_slip(desk: Desk, text: str) -> SlipVisit:
    """Whose slip was scanned. Raises Problem for a damaged one, another site's, or one of a day to come."""
    code = parse(text)
    if not isinstance(code, Code) or code.kind is not CodeKind.SLIP:
        raise Problem(
            "slip_unreadable", "相談票として読み取れませんでした。", "相談票の番号（A501 など）を打ってください。"
        )
    slip = read_slip(code.text, desk.identity.site_id)
    if not isinstance(slip, Slip):
        raise Problem(
            "slip_other_site",
            "この拠点の相談票ではありません。",
            "何も記録していません。番号と会場を確かめてください。",
        )
    return _visit(desk, slip)


def find_number(desk: Desk, day: date, text: str) -> SlipVisit:
    """The slip of a number that was typed because its code cannot be read; without a letter it is this laptop's."""
    written = text.strip()
    try:
        ticket = Ticket.parse(written if written[:1].isalpha() else desk.identity.letter + written)
    except ValueError as error:
        raise Problem("slip_number", "その番号は読めません。", "A501 のように、番号を打ってください。") from error
    return _visit(desk, Slip(day, ticket))


def slip_day(desk: Desk, day: date) -> SlipDay:
    """How far a day's slips are entered."""
    visits = desk.store.facts.where(Attendance, "day = ? AND voided = 0 AND ticket IS NOT NULL", [day.isoformat()])
    log = day_log(desk, day)
    lines = tuple(line for line in log.lines if line.consultation.from_paper)
    helped = {line.consultation.attendance_id for line in log.lines if not line.consultation.voided}
    printed = _printed(desk, day)
    done = {Ticket.parse(visit.ticket or "") for visit in visits if visit.attendance_id in helped}
    on_paper = {Ticket.parse(visit.ticket or "") for visit in visits if visit.how == "paper"}
    expected = printed | on_paper | _between(on_paper & done)
    return SlipDay(
        day=day,
        catalogue=desk.catalogues.on(day),
        closed=is_closed(desk, day),
        lines=lines,
        printed=len(printed),
        left=tuple(sorted(expected - done)),
        supporters=tuple(desk.store.facts.where(Supporter, "active = 1", order="display_name")),
    )


def slip_days(desk: Desk) -> list[date]:
    """Today, and the days before it whose slips may still lie in a pile; newest first."""
    span = [(desk.today - LOOKED_BACK).isoformat(), desk.today.isoformat()]
    rows = desk.store.db.execute(
        "SELECT day FROM fact_session WHERE state <> 'cancelled' AND day BETWEEN ?1 AND ?2"
        " UNION SELECT day FROM fact_attendance WHERE voided = 0 AND day BETWEEN ?1 AND ?2 UNION SELECT ?2",
        span,
    )
    return sorted((date.fromisoformat(day) for (day,) in rows.fetchall()), reverse=True)


def is_closed(desk: Desk, day: date) -> bool:
    """Whether the day was closed, and not reopened."""
    found = desk.store.facts.one(Day, day_id(desk.identity.site_id, day))
    return found is not None and bool(found.closed)


def visit_of(desk: Desk, slip: Slip) -> Attendance | None:
    """Who was received with this number on that day."""
    found = desk.store.facts.where(
        Attendance,
        "day = ? AND ticket = ? AND voided = 0",
        [slip.day.isoformat(), str(slip.ticket)],
        order="double_of IS NOT NULL, at",
    )
    return found[0] if found else None


def _visit(desk: Desk, slip: Slip) -> SlipVisit:
    if slip.day > desk.today:
        raise Problem(
            "slip_to_come", "これから先の日の相談票です。", "その日になってから入力してください。何も記録していません。"
        )
    visit = visit_of(desk, slip)
    minutes = _minutes(desk, visit) if visit is not None else None
    catalogue = desk.catalogues.on(slip.day)
    latest = in_japan(desk.now).time() if slip.day == desk.today else time.max
    plan = slip_plan(catalogue, slip.day, asks_band=visit is None, minutes=minutes, latest=latest)
    return SlipVisit(slip, catalogue, plan, visit, _entered(desk, visit), is_closed(desk, slip.day))


def _entered(desk: Desk, visit: Attendance | None) -> Consultation | None:
    """What stands of this visit, from paper before what the desk logged, the newest first."""
    if visit is None:
        return None
    found = desk.store.facts.where(
        Consultation,
        "attendance_id = ? AND voided = 0",
        [visit.attendance_id],
        order="from_paper DESC, double_of IS NOT NULL, entered_at DESC, consultation_id DESC",
    )
    return found[0] if found else None


def _minutes(desk: Desk, visit: Attendance) -> int | None:
    """From the call to the return: until the visitor went home, or the same table called the next one.

    Without either, the last one called today is coming back just now. None where the records do not tell.
    """
    if visit.called_at is None or visit.calling != "called":
        return None
    ended = visit.left_at or _next_call(desk, visit)
    if ended is None and visit.day == desk.today.isoformat() and not _called_since(desk, visit):
        ended = desk.now
    if ended is None:
        return None
    minutes = round((in_japan(ended) - in_japan(visit.called_at)).total_seconds() / 60)
    return minutes if 1 <= minutes <= LONGEST_COUNTED else None


def _next_call(desk: Desk, visit: Attendance) -> str | None:
    if visit.called_to is None:
        return None
    calls = _called_since(desk, visit)
    return min((at for at, table in calls if table == visit.called_to), default=None)


def _called_since(desk: Desk, visit: Attendance) -> list[tuple[str, str | None]]:
    """When which table called others after this one."""
    rows = desk.store.db.execute(
        "SELECT called_at, called_to FROM fact_attendance"
        " WHERE day = ? AND voided = 0 AND calling = 'called' AND called_at > ? AND attendance_id <> ?",
        [visit.day, visit.called_at, visit.attendance_id],
    )
    return [(at, table) for at, table in rows.fetchall()]


def _printed(desk: Desk, day: date) -> set[Ticket]:
    """The numbers of every set of slips that was printed for that day."""
    marks = desk.store.facts.where(Printing, "paper = 'slips' AND about LIKE ?", [f"{day.isoformat()} %"])
    sets = filter(None, (NumberSet.parse(each.about) for each in marks))
    return {Ticket(each.letter, number) for each in sets for number in range(each.first, each.last + 1)}


def _between(entered: Iterable[Ticket]) -> set[Ticket]:
    """Every number between the lowest and the highest of a letter: one left out was lost or is still in the pile."""
    numbers: dict[str, list[int]] = {}
    for ticket in entered:
        numbers.setdefault(ticket.letter, []).append(ticket.number)
    return {Ticket(letter, number) for letter, some in numbers.items() for number in range(min(some), max(some) + 1)}
