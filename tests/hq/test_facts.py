"""Figures at headquarters: the columns of core.facts, and the same rows whatever the order of arrival."""

import dataclasses
import random

import msgspec
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import kinds
from core.events import decode_event
from core.facts import FACTS, Person, table_of
from core.payload import KINDS
from core.placement import Placement, placements
from core.projector import project
from core.sound_events import open_event
from hq.database import cursor
from hq.intake.facts import columns, entity_of, rebuild
from hq.intake.shapes import make_ready
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.hq.test_exchange import send


def test_the_tables_have_the_plain_columns_and_no_other(hq: Headquarters) -> None:
    for fact in FACTS:
        found = hq.query(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
            table_of(fact),
        )
        plain = [name for name, where in placements(fact).items() if where is Placement.PLAIN]
        assert [name for (name,) in found] == ["site_id", *plain]
    assert "name" not in columns(Person)


def _a_day(laptop: Laptop) -> None:
    planned = kinds.SessionPlanned(title="相談会", day="2026-11-21", starts="13:00", ends="16:00")
    session = laptop.write(planned)
    laptop.write(kinds.SessionOpened(at="2026-11-21T12:50:00+09:00"), session.entity_id)
    visits = [laptop.visit(session.entity_id) for _ in range(3)]
    laptop.write(kinds.TicketIssued(ticket="A1"), visits[0].entity_id)
    laptop.write(kinds.AttendanceVoided(), visits[1].entity_id)
    fields = {"at": "2026-11-21T13:30:00+09:00", "topic": "T02-01", "minutes": 15}
    told = laptop.write(kinds.ConsultationRecorded(outcome="O1", **fields))  # type: ignore[arg-type]
    laptop.write(kinds.ConsultationAmended(outcome="O3", **fields), told.entity_id)  # type: ignore[arg-type]
    hana, taro = laptop.visitor(), laptop.visitor()
    laptop.write(kinds.PersonMerged(into=hana.entity_id), taro.entity_id)
    day = laptop.write(kinds.DayClosed(day="2026-11-21", at="2026-11-21T16:10:00+09:00"))
    laptop.write(kinds.DayReopened(day="2026-11-21"), day.entity_id)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_the_same_figures_in_any_order_of_arrival(hq: Headquarters, seed: int) -> None:
    laptop = hq.enrolled()
    _a_day(laptop)
    pieces = [laptop.cut([line], seq) for seq, line in enumerate(laptop.journal, 1)]
    random.Random(seed).shuffle(pieces)
    for piece in pieces:
        send(hq, laptop, piece)
    assert _rows(hq, laptop) == _folded_at_the_site(laptop)


def _rows(hq: Headquarters, laptop: Laptop) -> dict[str, list[tuple[object, ...]]]:
    site_id = laptop.site.site_id
    tables = {table_of(fact): f"SELECT * FROM {table_of(fact)} WHERE site_id = %s" for fact in FACTS}
    return {name: sorted((row[1:] for row in hq.query(query, site_id)), key=repr) for name, query in tables.items()}


def _folded_at_the_site(laptop: Laptop) -> dict[str, list[tuple[object, ...]]]:
    """The same figures by core alone, from the journal in the order in which it was written."""
    opened = [open_event(decode_event(line)) for line in laptop.journal]
    rows: dict[str, list[tuple[object, ...]]] = {table_of(fact): [] for fact in FACTS}
    entities = dict.fromkeys(entity for each in opened if each and (entity := entity_of(each)))
    for fact, key in entities:
        row = project(each for each in opened if each and entity_of(each) == (fact, key))
        rows[table_of(fact)].append(tuple(getattr(row, name) for name in columns(fact)))
    return {name: sorted(found, key=repr) for name, found in rows.items()}


def test_a_rebuild_makes_the_same_rows(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    _a_day(laptop)
    hq.exchange(laptop)
    before = _rows(hq, laptop)
    hq.query("UPDATE fact_attendance SET age_band = 'wrong'")
    assert _rows(hq, laptop) != before
    with transaction.atomic():
        rebuild(cursor())
    assert _rows(hq, laptop) == before


def test_after_an_upgrade_newer_events_count_and_broken_ones_hinder_nothing(
    hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = hq.enrolled()
    left = kinds.AttendanceLeft(at="2026-11-21T11:00:00+09:00")
    visit = laptop.visit()
    laptop.write(left, visit.entity_id, schema_version=99)
    laptop.write(left, visit.entity_id, schema_version=99, plain=msgspec.Raw(b'{"at":5}'))
    hq.exchange(laptop)
    assert hq.query("SELECT left_at FROM fact_attendance") == [(None,)]
    newer = dataclasses.replace(KINDS["attendance.left"], schema_version=99)
    monkeypatch.setitem(KINDS, "attendance.left", newer)
    with transaction.atomic():
        rebuild(cursor())
    assert hq.query("SELECT left_at FROM fact_attendance") == [(left.at,)]


def test_another_shape_makes_the_tables_anew_with_the_old_figures(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    _a_day(laptop)
    hq.exchange(laptop)
    before = _rows(hq, laptop)
    hq.query("UPDATE fact_shape SET shape = 'older'")
    hq.query("ALTER TABLE fact_day RENAME COLUMN weather TO sky")
    with transaction.atomic():
        assert make_ready(cursor())
        assert not make_ready(cursor())
    assert _rows(hq, laptop) == before
