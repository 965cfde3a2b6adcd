"""A busy day at a site, made by the use cases: 60 visitors, 45 consultations, four supporters."""

from pathlib import Path

from core.age_band import AgeBand
from core.clock import FixedClock
from core.kinds import PersonRegistered
from desktop.app.calling import call_ticket
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in_person
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.people import add_person
from desktop.app.settings import change_setting
from desktop.app.site import NewSite, init_site
from desktop.app.staff import add_supporter, sit_down, start_duty
from desktop.app.walk_in import receive_walk_in
from tests.helpers.sites import fixed_clock

NAMES = (
    ("佐藤 和子", "さとう かずこ"), ("鈴木 茂", "すずき しげる"), ("高橋 節子", "たかはし せつこ"),
    ("田中 幸子", "たなか さちこ"), ("渡辺 清", "わたなべ きよし"), ("伊藤 美代子", "いとう みよこ"),
    ("山本 勇", "やまもと いさむ"), ("中村 文子", "なかむら ふみこ"), ("小林 正", "こばやし ただし"),
    ("加藤 久美子", "かとう くみこ"), ("吉田 勝", "よしだ まさる"), ("山田 花子", "やまだ はなこ"),
)  # fmt: skip
STAFF = ("石井", "小川", "前田", "藤田")
_TOPICS = ("T02-01", "T05-01", "T06-06", "T01-07", "T08-01", "T04-04", "T01-03", "T06-03", "T09-02", "T03-02")
_OUTCOMES = ("O1", "O1", "O1", "O2", "O3", "O4", "O5", "O1", "O7")
_MINUTES = (10, 15, 20, 30, 15, 45, 5)
_BANDS = (AgeBand.SEVENTIES, AgeBand.OVER_80, AgeBand.SIXTIES, AgeBand.SEVENTIES, AgeBand.FIFTIES)


def new_desk(folder: Path, clock: FixedClock | None = None) -> Desk:
    """A fresh site in a folder; its key is kept behind a passphrase, no key store needed."""
    return init_site(folder, NewSite("田無公民館", "132292", "ひみつ"), clock or fixed_clock())


def staffed(desk: Desk) -> Desk:
    """Four supporters on duty, the first a coordinator and at the keyboard."""
    for place, name in enumerate(STAFF):
        added = add_supporter(desk, name, "coordinator" if place == 0 else "supporter").supporter
        start_duty(desk, added.supporter_id)
        if place == 0:
            sit_down(desk, added.supporter_id)
    return desk


def busy_day(desk: Desk, clock: FixedClock, visitors: int = 60, consultations: int = 45) -> Desk:
    """Fill today; two minutes pass between two visitors."""
    staffed(desk)
    change_setting(desk, "visitor_fields", "name,kana")
    open_day(desk)
    received: list[str] = []
    for place in range(visitors):
        clock.advance(minutes=2)
        received.append(_receive(desk, place))
    for place in range(consultations):
        clock.advance(minutes=1)
        call_ticket(desk, received[place % len(received)])
        record_consultation(desk, _form(place, received[place % len(received)]))
    return desk


def _receive(desk: Desk, place: int) -> str:
    band = _BANDS[place % len(_BANDS)].value
    if place % 5 >= 2 or place // 5 >= len(NAMES) // 2:
        answer = receive_walk_in(desk, band)
    else:
        name, kana = NAMES[place // 5 * 2 + place % 5]
        person = add_person(desk, PersonRegistered(age_band=band, name=name, kana=kana)).person
        issue_card(desk, person.person_id)
        answer = check_in_person(desk, person, how="name")
    assert answer.attendance is not None
    return answer.attendance.attendance_id


def _form(place: int, attendance_id: str) -> ConsultationForm:
    outcome = _OUTCOMES[place % len(_OUTCOMES)]
    return ConsultationForm(
        topic=_TOPICS[place * place % len(_TOPICS)],
        outcome=outcome,
        minutes=_MINUTES[place % len(_MINUTES)],
        attendance_id=attendance_id,
        referral="O4-shop" if outcome == "O4" else None,
    )
