"""サポーターの登録: who is on record, with what they offer; found, registered, changed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from core import supporter_words as words
from core.badges import BadgeStanding, standing
from core.catalogue import Group
from core.facts import Badge, Supporter
from core.ids import new_entity_id
from core.kinds import SupporterAmended, SupporterFields, SupporterRegistered
from core.municipality import is_municipality_code
from core.problem import Problem
from core.search_text import search_form
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.first_start import municipalities_named, municipality_code
from desktop.app.staff import ROLES, StaffWritten, the_supporter
from desktop.storage.journal import Draft


@dataclass(frozen=True)
class SupporterLine:
    """One line of the register: how the badge stands today."""

    supporter: Supporter
    badge: BadgeStanding


def register_supporter(desk: Desk, told: SupporterFields) -> StaffWritten:
    """Put somebody on the register, from today on where no day is told. Raises Problem for what cannot be."""
    supporter_id = new_entity_id()
    content = checked(desk, told)
    if content.registered_on is None:
        content = msgspec.structs.replace(content, registered_on=desk.today.isoformat())
    return _write(desk, Draft(supporter_id, SupporterRegistered(**_told(content))))


def amend_register(desk: Desk, supporter_id: str, told: SupporterFields) -> StaffWritten:
    """The whole record anew. Raises Problem for what cannot be."""
    before = the_supporter(desk, supporter_id)
    content = checked(desk, told, (*before.attributes.split(), *before.strengths.split()))
    if content.registered_on is None:
        content = msgspec.structs.replace(content, registered_on=before.registered_on)
    return _write(desk, Draft(supporter_id, SupporterAmended(**_told(content))))


def fields_of(supporter: Supporter) -> SupporterFields:
    """The record as it stands, to be changed in part or put back."""
    return SupporterFields(
        display_name=supporter.display_name,
        kana=supporter.kana,
        role=supporter.role,
        attributes=tuple(supporter.attributes.split()),
        age_band=supporter.age_band,
        active=bool(supporter.active),
        registered_on=supporter.registered_on or None,
        municipalities=tuple(supporter.municipalities.split()),
        weekdays=tuple(map(int, supporter.weekdays.split())),
        strengths=tuple(supporter.strengths.split()),
    )


def register(desk: Desk, text: str = "", *, everybody: bool = False) -> list[SupporterLine]:
    """Who is on it, by kana; `text` finds by name, kana or attribute, `everybody` also those who are not active."""
    facts = desk.store.facts
    people = facts.where(Supporter, "1" if everybody else "active = 1", order="role, kana, display_name, supporter_id")
    badges = badges_by_supporter(desk)
    wanted = [search_form(word) for word in text.split()]
    found = (each for each in people if all(word in _searched(each) for word in wanted))
    return [SupporterLine(each, standing(badges.get(each.supporter_id, ()), desk.today)) for each in found]


def strength_choices(desk: Desk) -> tuple[Group, ...]:
    """Groups of topics that somebody may be good at."""
    return tuple(desk.catalogue.groups_on(desk.today))


def badges_by_supporter(desk: Desk) -> dict[str, list[Badge]]:
    """All badges that hold or held, in one query."""
    found: dict[str, list[Badge]] = {}
    for each in desk.store.facts.where(Badge, "voided = 0", order="issued_on, badge_id"):
        found.setdefault(each.supporter_id, []).append(each)
    return found


def checked(desk: Desk, told: SupporterFields, known: tuple[str, ...] = ()) -> SupporterFields:
    """What may be kept: guarded, places by code, attributes by code. Raises Problem naming what cannot be.

    `known` are codes that stand in the record already, perhaps from a newer program.
    """
    name = guarded(told.display_name)
    if not name or told.role not in ROLES:
        raise Problem("staff_name", "お名前と役割を入れてください。", "役割は、サポーターか責任者です。")
    if told.age_band not in {band.value for band in words.BANDS}:
        raise Problem("supporter_band", "その年代は選べません。", "18歳・19歳から80代以上の中から選んでください。")
    _check_offers(desk, told, known)
    return msgspec.structs.replace(
        told,
        display_name=name,
        kana=guarded(told.kana),
        attributes=_attributes(told.attributes, known),
        municipalities=_places(told.municipalities),
        weekdays=tuple(sorted(set(told.weekdays))),
        strengths=tuple(sorted(set(told.strengths))),
        registered_on=checked_day(told.registered_on) if told.registered_on else None,
    )


def checked_day(text: str) -> str:
    """A day as YYYY-MM-DD. Raises Problem for anything else, 29 February of a common year too."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise Problem(
            "supporter_day", "日付が読み取れません。", "2026-11-21 のように、暦にある日を入れてください。"
        ) from error


def _check_offers(desk: Desk, told: SupporterFields, known: tuple[str, ...]) -> None:
    if not set(told.weekdays) <= set(range(1, 8)):
        raise Problem("supporter_weekday", "その曜日はありません。", "月曜日を1として、1から7で入れてください。")
    if not set(told.strengths) <= {group.code for group in desk.catalogue.groups}.union(known):
        raise Problem("supporter_strength", "その相談内容はありません。", "T02 のような番号で入れてください。")


def _attributes(told: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_attribute(text.strip(), known) for text in told if text.strip()))


def _attribute(text: str, known: tuple[str, ...]) -> str:
    word = words.find(words.attributes(), text)
    if word is None and text not in known:
        listed = "、".join(each.ja for each in words.attributes())
        raise Problem("supporter_attribute", "その属性はありません。", f"次の中から選んでください。{listed}")
    return word.code if word is not None else text


def _places(told: tuple[str, ...]) -> tuple[str, ...]:
    """Municipalities by code, in whichever way they were told."""
    return tuple(dict.fromkeys(_place(text.strip()) for text in told if text.strip()))


def _place(text: str) -> str:
    code = municipality_code(text)
    named = [each.code for each in municipalities_named(text) if each.name == text]
    if not is_municipality_code(code) and len(named) != 1:
        raise Problem(
            "supporter_place",
            "その市区町村が見つかりません。",
            "検査数字までの6桁の番号（132101 のように）を入れてください。",
        )
    return code if is_municipality_code(code) else named[0]


def _searched(supporter: Supporter) -> str:
    titles = [words.title(words.attributes(), code) for code in supporter.attributes.split()]
    return search_form(" ".join([supporter.display_name, supporter.kana or "", *titles]))


def _told(content: SupporterFields) -> dict[str, Any]:
    return {name: getattr(content, name) for name in SupporterFields.__struct_fields__}


def _write(desk: Desk, draft: Draft) -> StaffWritten:
    changed: Changed = desk.record(draft).changed
    return StaffWritten(the_supporter(desk, draft.entity_id), changed)
