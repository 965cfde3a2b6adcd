"""A supporter's card at the scanner: one scan begins the shift, the next one ends it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from core.card_code import normalise
from core.clock import parse_moment
from core.facts import Duty, Staffing, Supporter
from core.ids import new_entity_id
from core.kinds import DutyEnded, DutyStarted
from core.problem import Problem
from core.staff_fit import Point
from core.supporter_card import is_supporter_card, supporter_in
from core.worked_hours import worked
from desktop.app.desk import Changed, Desk
from desktop.app.sessions import sessions_on
from desktop.app.staff import the_supporter
from desktop.app.staffing_board import concerns_today
from desktop.storage.journal import Draft

SAME_SCAN = timedelta(seconds=60)
"""A card held before the scanner a little longer begins no shift and ends it at once."""


class Shift(StrEnum):
    """What a scan did; `just_begun` and `just_ended` did nothing, being the scan before once more."""

    BEGUN = "begun"
    ENDED = "ended"
    JUST_BEGUN = "just_begun"
    JUST_ENDED = "just_ended"


@dataclass(frozen=True)
class ShiftScanned:
    """The shift as it now stands; `minutes` is its length once it is over, `concerns` what is told at its beginning."""

    shift: Shift
    supporter: Supporter
    duty: Duty
    minutes: int = 0
    concerns: tuple[Point, ...] = ()
    changed: Changed = frozenset()


def scan_shift(desk: Desk, text: str) -> ShiftScanned:
    """Begin or end the shift of whoever's card this is. Raises Problem for a card that is nobody's here."""
    supporter = _holder(desk, text)
    last = _last_duty(desk, supporter.supporter_id)
    if last is not None and _is_same_scan(desk, last):
        return ShiftScanned(Shift.JUST_ENDED if last.ended_at else Shift.JUST_BEGUN, supporter, last)
    if last is not None and last.ended_at is None:
        changed = desk.record(Draft(last.duty_id, DutyEnded(at=desk.now))).changed
        duty = _the_duty(desk, last.duty_id)
        return ShiftScanned(Shift.ENDED, supporter, duty, worked([duty], []).minutes, changed=changed)
    duty, changed = _begin(desk, supporter.supporter_id, desk.now, _session_of(desk, supporter.supporter_id))
    concerns = concerns_today(desk, supporter.supporter_id)
    return ShiftScanned(Shift.BEGUN, supporter, duty, concerns=concerns, changed=changed)


def take_shift_back(desk: Desk, duty_id: str) -> Changed:
    """取り消す: a shift that has begun was none; one that has ended goes on."""
    duty = _the_duty(desk, duty_id)
    if duty.ended_at is None:
        return desk.record(Draft(duty_id, DutyEnded(at=duty.started_at))).changed
    return _begin(desk, duty.supporter_id, duty.ended_at, duty.session_id)[1]


def _holder(desk: Desk, text: str) -> Supporter:
    if not is_supporter_card(text):
        raise Problem("supporter_card_unreadable", "サポーター証を読み取れませんでした。", "もう一度かざしてください。")
    ids = [each for (each,) in desk.store.db.execute("SELECT supporter_id FROM fact_supporter").fetchall()]
    found = supporter_in(normalise(text), ids)
    if found is None:
        raise Problem(
            "supporter_card_unknown",
            "このサポーター証は、この拠点の登録にありません。",
            "「サポーター」の画面で登録を確かめてください。",
        )
    return the_supporter(desk, found)


def _last_duty(desk: Desk, supporter_id: str) -> Duty | None:
    """Today's last one that stands; one taken back, which ended as it began, is none."""
    standing = "supporter_id = ? AND day = ? AND (ended_at IS NULL OR ended_at <> started_at)"
    known = desk.store.facts.where(Duty, standing, [supporter_id, desk.today.isoformat()], order="started_at, duty_id")
    lasting = [each for each in known if each.ended_at is None]
    return next(reversed(lasting or known), None)


def _is_same_scan(desk: Desk, duty: Duty) -> bool:
    since = desk.clock.now() - parse_moment(duty.ended_at or duty.started_at)
    return timedelta() <= since < SAME_SCAN


def _session_of(desk: Desk, supporter_id: str) -> str | None:
    """The one session of today that the supporter is matched to; where there are several, the duty names none."""
    matched = desk.store.facts.where(Staffing, "supporter_id = ? AND state = 'matched'", [supporter_id])
    today = {each.session_id for each in sessions_on(desk, desk.today)}
    own = [each.session_id for each in matched if each.session_id in today]
    return own[0] if len(own) == 1 else None


def _begin(desk: Desk, supporter_id: str, at: str, session_id: str | None) -> tuple[Duty, Changed]:
    duty_id = new_entity_id()
    content = DutyStarted(supporter_id=supporter_id, at=at, session_id=session_id)
    changed = desk.record(Draft(duty_id, content)).changed
    return _the_duty(desk, duty_id), changed


def _the_duty(desk: Desk, duty_id: str) -> Duty:
    found = desk.store.facts.one(Duty, duty_id)
    if found is None:
        raise Problem("duty_unknown", "その勤務の記録が見つかりません。", "「今日」の画面で確かめてください。")
    return found
