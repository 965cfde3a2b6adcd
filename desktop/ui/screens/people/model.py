"""Visitors as words: names or card endings, age bands, dates; and by what they can be searched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.age_band import AgeBand
from core.alike import phone_ending
from core.facts import Card, Person
from desktop.app.erasures import Spread
from desktop.app.people import PersonLine
from desktop.app.person_file import PersonFile
from desktop.ui.age_bands import band_text
from desktop.ui.i18n import tr

CARD_ENDING = 4
FIELD_TITLES = {
    "name": "お名前",
    "kana": "ふりがな",
    "phone": "電話番号",
    "birth_date": "生年月日",
}
_STATES = {"valid": "使えます", "replaced": "取りかえずみ", "revoked": "使えません", "undone": "取り消しずみ"}


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


def endings(line: PersonLine) -> str:
    """What tells people of one name apart, to be asked for: the last four of phone and card, in this order."""
    phone, card = phone_ending(line.person.phone), newest_ending(line.cards).removeprefix("…")
    return f"{phone}・{card}" if phone and card else card or (tr("電話 {ending}", ending=phone) if phone else "")


@dataclass(frozen=True)
class Compared:
    """One line of two records side by side."""

    title: str
    kept: str
    gone: str

    @property
    def differs(self) -> bool:
        """Whether one says something else than the other."""
        return self.kept != self.gone


def compared(kept: PersonFile, gone: PersonFile) -> list[Compared]:
    """Two records line by line: the fields of this site, then what every record has."""
    return [
        *(
            Compared(FIELD_TITLES[name], getattr(kept.person, name) or "", getattr(gone.person, name) or "")
            for name in kept.fields
        ),
        Compared("年代", band_text(kept.person.age_band), band_text(gone.person.age_band)),
        Compared("登録した日", day_text(kept.person.registered_at), day_text(gone.person.registered_at)),
        Compared("カード", _endings(kept.cards), _endings(gone.cards)),
        Compared("来場の回数", tr("{n}回", n=kept.visit_count), tr("{n}回", n=gone.visit_count)),
        Compared("最後の来場", _last(kept), _last(gone)),
    ]


def _endings(cards: Sequence[Card]) -> str:
    return "　".join(filter(None, map(card_ending, cards)))


def _last(file: PersonFile) -> str:
    return day_text(file.visits[0].attendance.day if file.visits else None)


_TYPE: dict[tuple[bool, bool], tuple[str, str]] = {
    (True, True): (
        "お名前・ふりがな・ローマ字、電話番号やカードの終わり（1文字から）",
        "お名前・ふりがな・ローマ字、電話やカードの終わり",
    ),
    (True, False): (
        "お名前・ふりがな・ローマ字、カードの終わり（1文字から）",
        "お名前・ふりがな・ローマ字、カードの終わり",
    ),
    (False, True): ("電話番号かカードの終わり4文字", "電話番号かカードの終わり4文字"),
    (False, False): ("カードの終わり4文字", "カードの終わり4文字"),
}


def what_to_type(fields: Sequence[str], *, short: bool = False) -> str:
    """The hint of a search field, by the personal fields that this site has switched on."""
    return _TYPE[names_are_kept(fields), "phone" in fields][short]


def names_are_kept(fields: Sequence[str]) -> bool:
    """Whether people can be searched by name."""
    return "name" in fields or "kana" in fields


def why_no_names(fields: Sequence[str]) -> str:
    """Said where nobody can be searched by name, with what to type instead; empty elsewhere."""
    if names_are_kept(fields):
        return ""
    return _BY_PHONE_OR_CARD if "phone" in fields else _BY_CARD


_BY_PHONE_OR_CARD = (
    "ここではお名前を記録していないので、お名前ではさがせません。電話番号かカードの終わり4文字を入れてください。"
)
_BY_CARD = "ここではお名前を記録していないので、お名前ではさがせません。カードの終わり4文字を入れてください。"


def spread_words(spread: Spread) -> str:
    """How many of the site's laptops have carried an erasing out."""
    return tr("{laptops}台のうち{done}台で消去済み", laptops=spread.laptops, done=spread.done)
