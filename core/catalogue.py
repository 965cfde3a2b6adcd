"""What visitors ask about (two levels), how it ended, and how they came: data with stable codes.

Headquarters publishes it in versions; a topic is retired by its last day, never deleted, so that old
records keep their titles. A site's own codes start with V.
"""

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Never

import msgspec

from core.problem import Problem
from core.toml_asset import Text, TomlAsset, Version

FIRST_DAY = datetime.date(2020, 4, 1)  # the first fiscal year of the programmes in the catalogue

GroupCode = Annotated[str, msgspec.Meta(pattern=r"^[TV][0-9]{2}$")]
TopicCode = Annotated[str, msgspec.Meta(pattern=r"^[TV][0-9]{2}-[0-9]{2}$")]
OutcomeCode = Annotated[str, msgspec.Meta(pattern=r"^O[0-9]$")]
FollowUpCode = Annotated[str, msgspec.Meta(pattern=r"^O[0-9]-[a-z0-9]+$")]
ChannelCode = Annotated[str, msgspec.Meta(pattern=r"^[a-z_]+$")]


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is asked about. `kana` holds readings for type-ahead; both days are inclusive."""

    code: TopicCode
    ja: Text
    kana: Text
    en: Text
    valid_from: datetime.date = FIRST_DAY
    valid_to: datetime.date | None = None
    urgent: bool = False
    """Whether help must be one touch away: a scam may be going on right now."""

    def valid_on(self, day: datetime.date) -> bool:
        """Whether the topic is offered on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of topics; its code begins each of theirs."""

    code: GroupCode
    ja: Text
    kana: Text
    en: Text
    topics: tuple[Topic, ...]


class FollowUp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a visitor was sent, or why it could not be done here; its code begins with the outcome's."""

    code: FollowUpCode
    ja: Text
    en: Text


class Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a consultation ended."""

    code: OutcomeCode
    ja: Text
    en: Text
    follow_ups: tuple[FollowUp, ...] = ()


class Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a consultation came in."""

    code: ChannelCode
    ja: Text
    en: Text


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One published version; everything stands in the order in which it is shown."""

    version: Version
    published: datetime.date
    groups: tuple[Group, ...]
    outcomes: tuple[Outcome, ...]
    channels: tuple[Channel, ...]
    valid_from: datetime.date | None = None

    @property
    def first_day(self) -> datetime.date:
        """The first day on which this version is in force: when it was published, unless it says another."""
        return self.valid_from or self.published

    def codes(self) -> frozenset[str]:
        """Every code in it, of groups, topics, outcomes, follow-ups and channels."""
        return frozenset(_all_codes(self))

    def topics(self) -> Iterator[Topic]:
        """Every topic, retired ones too."""
        return (topic for group in self.groups for topic in group.topics)

    def topics_on(self, day: datetime.date) -> tuple[Topic, ...]:
        """The topics offered on this day."""
        return tuple(topic for topic in self.topics() if topic.valid_on(day))

    def groups_on(self, day: datetime.date) -> tuple[Group, ...]:
        """The groups with their topics of this day; a group with none is left out."""
        offered = (
            msgspec.structs.replace(group, topics=tuple(topic for topic in group.topics if topic.valid_on(day)))
            for group in self.groups
        )
        return tuple(group for group in offered if group.topics)

    def find_topic(self, code: str) -> Topic | None:
        """The topic, also a retired one; None for a code of a newer catalogue or another site."""
        return next((topic for topic in self.topics() if topic.code == code), None)

    def topic(self, code: str) -> Topic:
        """The topic, also a retired one; Problem `topic_unknown` if there is none."""
        return self.find_topic(code) or _unknown("topic_unknown", "相談内容")

    def find_outcome(self, code: str) -> Outcome | None:
        """The outcome of a code such as O1, or that a follow-up such as O4-188 belongs to."""
        for outcome in self.outcomes:
            if code == outcome.code or any(code == each.code for each in outcome.follow_ups):
                return outcome
        return None

    def outcome(self, code: str) -> Outcome:
        """As `find_outcome`; Problem `outcome_unknown` if there is none."""
        return self.find_outcome(code) or _unknown("outcome_unknown", "結果")

    def follow_up(self, code: str) -> FollowUp | None:
        """The follow-up of a code such as O4-188; None for a plain outcome or an unknown code."""
        return next((each for outcome in self.outcomes for each in outcome.follow_ups if each.code == code), None)

    def channel(self, code: str) -> Channel:
        """The channel; Problem `channel_unknown` if there is none."""
        found = next((channel for channel in self.channels if channel.code == code), None)
        return found or _unknown("channel_unknown", "相談方法")


def load_catalogue(source: Path | bytes) -> Catalogue:
    """Read a catalogue from a file or its bytes; Problem `catalogue_broken` names the line."""
    asset = TomlAsset(source, "相談内容の一覧", "catalogue_broken")
    catalogue = asset.read(Catalogue)
    _check_belonging(catalogue, asset)
    for code, times in Counter(_all_codes(catalogue)).items():
        if times > 1:
            asset.reject(code, "は、同じ番号が前にもあります。")
    return catalogue


def _check_belonging(catalogue: Catalogue, asset: TomlAsset) -> None:
    for group in catalogue.groups:
        for topic in group.topics:
            if not topic.code.startswith(group.code):
                asset.reject(topic.code, f"は、分類「{group.code}」の番号ではありません。")
            if topic.valid_to is not None and topic.valid_to < topic.valid_from:
                asset.reject(topic.code, "は、終わりの日が始まりの日より前です。")
    for outcome in catalogue.outcomes:
        for follow_up in outcome.follow_ups:
            if not follow_up.code.startswith(outcome.code):
                asset.reject(follow_up.code, f"は、結果「{outcome.code}」の番号ではありません。")


def _all_codes(catalogue: Catalogue) -> Iterator[str]:
    for group in catalogue.groups:
        yield group.code
        yield from (topic.code for topic in group.topics)
    for outcome in catalogue.outcomes:
        yield outcome.code
        yield from (follow_up.code for follow_up in outcome.follow_ups)
    yield from (channel.code for channel in catalogue.channels)


def _unknown(code: str, what: str) -> Never:
    raise Problem(code, f"その{what}の番号は一覧にありません。", "一覧から選び直してください。")
