"""A report counted the plain way: over all rows of facts, with nothing kept in between."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.facts import Attendance, Consultation, Person, Result, Session
from core.merging import survivor
from core.reports.period import Period
from core.reports.splits import NOWHERE
from core.reports.table import Measure, Split
from core.venue import venue_name
from core.wareki import fiscal_year
from desktop.app.desk import Desk

Cells = dict[str, dict[Measure, int]]
About = dict[str, set[Measure]]
"""What was told as 約, by the key of its row."""
PARTS = {"P05": "P04", "regular": "consultation"}
_OF_SESSION: dict[Split, Callable[[Session], str]] = {
    Split.VENUE: lambda it: it.place,
    Split.MUNICIPALITY: lambda it: it.municipality or "132292",
    Split.PROGRAMME: lambda it: _programme(it.programme or ("P05" if it.session_kind == "regular" else "")),
    Split.KIND: lambda it: PARTS.get(it.session_kind, it.session_kind),
    Split.FUNDING: lambda it: it.funding or "",
}


def _programme(code: str) -> str:
    return PARTS.get(code, code)


_OUTSIDE = {Split.MUNICIPALITY: "132292", Split.CHANNEL: "in_person"}


@dataclass(frozen=True)
class Plain:
    """All rows that count, of one site."""

    sessions: list[Session]
    visits: list[Attendance]
    cases: list[Consultation]
    results: list[Result]
    people: dict[str, Person]

    def standing(self, person_id: str) -> str:
        """Who stands for a person."""
        return survivor(person_id, lambda each: self.people[each].merged_into if each in self.people else None)

    def since(self, standing: str) -> str:
        """The day of the oldest record of somebody."""
        days = [each.registered_on for key, each in self.people.items() if self.standing(key) == standing]
        return min(days, default="")


def rows_of(desk: Desk) -> Plain:
    """Read them."""
    facts, counted = desk.store.facts, "voided = 0 AND double_of IS NULL"
    visits, cases = facts.where(Attendance, counted), facts.where(Consultation, counted)
    used = {each.session_id for each in visits} | {each.session_id for each in cases}
    held = [
        each
        for each in facts.where(Session, "state <> 'cancelled'")
        if each.state != "planned" or each.session_id in used
    ]
    results = facts.where(Result, "voided = 0")
    return Plain(held, visits, cases, results, {each.person_id: each for each in facts.where(Person, "1")})


def plain_count(desk: Desk, period: Period, split: Split) -> tuple[Cells, About]:
    """Every cell by the key of its row, and under the empty key those of the sum; and which of them are 約."""
    plain = rows_of(desk)
    sessions = {each.session_id: each for each in desk.store.facts.where(Session, "1")}
    sums: dict[tuple[str, Measure], int] = defaultdict(int)
    people: dict[tuple[str, Measure], set[str]] = defaultdict(set)
    about: About = defaultdict(set)

    def within(day: str) -> bool:
        return period.first.isoformat() <= day <= period.last.isoformat()

    def keys(row: str | None) -> set[str]:
        if row is None:
            return set()
        return {""} if split is Split.NONE else {row or NOWHERE, ""}

    def add(row: str | None, measure: Measure, number: int = 1) -> None:
        for key in keys(row):
            sums[key, measure] += number

    def meet(row: str | None, measure: Measure, who: str) -> None:
        for key in keys(row):
            people[key, measure].add(who)

    for held in filter(lambda each: within(each.day), plain.sessions):
        row = _of_session(split, held, held.day)
        add(row, Measure.SESSIONS)
        meet(row, Measure.VENUES, f"{held.municipality or '132292'} {held.place}")
    for visit in filter(lambda each: within(each.day), plain.visits):
        row = _of_visit(split, visit, sessions.get(visit.session_id))
        add(row, Measure.VISITS)
        add(row, Measure.COMPANIONS, visit.companions)
        if visit.person_id is None:
            add(row, Measure.ANONYMOUS)
            continue
        who = plain.standing(visit.person_id)
        meet(row, Measure.PERSONS, who)
        since = plain.since(who)
        if within(since) and row is not None:
            people["", Measure.NEW_VISITORS].add(who)
            if split not in _TIMES or _time(split, since) == row:
                meet(row, Measure.NEW_VISITORS, who)
    receptions = {each.attendance_id: each for each in desk.store.facts.where(Attendance, "1")}
    for case in filter(lambda each: within(each.day), plain.cases):
        row = _of_case(split, case, sessions.get(case.session_id or ""))
        add(row, Measure.CONSULTATIONS)
        add(row, Measure.MINUTES, case.minutes)
        reception = receptions.get(case.attendance_id or "")
        unnamed = (reception and reception.double_of) or case.attendance_id or case.consultation_id
        asked = plain.standing(case.person_id) if case.person_id else f"{unnamed} {case.day}"
        meet(row, Measure.CONSULTATION_PERSONS, asked)
    for told in filter(lambda each: within(each.first_day) and within(each.last_day), plain.results):
        row = _of_result(split, told)
        for measure in _TOLD:
            add(row, measure, getattr(told, measure.value) or 0)
            for key in keys(row) if measure.value in told.estimated.split() else ():
                about[key] |= {measure} if getattr(told, measure.value) is not None else set()
        if told.venue and told.venues is None:
            meet(row, Measure.VENUES, f"{told.municipality or '132292'} {venue_name(told.venue)}")
    found: Cells = defaultdict(lambda: defaultdict(int))
    for (row, measure), number in sums.items():
        found[row][measure] += number
    for (row, measure), some in people.items():
        found[row][measure] += len(some)
    return dict(found), about


_TOLD = (Measure.SESSIONS, Measure.VISITS, Measure.PERSONS, Measure.CONSULTATIONS, Measure.VENUES)
_OF_CASE = {Split.AGE_BAND, Split.TOPIC, Split.OUTCOME, Split.HOUR}
_TIMES = {Split.DAY, Split.MONTH, Split.FISCAL_YEAR}


def _time(split: Split, day: str) -> str:
    if split is Split.FISCAL_YEAR:
        return str(fiscal_year(date.fromisoformat(day)))
    return day[:7] if split is Split.MONTH else day


def _of_session(split: Split, session: Session | None, day: str) -> str | None:
    """None for what no session says."""
    if split in _OF_CASE:
        return None
    if split is Split.NONE:
        return ""
    if split in _TIMES:
        return _time(split, day)
    if split is Split.WEEKDAY:
        return str(date.fromisoformat(day).isoweekday())
    if split is Split.CHANNEL:
        return session.channel if session else "in_person"
    return _OF_SESSION[split](session) if session else _OUTSIDE.get(split, "")


def _of_visit(split: Split, visit: Attendance, session: Session | None) -> str | None:
    own = {Split.AGE_BAND: visit.age_band, Split.HOUR: f"{visit.hour:02}"}
    return own[split] if split in own else _of_session(split, session, visit.day)


def _of_case(split: Split, case: Consultation, session: Session | None) -> str | None:
    own = {
        Split.AGE_BAND: case.age_band,
        Split.HOUR: f"{case.hour:02}",
        Split.TOPIC: case.topic,
        Split.OUTCOME: case.outcome[:2],
        Split.CHANNEL: case.channel,
    }
    return own[split] if split in own else _of_session(split, session, case.day)


def _of_result(split: Split, told: Result) -> str:
    """What lies in two rows stands in neither."""
    if split in _TIMES:
        first, last = _time(split, told.first_day), _time(split, told.last_day)
        return first if first == last else ""
    if split is Split.WEEKDAY:
        return str(date.fromisoformat(told.first_day).isoweekday()) if told.first_day == told.last_day else ""
    own = {
        Split.NONE: "",
        Split.VENUE: venue_name(told.venue or ""),
        Split.MUNICIPALITY: told.municipality or "132292",
        Split.PROGRAMME: _programme(told.programme or ("P05" if told.session_kind == "regular" else "")),
        Split.KIND: PARTS.get(told.session_kind, told.session_kind),
        Split.FUNDING: told.funding or "",
        Split.CHANNEL: told.channel,
    }
    return own.get(split, "")
