"""Money and conditions for the pictures: fees of a morning, and standing desks that are short of a day."""

from datetime import timedelta

from core.kinds import SessionPlanned
from desktop.app.cash import count_cash
from desktop.app.day import visitors_today
from desktop.app.desk import Changed, Desk
from desktop.app.fees import receive_fee
from desktop.app.loans import lend_device
from desktop.app.sessions import plan_session


def with_fees(desk: Desk) -> Changed:
    """Four visitors paid, two of them have a device, and yesterday's box was counted."""
    visits = visitors_today(desk)[:4]
    for place, visit in enumerate(visits):
        receive_fee(desk, visit.attendance_id, 200 if place < 2 else 100)
    for place, visit in enumerate(visits[:2], 1):
        lend_device(desk, visit.attendance_id, f"{place}番")
    return count_cash(desk, desk.today - timedelta(days=1), 3000, 3000).changed


def standing_desks(desk: Desk) -> Changed:
    """A desk and a café of this week: one short of days, one as it should be."""
    changed: Changed = frozenset()
    for days, programme, venue, title in (
        (0, "P06", "1階 ロビー", "常設スマホ相談"),
        (1, "P07", "和室", "スマホ交流カフェ"),
        (1, "P12", "2階 講座室", "はじめてのスマートフォン"),
    ):
        day = (desk.today + timedelta(days=days)).isoformat()
        plan = SessionPlanned(title=title, day=day, starts="13:00", ends="16:00", programme=programme, venue=venue)
        changed |= plan_session(desk, plan).changed
    return changed
