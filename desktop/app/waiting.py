"""What the consultation desk shows: what can be chosen, who is here, and what was logged today."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.calling import Standing, listed, standing
from core.catalogue import Channel, Group, Outcome, Topic
from core.clock import parse_moment
from core.facts import Attendance, Consultation, Person, Supporter
from desktop.app.calling import helped_on, visits_on
from desktop.app.consultations import consultations_on, usual_topics
from desktop.app.desk import Desk
from desktop.app.last_choices import LastChoice, last_choice, last_group
from desktop.app.staff import supporters

USUAL_AT_MOST = 8
TALKED_AT_LEAST = 3
"""Minutes; a form that was opened less long ago is being filled in after the talk."""


@dataclass(frozen=True)
class DeskChoices:
    """What can be chosen today. `usual` are the topics most asked for here; `staff_id` is who sits here.

    `known` are all topics that have a title, those that are no longer offered too. `group` is the one looked at last
    (empty for the usual ones), `last` what was chosen last.
    """

    today: date
    known: tuple[Topic, ...]
    groups: tuple[Group, ...]
    usual: tuple[Topic, ...]
    outcomes: tuple[Outcome, ...]
    channels: tuple[Channel, ...]
    supporters: tuple[Supporter, ...]
    staff_id: str | None
    group: str = ""
    last: LastChoice | None = None


@dataclass(frozen=True)
class Visitor:
    """Somebody received today; `consulted` counts standing consultations of this visit.

    `minutes` is how long ago the call was, while the visit stands called.
    """

    attendance: Attendance
    person: Person | None
    consulted: int
    standing: Standing
    minutes: int | None = None


@dataclass(frozen=True)
class LogLine:
    """One consultation with the ticket of its visit and who gave it."""

    consultation: Consultation
    ticket: str
    supporter: str


@dataclass(frozen=True)
class DayLog:
    """A day's consultations, newest first, voided ones too.

    `persons` is 相談者数: people on record once, each anonymous visit or call as one. `cases` is 相談件数.
    Voided ones are in neither.
    """

    lines: tuple[LogLine, ...]
    persons: int
    cases: int


def desk_choices(desk: Desk) -> DeskChoices:
    """Today's topics, outcomes, channels and supporters."""
    catalogue, today = desk.catalogue, desk.today
    offered = {topic.code: topic for topic in catalogue.topics_on(today)}
    usual = [code for code in usual_topics(desk, 2 * USUAL_AT_MOST) if code in offered]
    return DeskChoices(
        today=today,
        known=tuple(catalogue.topics()),
        groups=catalogue.groups_on(today),
        usual=tuple(offered[code] for code in usual[:USUAL_AT_MOST]),
        outcomes=catalogue.outcomes,
        channels=catalogue.channels,
        supporters=tuple(supporters(desk)),
        staff_id=desk.staff_id,
        group=last_group(desk),
        last=last_choice(desk),
    )


def visitors_here(desk: Desk) -> list[Visitor]:
    """Today's visitors in the order of every list: called ones first, the last called before all."""
    today = desk.today.isoformat()
    helped = helped_on(desk, desk.today)
    received = [each for each in visits_on(desk, desk.today) if not each.voided]
    known = desk.store.facts.where(
        Person, "person_id IN (SELECT person_id FROM fact_attendance WHERE day = ?)", [today]
    )
    people = {person.person_id: person for person in known}
    logged = Counter(each.attendance_id for each in _standing(consultations_on(desk, today)))
    return [
        Visitor(
            each,
            people.get(each.person_id or ""),
            logged[each.attendance_id],
            standing(each, helped=each.attendance_id in helped),
            _minutes_since_call(desk, each),
        )
        for each in listed(received, lambda visit: visit, helped)
    ]


def minutes_at_table(desk: Desk, attendance_id: str, opened_at: str = "") -> int | None:
    """Whole minutes that this visitor was talked with, rounded: since the call, for the first consultation.

    Who was not called, or was helped already, sits there since the form was opened; a form that was opened a moment
    ago is one that is filled in afterwards, and tells nothing. None where nothing is known.
    """
    found = desk.store.facts.one(Attendance, attendance_id)
    helped = desk.store.facts.where(Consultation, "attendance_id = ? AND voided = 0", [attendance_id])
    called = _minutes_since_call(desk, found) if found and not helped else None
    seated = _minutes_since(desk, opened_at) if opened_at else None
    return called if called is not None else seated if seated and seated >= TALKED_AT_LEAST else None


def moment(desk: Desk) -> str:
    """This moment, to count from: somebody sits down."""
    return desk.now


def day_log(desk: Desk, day: date | None = None) -> DayLog:
    """A day's list (today by default) with its two figures."""
    key = (day or desk.today).isoformat()
    logged = consultations_on(desk, key)
    tickets = {each.attendance_id: each.ticket or "" for each in desk.store.facts.where(Attendance, "day = ?", [key])}
    names = {each.supporter_id: each.display_name for each in desk.store.facts.where(Supporter, "1")}
    standing = list(_standing(logged))
    return DayLog(
        lines=tuple(
            LogLine(each, tickets.get(each.attendance_id or "", ""), names.get(each.supporter_id or "", ""))
            for each in logged
        ),
        persons=len({_who(desk, each) for each in standing}),
        cases=len(standing),
    )


def _minutes_since_call(desk: Desk, visit: Attendance) -> int | None:
    if visit.called_at is None or visit.calling != Standing.CALLED:
        return None
    return _minutes_since(desk, visit.called_at)


def _minutes_since(desk: Desk, moment: str) -> int | None:
    passed = (desk.clock.now() - parse_moment(moment)).total_seconds()
    return round(passed / 60) if 0 <= passed < 24 * 3600 else None


def _standing(logged: Iterable[Consultation]) -> Iterable[Consultation]:
    return (each for each in logged if not each.voided and each.double_of is None)


def _who(desk: Desk, consultation: Consultation) -> str:
    if consultation.person_id:
        return desk.store.facts.standing_for(consultation.person_id)
    return consultation.attendance_id or consultation.consultation_id
