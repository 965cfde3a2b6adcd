"""A site's own topics beside those of the catalogue: codes that start with V, titles known everywhere."""

import datetime
from collections.abc import Iterable
from itertools import groupby

import msgspec

from core.catalogue import FIRST_DAY, Catalogue, Group, Topic
from core.facts import OwnTopic

TITLE = ("この拠点の項目", "このきょてんのこうもく", "This site's own topics")
_GROUP_LETTERS = 3


def with_own(catalogue: Catalogue, own: Iterable[OwnTopic]) -> Catalogue:
    """The catalogue and, after its groups, the site's own topics in the order of their codes.

    A code that the catalogue has already stays the catalogue's.
    """
    known = {topic.code for topic in catalogue.topics()}
    topics = sorted((_topic(each) for each in own if each.topic not in known), key=lambda topic: topic.code)
    groups = (_group(code, tuple(found)) for code, found in groupby(topics, lambda topic: topic.code[:_GROUP_LETTERS]))
    return msgspec.structs.replace(catalogue, groups=(*catalogue.groups, *groups))


def _group(code: str, topics: tuple[Topic, ...]) -> Group:
    ja, kana, en = TITLE
    place = "" if code == "V01" else f" {code}"
    return Group(code, ja + place, kana, en + place, topics)


def _topic(own: OwnTopic) -> Topic:
    return Topic(own.topic, own.ja, own.reading, own.en, _day(own.valid_from) or FIRST_DAY, _day(own.valid_to))


def _day(text: str | None) -> datetime.date | None:
    """Another laptop's program may have written anything: what is no date bounds nothing."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
