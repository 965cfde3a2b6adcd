"""要確認: what two laptops saw differently while apart, and what a person can decide about it."""

from enum import StrEnum

from core.facts import Fact, Settlement
from core.kinds import ConflictSettled
from core.payload import Payload


class Conflict(StrEnum):
    """The sorts; `refused` is settled by headquarters alone.

    `versions` are of one thing, `voided_visit` a consultation of a visit that counts no more,
    `same_slip` two consultations of one visit from its paper slip, `same_person` two records that may be one visitor.
    """

    DOUBLE_VISIT = "double_visit"
    OVER_QUOTA = "over_quota"
    SAME_TICKET = "same_ticket"
    SAME_PLACE = "same_place"
    REFUSED = "refused"
    VERSIONS = "versions"
    VOIDED_VISIT = "voided_visit"
    SAME_SLIP = "same_slip"
    SAME_PERSON = "same_person"


class Decision(StrEnum):
    """`one` and `two` say how many visits, consultations or visitors a pair is, `kept` which version stands, `came`
    that the visit counts after all, `seen` that somebody knows; `open` takes a decision back."""

    ONE = "one"
    TWO = "two"
    KEPT = "kept"
    CAME = "came"
    SEEN = "seen"
    OPEN = "open"


CHOICES: dict[Conflict, tuple[Decision, ...]] = {
    Conflict.DOUBLE_VISIT: (Decision.ONE, Decision.TWO),
    Conflict.OVER_QUOTA: (Decision.SEEN,),
    Conflict.SAME_TICKET: (Decision.SEEN,),
    Conflict.SAME_PLACE: (Decision.SEEN,),
    Conflict.REFUSED: (),
    Conflict.VERSIONS: (Decision.KEPT,),
    Conflict.VOIDED_VISIT: (Decision.CAME, Decision.SEEN),
    Conflict.SAME_SLIP: (Decision.ONE, Decision.TWO),
    Conflict.SAME_PERSON: (Decision.ONE, Decision.TWO),
}


def about(*what: str) -> str:
    """What a conflict is about, the same in whatever order it is named; one a line."""
    return "\n".join(sorted(what))


def concerned(said: Payload) -> tuple[str, ...]:
    """Whose rows say something else because of an event of another entity: of whose versions one was chosen."""
    return said.about if isinstance(said, ConflictSettled) and said.conflict == Conflict.VERSIONS else ()


def kept_version(settlement: Fact | None) -> str | None:
    """Which version was decided for; None while nobody decided, and where it was taken back."""
    if isinstance(settlement, Settlement) and settlement.decision == Decision.KEPT:
        return settlement.kept_event_id
    return None
