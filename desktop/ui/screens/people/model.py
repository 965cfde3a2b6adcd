"""Visitors as words: names or card endings, age bands, dates."""

from datetime import date

from core.age_band import AgeBand
from core.facts import Card, Person
from desktop.app.people import PersonLine
from desktop.ui.age_bands import band_text
from desktop.ui.i18n import tr

CARD_ENDING = 4
FIELD_TITLES = {
    "name": "お名前",
    "kana": "ふりがな",
    "phone": "電話番号",
    "birth_date": "生年月日",
}
_STATES = {"valid": "使えます", "replaced": "取りかえずみ", "revoked": "使えません"}


def band_choices() -> list[tuple[str, str]]:
    """Every band with its words."""
    return [(band.value, band_text(band.value)) for band in AgeBand]


def card_ending(card: Card) -> str:
    """The last characters of a card's text: enough to compare with the card at hand."""
    return f"…{card.code[-CARD_ENDING:]}" if card.code else ""


def card_state(card: Card) -> str:
    """Whether a card opens the door."""
    return tr(_STATES.get(card.state, card.state))


def newest_ending(cards: tuple[Card, ...]) -> str:
    """The ending of the card that is in use, else of the newest."""
    valid = [card for card in cards if card.state == "valid"]
    return next((card_ending(card) for card in (*valid, *cards)), "")


def who(person: Person, cards: tuple[Card, ...] = ()) -> str:
    """How staff speak of a visitor: by name where one is kept, else by card, else by age band."""
    if person.name:
        return person.name
    ending = newest_ending(cards)
    return tr("カード {ending} の方", ending=ending) if ending else tr("{band} の方", band=band_text(person.age_band))


def line_who(line: PersonLine) -> str:
    """As `who`, for a line of the list."""
    return who(line.person, line.cards)


def day_text(day: str | None) -> str:
    """A date as 2026/11/21; a dash for none."""
    return date.fromisoformat(day[:10]).strftime("%Y/%m/%d") if day else "-"
