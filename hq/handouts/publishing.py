"""Publishing versions of handouts, and handing out what was published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from core.clock import JAPAN
from core.handout_changes import HandoutChange, handout_changes
from core.handouts import Handout, guard_handout, load_handout
from core.problem import Problem
from core.published import PublishedHandout
from core.wire import HandoutHeld
from hq.catalogue.in_force import newest as topics_now
from hq.database import cursor
from hq.handouts.in_force import newest
from hq.identity import key_pair
from hq.records.models import HandoutVersion

AT_ONCE = 16
"""How many versions one answer carries; the rest come with the next."""


@dataclass(frozen=True)
class Publication:
    """A version, its first day, and what it changes."""

    handout: Handout
    valid_from: date
    changed: tuple[HandoutChange, ...]


def look_at(data: bytes) -> Publication:
    """What publishing this file would change. Raises Problem when it may not be published."""
    after = load_handout(data)
    before = newest().find(after.id)
    _check(before, after)
    guard_handout(after, data)
    return Publication(after, after.valid_from or datetime.now(JAPAN).date(), handout_changes(before, after))


def publish(files: Sequence[bytes]) -> tuple[Publication, ...]:
    """Keep them signed, all or none; every laptop gets them with its next exchange. Raises Problem."""
    with transaction.atomic():
        return tuple(_publish(data) for data in files)


def newer_than(held: Sequence[HandoutHeld] | None) -> tuple[PublishedHandout, ...]:
    """For a laptop that has these; nothing for a program that knows of none."""
    if held is None:
        return ()
    rows = cursor().execute(
        "SELECT handout, version, valid_from, data, signature FROM handout_version"
        " LEFT JOIN unnest(%s::text[], %s::int8[]) AS held (name, newest) ON name = handout"
        " WHERE version > coalesce(newest, 0) ORDER BY handout, version LIMIT %s",
        [[each.handout for each in held], [each.version for each in held], AT_ONCE],
    )
    return tuple(PublishedHandout(name, version, day.isoformat(), *words) for name, version, day, *words in rows)


def _publish(data: bytes) -> Publication:
    publication = look_at(data)
    new, first = publication.handout, publication.valid_from
    signed = PublishedHandout(new.id, new.version, first.isoformat(), data).signed_by(key_pair())
    try:
        HandoutVersion.objects.create(
            handout=new.id, version=new.version, valid_from=first, data=data, signature=signed.signature
        )
    except IntegrityError as error:
        raise Problem(
            "handout_version",
            "同じ番号の版が、いま公開されました。",
            "handout list で確かめて、版の番号を変えてください。",
        ) from error
    return publication


def _check(before: Handout | None, after: Handout) -> None:
    if not after.id.startswith("H"):
        raise Problem("handout_own", f"「{after.id}」は、拠点が自分で使う番号です。", "H で始まる番号にしてください。")
    if before is not None and after.version <= before.version:
        raise Problem(
            "handout_version",
            f"{after.id} の版の番号 {after.version} は、いまの版 {before.version} より大きくありません。",
            f"version を {before.version + 1} にしてください。",
        )
    unknown = set(after.topics) - {topic.code for topic in topics_now().topics()}
    if unknown:
        raise Problem(
            "handout_topics",
            f"{after.id} の相談内容「{min(unknown)}」は、一覧にありません。",
            "topics を直してください。",
        )
