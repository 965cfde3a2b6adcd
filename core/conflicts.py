"""要確認: what two laptops saw differently while apart, and what a person can decide about it."""

from enum import StrEnum


class Conflict(StrEnum):
    """The sorts; `refused` is settled by headquarters alone."""

    DOUBLE_VISIT = "double_visit"
    OVER_QUOTA = "over_quota"
    SAME_TICKET = "same_ticket"
    SAME_PLACE = "same_place"
    REFUSED = "refused"


class Decision(StrEnum):
    """`one` and `two` say how many visits a pair is, `seen` that somebody knows, `open` takes a decision back."""

    ONE = "one"
    TWO = "two"
    SEEN = "seen"
    OPEN = "open"


CHOICES: dict[Conflict, tuple[Decision, ...]] = {
    Conflict.DOUBLE_VISIT: (Decision.ONE, Decision.TWO),
    Conflict.OVER_QUOTA: (Decision.SEEN,),
    Conflict.SAME_TICKET: (Decision.SEEN,),
    Conflict.SAME_PLACE: (Decision.SEEN,),
    Conflict.REFUSED: (),
}


def about(*what: str) -> str:
    """What a conflict is about, the same in whatever order it is named; one a line."""
    return "\n".join(sorted(what))
