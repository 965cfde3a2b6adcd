"""The eight results at the door, each brought about by what a scanner would type."""

from collections.abc import Callable

import msgspec

from core.card_code import CodeKind, new_code
from core.door_results import DoorResult
from core.facts import Attendance, Card, Session
from core.ids import new_entity_id
from core.kinds import BookingMade, PersonRegistered, SessionPlanned
from desktop.app.cards import issue_card, replace_card
from desktop.app.desk import Desk
from desktop.app.people import add_person
from desktop.app.session_plans import plan_of
from desktop.app.sessions import amend_session, open_session, plan_session, session_now
from desktop.storage.journal import Draft

HALF_READ = "MC4271"


def _received(desk: Desk) -> str:
    return _card_of(desk, _newcomer(desk, "岡本 春江", "おかもと はるえ"))


def _already(desk: Desk) -> str:
    here = desk.store.facts.where(Attendance, "person_id IS NOT NULL AND voided = 0", order="at DESC")
    return _card_of(desk, here[-1].person_id or "")


def _other_session(desk: Desk) -> str:
    person_id = _newcomer(desk, "長谷川 進", "はせがわ すすむ")
    plan = SessionPlanned(title="夕方の相談会", day=desk.today.isoformat(), starts="15:00", ends="17:00")
    later = plan_session(desk, plan).session
    desk.record(Draft(new_entity_id(), BookingMade(session_id=later.session_id, person_id=person_id), owner=person_id))
    return _card_of(desk, person_id)


def _unknown(_desk: Desk) -> str:
    return new_code(CodeKind.CARD)


def _revoked(desk: Desk) -> str:
    person_id = _newcomer(desk, "近藤 ふみ", "こんどう ふみ")
    old = _card_of(desk, person_id)
    replace_card(desk, _cards(desk, person_id)[0].card_id)
    return old


def _full(desk: Desk) -> str:
    _change(desk, quota=1)
    return _card_of(desk, _newcomer(desk, "青木 光男", "あおき みつお"))


def _not_eligible(desk: Desk) -> str:
    _change(desk, quota=None, min_age=65)
    return _card_of(desk, _newcomer(desk, "原田 直美", "はらだ なおみ", "50s"))


def _unreadable(_desk: Desk) -> str:
    return HALF_READ


DOOR: dict[DoorResult, Callable[[Desk], str]] = {
    DoorResult.RECEIVED: _received,
    DoorResult.ALREADY: _already,
    DoorResult.OTHER_SESSION: _other_session,
    DoorResult.UNKNOWN: _unknown,
    DoorResult.REVOKED: _revoked,
    DoorResult.FULL: _full,
    DoorResult.NOT_ELIGIBLE: _not_eligible,
    DoorResult.UNREADABLE: _unreadable,
}
"""What the scanner types, after making it so. In this order: a later one may change what an earlier one needs."""


def asking(desk: Desk) -> str:
    """A class that asks for all that can be asked, beside the consultation session; and somebody it must ask."""
    now = session_now(desk)
    asks = msgspec.structs.replace(plan_of(now), quota=None, min_age=65, conditions=("市内にお住まい",))
    paid = msgspec.structs.replace(asks, fee=100, fee_with_loan=200, lends_devices=True)
    amend_session(desk, now.session_id, paid)
    beside = SessionPlanned(title="スマホ教室", day=desk.today.isoformat(), starts="13:00", ends="15:00", quota=12)
    open_session(desk, plan_session(desk, beside).session.session_id)
    return _card_of(desk, _newcomer(desk, "三浦 たか", "みうら たか", "60s"))


def _newcomer(desk: Desk, name: str, kana: str, band: str = "70s") -> str:
    """Somebody with a card who has not been here today."""
    person = add_person(desk, PersonRegistered(name=name, kana=kana, age_band=band)).person
    issue_card(desk, person.person_id)
    return person.person_id


def _cards(desk: Desk, person_id: str) -> list[Card]:
    return desk.store.facts.where(Card, "person_id = ? AND state = 'valid'", [person_id])


def _card_of(desk: Desk, person_id: str) -> str:
    return _cards(desk, person_id)[0].code or ""


def _change(desk: Desk, *, quota: int | None, min_age: int | None = None) -> None:
    session: Session = session_now(desk)
    plan = msgspec.structs.replace(plan_of(session), quota=quota, min_age=min_age)
    amend_session(desk, session.session_id, plan)
