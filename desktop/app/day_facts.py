"""All facts of one day, read once, and the names that reports print for their codes."""

from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from core.clock import in_japan
from core.doubles import COUNTED
from core.facts import Attendance, Consultation, Day, Duty, Fee, Incident, Loan, Person, Session, Supporter
from core.ids import day_id
from core.reports import names
from desktop.app.desk import Desk
from desktop.app.sessions import sessions_on


@dataclass(frozen=True)
class DayFacts:
    """What one day left in the store; voided visits and consultations, doubles and cancelled sessions are left out."""

    desk: Desk
    day: date

    @cached_property
    def sessions(self) -> list[Session]:
        """In order of time."""
        return sessions_on(self.desk, self.day)

    @cached_property
    def attendances(self) -> list[Attendance]:
        """Visits that count, in the order in which they came."""
        return [each for each in self._standing if each.double_of is None]

    @cached_property
    def _standing(self) -> list[Attendance]:
        today = [self.day.isoformat()]
        return self.desk.store.facts.where(Attendance, "day = ? AND voided = 0", today, order="at, attendance_id")

    @cached_property
    def consultations(self) -> list[Consultation]:
        """Cases that count, in the order in which they happened."""
        return self.desk.store.facts.where(
            Consultation, f"day = ? AND {COUNTED}", [self.day.isoformat()], order="at, consultation_id"
        )

    @cached_property
    def duties(self) -> list[Duty]:
        """In order of their beginning, without those that were taken back: they ended as they began."""
        real = "day = ? AND (ended_at IS NULL OR ended_at <> started_at)"
        return self.desk.store.facts.where(Duty, real, [self.day.isoformat()], order="started_at, duty_id")

    @cached_property
    def loans(self) -> list[Loan]:
        """Lent on this day."""
        standing = "day = ? AND voided = 0"
        return self.desk.store.facts.where(Loan, standing, [self.day.isoformat()], order="lent_at, loan_id")

    @cached_property
    def fees(self) -> list[Fee]:
        """Received on this day."""
        return self.desk.store.facts.where(Fee, "day = ? AND voided = 0", [self.day.isoformat()], order="yen, fee_id")

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
        """Ticket by attendance, of doubles too: a visitor may have been called by either."""
        return {each.attendance_id: each.ticket or "" for each in self._standing}

    @cached_property
    def _counted(self) -> dict[str, str]:
        return {each.attendance_id: each.double_of for each in self._standing if each.double_of}

    def counted(self, attendance_id: str) -> str:
        """The attendance that counts for this one: another, if it is a double."""
        return self._counted.get(attendance_id, attendance_id)

    @cached_property
    def staff_names(self) -> dict[str, str]:
        """Name by supporter, also of those who no longer work here."""
        everybody = self.desk.store.facts.where(Supporter, "1")
        return {each.supporter_id: each.display_name for each in everybody}

    def visitor(self, person_id: str) -> str:
        """The id that stands for this person after merges."""
        if person_id not in self._visitors:
            self._visitors[person_id] = self.desk.store.facts.standing_for(person_id)
        return self._visitors[person_id]

    @cached_property
    def _visitors(self) -> dict[str, str]:
        return {}

    def visitor_record(self, visitor: str) -> Person | None:
        """The record of somebody who was here; None while it has not arrived."""
        return self.desk.store.facts.one(Person, visitor)

    def session(self, session_id: str) -> Session | None:
        """A session of this day, or of another day whose visit was entered today."""
        return next((each for each in self.sessions if each.session_id == session_id), None) or (
            self.desk.store.facts.one(Session, session_id)
        )


def local_time(moment: str) -> time:
    """The venue's time of an RFC 3339 text, to the minute."""
    return in_japan(moment).time().replace(second=0, microsecond=0)


SESSION_KINDS = {code: ja for code, (ja, _en) in names.SESSION_KINDS.items()}
INCIDENT_KINDS = {
    "injury": "けが・事故",
    "illness": "体調がすぐれない方の対応",
    "complaint": "苦情・ご要望",
    "lost": "忘れ物・落とし物",
    "equipment": "機器の故障",
    "scam": "詐欺の疑い",
    "other": "その他",
}
WAYS = {"card": "カード", "name": "お名前でさがす", "number": "番号のみ", "paper": "紙の整理券", "booking": "予約"}
COORDINATOR = "会場責任者"
