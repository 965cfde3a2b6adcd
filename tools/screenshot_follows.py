"""What follows a consultation: a question about the last one, the days of the next, and what stayed unresolved."""

from datetime import timedelta
from functools import partial
from typing import cast

from core.facts import Attendance
from core.kinds import BookingMade, SessionPlanned
from desktop.app.bookings import make_booking
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.desk import Desk
from desktop.app.sessions import plan_session
from desktop.ui.screens.consultations.view import ConsultationsScreen
from desktop.ui.screens.reports.view import ReportsScreen
from tools.screenshot_stage import Stage

_COMING = ((3, "スマホ相談会", 1), (7, "定期相談会", 4), (14, "定期相談会", 8))
_ASKED = {
    "T05-01": "O1 O1 O2 O2 O3 O1 O1",
    "T06-02": "O5 O2 O4 O1 O1",
    "T02-01": "O1 O1 O1 O1 O1 O2",
    "T08-01": "O3 O2",
}
_BEFORE = {"T05-01": "O1 O1 O1 O1 O2 O1", "T06-02": "O2 O5 O5 O1 O1 O1 O1", "T02-01": "O1 O1 O2 O1 O1 O1 O1 O1"}


def goes_on(stage: Stage) -> None:
    """Somebody who asked about LINE a month ago is here again, and comes once more."""
    screen = cast(ConsultationsScreen, stage.open("consultation"))
    stage.workplace.do(_here_again).then(partial(_sit_down, screen), owner=screen)
    stage.rest()
    screen.form.choose_topic("T05-01")
    screen.form.choose_outcome("O3")
    stage.rest()


def unresolved(stage: Stage) -> None:
    """Two topics that stayed open, one that did not, one that is too rare to tell."""
    screen = cast(ReportsScreen, stage.open("reports"))
    stage.workplace.do(_weeks).then(owner=screen)
    stage.rest()
    screen.views._segments["unresolved"].click()
    stage.rest()


def _sit_down(screen: ConsultationsScreen, attendance_id: str) -> None:
    screen.open_visit(attendance_id)


def _here_again(desk: Desk) -> str:
    _plan(desk)
    here = desk.store.facts.where(
        Attendance, "day = ? AND voided = 0 AND person_id IS NOT NULL", [desk.today.isoformat()], order="at DESC"
    )
    before = (desk.clock.now() - timedelta(days=28)).isoformat()
    record_consultation(desk, ConsultationForm("T05-01", "O2", 20, person_id=here[0].person_id, at=before))
    return here[0].attendance_id


def _plan(desk: Desk) -> None:
    for days, title, quota in _COMING:
        day = (desk.today + timedelta(days=days)).isoformat()
        plan = SessionPlanned(title=title, day=day, starts="10:00", ends="12:00", quota=quota)
        session = plan_session(desk, plan).session
        if quota == 1:
            make_booking(desk, BookingMade(session_id=session.session_id, age_band="70s"))


def _weeks(desk: Desk) -> None:
    for days, asked in ((1, _ASKED), (9, _BEFORE)):
        at = (desk.clock.now() - timedelta(days=days)).isoformat()
        for topic, outcomes in asked.items():
            for outcome in outcomes.split():
                record_consultation(desk, ConsultationForm(topic, outcome, 15, at=at))
