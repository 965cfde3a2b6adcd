"""Years of sites as rows of facts: what their events make, without the events.

A site opens two hundred and fifty days a year, with one session a day. Every third visitor is on record and comes some
five times; nearly everybody asks something. `events` counts what a venue would have written for it (reception, ticket,
call, leaving, consultation, now and then a handout or a correction).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from core.facts import Attendance, Consultation, Fact, Person, Session
from core.ids import new_entity_id, new_person_id

DAYS_A_YEAR = 250
VISITS_A_DAY = 52
EVENTS_A_VISIT = 3.85
_PROGRAMMES = (("P04", "consultation"), ("P05", "consultation"), ("P01", "trial"), ("P25", "course"), (None, "social"))
_MUNICIPALITIES = ("132101", "132292", "131113", "131148", "131075", "131202")
_BANDS = ("18-19", "20s", "30s", "40s", "50s", "60s", "70s", "80plus", "unknown")
_TOPICS = tuple(f"T{group:02}-{number:02}" for group in range(1, 11) for number in range(1, 6))
_OUTCOMES = ("O1", "O1", "O1", "O2", "O3", "O4-188", "O5")


@dataclass
class SiteLife:
    """One site's days, from a first day on."""

    chance: Random
    first: date

    def __post_init__(self) -> None:
        self.home = self.chance.choice(_MUNICIPALITIES)
        self._known: list[str] = []

    def rows(self, years: int, days_a_year: int) -> Iterator[Fact]:
        """All of its facts."""
        for number in range(years * days_a_year):
            yield from self._day(self.first + timedelta(days=number * 365 // days_a_year))

    def _day(self, day: date) -> Iterator[Fact]:
        session = self._session(day)
        yield session
        for number in range(VISITS_A_DAY):
            at = f"{day}T{10 + number // 10:02}:{number % 10 * 6:02}:00.000+09:00"
            person = None
            if self.chance.random() < 1 / 3:
                person, registered = self._somebody(day)
                yield from registered
            yield from self._visit(session.session_id, day.isoformat(), at, person)

    def _session(self, day: date) -> Session:
        programme, kind = self.chance.choice(_PROGRAMMES)
        venue = f"会場{self.chance.randrange(4)}"
        return Session(
            session_id=new_entity_id(), title="会", day=day.isoformat(), starts="10:00", ends="16:00",
            session_kind=kind, programme=programme, funding=self.chance.choice((None, "F01", "F06")), venue=venue,
            municipality=self.home, ratio=None, channel="in_person", fee=0, quota=None, min_age=None,
            strand="P25-1" if programme == "P25" else None, minutes=360, state="closed", place=venue,
            organiser=None, target_group=None, level=None, course_id=None, course_place=None,
        )  # fmt: skip

    def _somebody(self, day: date) -> tuple[str, list[Fact]]:
        if self._known and self.chance.random() < 0.8:
            return self.chance.choice(self._known[-3000:]), []
        person = new_person_id()
        self._known.append(person)
        told = f"{day}T10:00:00.000+09:00"
        return person, [Person(person_id=person, age_band="70s", registered_at=told, registered_on=day.isoformat())]

    def _visit(self, session: str, day: str, at: str, person: str | None) -> Iterator[Fact]:
        visit, band, hour = new_entity_id(), self.chance.choice(_BANDS), int(at[11:13])
        yield Attendance(
            attendance_id=visit, session_id=session, day=day, at=at, hour=hour, how="card" if person else "number",
            age_band=band, person_id=person, first_visit=0, admitted_over="", staff_id=None, device_id="d",
        )  # fmt: skip
        yield Consultation(
            consultation_id=new_entity_id(), day=day, at=at, hour=hour, entered_at=at,
            topic=self.chance.choice(_TOPICS), more_topics="", outcome=self.chance.choice(_OUTCOMES),
            minutes=self.chance.choice((10, 15, 20, 30)), channel="in_person", session_id=session,
            attendance_id=visit, person_id=person, age_band=band, referral=None, reason=None, phone_kind=None,
            follow_up_day=None, booking_id=None, supporter_id=None, from_paper=0, device_id="d", version_id="v",
        )  # fmt: skip


def events_of(days: int, sites: int = 1) -> int:
    """About so many events such sites would have written."""
    return round(sites * days * VISITS_A_DAY * EVENTS_A_VISIT)
