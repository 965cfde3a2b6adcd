"""A board of slots at its liveliest: people here, expected, late, one slot booked on two laptops, two who wait."""

from core.bookings import Place
from core.facts import Session
from core.ids import new_entity_id
from core.kinds import BookingMade, SessionPlanned
from desktop.app.bookings import cancel_booking, make_booking
from desktop.app.desk import Desk
from desktop.app.receive_booking import receive_booking
from desktop.app.sessions import open_session, plan_session
from desktop.storage.journal import Draft

_CALLERS = (
    ("13:00", 1, "岡本 春江", "70s"),
    ("13:00", 2, "長谷川 進", "80plus"),
    ("13:00", 3, "近藤 ふみ", "70s"),
    ("13:00", 4, "青木 光男", "60s"),
    ("13:30", 1, "原田 直美", "70s"),
    ("13:30", 3, "西村 和夫", "80plus"),
    ("14:00", 1, "小川 節子", "70s"),
    ("14:00", 2, "松田 清", "70s"),
    ("14:00", 4, "野口 トミ", "80plus"),
    ("14:30", 2, "菊地 茂", "60s"),
    ("15:00", 1, "今井 久子", "70s"),
    ("15:00", 3, "武田 正", "70s"),
)
_HERE = 3


def booked_afternoon(desk: Desk) -> Session:
    """One to five, sixteen slots of a quarter of an hour at four tables; the hour is twenty to two."""
    plan = SessionPlanned(
        title="スマホ個別相談（予約制）",
        day=desk.today.isoformat(),
        starts="13:00",
        ends="17:00",
        venue="1階 相談コーナー",
        conditions=("市内にお住まい",),
        slot_minutes=15,
        tables=4,
    )
    session = open_session(desk, plan_session(desk, plan).session.session_id).session
    made = [_call(desk, session, *caller) for caller in _CALLERS]
    for booking_id in made[:_HERE]:
        receive_booking(desk, booking_id, admit=True)
    cancel_booking(desk, made[_HERE], no_show=True)
    for name, band in (("上野 ヨシ", "80plus"), ("高木 実", "70s")):
        make_booking(desk, _told(session, name, band, waiting=True))
    double = _told(session, "石原 昭", "70s", Place("14:30", 2))
    desk.record(Draft(new_entity_id(), double))  # as the other laptop's arrives
    return session


def _call(desk: Desk, session: Session, slot: str, table: int, name: str, band: str) -> str:
    return make_booking(desk, _told(session, name, band, Place(slot, table))).booking.booking_id


def _told(session: Session, name: str, band: str, place: Place | None = None, waiting: bool = False) -> BookingMade:
    return BookingMade(
        session_id=session.session_id,
        name=name,
        phone="042-000-0000",
        age_band=band,
        slot=place.slot if place else None,
        table=place.table if place else None,
        waiting=waiting,
    )
