"""What the door asks of a visitor before a session: the age condition, as far as it can be told, and the price."""

from core.age_band import AgeBand
from core.facts import Session

_YEARS: dict[str, tuple[int, int]] = {
    AgeBand.UNDER_18: (0, 17),
    AgeBand.AGED_18_19: (18, 19),
    AgeBand.TWENTIES: (20, 29),
    AgeBand.THIRTIES: (30, 39),
    AgeBand.FORTIES: (40, 49),
    AgeBand.FIFTIES: (50, 59),
    AgeBand.SIXTIES: (60, 69),
    AgeBand.SEVENTIES: (70, 79),
    AgeBand.OVER_80: (80, 999),
}
_ANY = (0, 999)


def years_of(band: str) -> tuple[int, int]:
    """The lowest and the highest age in full years that a band can mean; any age for `unknown`."""
    return _YEARS.get(band, _ANY)


def is_old_enough(session: Session, years: tuple[int, int]) -> bool | None:
    """Whether somebody of this lowest to highest age meets the age condition; None where that must be asked."""
    least = session.min_age or 0
    lowest, highest = years
    if lowest >= least:
        return True
    return False if highest < least else None


def age_condition(session: Session) -> str | None:
    """The age condition in the words in which it is asked and recorded."""
    return f"{session.min_age}歳以上" if session.min_age else None


def conditions_of(session: Session) -> tuple[str, ...]:
    """All that the session asks for, the age first, in words."""
    age = age_condition(session)
    return (*((age,) if age else ()), *filter(None, session.conditions.split("\n")))


def price(session: Session, *, with_loan: bool) -> int:
    """Yen to be paid by a visitor; a lent device may have a price of its own."""
    if with_loan and session.fee_with_loan is not None:
        return session.fee_with_loan
    return session.fee
