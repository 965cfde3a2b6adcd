"""Persons and their cards."""

import msgspec

from core import kinds
from core.clock import local_day
from core.events import Event
from core.facts import Booking, Card, Erasure, Person
from core.projector import begins, carries, changes
from core.versions import told_apart

carries(Person, "registered_at", "registered_on", "merged_into", "erased")


@begins(Person, kinds.PersonRegistered, kinds.PersonAmended)
def _person(event: Event, payload: kinds.PersonFields) -> Person:
    return Person(
        person_id=event.entity_id,
        age_band=payload.age_band,
        registered_at=event.wall_time,
        registered_on=local_day(event.wall_time),
        name=payload.name,
        kana=payload.kana,
        phone=payload.phone,
        birth_date=payload.birth_date,
    )


@changes(kinds.PersonMerged)
def _merged(person: Person, payload: kinds.PersonMerged) -> Person:
    return msgspec.structs.replace(person, merged_into=payload.into)


@changes(kinds.PersonUnmerged)
def _unmerged(person: Person, payload: kinds.PersonUnmerged) -> Person:
    return msgspec.structs.replace(person, merged_into=None)


@changes(kinds.PersonErased)
def _erased(fact: Person | Booking, payload: kinds.PersonErased) -> Person | Booking:
    if isinstance(fact, Booking):  # of somebody who is not on record: the booking's own key goes
        return msgspec.structs.replace(fact, name=None, kana=None, phone=None)
    return msgspec.structs.replace(fact, erased=1, name=None, kana=None, phone=None, birth_date=None)


@begins(Erasure, kinds.ErasureCarriedOut)
def _erasure(event: Event, payload: kinds.ErasureCarriedOut) -> Erasure:
    return Erasure(
        erasure_id=event.entity_id,
        person_id=payload.person_id,
        device_id=event.device_id,  # no laptop can say it of another
        erased_at=payload.at,
    )


@begins(Card, kinds.CardIssued)
def _card(event: Event, payload: kinds.CardIssued) -> Card:
    return Card(
        card_id=event.entity_id,
        person_id=payload.person_id,
        state="valid",
        issued_at=event.wall_time,
        code=payload.code,
    )


@changes(kinds.CardReplaced)
def _replaced(card: Card, payload: kinds.CardReplaced) -> Card:
    return card if card.state in ("revoked", "undone") else msgspec.structs.replace(card, state="replaced")


@changes(kinds.CardRevoked)
def _revoked(card: Card, payload: kinds.CardRevoked) -> Card:
    return msgspec.structs.replace(card, state="undone" if payload.reason == "undo" else "revoked")


@changes(kinds.CardReinstated)
def _reinstated(card: Card, payload: kinds.CardReinstated) -> Card:
    return msgspec.structs.replace(card, state="valid")


told_apart(kinds.PersonAmended)
told_apart(kinds.PersonMerged, kinds.PersonUnmerged)
