"""言いかえ: everyday words for what phones and forms say, as data.

One list for the supporter at the table, the printed sheet, and the rule about handouts (`core.plain_words`).
"""

from collections.abc import Iterator
from functools import cache

import msgspec

from core.assets import asset_path
from core.toml_asset import Text, TomlAsset


class EverydayWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word that a visitor may not know. `say` ends a sentence 「…とは、」; `example` is one to say aloud."""

    word: Text
    kana: Text
    """Its readings, and those of `also`, parted by blanks."""
    say: Text
    example: Text
    en: Text
    en_say: Text
    also: tuple[Text, ...] = ()
    explain: bool = True
    """Whether a handout must explain it where it first stands."""


class WordGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words about one thing."""

    ja: Text
    en: Text
    words: tuple[EverydayWord, ...]


class EverydayWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole list, in the order in which it is shown."""

    groups: tuple[WordGroup, ...]

    def __iter__(self) -> Iterator[EverydayWord]:
        return (word for group in self.groups for word in group.words)


@cache
def everyday_words() -> EverydayWords:
    """The list that comes with the program."""
    asset = TomlAsset(asset_path("catalogue", "plain_words.toml"), "言いかえの一覧", "plain_words_broken")
    return asset.read(EverydayWords)
