"""Everybody on record whom the rows of a table may tell of, fetched in slices."""

from collections.abc import Collection, Iterator

from core.facts import Card, Person
from core.tables.matching import Features, OnRecord, Register, features_of_person
from desktop.app.desk import Desk
from desktop.app.door import surviving

_SLICES = [f"{number:02x}" for number in range(256)]
"""Ids of persons are random: those that begin alike are one part in 256 of all."""
_CARDS_AT_ONCE = 500


class RecordsHere:
    """Filled by `fetch`; `cards` gives the holder's id by the text of a card."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.register = Register()
        self.cards: dict[str, str] = {}
        self._holders: dict[str, Features] = {}

    def fetch(self, told: Collection[Features], cards: Collection[str]) -> Iterator[None]:
        """Everybody with one of these names, and the holders of these cards; a breath after each slice."""
        words = {word for each in told for word in each.words}
        for start in _SLICES if words else ():
            for person in self._named(start):
                features = features_of_person(person, self._desk.today)
                if not words.isdisjoint(features.words):
                    self.register.add(OnRecord(person.person_id, features))
            yield
        for place, code in enumerate(cards):
            self._fetch_card(code)
            if place % _CARDS_AT_ONCE == 0:
                yield

    def holder(self, code: str, told: Features) -> OnRecord | None:
        """Who holds the card that a row names; None where nobody does, or the row is about somebody else."""
        person_id = self.cards.get(code)
        if person_id is None:
            return None
        kept = self._holders[person_id]
        other = told.name and kept.name and told.name != kept.name
        return None if other else OnRecord(person_id, kept)

    def give_card(self, code: str, person_id: str, features: Features) -> None:
        """A row of this table gives somebody a card."""
        self.cards[code] = person_id
        self._holders[person_id] = features

    def _named(self, start: str) -> list[Person]:
        condition = "person_id >= ? AND person_id < ? AND (name IS NOT NULL OR kana IS NOT NULL)"
        return self._desk.store.facts.where(Person, condition, [start, f"{start}g"])

    def _fetch_card(self, code: str) -> None:
        for card in self._desk.store.facts.where(Card, "code = ?", [code], order="issued_at"):
            holder = surviving(self._desk, card.person_id)
            if holder is not None:
                self.give_card(code, holder.person_id, features_of_person(holder, self._desk.today))
