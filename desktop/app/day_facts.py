"""All facts of one day, read once, and the names that reports print for their codes."""

from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from core.clock import in_japan
from core.facts import Attendance, Consultation, Day, Duty, Fee, Incident, Loan, Person, Session, Supporter
from core.ids import day_id
from desktop.app.desk import Desk
from desktop.app.door import surviving
from desktop.app.sessions import sessions_on


@dataclass(frozen=True)
class DayFacts:
    """What one day left in the store; voided visits and consultations and cancelled sessions are left out."""

    desk: Desk
    day: date

    @cached_property
    def sessions(self) -> list[Session]:
        """In order of time."""
        return sessions_on(self.desk, self.day)

    @cached_property
    def attendances(self) -> list[Attendance]:
        """Standing visits in the order in which they came."""
        return self.desk.store.facts.where(
            Attendance, "day = ? AND voided = 0", [self.day.isoformat()], order="at, attendance_id"
        )

    @cached_property
    def consultations(self) -> list[Consultation]:
        """Standing cases in the order in which they happened."""
        return self.desk.store.facts.where(
            Consultation, "day = ? AND voided = 0", [self.day.isoformat()], order="at, consultation_id"
        )

    @cached_property
    def duties(self) -> list[Duty]:
        """In order of their beginning."""
        return self.desk.store.facts.where(Duty, "day = ?", [self.day.isoformat()], order="started_at, duty_id")

    @cached_property
    def loans(self) -> list[Loan]:
        """Lent on this day."""
        return self.desk.store.facts.where(Loan, "day = ?", [self.day.isoformat()], order="lent_at, loan_id")

    @cached_property
    def fees(self) -> list[Fee]:
        """Received on this day."""
        return self.desk.store.facts.where(Fee, "day = ?", [self.day.isoformat()], order="yen, fee_id")

    @cached_property
    def incidents(self) -> list[Incident]:
        """In order of time."""
        return self.desk.store.facts.where(Incident, "day = ?", [self.day.isoformat()], order="at, incident_id")

    @cached_property
    def closing(self) -> Day | None:
        """The day's closing, also when it was reopened since."""
        return self.desk.store.facts.one(Day, day_id(self.desk.identity.site_id, self.day))

    @cached_property
    def tickets(self) -> dict[str, str]:
        """Ticket by attendance."""
        return {each.attendance_id: each.ticket or "" for each in self.attendances}

    @cached_property
    def staff_names(self) -> dict[str, str]:
        """Name by supporter, also of those who no longer work here."""
        everybody = self.desk.store.facts.where(Supporter, "1")
        return {each.supporter_id: each.display_name for each in everybody}

    @cached_property
    def _survivors(self) -> dict[str, Person | None]:
        came = {each.person_id for each in self.attendances}
        ids = {each for each in came | {case.person_id for case in self.consultations} if each}
        return {person_id: surviving(self.desk, person_id) for person_id in ids}

    def visitor(self, person_id: str) -> str:
        """The id that stands for this person after merges; its own while the record has not arrived."""
        person = self._survivors.get(person_id)
        return person.person_id if person else person_id

    def visitor_record(self, visitor: str) -> Person | None:
        """The record of somebody who was here; None while it has not arrived."""
        return next((each for each in self._survivors.values() if each and each.person_id == visitor), None)

    def session(self, session_id: str) -> Session | None:
        """A session of this day, or of another day whose visit was entered today."""
        return next((each for each in self.sessions if each.session_id == session_id), None) or (
            self.desk.store.facts.one(Session, session_id)
        )


def local_time(moment: str) -> time:
    """The venue's time of an RFC 3339 text, to the minute."""
    return in_japan(moment).time().replace(second=0, microsecond=0)


SESSION_KINDS = {
    "consultation": "相談会",
    "regular": "定期相談会",
    "standing": "常設相談会場",
    "trial": "体験会",
    "course": "講座",
    "social": "交流の場",
}
INCIDENT_KINDS = {
    "injury": "けが・事故",
    "illness": "体調がすぐれない方の対応",
    "complaint": "苦情・ご要望",
    "lost": "忘れ物・落とし物",
    "equipment": "機器の故障",
    "scam": "詐欺の疑い",
    "other": "その他",
}
WAYS = {"card": "カード", "name": "お名前でさがす", "number": "番号のみ", "paper": "紙の整理券"}
COORDINATOR = "会場責任者"
