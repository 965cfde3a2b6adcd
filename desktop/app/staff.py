"""Who works here: supporters and coordinators, duty, and the coordinator's PIN."""

from dataclasses import dataclass

import msgspec
from nacl.exceptions import InvalidkeyError
from nacl.pwhash import argon2id

from core.facts import Duty, Supporter
from core.ids import new_entity_id
from core.kinds import DutyEnded, DutyStarted, SupporterAmended, SupporterRegistered
from core.problem import Problem
from desktop.app.desk import Changed, Desk, guarded
from desktop.storage.journal import Draft

ROLES = ("supporter", "coordinator")
_PIN = "coordinator_pin"
_MISSES = "pin_misses"
_MISSES_ALLOWED = 10


@dataclass(frozen=True)
class StaffWritten:
    """A supporter's record as it now stands."""

    supporter: Supporter
    changed: Changed


@dataclass(frozen=True)
class DutyLine:
    """One duty of today with its supporter."""

    duty: Duty
    supporter: Supporter


def add_supporter(desk: Desk, name: str, role: str = "supporter", kana: str | None = None) -> StaffWritten:
    """Put somebody who works here on record. Raises Problem without a name or with an unknown role."""
    checked = guarded(name)
    if not checked or role not in ROLES:
        raise Problem("staff_name", "お名前と役割を入れてください。", "役割は、サポーターか責任者です。")
    supporter_id = new_entity_id()
    content = SupporterRegistered(display_name=checked, role=role, kana=guarded(kana))
    changed = desk.record(Draft(supporter_id, content)).changed
    return StaffWritten(the_supporter(desk, supporter_id), changed)


def amend_supporter(desk: Desk, supporter: Supporter) -> StaffWritten:
    """Write a supporter's changed record (name, role, or no longer active)."""
    content = SupporterAmended(
        display_name=guarded(supporter.display_name) or "",
        kana=guarded(supporter.kana),
        role=supporter.role,
        attributes=tuple(supporter.attributes.split()),
        age_band=supporter.age_band,
        active=bool(supporter.active),
        registered_on=supporter.registered_on,
        municipalities=tuple(supporter.municipalities.split()),
        weekdays=tuple(map(int, supporter.weekdays.split())),
        strengths=tuple(supporter.strengths.split()),
    )
    changed = desk.record(Draft(supporter.supporter_id, content)).changed
    return StaffWritten(the_supporter(desk, supporter.supporter_id), changed)


def retire_supporter(desk: Desk, supporter_id: str) -> StaffWritten:
    """The supporter is no longer offered; what they did stays theirs."""
    return amend_supporter(desk, msgspec.structs.replace(the_supporter(desk, supporter_id), active=0))


def supporters(desk: Desk) -> list[Supporter]:
    """Everybody who works here now, coordinators first."""
    return desk.store.facts.where(Supporter, "active = 1", order="role, kana, display_name")


def the_supporter(desk: Desk, supporter_id: str) -> Supporter:
    """The supporter with this id. Raises Problem."""
    found = desk.store.facts.one(Supporter, supporter_id)
    if found is None:
        raise Problem("staff_unknown", "その担当者が見つかりません。", "一覧から選び直してください。")
    return found


def sit_down(desk: Desk, supporter_id: str | None) -> Supporter | None:
    """担当者: from now on every event carries this name."""
    desk.staff_id = the_supporter(desk, supporter_id).supporter_id if supporter_id else None
    return desk.staff


def start_duty(desk: Desk, supporter_id: str, session_id: str | None = None) -> Changed:
    """A supporter is on duty; nothing happens when they already are."""
    if any(line.duty.supporter_id == supporter_id and not line.duty.ended_at for line in duties_today(desk)):
        return frozenset()
    the_supporter(desk, supporter_id)
    content = DutyStarted(supporter_id=supporter_id, at=desk.now, session_id=session_id)
    return desk.record(Draft(new_entity_id(), content)).changed


def end_duty(desk: Desk, duty_id: str) -> Changed:
    """A supporter's duty is over."""
    return desk.record(Draft(duty_id, DutyEnded(at=desk.now))).changed


def duties_today(desk: Desk) -> list[DutyLine]:
    """Today's duties in order of their beginning."""
    duties = desk.store.facts.where(Duty, "day = ?", [desk.today.isoformat()], order="started_at")
    return [DutyLine(duty, the_supporter(desk, duty.supporter_id)) for duty in duties]


def has_pin(desk: Desk) -> bool:
    """Whether the coordinator has set a PIN."""
    return desk.store.settings.secret(_PIN) is not None


def set_pin(desk: Desk, pin: str, present: str | None = None) -> None:
    """Set or change the PIN: four to twelve digits. The present one is asked for when there is one."""
    if has_pin(desk):
        check_pin(desk, present or "")
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 12):
        raise Problem("pin_form", "暗証番号は、4桁から12桁の数字です。", "入れ直してください。")
    kept = argon2id.str(pin.encode(), argon2id.OPSLIMIT_INTERACTIVE, argon2id.MEMLIMIT_INTERACTIVE)
    desk.store.settings.put_secret(_PIN, bytes(kept))


def check_pin(desk: Desk, pin: str) -> None:
    """Raises Problem unless the PIN is right; each wrong one after the tenth is no longer looked at today."""
    kept = desk.store.settings.secret(_PIN)
    if kept is None:
        return
    misses = _misses_today(desk)
    if misses >= _MISSES_ALLOWED:
        raise Problem("pin_locked", "暗証番号を何度もまちがえました。", "責任者が明日もう一度お試しください。")
    try:
        argon2id.verify(kept, pin.encode())
    except InvalidkeyError as error:
        desk.store.settings.put(_MISSES, f"{desk.today.isoformat()} {misses + 1}")
        raise Problem("pin_wrong", "暗証番号がちがいます。", "もう一度入れてください。") from error
    desk.store.settings.put(_MISSES, f"{desk.today.isoformat()} 0")


def _misses_today(desk: Desk) -> int:
    day, _, count = (desk.store.settings.get(_MISSES) or "").partition(" ")
    return int(count) if day == desk.today.isoformat() else 0
