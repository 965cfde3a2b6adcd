"""Requests with many segments, of which only what is new is folded: the rows are those of a refold of everything."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import kinds
from core.facts import FACTS, Fact, table_of
from core.segment import segment_hash
from hq.database import cursor
from hq.intake.facts import columns, rebuild
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.helpers.sites import make_identity, make_store
from tests.hq import test_diverging as apart
from tests.hq import test_doubles as doubles
from tests.hq.any_order import two_enrolled

Rows = dict[type[Fact], list[tuple[Any, ...]]]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doubles.ACTS, apart.STEPS, st.integers(0, 2**32))
def test_portions_of_any_size_in_any_order_give_the_rows_of_a_refold(
    hq: Headquarters,
    tmp_path_factory: pytest.TempPathFactory,
    acts: list[tuple[str, int, int, str]],
    steps: list[tuple[str, int, int]],
    seed: int,
) -> None:
    from hq.intake.exchange import take_segments  # Django is set up by now

    laptops, chance = two_enrolled(hq), random.Random(seed)
    doubles.a_day(laptops, acts)
    apart.Site(laptops).play(steps)
    site_id = laptops[0].site.site_id
    for portion in _portions(laptops, chance):
        take_segments(site_id, portion)
    here = _at_headquarters(hq, site_id)
    assert here == _at_the_site(tmp_path_factory.mktemp("site"), laptops)
    with transaction.atomic():
        rebuild(cursor())
    assert _at_headquarters(hq, site_id) == here


def test_what_cannot_be_stored_is_found_while_the_rest_is_on_its_way(hq: Headquarters) -> None:
    """The last of many events, after most have reached the database: they are taken back, and sorted out."""
    from hq.intake.exchange import take_segments  # Django is set up by now

    laptop = hq.enrolled()
    for _ in range(600):
        laptop.visit()
    laptop.write(kinds.HandoutFeedback(handout="wifi", text="私の番号は 123456789018 です"))
    laptop.visit()
    segments = tuple(laptop.cut(laptop.journal[start : start + 200], start + 1) for start in range(0, 602, 200))
    assert sum(map(len, laptop.journal)) > 5 * 32 * 1024  # COPY sends 32 KiB at a time
    answers = take_segments(laptop.site.site_id, segments)
    told = [(each.status, each.reason) for answer in answers for each in answer.events]
    assert told == [("stored", None)] * 600 + [("quarantined", "my_number"), ("stored", None)]
    assert [answer.segment_hash for answer in answers] == [segment_hash(each) for each in segments]
    assert hq.query("SELECT count(*) FROM fact_attendance") == [(601,)]
    numbers = "SELECT site_seq FROM event UNION ALL SELECT site_seq FROM segment ORDER BY 1"
    assert [seq for (seq,) in hq.query(numbers)] == list(range(2, 2 + 601 + 4))  # 1 is the certificate
    assert take_segments(laptop.site.site_id, segments[:1])[0].events[0].status == "duplicate"


def _portions(laptops: list[Laptop], chance: random.Random) -> Iterator[tuple[bytes, ...]]:
    """All that they wrote, cut and mixed by lot; some of it twice, in the same request or later."""
    segments = [each for laptop in laptops for each in _cut(laptop, chance)]
    segments += chance.choices(segments, k=len(segments) // 5)
    chance.shuffle(segments)
    while segments:
        size = chance.choice((1, 2, 5, 40))
        yield tuple(segments[:size])
        segments = segments[size:]


def _cut(laptop: Laptop, chance: random.Random) -> Iterator[bytes]:
    start = 0
    while start < len(laptop.journal):
        lines = laptop.journal[start : start + chance.choice((1, 1, 2, 7))]
        yield laptop.cut(lines, start + 1)
        start += len(lines)


def _at_headquarters(hq: Headquarters, site_id: str) -> Rows:
    query = "SELECT {} FROM {} WHERE site_id = %s"
    found = {fact: hq.query(query.format(", ".join(columns(fact)), table_of(fact)), site_id) for fact in FACTS}
    return {fact: sorted(rows, key=repr) for fact, rows in found.items()}


def _at_the_site(folder: Path, laptops: list[Laptop]) -> Rows:
    """What a laptop's own file makes of the same events."""
    store = make_store(folder, make_identity(site_id=laptops[0].site.site_id))
    with store.db.atomic():
        store.journal.absorb(line for laptop in laptops for line in laptop.journal)
    found = {
        fact: [tuple(getattr(row, name) for name in columns(fact)) for row in store.facts.where(fact, "1")]
        for fact in FACTS
    }
    store.close()
    return {fact: sorted(rows, key=repr) for fact, rows in found.items()}
