"""A scanner, a keyboard layout and an input method, as a window meets them: what arrives for a code that was read.

A scanner is a keyboard: it presses keys by the layout that it is set to, capitals with Shift, and Windows makes
characters of them by its own layout. Letters and digits stand at the same places on US and JIS; `]` and `\\` do not.

Of the Microsoft IME is known, and modelled: with the focus on a widget without input method all keys come directly.
Otherwise every key goes into a composition and none arrives. Romaji input leaves consonants as full-width letters
(`tch` gives っch); Shift begins half-width letters, and Caps Lock turns that round. Kana input gives one kana a key,
with or without Shift, of which ゜ and む stand where the brackets are. Enter commits the composition and never
arrives, unless the program had the composition dropped before: then it comes as a key. Tab is the IME's while it
composes. With no ending the composition stays. Not modelled: candidates picked by Space, which no code contains.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import product

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

MIDDLE, BACKSLASH, JIS_BRACKET, JIS_RO = "key 30", "key 31", "key 32", "key 87"
"""HID usages of keys whose characters differ; all other keys are named by their character."""


class Layout(Enum):
    """Of the scanner, or of Windows."""

    US = "us"
    JIS = "jis"


class Ime(Enum):
    """The input method's mode."""

    OFF = "off"
    ROMAJI = "romaji"
    WIDE = "wide"
    KANA = "kana"


class Suffix(Enum):
    """What the scanner is set to send after a code."""

    NONE = ""
    ENTER = "\r"
    TAB = "\t"
    CRLF = "\r\n"


PREFIXES = ("", "]Q1", "\\000026", "]Q2\\000026")
_SCANNER_KEYS = {Layout.US: {"]": MIDDLE, "\\": BACKSLASH}, Layout.JIS: {"]": JIS_BRACKET, "\\": JIS_RO}}
_CHARACTERS = {
    Layout.US: {MIDDLE: "]", BACKSLASH: "\\", JIS_BRACKET: "\\", JIS_RO: ""},
    Layout.JIS: {MIDDLE: "[", BACKSLASH: "]", JIS_BRACKET: "]", JIS_RO: "\\"},
}
_KANA = dict(zip("MCDFGHJKPRTVWQ1234567890", "もそしはきくまのせすかひてたぬふあうえおやゆよわ", strict=True)) | {
    MIDDLE: "゜", BACKSLASH: "む", JIS_BRACKET: "む", JIS_RO: "ろ"
}  # fmt: skip
_ROMAJI_MARKS = str.maketrans("[]\\", "「」￥")


@dataclass(frozen=True)
class Wedge:
    """One row of the table."""

    scanner: Layout = Layout.US
    windows: Layout = Layout.US
    ime: Ime = Ime.OFF
    caps: bool = False
    suffix: Suffix = Suffix.ENTER
    prefix: str = ""
    forgets: bool = True
    """Whether the composition is dropped as soon as the program says so, before the ending comes."""

    def characters(self, text: str) -> list[str]:
        """What each key of a text gives; an empty one for a key that the layout does not have."""
        return [self._character(self._pressed(one), one.isupper()) for one in text]

    def composition(self, text: str) -> list[str]:
        """The composition after each key."""
        steps = ("".join(self.characters(text)[: count + 1]) for count in range(len(text)))
        if self.ime is Ime.ROMAJI:
            return [step.replace("ｔｃｈ", "っｃｈ") for step in steps]
        return list(steps)

    def _pressed(self, character: str) -> str:
        return _SCANNER_KEYS[self.scanner].get(character, character.upper())

    def _character(self, key: str, shifted: bool) -> str:
        if self.ime is Ime.KANA:
            return "" if key is JIS_RO and self.windows is Layout.US else _KANA[key]
        plain = _CHARACTERS[self.windows].get(key, key.upper() if shifted != self.caps else key.lower())
        match self.ime:
            case Ime.ROMAJI if plain.isascii() and plain.isupper():
                return plain
            case Ime.ROMAJI:
                return _wide(plain.translate(_ROMAJI_MARKS))
            case Ime.WIDE:
                return _wide(plain)
        return plain


def rows(ime: Ime) -> Iterator[Wedge]:
    """All of the table in one mode of the input method."""
    forgets = (True,) if ime is Ime.OFF else (True, False)
    for scanner, windows, caps, suffix, prefix, drops in product(
        Layout, Layout, (False, True), Suffix, PREFIXES, forgets
    ):
        yield Wedge(scanner, windows, ime, caps, suffix, prefix, drops)


def events(wedge: Wedge, code: str, *, composes: bool, ms: int = 3, start: int = 1000) -> list[QEvent]:
    """What reaches a widget; `composes` says whether it lets the input method work. Keys carry times, in ms."""
    text = wedge.prefix + code
    endings = [Qt.Key.Key_Tab if each == "\t" else Qt.Key.Key_Return for each in wedge.suffix.value]
    if not composes or wedge.ime is Ime.OFF:
        plain = Wedge(wedge.scanner, wedge.windows, Ime.OFF, wedge.caps)
        made = [
            QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, c) for c in plain.characters(text) if c
        ]
        return _timed([*made, *map(_ending, endings)], ms, start)
    steps = wedge.composition(text)
    composed: list[QEvent] = [QInputMethodEvent(step, []) for step in steps]
    if wedge.forgets:
        return [*composed, *_timed([_ending(each) for each in endings], ms, start)]
    if endings[:1] == [Qt.Key.Key_Return]:
        commit = QInputMethodEvent("", [])
        commit.setCommitString(steps[-1])
        return [*composed, commit, *_timed([_ending(each) for each in endings[1:]], ms, start)]
    return composed


def typed(text: str, *gaps: int, start: int = 1000) -> list[QEvent]:
    """Keys with such gaps between them in ms, over and over: a hand's, or a foreign code's."""
    made: list[QEvent] = []
    at = start
    for number, character in enumerate(text):
        key = {"\r": Qt.Key.Key_Return, "\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, " ": Qt.Key.Key_Space}.get(
            character
        )
        event = QKeyEvent(QEvent.Type.KeyPress, key or 0, Qt.KeyboardModifier.NoModifier, character)
        event.setTimestamp(at)
        made.append(event)
        at += gaps[number % len(gaps)]
    return made


def _ending(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\t" if key == Qt.Key.Key_Tab else "\r")


def _timed(keys: list[QKeyEvent], ms: int, start: int) -> list[QEvent]:
    for number, key in enumerate(keys):
        key.setTimestamp(start + number * ms)
    return list(keys)


def _wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
