"""サポーター, and who serves in a session: on an afternoon with a few people on the register."""

from typing import cast

from core.facts import Session
from core.kinds import BadgeIssued, StaffRequestFields, SupporterFields, TrainingCompleted
from desktop.app.desk import Desk
from desktop.app.sessions import sessions_on
from desktop.app.staff import supporters
from desktop.app.staff_requests import request_staff
from desktop.app.staffing import assign
from desktop.app.supporter_badges import issue_badge
from desktop.app.supporter_training import complete_training
from desktop.app.supporters import register_supporter
from desktop.ui.screens.sessions.view import SessionsScreen
from desktop.ui.screens.supporters.view import SupportersScreen
from tools.screenshot_days import PIN
from tools.screenshot_stage import Stage

_PEOPLE = (
    ("青木 恵子", "あおき けいこ", "60s", ("ict_volunteer",), (1, 3), ("T02", "T08"), "2027-06-30"),
    ("井上 正", "いのうえ ただし", "70s", ("senior", "alumni"), (3, 5), ("T01",), "2026-12-10"),
    ("上田 さくら", "うえだ さくら", "20s", ("student",), (6, 7), ("T05", "T10"), "2026-10-31"),
    ("遠藤 光", "えんどう ひかる", "30s", ("cooperator",), (), (), None),
)


def with_supporters(desk: Desk) -> list[str]:
    """Four more on the register; two of them are asked for in a session of today. Their ids, also when asked again."""
    names = [name for name, *_ in _PEOPLE]
    ids = [each.supporter_id for each in supporters(desk) if each.display_name in names]
    if ids:
        return ids
    for name, kana, band, attributes, weekdays, strengths, expires in _PEOPLE:
        told = SupporterFields(
            display_name=name,
            kana=kana,
            age_band=band,
            attributes=attributes,
            weekdays=weekdays,
            strengths=strengths,
            municipalities=("132292", "132101"),
            registered_on="2023-02-01",
        )
        ids.append(register_supporter(desk, told).supporter.supporter_id)
        if expires:
            badge = BadgeIssued(
                supporter_id=ids[-1], badge="TOKYOスマホサポーター", issued_on="2023-01-31", expires_on=expires
            )
            issue_badge(desk, badge)
            training = TrainingCompleted(
                supporter_id=ids[-1], training="オンライン講習", day="2023-01-20", minutes=210, passed=True
            )
            complete_training(desk, training)
    _staffed(desk, ids)
    return ids


def _staffed(desk: Desk, ids: list[str]) -> None:
    session = sessions_on(desk, desk.today)[-1].session_id
    request_staff(desk, StaffRequestFields(session_id=session, needed=3, needs_badge=True))
    assign(desk, session, ids[0], "matched")
    assign(desk, session, ids[2], "matched")
    assign(desk, session, ids[1], "applied")


def _prepared(stage: Stage) -> list[str]:
    ids: list[str] = []
    stage.jobs.database(lambda: with_supporters(stage.workplace.desk()), ids.extend, owner=stage.window)
    stage.rest()
    return ids


def register_seen(stage: Stage) -> None:
    """The list with one supporter beside it."""
    ids = _prepared(stage)
    screen = cast(SupportersScreen, stage.open("supporters"))
    stage.unlock(PIN)
    screen.open_page(ids[0])
    stage.rest()


def staffing_seen(stage: Stage) -> None:
    """A session of today with its request: one badge has expired, somebody has applied."""
    _prepared(stage)
    screen = cast(SessionsScreen, stage.open("sessions"))
    desk = stage.workplace.desk()
    found: list[Session] = []
    stage.jobs.database(lambda: sessions_on(desk, desk.today)[-1], found.append, owner=stage.window)
    stage.rest()
    screen.choose(found[0])
    screen.open_staffing()
    stage.rest()


SUPPORTERS = {"supporters": register_seen, "staffing": staffing_seen}
