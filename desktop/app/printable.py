"""Which cards can be printed, told without names: the last characters, the age band, when it was made."""

from dataclasses import dataclass
from datetime import datetime

from core.age_band import AgeBand
from core.clock import in_japan
from core.facts import Attendance, Card, Person
from core.search_text import search_form
from desktop.app.desk import Desk

CARDS_SHOWN = 30


@dataclass(frozen=True)
class CardLine:
    """A valid card. `ticket` is its holder's number of today, if they are here."""

    card_id: str
    ending: str
    age_band: str
    issued: datetime
    ticket: str


def cards_to_print(desk: Desk, words: str = "") -> list[CardLine]:
    """Valid cards, newest first; `words` finds by card, name or today's number. Names stay where they are."""
    if not words.strip():
        found = desk.store.facts.where(Card, "state = 'valid'", order=f"issued_at DESC LIMIT {CARDS_SHOWN}")
    else:
        found = _found(desk, words)
    return [_line(desk, card) for card in found if card.code]


def _found(desk: Desk, words: str) -> list[Card]:
    people = [*_with_ticket(desk, words), *desk.store.facts.search.find(words, CARDS_SHOWN)]
    cards = [
        card
        for person_id in dict.fromkeys(people)
        for card in desk.store.facts.where(Card, "person_id = ? AND state = 'valid'", [person_id])
    ]
    return sorted(cards, key=lambda card: card.issued_at, reverse=True)[:CARDS_SHOWN]


def _with_ticket(desk: Desk, words: str) -> list[str]:
    visits = desk.store.facts.where(
        Attendance,
        "day = ? AND lower(ticket) = ? AND voided = 0",
        [desk.today.isoformat(), search_form(words).lower()],
    )
    return [each.person_id for each in visits if each.person_id]


def _line(desk: Desk, card: Card) -> CardLine:
    person = desk.store.facts.one(Person, card.person_id)
    band = AgeBand(person.age_band) if person and person.age_band in set(AgeBand) else AgeBand.UNKNOWN
    visits = desk.store.facts.where(
        Attendance,
        "person_id = ? AND day = ? AND voided = 0",
        [card.person_id, desk.today.isoformat()],
        order="at DESC",
    )
    issued = in_japan(card.issued_at)
    ticket = (visits[0].ticket or "") if visits else ""
    return CardLine(card.card_id, (card.code or "")[-4:], band.value, issued, ticket)
