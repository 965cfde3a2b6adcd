"""Lessons that meet topics: data, so that a venue sees at once what to hold next."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from core.assets import asset_path
from core.toml_asset import Text, TomlAsset

_GROUP_LETTERS = 3


class Lesson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lesson's title; `code` is the topic that it is for, or a group."""

    code: Annotated[str, msgspec.Meta(pattern=r"^[TV][0-9]{2}(-[0-9]{2})?$")]
    ja: Text
    en: Text


class Lessons(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All lessons."""

    lessons: tuple[Lesson, ...]

    def for_topic(self, topic: str) -> Lesson | None:
        """The topic's own lesson, else its group's; None where nothing meets it."""
        by_code = {each.code: each for each in self.lessons}
        return by_code.get(topic) or by_code.get(topic[:_GROUP_LETTERS])


@cache
def shipped_lessons() -> Lessons:
    """Those that come with the program."""
    return load_lessons(asset_path("catalogue", "lessons.toml"))


def load_lessons(source: Path | bytes) -> Lessons:
    """Read the list. Problem `lessons_broken` names the line, also of a code that stands there twice."""
    asset = TomlAsset(source, "講座の一覧", "lessons_broken")
    read = asset.read(Lessons)
    seen: set[str] = set()
    for each in read.lessons:
        if each.code in seen:
            asset.reject(each.code, "は、同じ番号が前にもあります。")
        seen.add(each.code)
    return read
