"""No event without its site: for speed no constraint of the database says so, so every road must (ADR 79)."""

import json

import psycopg
import pytest
from django.db import transaction
from django.db.models import ProtectedError
from psycopg.errors import ForeignKeyViolation

from core import kinds
from core.ids import new_site_id
from core.segment import segment_hash
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop

ORPHANS = "SELECT count(*) FROM event LEFT JOIN site USING (site_id) WHERE site.site_id IS NULL"


@pytest.fixture
def laptop(hq: Headquarters) -> Laptop:
    """One that has sent a record."""
    laptop = hq.enrolled()
    laptop.visit()
    hq.exchange(laptop)
    return laptop


@pytest.mark.parametrize("on_foot", [False, True])
def test_a_record_that_names_a_site_that_is_not_there_is_kept_apart(
    hq: Headquarters, laptop: Laptop, on_foot: bool
) -> None:
    from hq.intake.parcels import take_single

    told = kinds.AttendanceRecorded(session_id="s", at="2026-11-21T10:00:00.000+09:00", age_band="70s", how="number")
    laptop.write(told, site_id=new_site_id())
    laptop.cut_segments()
    (segment,) = [each for each in laptop.segments if segment_hash(each) not in laptop.delivered]
    if on_foot:
        take_single(segment)
    else:
        hq.exchange(laptop)
    assert hq.query("SELECT reason FROM quarantined") == [("wrong_place",)]
    assert hq.query("SELECT count(*) FROM event") == [(1,)]
    assert hq.query(ORPHANS) == [(0,)]


def test_a_site_with_records_cannot_be_taken_away_nor_renamed(hq: Headquarters, laptop: Laptop) -> None:
    """Its segments and laptops hold it, whoever asks."""
    from hq.records.models import Site

    for statement in ("DELETE FROM site", "UPDATE site SET site_id = site_id || 'x'"):
        with psycopg.connect(hq.database_url) as connection:
            connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
            with pytest.raises(ForeignKeyViolation):
                connection.execute(statement)
    for table in ("segment", "history", "reached", "enrolment_code", "device"):
        hq.query(f"DELETE FROM {table}")  # the event alone is enough for the program
    with pytest.raises(ProtectedError), transaction.atomic():
        Site.objects.all().delete()


def test_doctor_finds_an_event_whose_site_is_gone(
    hq: Headquarters, laptop: Laptop, capsys: pytest.CaptureFixture[str]
) -> None:
    from hq.__main__ import make_parser

    def wrong() -> list[str]:
        doctor = make_parser().parse_args(["doctor", "--json"])
        doctor.run(doctor)
        checks = [json.loads(each) for each in capsys.readouterr().out.splitlines()]
        return [each["check"] for each in checks if not each["ok"] and each["check"] != "durable"]

    assert wrong() == []
    hq.query("UPDATE event SET site_id = 'nowhere'")
    assert hq.query(ORPHANS) == [(1,)]
    assert wrong() == ["sequence"]
