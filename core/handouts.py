"""Handouts: what a visitor takes home, in two registers, as versioned data that a site or headquarters may override.

標準 is for a supporter to read together with the visitor; やさしい日本語 has ruby over every kanji. All texts are
marked (`core.marked_text`). What ages carries a day by which headquarters must check it again.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from core.assets import asset_path
from core.catalogue import TopicCode
from core.marked_text import parse_marked, plain_text, told_forms
from core.number_guard import guard
from core.problem import Problem
from core.toml_asset import Text, TomlAsset

HandoutId = Annotated[str, msgspec.Meta(pattern=r"^[HV][0-9]{2}$")]
Address = Annotated[str, msgspec.Meta(pattern=r"^https://[!-~]+$", max_length=120)]


# Lengths with their marks, so that a step never is taller than a page.
Heading = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Sentences = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Action = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
LONGEST_BASE = 20
"""Characters under one ruby: it is never parted, and must fit a line."""
HIGHEST_VERSION = 9_999
LARGEST = 100_000
"""Bytes of one handout: several times the longest that fits its limits."""
MOST_STEPS = 12
MOST_ITEMS = 8


class Register(StrEnum):
    """How a text speaks."""

    STANDARD = "standard"
    EASY = "easy"


class Picture(StrEnum):
    """A drawing of what to press or to think of; `assets/pictures` holds one for each."""

    ARROW = "arrow"
    BELL = "bell"
    BATTERY = "battery"
    CAMERA = "camera"
    CARD = "card"
    CHECK = "check"
    CLOCK = "clock"
    DOWNLOAD = "download"
    FACE = "face"
    FINGER = "finger"
    GEAR = "gear"
    HANG_UP = "hang_up"
    HOME = "home"
    HOUSE = "house"
    KEY = "key"
    LETTERS = "letters"
    MAP = "map"
    PADLOCK = "padlock"
    PAPER = "paper"
    PEN = "pen"
    PEOPLE = "people"
    PHONE = "phone"
    QR = "qr"
    QUESTION = "question"
    SEARCH = "search"
    SHIELD = "shield"
    SHOP = "shop"
    SPEECH = "speech"
    STOP = "stop"
    TALK = "talk"
    WARNING = "warning"
    WATER = "water"
    WIFI = "wifi"
    YEN = "yen"


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One action. `android` and `iphone` say what is pressed where the two differ."""

    icon: Picture
    text: Action
    android: Action | None = None
    iphone: Action | None = None


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A handout in one register: what it is for, the steps, what to do in trouble, and what never to do."""

    title: Heading
    lead: Sentences
    steps: Annotated[tuple[Step, ...], msgspec.Meta(min_length=1, max_length=MOST_STEPS)]
    trouble: Annotated[tuple[Sentences, ...], msgspec.Meta(max_length=MOST_ITEMS)]
    never: Annotated[tuple[Sentences, ...], msgspec.Meta(max_length=MOST_ITEMS)]
    page: Heading
    """Whose page the QR opens, in words."""


class Aging(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something in the text that will not stay true, and the last day on which it may be trusted unchecked."""

    what: Text
    check_by: datetime.date


class Handout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of a handout. `topics` are those that it is for."""

    id: HandoutId
    version: Annotated[int, msgspec.Meta(ge=1, le=HIGHEST_VERSION)]
    en: Heading
    topics: tuple[TopicCode, ...]
    url: Address
    check_by: datetime.date
    """When the page that the QR opens must be looked at again."""
    standard: Wording
    easy: Wording
    ages: tuple[Aging, ...] = ()
    valid_from: datetime.date | None = None
    """The first day of a version that headquarters publishes ahead; None for at once."""

    def wording(self, register: Register) -> Wording:
        """The text in this register."""
        return self.easy if register is Register.EASY else self.standard

    @property
    def title(self) -> str:
        """The standard title without marks: how lists name the handout."""
        return plain_text(parse_marked(self.standard.title))

    def next_check(self) -> datetime.date:
        """The first day by which something of it must be checked."""
        return min([self.check_by, *(each.check_by for each in self.ages)])


@dataclass(frozen=True, slots=True)
class Handouts:
    """All handouts of a place, in the order in which they are offered; one version of each."""

    all: tuple[Handout, ...]

    def __iter__(self) -> Iterator[Handout]:
        return iter(self.all)

    def find(self, handout_id: str) -> Handout | None:
        """The handout with this id, if there is one."""
        return next((each for each in self.all if each.id == handout_id), None)

    def handout(self, handout_id: str) -> Handout:
        """The handout with this id; Problem `handout_unknown` if there is none."""
        found = self.find(handout_id)
        if found is None:
            raise Problem("handout_unknown", "その配布資料は一覧にありません。", "一覧から選び直してください。")
        return found

    def for_topic(self, topic: str) -> Handout | None:
        """The first handout that is for this topic; nothing stands in for one that is not there."""
        return next((each for each in self.all if topic in each.topics), None)

    def with_own(self, own: Iterable[Handout]) -> "Handouts":
        """These with a place's own: one of a higher version replaces its elder, one of a new id stands first."""
        newest = {each.id: each for each in self.all}
        for each in own:
            elder = newest.get(each.id)
            if elder is None or each.version > elder.version:
                newest[each.id] = each
        known = {each.id for each in self.all}
        added = [each for each in newest.values() if each.id not in known]
        return Handouts((*added, *(newest[each.id] for each in self.all)))


@cache
def shipped_handouts() -> Handouts:
    """Those that come with the program."""
    return load_handouts(asset_path("catalogue", "handouts"))


def load_handouts(folder: Path) -> Handouts:
    """Every handout of a folder, in the order of its ids. Problem as `load_handout`."""
    return Handouts(tuple(sorted(map(load_handout, folder.glob("*.toml")), key=lambda each: each.id)))


def load_handout(source: Path | bytes) -> Handout:
    """Read one handout. Problem `handout_broken` names the line, `handout_markup` the step whose marks do not fit,
    `handout_large` what is no handout at all.
    """
    if isinstance(source, bytes) and len(source) > LARGEST:
        raise Problem("handout_large", "ファイルが大きすぎます。", "配布資料のファイルを選び直してください。")
    handout = TomlAsset(source, "配布資料", "handout_broken").read(Handout)
    for register in Register:
        for place, text in texts(handout.wording(register)):
            _check_marks(handout, register, place, text)
    return handout


def texts(wording: Wording) -> Iterator[tuple[str, str]]:
    """Every marked text with where it stands, in the order of reading."""
    yield "題名", wording.title
    yield "はじめのことば", wording.lead
    for number, step in enumerate(wording.steps, start=1):
        yield from ((f"手順{number}", text) for text in (step.text, step.android, step.iphone) if text)
    yield from (("こまったときは", text) for text in wording.trouble)
    yield from (("しないこと", text) for text in wording.never)
    yield "ホームページの名前", wording.page


def guard_handout(handout: Handout, source: bytes) -> None:
    """Raises Problem if it, or its file, holds what must not be kept; no mark and no escape between digits hides it."""
    named = (handout.en, handout.url, *(each.what for each in handout.ages))
    marked = (text for register in Register for _, text in texts(handout.wording(register)))
    for text in (source.decode(), *named, *marked):
        for form in told_forms(text):
            guard(form)


REGISTER_NAMES = {Register.STANDARD: "標準", Register.EASY: "やさしい日本語"}


def _check_marks(handout: Handout, register: Register, place: str, text: str) -> None:
    where = f"配布資料 {handout.id}（{REGISTER_NAMES[register]}）の「{place}」で、"
    try:
        spans = parse_marked(text)
    except Problem as broken:
        raise Problem("handout_markup", where + broken.sentence, broken.next_step) from broken
    if any(span.ruby and max(len(span.text), len(span.ruby) / 2) > LONGEST_BASE for span in spans):
        raise Problem("handout_markup", f"{where}ふりがなを付けたことばが長すぎます。", "短く分けてください。")
