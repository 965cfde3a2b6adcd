"""A month as a coordinator plans it: plans that recur at several venues, a lesson on Saturdays, two in one room."""

from datetime import date
from typing import cast

from core.kinds import BookingMade, SeriesPlanned, SessionPlanned
from desktop.app.bookings import make_booking
from desktop.app.desk import Desk
from desktop.app.series import plan_series
from desktop.app.sessions import plan_session
from desktop.ui.screens.sessions.calendar_model import MONTH, WEEK
from desktop.ui.screens.sessions.series_form import SeriesForm
from desktop.ui.screens.sessions.view import SessionsScreen
from tools.screenshot_stage import Stage

_HALL, _LIBRARY, _TOWN_HALL = "あおば公民館", "中央図書館", "市役所ロビー"
_BUSY = date(2026, 12, 8)


def month(stage: Stage) -> None:
    """December, with the busiest day open."""
    screen = cast(SessionsScreen, stage.open("sessions"))
    screen.close_bookings()
    stage.workplace.do(_plan_winter).then(owner=screen)
    stage.rest()
    _look(stage, screen, MONTH)


def week(stage: Stage) -> None:
    """The week of that day."""
    _look(stage, cast(SessionsScreen, stage.open("sessions")), WEEK)


def recurring(stage: Stage) -> None:
    """The form of a plan that recurs."""
    screen = cast(SessionsScreen, stage.open("sessions"))
    _choose_recurring(stage, screen)
    screen.amend_series()
    stage.rest()


def changed(stage: Stage) -> None:
    """What became of its sessions: one is booked and stays as it was."""
    form = cast(SeriesForm, cast(SessionsScreen, stage.open("sessions")).panel)
    for place in (1, 2):
        form.weekdays[place].click()
    form.wanted.emit(form.rule())
    stage.rest()


def series_listed(stage: Stage) -> None:
    """Every plan that goes on recurring."""
    cast(SessionsScreen, stage.open("sessions")).series.show_all()
    stage.rest()


def _look(stage: Stage, screen: SessionsScreen, view: str) -> None:
    screen.side.look_at(view)
    screen.close_panel()
    screen.side.turn_to(_BUSY)
    stage.rest()


def _choose_recurring(stage: Stage, screen: SessionsScreen) -> None:
    assert screen.side.span is not None
    found = (
        each for each in screen.side.span.sessions if each.series_id and each.day == _BUSY.isoformat() and each.quota
    )
    screen.choose(next(found))
    stage.rest()


def _plan_winter(desk: Desk) -> frozenset[type]:
    """What changed is told to the window by the last of them."""
    booked = _series(desk, "スマホ相談会（予約制）", "10:00", "12:00", _HALL, (2, 4), room="第1会議室", quota=8)
    _series(desk, "常設スマホ相談", "09:00", "17:00", _TOWN_HALL, (1, 2, 3, 4, 5), session_kind="standing")
    _series(desk, "デジタルふれあいカフェ", "14:00", "16:00", _LIBRARY, (3,), session_kind="social")
    for day in ("2026-12-05", "2026-12-12", "2026-12-19"):
        _one(desk, "はじめてのスマホ教室", day, "10:00", "12:00", session_kind="course")
    _one(desk, "LINE講座", "2026-12-08", "13:30", "15:00", session_kind="course")
    written = _one(desk, "スマホ体験会", "2026-12-08", "11:00", "13:00", room="第1会議室", session_kind="trial")
    session_id = next(each for each in booked if each[0] == _BUSY.isoformat())[1]
    make_booking(desk, BookingMade(session_id=session_id, age_band="70s"))
    return written


def _series(
    desk: Desk, title: str, starts: str, ends: str, venue: str, weekdays: tuple[int, ...], **told: object
) -> list[tuple[str, str]]:
    plan = {"title": title, "starts": starts, "ends": ends, "venue": venue, "weekdays": weekdays}
    rule = {"day": "2026-11-24", "until": "2027-03-31"}
    made = plan_series(desk, SeriesPlanned(**plan | rule | told))  # type: ignore[arg-type]  # varied by its callers
    return [(each.day, each.session_id) for each in made.planned]


def _one(desk: Desk, title: str, day: str, starts: str, ends: str, **told: object) -> frozenset[type]:
    plan = {"title": title, "day": day, "starts": starts, "ends": ends, "venue": _HALL}
    return plan_session(desk, SessionPlanned(**plan | told)).changed  # type: ignore[arg-type]  # varied by its callers
