"""What was told, beside what arrived, as the page of 速報値 shows it."""

from dataclasses import dataclass
from datetime import date

from core.reports.figures import figure_text
from core.reports.names import Names
from core.reports.provisional import NUMBERS, Foretold
from core.reports.table import Figure, Split
from hq.provisional.listing import kinds, told_of
from hq.provisional.told import HOW_WORDS, How, What
from hq.records.models import ProvisionalFigure
from hq.reports.tables import names_of

_ALL = {"ja": "この日の全部", "en": "All of that day"}
_KIND, _PROGRAMME = "kind", "programme"


@dataclass(frozen=True)
class Number:
    """A number as it was told and as it is here, and how much more that is; "–" for what nobody said."""

    told: str
    here: str
    more: str


@dataclass(frozen=True)
class Line:
    """One that counts or did. `numbers` are sessions, visits and consultations."""

    figure_id: str
    day: date
    site: str
    municipality: str
    what: str
    how: str
    arrived: bool
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class VersionLine:
    """One version of a figure, with its numbers as written."""

    row: ProvisionalFigure
    what: str
    how: str
    numbers: tuple[str, ...]


def lines(lang: str, site_id: str | None = None) -> list[Line]:
    """All that was told and not taken back, by days."""
    names = names_of(None)
    return [_line(each, names, lang) for each in told_of(site_id=site_id)]


def version_lines(versions: list[ProvisionalFigure], lang: str) -> list[VersionLine]:
    """In words."""
    names = names_of(versions[0].site_id)
    return [
        VersionLine(
            each,
            _what(names, each.programme, each.session_kind, lang),
            _how(each.how),
            tuple(_text(getattr(each, name)) for name in NUMBERS),
        )
        for each in versions
    ]


def choices(lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a figure can be of: all of a day, a programme, a kind of session; headings with values and names."""
    names = names_of(None)
    programmes = [each.code for each in names.programmes.all]
    return [
        ("", [("", _ALL[lang])]),
        ("種類", [(f"{_KIND}:{code}", _label(names, Split.KIND, code, lang)) for code in kinds()]),
        ("事業", [(f"{_PROGRAMME}:{code}", _label(names, Split.PROGRAMME, code, lang)) for code in programmes]),
    ]


def what_of(text: str) -> What:
    """Of what a chosen value is."""
    sort, _, code = text.partition(":")
    return What(session_kind=code if sort == _KIND else "", programme=code if sort == _PROGRAMME else "")


def what_words(row: ProvisionalFigure) -> str:
    """The value under which it is chosen."""
    if row.programme:
        return f"{_PROGRAMME}:{row.programme}"
    return f"{_KIND}:{row.session_kind}" if row.session_kind else ""


def _line(each: Foretold, names: Names, lang: str) -> Line:
    return Line(
        each.figure_id,
        date.fromisoformat(each.day),
        names.label(Split.SITE, each.site_id)[0],
        each.home,
        _what(names, each.programme, each.session_kind, lang),
        _how(each.how),
        each.arrived,
        tuple(_number(each.told(name), each.here(name)) for name in NUMBERS),
    )


def _number(told: int | None, here: int) -> Number:
    more = here - told if told is not None else None
    return Number(_text(told), _text(here), f"+{more:,}" if more and more > 0 else _text(more))


def _text(number: int | None) -> str:
    return figure_text(None if number is None else Figure(value=number))


def _what(names: Names, programme: str, kind: str, lang: str) -> str:
    if programme:
        return _label(names, Split.PROGRAMME, programme, lang)
    return _label(names, Split.KIND, kind, lang) if kind else _ALL[lang]


def _label(names: Names, split: Split, code: str, lang: str) -> str:
    return names.label(split, code)[lang == "en"]


def _how(code: str) -> str:
    return HOW_WORDS[How(code)]
