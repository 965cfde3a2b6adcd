"""What the golden site went through: a day by its use cases, and beyond that one event of every kind there is."""

import typing
from types import NoneType

import msgspec

import core.folds  # noqa: F401  (registers which kinds begin something)
from core.ids import new_entity_id
from core.kinds import PersonRegistered
from core.payload import KINDS, Kind, Payload
from core.projector import _FIRST, fact_of
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in
from desktop.app.consultations import ConsultationForm, amend_consultation, record_consultation, void_consultation
from desktop.app.day import close_day, open_day
from desktop.app.desk import Desk
from desktop.app.people import add_person, erase_person, merge_people
from desktop.app.staff import add_supporter, sit_down
from desktop.app.walk_in import receive_walk_in
from desktop.storage.journal import Draft

NAME = "田無 花子"
ERASED = "保谷 太郎"
_TIME = "2026-11-21T10:00:00+09:00"
_DAY = "2026-11-21"


def a_day(desk: Desk) -> None:
    """People, cards, receptions, consultations; one amended, one voided; two records of one person; one erased."""
    sit_down(desk, add_supporter(desk, "受付係").supporter.supporter_id)
    open_day(desk)
    hana = add_person(
        desk,
        PersonRegistered(
            age_band="70s", name=NAME, kana="たなし はなこ", phone="042-000-0000", birth_date="1950-01-02"
        ),
    ).person
    again = add_person(desk, PersonRegistered(age_band="70s", name="田無花子")).person
    taro = add_person(desk, PersonRegistered(age_band="80plus", name=ERASED)).person
    for person in (hana, taro):
        check_in(desk, issue_card(desk, person.person_id).card.code or "")
    receive_walk_in(desk, "60s", admit=True)
    forms = [ConsultationForm("T02-01", "O1", minutes, note="メモは封をされます") for minutes in (5, 10, 15)]
    first, second, _ = [record_consultation(desk, form).consultation for form in forms]
    amend_consultation(desk, first.consultation_id, ConsultationForm("T05-01", "O3", 20, note="直しました"))
    void_consultation(desk, second.consultation_id)
    merge_people(desk, again.person_id, hana.person_id)
    erase_person(desk, taro.person_id)
    close_day(desk)


def one_of_each(desk: Desk) -> None:
    """Every kind once: what begins something, then, about the same thing, whatever changes it; endings last."""
    entities: dict[object, str] = {}
    for kind in sorted(KINDS.values(), key=_place):
        entity = entities.setdefault(fact_of(kind.name) or kind.name, new_entity_id())
        desk.record(Draft(entity, _payload(kind)))


def _place(kind: Kind) -> tuple[bool, bool, str]:
    begins: set[object] = set(_FIRST)
    return (kind.payload not in begins, kind.name.endswith("erased"), kind.name)


def _payload(kind: Kind) -> Payload:
    hints = typing.get_type_hints(kind.payload)
    return msgspec.convert({name: _value(name, hints[name]) for name in kind.fields}, kind.payload)


def _value(name: str, hint: object) -> object:
    """Something that fits the field's type and, for days and times, can be read as one."""
    if "tuple" in str(hint):
        return ()
    kinds = [each for each in typing.get_args(hint) or (hint,) if each is not NoneType]
    if kinds[0] is int:
        return 1
    if kinds[0] is bool:
        return False
    if kinds[0] is not str:
        return {}
    if name in ("starts", "ends", "slot"):
        return "10:00"
    return _DAY if "day" in name or "date" in name else _TIME if name == "at" or name.endswith("_at") else "x"
