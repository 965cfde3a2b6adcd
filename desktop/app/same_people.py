"""同じ方かもしれない登録: other records that may be of the same person, for somebody to look at."""

from core.alike import may_be_one
from core.facts import Person
from desktop.app.desk import Desk
from desktop.app.people import PersonLine, person_lines

_LOOKED_AT = 200
"""Of one reading, the newest: a town may have hundreds of the same name."""
SHOWN_AT_MOST = 3


def likely_the_same(desk: Desk, person: Person) -> list[PersonLine]:
    """Records with the same reading and the same birth date or phone ending; at most three, nothing is written."""
    facts = desk.store.facts
    reading = person.kana or person.name
    if not reading:
        return []
    mine = facts.same_person(person.person_id)
    standing = dict.fromkeys(map(facts.standing_for, facts.search.find(reading, _LOOKED_AT)))
    others = (facts.one(Person, each) for each in standing if each not in mine)
    alike = [each for each in others if each is not None and not each.erased and may_be_one(person, each)]
    return person_lines(desk, alike[:SHOWN_AT_MOST])
