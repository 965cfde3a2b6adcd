"""The demo's cast: made up, with no name of a visitor, as is the rule at a site."""

from core.age_band import AgeBand

SITE, MUNICIPALITY = "田無公民館", "132292"
COORDINATOR = "山田花子"
SUPPORTERS = ("佐藤一郎", "鈴木京子", "高橋実")
PASSPHRASE = "demo"
USER = "demo"

REGISTERED = 32
WALK_INS = 8
CONSULTATIONS = 30
_BANDS = (AgeBand.SEVENTIES, AgeBand.OVER_80, AgeBand.SIXTIES, AgeBand.SEVENTIES, AgeBand.FIFTIES)
TOPICS = ("T02-01", "T01-01", "T03-01", "T02-02", "T05-01", "T04-01", "T02-01")
OUTCOMES = ("O1", "O1", "O2", "O1", "O3")
MINUTES = (10, 15, 20, 25, 5)


def band(place: int) -> str:
    """The age band of the visitor at this place of the cast."""
    return _BANDS[place % len(_BANDS)].value
