"""Publishing a version, and handing out what was published."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from core.catalogue import Catalogue, load_catalogue
from core.problem import Problem
from core.published import PublishedCatalogue
from hq.catalogue.changes import Changed, changes, check_successor
from hq.catalogue.in_force import newest
from hq.database import cursor
from hq.identity import key_pair
from hq.records.models import CatalogueVersion

LARGEST = 1024 * 1024
AT_ONCE = 4
"""How many versions one answer carries: the one in force and those that wait for their day."""


@dataclass(frozen=True)
class Publication:
    """A version and what it changes."""

    catalogue: Catalogue
    changed: tuple[Changed, ...]


def look_at(data: bytes) -> Publication:
    """What publishing this file would change. Raises Problem when it may not be published."""
    if len(data) > LARGEST:
        raise Problem(
            "catalogue_large", "ファイルが大きすぎます。", "相談内容の一覧（TOML）のファイルか確かめてください。"
        )
    before, after = newest(), load_catalogue(data)
    check_successor(before, after)
    return Publication(after, changes(before, after))


def publish(data: bytes) -> Publication:
    """Keep it signed; every laptop gets it with its next exchange. Raises Problem."""
    publication = look_at(data)
    new = publication.catalogue
    signed = PublishedCatalogue(new.version, new.first_day.isoformat(), data).signed_by(key_pair())
    try:
        with transaction.atomic():
            CatalogueVersion.objects.create(
                version=signed.version,
                published=new.published,
                valid_from=new.first_day,
                data=signed.data,
                signature=signed.signature,
            )
    except IntegrityError as error:
        raise Problem(
            "catalogue_version",
            "同じ番号の版が、いま公開されました。",
            "catalogue list で確かめて、版の番号を変えてください。",
        ) from error
    return publication


def newer_than(version: int | None) -> tuple[PublishedCatalogue, ...]:
    """For a laptop that has all up to this version; nothing for a program that knows of none."""
    if version is None:
        return ()
    query = "SELECT version, valid_from, data, signature FROM catalogue_version WHERE version > %s"
    found = cursor().execute(f"{query} ORDER BY version DESC LIMIT {AT_ONCE}", [version]).fetchall()
    return tuple(PublishedCatalogue(each, day.isoformat(), *words) for each, day, *words in reversed(found))
