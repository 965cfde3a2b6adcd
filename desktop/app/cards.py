"""Cards: issuing, replacing, revoking, and blank ones printed beforehand."""

from dataclasses import dataclass

from core.card_code import Code, CodeKind, new_code, parse
from core.facts import Card
from core.ids import new_entity_id
from core.kinds import CardIssued, CardReplaced, CardRevoked
from core.problem import Problem
from desktop.app.desk import Changed, Desk
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


def revoke_card(desk: Desk, card_id: str, reason: str = "lost") -> CardWritten:
    """The card opens nothing any more."""
    the_card(desk, card_id)
    recorded = desk.record(Draft(card_id, CardRevoked(reason=reason)))
    return CardWritten(the_card(desk, card_id), recorded.changed)


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
    if desk.store.facts.count(Card, "code = ?", [code.text]):
        raise Problem(
            "card_taken", "このカードは、ほかの方に渡してあります。", "別のカードをお使いください。"
        )
    return code.text
