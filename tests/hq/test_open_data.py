"""`madoguchi-hq open-data events`: the sessions of all sites, of one, of a municipality; nothing of visitors."""

import csv
import io
from datetime import date

import pytest

from core.reports.csv_text import Encoding
from core.reports.open_data import COLUMNS
from core.reports.period import free_period
from tests.helpers.headquarters import Headquarters
from tests.hq.counted import hold

PERIOD = free_period(date(2026, 11, 1), date(2026, 11, 30))


def titles(site_id: str | None = None, municipality: str | None = None) -> list[tuple[str, str]]:
    from hq.reports.open_data import Who, open_events

    made, sessions = open_events(PERIOD, Who("本部", phone="042-000-1234"), site_id, municipality, Encoding.UTF_8)
    rows = list(csv.DictReader(io.StringIO(made.data.decode("utf-8-sig"), newline="")))
    assert len(rows) == sessions
    assert all(tuple(row) == COLUMNS and row["連絡先名称"] == "本部" for row in rows)
    return [(row["イベント名"], row["所在地_市区町村"]) for row in rows]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, [("朝の会", "西東京市"), ("昼の会", "大田区")]),
        ({"municipality": "131113"}, [("昼の会", "大田区")]),
        ({"municipality": "132292"}, [("朝の会", "西東京市")]),
        ({"municipality": "132101"}, []),
    ],
)
def test_the_sessions_of_all_sites_or_of_a_municipality(
    hq: Headquarters, where: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    laptop = hq.enrolled()
    hold(laptop, "2026-11-20", 2, title="朝の会")
    hold(laptop, "2026-11-21", 0, title="昼の会", municipality="131113")
    hold(laptop, "2026-12-01", 0, title="来月の会")
    hq.exchange(laptop)
    assert titles(**where) == expected
    assert titles(site_id=laptop.site.site_id) == titles()
