"""Japanese and English. Sources are Japanese; `tools/translations.py` tells how English is added.

`tr("{n}人を受け付けました", n=3)` translates, then fills in. Widgets of `desktop.ui.widgets` do it by themselves for
what they are given, and again when the language changes; plain data (a name) passes through unchanged.
"""

from collections.abc import Iterable
from typing import Literal, Protocol

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from core.assets import asset_path

CONTEXT = "Madoguchi"
Language = Literal["ja", "en"]

_installed: list[QTranslator] = []


def tr(source: str, **values: object) -> str:
    """The text in the language of the window, with `{name}` places filled in.

    A value that can be called is asked for its words now: so a widget asks again when the language changes.
    """
    text = QCoreApplication.translate(CONTEXT, source) if source else ""
    filled = {name: value() if callable(value) else value for name, value in values.items()}
    return text.format(**filled) if values else text


class Trouble(Protocol):
    """A Problem, or whatever else has a sentence and a next step."""

    @property
    def sentence(self) -> str: ...

    @property
    def next_step(self) -> str: ...


def told(trouble: Trouble) -> str:
    """What happened and what to do now, in one line; English parts the two with a space."""
    return tr("{sentence}{next_step}", sentence=tr(trouble.sentence), next_step=tr(trouble.next_step)).rstrip()


def install(language: Language) -> None:
    """Switch the whole program; every widget gets a LanguageChange event."""
    for translator in _installed:
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
    _installed.clear()
    if language == "en":
        _add(str(asset_path("translations", "madoguchi_en.qm")))
    else:
        _add(f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}/qtbase_ja.qm")


def language() -> Language:
    """The language of the window."""
    return "en" if any(translator.language().startswith("en") for translator in _installed) else "ja"


class Named(Protocol):
    """Something that carries its name in both languages."""

    @property
    def ja(self) -> str: ...

    @property
    def en(self) -> str: ...


def named(it: Named) -> str:
    """Its name in the language of the window."""
    return it.en if language() == "en" else it.ja


def listed(words: Iterable[str], sign: str = "、") -> str:
    """Several in one line, parted as the language of the window does; `sign` is what parts them in Japanese."""
    return (", " if language() == "en" else sign).join(words)


def english(source: str) -> str:
    """The English text whatever the language of the window is; the source where there is none."""
    global _english
    if _english is None:
        _english = QTranslator()
        _english.load(str(asset_path("translations", "madoguchi_en.qm")))
    return _english.translate(CONTEXT, source) or source


_english: QTranslator | None = None


def _add(path: str) -> None:
    translator = QTranslator(QCoreApplication.instance())
    if translator.load(path):
        QCoreApplication.installTranslator(translator)
        _installed.append(translator)
