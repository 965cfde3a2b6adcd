"""The tables that screens and reports read, made from events alone: one row an entity.

Only integers and text, so that the same report runs on the laptop and at headquarters. Sealed and local columns
exist on the laptop only. Days are local dates (YYYY-MM-DD), flags are 0 and 1.

`diverging` tells of versions that were written apart and that nobody has decided between (`core.versions`): a line for
each such set, in it the ids of its events by a space.
"""

from core.facts.door import Attendance
from core.facts.fact import Fact
from core.facts.people import Card, Erasure, Person
from core.facts.programmes import OwnProgramme, Result, Series
from core.facts.sessions import Booking, Session
from core.facts.staff import Badge, Day, Duty, Staffing, StaffRequest, Supporter, Training
from core.facts.table import Consultation, GivenHandout, OwnHandout, SurveySheet
from core.facts.things import CashCount, Fee, Incident, Loan
from core.facts.upkeep import OwnTopic, Printing, Settlement, Submission

__all__ = [
    "FACTS",
    "VERSIONED",
    "Attendance",
    "Badge",
    "Booking",
    "Card",
    "CashCount",
    "Consultation",
    "Day",
    "Duty",
    "Erasure",
    "Fact",
    "Fee",
    "GivenHandout",
    "Incident",
    "Loan",
    "OwnHandout",
    "OwnProgramme",
    "OwnTopic",
    "Person",
    "Printing",
    "Result",
    "Series",
    "Session",
    "Settlement",
    "StaffRequest",
    "Staffing",
    "Submission",
    "Supporter",
    "SurveySheet",
    "Training",
    "table_of",
]

FACTS: tuple[type[Fact], ...] = (
    Person,
    Card,
    Session,
    Booking,
    Attendance,
    Consultation,
    GivenHandout,
    Supporter,
    Training,
    Badge,
    StaffRequest,
    Staffing,
    Duty,
    Loan,
    Fee,
    CashCount,
    Incident,
    Day,
    Settlement,
    OwnTopic,
    OwnProgramme,
    OwnHandout,
    Series,
    Result,
    Submission,
    SurveySheet,
    Printing,
    Erasure,
)


VERSIONED: tuple[type[Fact], ...] = tuple(fact for fact in FACTS if "diverging" in fact.__struct_fields__)
"""Those whose rows tell of versions that were written apart."""


def table_of(fact: type[Fact]) -> str:
    """The table's name: the same on the laptop and at headquarters."""
    return f"fact_{fact.__name__.lower()}"
