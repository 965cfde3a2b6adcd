"""Supporters, badges and staffed sessions for tests, in one line each."""

from core.facts import Session, StaffRequest, Supporter
from core.kinds import BadgeIssued, SessionPlanned, StaffRequestFields, SupporterFields
from desktop.app.desk import Desk
from desktop.app.sessions import plan_session
from desktop.app.staff_requests import request_staff
from desktop.app.supporter_badges import issue_badge
from desktop.app.supporters import register_supporter

BADGE = "TOKYOスマホサポーター"


def registered(desk: Desk, name: str = "山田 花子", **told: object) -> Supporter:
    fields = SupporterFields(display_name=name, **told)  # type: ignore[arg-type]  # varied by tests
    return register_supporter(desk, fields).supporter


def badged(desk: Desk, name: str = "山田 花子", expires: str | None = None, **told: object) -> Supporter:
    made = registered(desk, name, **told)
    issue_badge(
        desk,
        BadgeIssued(supporter_id=made.supporter_id, badge=BADGE, issued_on="2023-01-31", expires_on=expires),
    )
    return made


def planned(desk: Desk, **changes: object) -> Session:
    plan = {"title": "スマホ相談会", "day": desk.today.isoformat(), "starts": "13:00", "ends": "16:00", **changes}
    return plan_session(desk, SessionPlanned(**plan)).session  # type: ignore[arg-type]  # varied by tests


def asked(desk: Desk, session: Session, needed: int = 1, **told: object) -> StaffRequest:
    fields = StaffRequestFields(session_id=session.session_id, needed=needed, **told)  # type: ignore[arg-type]
    return request_staff(desk, fields).request
