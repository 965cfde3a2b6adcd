"""A busy day on a real file, made by the use cases: 60 visitors, 45 consultations, 4 supporters and a coordinator."""

from datetime import datetime
from pathlib import Path

from core.clock import FixedClock
from core.kinds import PersonRegistered, SessionPlanned
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.people import add_person
from desktop.app.sessions import plan_session
from desktop.app.settings import change_setting
from desktop.app.site import NewSite, init_site
from desktop.app.staff import add_supporter, sit_down, start_duty
from desktop.app.walk_in import receive_walk_in

PASSPHRASE = "ひみつ"
_FAMILY = ("山田", "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "中村", "小林", "加藤")
_GIVEN = ("花子", "太郎", "和子", "正", "幸子", "清", "節子", "勇", "久子", "茂")
_BANDS = ("60s", "70s", "70s", "80plus", "50s", "unknown")
_STAFF = ("森田", "大野", "石井", "上田")


def new_desk(data: Path, clock: FixedClock) -> Desk:
    """A fresh site with nobody on record."""
    return init_site(data, NewSite("田無公民館", "132292", PASSPHRASE), clock)


def with_staff(desk: Desk) -> Desk:
    """A coordinator at the keyboard and four supporters."""
    coordinator = add_supporter(desk, "森 陽子", "coordinator").supporter
    for name in _STAFF:
        add_supporter(desk, name)
    sit_down(desk, coordinator.supporter_id)
    return desk


def with_sessions(desk: Desk) -> Desk:
    """Morning and afternoon of today, the morning with a quota."""
    day = desk.today.isoformat()
    plan_session(desk, SessionPlanned(title="スマホ相談会 午前", day=day, starts="10:00", ends="12:00", quota=40))
    plan_session(desk, SessionPlanned(title="スマホ相談会 午後", day=day, starts="13:00", ends="16:00"))
    return desk


def named(desk: Desk, name: str, kana: str = "", band: str = "70s") -> tuple[str, str]:
    """Somebody on record with a card: the person's id and the card's text."""
    told = PersonRegistered(name=name, kana=kana or None, age_band=band)
    person_id = add_person(desk, told).person.person_id
    return person_id, issue_card(desk, person_id).card.code or ""


def busy_day(data: Path, clock: FixedClock, state: str = "") -> Desk:
    """`state` "morning" stops before 開場; "" goes on to the afternoon."""
    desk = with_sessions(with_staff(new_desk(data, clock)))
    change_setting(desk, "visitor_fields", "name,kana")
    cards = [named(desk, f"{_FAMILY[n % 10]} {_GIVEN[n // 4]}", "やまだ", _BANDS[n % 6])[1] for n in range(40)]
    if state == "morning":
        return desk
    open_day(desk)
    for supporter in _duty(desk):
        start_duty(desk, supporter)
    for number in range(60):
        clock.advance(minutes=4)
        if number < 40:
            check_in(desk, cards[number], admit=True)
        else:
            receive_walk_in(desk, _BANDS[number % 6], admit=True)
        if number % 4:
            record_consultation(desk, ConsultationForm("T01-01", "O1", 15))
    return desk


def _duty(desk: Desk) -> list[str]:
    from desktop.app.staff import supporters

    return [each.supporter_id for each in supporters(desk)]


def moment(hour: int, minute: int = 0) -> datetime:
    """A time of the test's Saturday."""
    from tests.helpers.sites import MORNING

    return MORNING.replace(hour=hour, minute=minute)
