"""Sheets, rows and cells, and how a cell reads as text.

A name is somebody's own: only what no eye can see is changed in it. Half-width katakana becomes full width and
letters typed apart from their voice marks become one; old and rare forms of kanji stay as they are.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | time | timedelta | None

_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)", re.IGNORECASE)
_AS_TEXT = re.compile(r'=\s*"((?:[^"]|"")*)"')
_KANA_PARTS = re.compile("[\uff61-\uff9f]+|[\u3040-\u30ff]*[\u3040-\u30ff][\u3099\u309a][\u3040-\u30ff\u3099\u309a]*")
_UNTIDY = re.compile("^[=' ]|  | $|[\uff61-\uff9f\u3099\u309a]")
_BLANKS = re.compile(r"\s+")
_ZERO_WIDTH = frozenset(["Cc", "Cf", "Cs"])
_KEPT_FORMAT = range(0xE0100, 0xE01F0)  # variation selectors choose the form of a kanji
_PRIVATE = ("Co",)
REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a sheet; `number` is the one that Excel shows at its left."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, place: int) -> Cell:
        """The cell of this column, counted from 0; None beyond the last one."""
        return self.cells[place] if place < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; `hidden` where the file hides it."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row.cells) for row in self.rows), default=0)


def text_of(cell: Cell) -> str:
    """A cell in one line of tidy text; empty for nothing. Whole numbers have no fraction, dates are ISO."""
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime():
            return cell.isoformat(" ", "minutes") if cell.time() != time() else cell.date().isoformat()
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat("minutes")
        case str():
            return tidy(cell)
    return str(cell)


def tidy(text: str) -> str:
    """Text without line breaks, doubled blanks, invisible characters, and what forces Excel to take it as text."""
    if text.isprintable() and not _UNTIDY.search(text):
        return text
    shown = text.strip()
    forced = _AS_TEXT.fullmatch(shown)
    if forced is not None:
        shown = forced[1].replace('""', '"')
    shown = _KANA_PARTS.sub(lambda part: unicodedata.normalize("NFKC", part[0]), shown.removeprefix("'"))
    return _BLANKS.sub(" ", "".join(map(_visible, shown))).strip()


def is_error(text: str) -> bool:
    """Whether a formula failed here."""
    return _ERROR.fullmatch(text) is not None


def has_gaiji(text: str) -> bool:
    """外字: characters that only one office's machines can show."""
    return not text.isascii() and any(unicodedata.category(each) in _PRIVATE for each in text)


def column_letter(place: int) -> str:
    """「A」 for 0, 「AA」 for 26, as Excel heads its columns."""
    letters = ""
    rest = place + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def _visible(character: str) -> str:
    if character.isprintable() and character != "\u3000":
        return character
    if character.isspace() or character in "\x00\x1f\x1c\x1d\x1e\x0b\x0c":
        return " "
    if ord(character) in _KEPT_FORMAT or unicodedata.category(character) not in _ZERO_WIDTH:
        return character
    return ""
