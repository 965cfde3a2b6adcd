"""Visitors and their cards."""

from core.kinds.codes import Code
from core.payload import Payload, kind
from core.placement import Plain, Sealed


class PersonFields(Payload, frozen=True, kw_only=True):
    """What is on record of a visitor; all but the age band is off until the site switches it on."""

    age_band: Plain[str] = "unknown"
    name: Sealed[str | None] = None
    kana: Sealed[str | None] = None
    phone: Sealed[str | None] = None
    birth_date: Sealed[str | None] = None


@kind("person.registered")
class PersonRegistered(PersonFields, frozen=True, kw_only=True):
    """A visitor is on record from now on; by default a random id and an age band are all of it."""


@kind("person.amended")
class PersonAmended(PersonFields, frozen=True, kw_only=True):
    """The whole new version of a person's record."""


@kind("person.merged")
class PersonMerged(Payload, frozen=True, kw_only=True):
    """This person is the same as `into`; both records stay."""

    into: Plain[Code]


@kind("person.unmerged")
class PersonUnmerged(Payload, frozen=True, kw_only=True):
    """The merge is taken back."""


@kind("person.erased")
class PersonErased(Payload, frozen=True, kw_only=True):
    """The person's key is to be destroyed everywhere; the visits stay as numbers.

    Where the entity is a booking, it is the person who was told in it and is not on record.
    """


@kind("erasure.carried_out")
class ErasureCarriedOut(Payload, frozen=True, kw_only=True):
    """A laptop has destroyed a person's keys; however often it does, the entity is one (`core.ids.erasure_id`)."""

    person_id: Plain[str]
    device_id: Plain[str]
    at: Plain[str]


@kind("card.issued")
class CardIssued(Payload, frozen=True, kw_only=True):
    """A card belongs to a person. Its text is sealed with the person's key."""

    person_id: Plain[str]
    code: Sealed[str | None] = None


@kind("card.replaced")
class CardReplaced(Payload, frozen=True, kw_only=True):
    """The card is no longer the newest one of its person."""

    by_card_id: Plain[str]


@kind("card.reinstated")
class CardReinstated(Payload, frozen=True, kw_only=True):
    """The card holds again: replacing or revoking it was a mistake."""


@kind("card.revoked")
class CardRevoked(Payload, frozen=True, kw_only=True):
    """The card opens nothing any more."""

    reason: Plain[str] = "lost"
