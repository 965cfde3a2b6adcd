"""Cards: issuing, replacing, revoking, and blank ones printed beforehand."""

from dataclasses import dataclass

from core.card_code import Code, CodeKind, new_code, parse
from core.facts import Card, Person
from core.ids import new_entity_id
from core.kinds import CardIssued, CardReinstated, CardReplaced, CardRevoked
from core.problem import Problem
from core.projector import in_order
from desktop.app.desk import Changed, Desk
from desktop.app.door import surviving
from desktop.app.people import the_person
from desktop.storage.journal import Draft


@dataclass(frozen=True)
class CardWritten:
    """A card as it now stands."""

    card: Card
    changed: Changed


def issue_card(desk: Desk, person_id: str, text: str | None = None) -> CardWritten:
    """Give somebody a card: a blank one at hand (`text`), or a new number to be printed."""
    the_person(desk, person_id)
    draft = card_draft(desk, person_id, text)
    recorded = desk.record(draft)
    return CardWritten(the_card(desk, draft.entity_id), recorded.changed)


def card_draft(desk: Desk, person_id: str, text: str | None = None) -> Draft:
    """The event that gives a card. Raises Problem when the card is no blank card of ours."""
    code = _blank(desk, text) if text else new_code(CodeKind.CARD)
    return Draft(new_entity_id(), CardIssued(person_id=person_id, code=code), owner=person_id)


def replace_card(desk: Desk, card_id: str) -> CardWritten:
    """A new card for the same person; the old one answers 新しいカードをお使いください."""
    old = the_card(desk, card_id)
    draft = card_draft(desk, old.person_id)
    recorded = desk.record(draft, Draft(card_id, CardReplaced(by_card_id=draft.entity_id)))
    return CardWritten(the_card(desk, draft.entity_id), recorded.changed)


def give_card(desk: Desk, person_id: str) -> CardWritten:
    """A card with a new number. One that the person still has answers 新しいカードをお使いください from now on."""
    person = surviving(desk, person_id) or the_person(desk, person_id)
    drafts = new_card_drafts(desk, person)
    recorded = desk.record(*drafts)
    return CardWritten(the_card(desk, drafts[0].entity_id), recorded.changed)


def new_card_drafts(desk: Desk, person: Person) -> tuple[Draft, ...]:
    """The events that give a new number, the card's first; a card that still holds is replaced by it."""
    given = card_draft(desk, person.person_id)
    valid = desk.store.facts.where(Card, "person_id = ? AND state = 'valid'", [person.person_id], order="issued_at")
    return (given, *(Draft(card.card_id, CardReplaced(by_card_id=given.entity_id)) for card in valid[-1:]))


def revoke_card(desk: Desk, card_id: str, reason: str = "lost") -> CardWritten:
    """The card opens nothing any more."""
    the_card(desk, card_id)
    recorded = desk.record(Draft(card_id, CardRevoked(reason=reason)))
    return CardWritten(the_card(desk, card_id), recorded.changed)


def reinstate_card(desk: Desk, card_id: str) -> CardWritten:
    """取り消す: the card holds again, it was stopped by mistake."""
    the_card(desk, card_id)
    recorded = desk.record(Draft(card_id, CardReinstated()))
    return CardWritten(the_card(desk, card_id), recorded.changed)


def take_card_back(desk: Desk, card_id: str) -> Changed:
    """取り消す: the card is nobody's again and can be given anew; the one that it replaced holds again."""
    the_card(desk, card_id)
    return desk.record(*undo_drafts(desk, card_id)).changed


def undo_drafts(desk: Desk, card_id: str) -> tuple[Draft, ...]:
    """The events that take a card back."""
    given = the_card(desk, card_id)
    replaced = desk.store.facts.where(Card, "person_id = ? AND state = 'replaced'", [given.person_id])
    before = [card for card in replaced if _replaced_by(desk, card) == card_id]
    again = (Draft(card.card_id, CardReinstated()) for card in before)
    return (Draft(card_id, CardRevoked(reason="undo")), *again)


def blank_cards(count: int) -> list[str]:
    """Texts of cards that belong to nobody yet; a scan of one asks whose it shall be."""
    return [new_code(CodeKind.CARD) for _ in range(count)]


def the_card(desk: Desk, card_id: str) -> Card:
    """The card with this id. Raises Problem."""
    found = desk.store.facts.one(Card, card_id)
    if found is None:
        raise Problem("card_unknown", "そのカードが見つかりません。", "もう一度さがしてください。")
    return found


def _blank(desk: Desk, text: str) -> str:
    code = parse(text)
    if not isinstance(code, Code) or code.kind is not CodeKind.CARD:
        raise Problem("card_unreadable", "カードを読み取れませんでした。", "もう一度読み取ってください。")
    if desk.store.facts.count(Card, "code = ? AND state <> 'undone'", [code.text]):
        raise Problem("card_taken", "このカードは、ほかの方に渡してあります。", "別のカードをお使いください。")
    return code.text


def _replaced_by(desk: Desk, card: Card) -> str | None:
    """The newest card that took this one's place."""
    payloads = [opened.payload for opened in in_order(desk.store.journal.events_of(card.card_id))]
    return next((each.by_card_id for each in reversed(payloads) if isinstance(each, CardReplaced)), None)
