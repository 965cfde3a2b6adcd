"""日報 (report R6) of one day, counted from the facts. Nothing in it names a visitor."""

from collections import Counter
from datetime import date, datetime

from core.age_band import AgeBand
from core.clock import JAPAN, in_japan, local_day
from core.events import decode_event
from core.facts import Attendance, Consultation, Person
from core.reports.daily_sheet import (
    AttendanceTotals,
    CashCounted,
    CashLine,
    ConsultationLine,
    ConsultationTotals,
    DailySheet,
    Duty,
    HourCount,
    IncidentCount,
    Loan,
    Outcome,
    Reception,
    Sending,
    SessionLine,
    TopicCount,
    Unsettled,
)
from desktop.app.cash import cash_day
from desktop.app.conditions_watch import conditions_report
from desktop.app.day_facts import COORDINATOR, INCIDENT_KINDS, SESSION_KINDS, WAYS, DayFacts, local_time
from desktop.app.desk import Desk
from desktop.app.municipalities import municipalities_here
from desktop.app.settings import setting
from desktop.app.unsettled import unsettled_on
from desktop.app.unsettled_words import sentence
from desktop.storage.apart import uncounted_events


def daily_sheet(desk: Desk, day: date) -> DailySheet:
    """Everything on the sheet of this day, as the facts stand now."""
    facts = DayFacts(desk, day)
    closing = facts.closing
    return DailySheet(
        site=desk.identity.site_name,
        venue=_venue(facts),
        municipality=_municipality(desk, day),
        day=day,
        printed_at=desk.clock.now().astimezone(JAPAN).replace(tzinfo=None),
        weather=(closing.weather if closing else None) or "",
        notes=(closing.notes if closing else None) or "",
        duties=_duties(facts),
        sessions=_sessions(facts),
        attendance=attendance_totals(facts),
        hours=_hours(facts.attendances),
        receptions=_receptions(facts),
        consultations=consultation_totals(facts),
        consultation_lines=tuple(_line(facts, each) for each in facts.consultations),
        loans=_loans(facts),
        cash=_cash(facts),
        incidents=_incidents(facts),
        unsettled=tuple(Unsettled(local_time(item.at), sentence(item)) for item in unsettled_on(desk, day)),
        sending=_sending(desk, day),
        counted=_counted(desk, day),
        conditions=_conditions(desk, day),
    )


def daily_sheet_pdf(desk: Desk, day: date) -> bytes:
    """The sheet as a PDF."""
    from desktop.printing.daily_sheet import daily_sheet_pdf as draw  # ReportLab: only when paper is wanted

    return draw(daily_sheet(desk, day))


def _municipality(desk: Desk, day: date) -> str:
    """The name of the site's as it is on the day; its code while the list does not have it."""
    known = municipalities_here(desk)
    found = known.by_code.get(code := known.on(desk.identity.municipality, day))
    return found.name if found else code


def attendance_totals(facts: DayFacts) -> AttendanceTotals:
    """延べ and 実人員, never mixed: registered visitors count once after merges, anonymous ones in 延べ only."""
    visitors = {facts.visitor(each.person_id) for each in facts.attendances if each.person_id}
    return AttendanceTotals(
        visits=len(facts.attendances),
        distinct_registered=len(visitors),
        anonymous_visits=sum(each.person_id is None for each in facts.attendances),
        new_visitors=len(_new(facts, visitors)),
        companions=sum(each.companions for each in facts.attendances),
    )


def consultation_totals(facts: DayFacts) -> ConsultationTotals:
    """相談者数 apart from 相談件数; a case counts once, under its first topic."""
    counts = Counter((each.topic, each.outcome) for each in facts.consultations)
    outcomes = _outcomes(facts)
    topics = tuple(
        TopicCount(code, topic_name(facts.desk, code), tuple(counts[code, each.code] for each in outcomes))
        for code in _in_order(facts, {topic for topic, _ in counts})
    )
    return ConsultationTotals(len({_asker(facts, each) for each in facts.consultations}), outcomes, topics)


def topic_name(desk: Desk, code: str) -> str:
    """The topic's title; the code itself when it belongs to a newer catalogue."""
    found = desk.catalogue.find_topic(code)
    return found.ja if found else code


def _new(facts: DayFacts, visitors: set[str]) -> set[str]:
    """Those of whom no record, merged ones counted in, is older than this day."""
    today = facts.day.isoformat()
    records = {each: facts.visitor_record(each) for each in visitors}
    registered = {each for each, record in records.items() if record and _registered(record) == today}
    return registered - _known_longer(facts.desk, today) if registered else registered


def _registered(person: Person) -> str:
    return local_day(person.registered_at)


def _known_longer(desk: Desk, today: str) -> set[str]:
    """Everybody for whom a record of an earlier day stands, by merges."""
    merged = desk.store.facts.where(Person, "merged_into IS NOT NULL")
    into = {each.person_id: each.merged_into for each in merged}
    known: set[str] = set()
    for each in merged:
        at: str | None = each.person_id if _registered(each) < today else None
        while at is not None and at not in known:
            known.add(at)
            at = into.get(at)
    return known


def _asker(facts: DayFacts, case: Consultation) -> str:
    """Who asked: a registered visitor, else the anonymous visit, else the case itself (by phone, mail…)."""
    if case.person_id:
        return facts.visitor(case.person_id)
    return facts.counted(case.attendance_id) if case.attendance_id else case.consultation_id


def _outcomes(facts: DayFacts) -> tuple[Outcome, ...]:
    known = [Outcome(each.code, each.ja) for each in facts.desk.catalogue.outcomes]
    codes = {each.code for each in known}
    others = sorted({each.outcome for each in facts.consultations} - codes)
    return (*known, *(Outcome(code, code) for code in others))


def _in_order(facts: DayFacts, codes: set[str]) -> list[str]:
    """The catalogue's order; unknown codes last."""
    place = {topic.code: number for number, topic in enumerate(facts.desk.catalogue.topics())}
    return sorted(codes, key=lambda code: (place.get(code, len(place)), code))


def _venue(facts: DayFacts) -> str:
    venues = dict.fromkeys(each.venue for each in facts.sessions if each.venue)
    return "・".join(venues) or facts.desk.identity.site_name


def _duties(facts: DayFacts) -> tuple[Duty, ...]:
    coordinators = _coordinators(facts)
    label = setting(facts.desk, "supporter_label")
    return tuple(
        Duty(
            facts.staff_names.get(each.supporter_id, ""),
            COORDINATOR if each.supporter_id in coordinators else label,
            local_time(each.started_at),
            local_time(each.ended_at) if each.ended_at else None,
        )
        for each in facts.duties
    )


def _coordinators(facts: DayFacts) -> set[str]:
    rows = facts.desk.store.db.execute("SELECT supporter_id FROM fact_supporter WHERE role = 'coordinator'")
    return {supporter_id for (supporter_id,) in rows}


def _sessions(facts: DayFacts) -> tuple[SessionLine, ...]:
    visits = Counter(each.session_id for each in facts.attendances)
    return tuple(
        SessionLine(
            title=each.title,
            kind=SESSION_KINDS.get(each.session_kind, each.session_kind),
            planned_start=datetime.strptime(each.starts, "%H:%M").time(),
            planned_end=datetime.strptime(each.ends, "%H:%M").time(),
            opened=local_time(each.opened_at) if each.opened_at else None,
            closed=local_time(each.closed_at) if each.closed_at else None,
            visits=visits[each.session_id],
            quota=each.quota,
        )
        for each in facts.sessions
    )


def _hours(attendances: list[Attendance]) -> tuple[HourCount, ...]:
    """From the first to the last hour with a visit, empty hours between them too."""
    counts = Counter(local_time(each.at).hour for each in attendances)
    if not counts:
        return ()
    return tuple(HourCount(hour, counts[hour]) for hour in range(min(counts), max(counts) + 1))


def _receptions(facts: DayFacts) -> tuple[Reception, ...]:
    topics: dict[str | None, dict[str, None]] = {}
    for case in facts.consultations:
        visit = facts.counted(case.attendance_id) if case.attendance_id else None
        topics.setdefault(visit, {}).update(dict.fromkeys(_titles(facts.desk, case)))
    return tuple(
        Reception(
            each.ticket or "",
            local_time(each.at),
            AgeBand(each.age_band).ja if each.age_band in set(AgeBand) else each.age_band,
            WAYS.get(each.how, each.how),
            tuple(topics.get(each.attendance_id, ())),
        )
        for each in facts.attendances
    )


def _titles(desk: Desk, case: Consultation) -> list[str]:
    return [topic_name(desk, code) for code in (case.topic, *case.more_topics.split())]


def _line(facts: DayFacts, case: Consultation) -> ConsultationLine:
    catalogue = facts.desk.catalogue
    outcome = catalogue.find_outcome(case.outcome)
    channels = {each.code: each.ja for each in catalogue.channels}
    return ConsultationLine(
        at=local_time(case.at),
        ticket=facts.tickets.get(case.attendance_id or "", ""),
        topic="、".join(_titles(facts.desk, case)),
        outcome=outcome.ja if outcome else case.outcome,
        minutes=case.minutes,
        staff=facts.staff_names.get(case.supporter_id or "", ""),
        channel=channels.get(case.channel, case.channel),
    )


def _loans(facts: DayFacts) -> tuple[Loan, ...]:
    return tuple(
        Loan(
            facts.tickets.get(each.attendance_id or "", ""),
            each.device_label,
            local_time(each.lent_at),
            local_time(each.returned_at) if each.returned_at else None,
        )
        for each in facts.loans
    )


def _cash(facts: DayFacts) -> tuple[CashLine, ...]:
    prices = Counter(each.yen for each in facts.fees)
    return tuple(CashLine("参加費・受講料", yen, count) for yen, count in sorted(prices.items()))


def _counted(desk: Desk, day: date) -> CashCounted | None:
    cash = cash_day(desk, day)
    return None if cash.counted is None else CashCounted(cash.opening, cash.expected, cash.counted)


def _conditions(desk: Desk, day: date) -> tuple[str, ...]:
    """What the week of this day does not meet, as things stand now."""
    found = (each for each in conditions_report(desk, day, day).findings if each.state != "met")
    return tuple("　".join(filter(None, (each.programme_ja, each.venue, each.ja, each.until_ja))) for each in found)


def _incidents(facts: DayFacts) -> tuple[IncidentCount, ...]:
    kinds = Counter(each.incident_kind for each in facts.incidents)
    return tuple(IncidentCount(INCIDENT_KINDS.get(kind, kind), count) for kind, count in kinds.items())


def _sending(desk: Desk, day: date) -> Sending:
    receipt = desk.store.outbox.last_receipt()
    confirmed = in_japan(receipt.at).replace(tzinfo=None) if receipt else None
    days = Counter(local_day(decode_event(data).wall_time) for data in uncounted_events(desk.store.db))
    return Sending(desk.store.outbox.pending(), confirmed, days[day.isoformat()])
