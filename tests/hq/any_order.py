"""Headquarters and a site that read the same events: both count the same, whatever arrives first."""

import random
from pathlib import Path

from django.db import transaction

from core.facts import Attendance, Consultation
from hq.database import cursor
from hq.intake.facts import rebuild
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop, second_of
from tests.helpers.sites import make_identity, make_store
from tests.hq.test_exchange import send

Counted = dict[str, str | None]
"""Receptions and consultations: `double_of` by id."""


def two_enrolled(hq: Headquarters) -> list[Laptop]:
    """Of one new site."""
    first = hq.enrolled()
    second = second_of(first)
    second.join(hq.url, hq.code(first.site.site_id), first=False)
    second.certificates = [second.certificate()]
    for laptop in (first, second):
        hq.exchange(laptop)
    return [first, second]


def counted_at_headquarters(hq: Headquarters, laptop: Laptop) -> Counted:
    """What headquarters makes of all that came from this site."""
    query = (
        "SELECT attendance_id, double_of FROM fact_attendance WHERE site_id = %s"
        " UNION ALL SELECT consultation_id, double_of FROM fact_consultation WHERE site_id = %s"
    )
    return dict(hq.query(query, *[laptop.site.site_id] * 2))


def counted_at_the_site(folder: Path, laptops: list[Laptop]) -> Counted:
    """What a laptop's own file makes of the same events."""
    store = make_store(folder, make_identity(site_id=laptops[0].site.site_id))
    with store.db.atomic():
        store.journal.absorb(line for laptop in laptops for line in laptop.journal)
    found = {each.attendance_id: each.double_of for each in store.facts.where(Attendance, "1")}
    found |= {each.consultation_id: each.double_of for each in store.facts.where(Consultation, "1")}
    store.close()
    return found


def arrive(hq: Headquarters, laptops: list[Laptop], chance: random.Random, largest: int = 1) -> None:
    """All that they wrote, in pieces of up to so many events, shuffled, a few of them twice."""
    pieces: list[tuple[Laptop, bytes]] = []
    for laptop in laptops:
        start = 0
        while start < len(laptop.journal):
            size = chance.randint(1, largest)
            pieces.append((laptop, laptop.cut(laptop.journal[start : start + size], start + 1)))
            start += size
    pieces += chance.choices(pieces, k=5)
    chance.shuffle(pieces)
    for laptop, piece in pieces:
        send(hq, laptop, piece)


def check_any_order(
    hq: Headquarters, folder: Path, laptops: list[Laptop], chance: random.Random, largest: int = 1
) -> None:
    """However it arrives, headquarters counts what the site counts, and so once all is made anew."""
    arrive(hq, laptops, chance, largest)
    here = counted_at_headquarters(hq, laptops[0])
    assert here == counted_at_the_site(folder, laptops)
    make_anew()
    assert counted_at_headquarters(hq, laptops[0]) == here


def make_anew() -> None:
    """All facts of headquarters, from its journal."""
    with transaction.atomic():
        rebuild(cursor())
