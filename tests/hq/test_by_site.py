"""Persons are counted site by site, and again only where something changed: never told as they were before."""

from datetime import date, datetime, timedelta

import msgspec
import pytest

from core import kinds
from core.clock import JAPAN
from core.reports.period import Period, fiscal_year_period, free_period, month_period
from core.reports.table import TOTAL, Asked, Measure, ReportCode, ReportTable, Split
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.hq.counted import hold

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=JAPAN)
YEAR = Asked(report=ReportCode.RESULTS, period=fiscal_year_period(2025), split=Split.PROGRAMME)


def stay(seconds: float) -> bool:
    """The server does not leave."""
    return False


def table(asked: Asked = YEAR, site_id: str | None = None, *within: Laptop) -> ReportTable:
    """Imported here: its models exist only once Django is set up."""
    from hq.reports.tables import report_table
    from hq.reports.whose import Sites

    sites = Sites(tuple(each.site.site_id for each in within), "") if within else None
    return report_table(asked, NOW, site_id, sites=sites)


def persons(found: ReportTable, row: str = TOTAL) -> int | None:
    cell = found.cell(row, Measure.PERSONS)
    return cell.value if cell else None


def received(hq: Headquarters, visitors: int, day: str = "2025-06-03", **plan: object) -> tuple[Laptop, str]:
    """A site that received so many visitors on record in one session; the session's id too."""
    laptop = hq.enrolled()
    session = hold(laptop, day, 0, **plan)
    for _ in range(visitors):
        laptop.visit(session, person_id=laptop.visitor().entity_id, at=f"{day}T14:00:00.000+09:00")
    hq.exchange(laptop)
    return laptop, session


def say_ninety(hq: Headquarters) -> None:
    """What is known is changed behind the counting's back: it can be seen who is counted again."""
    hq.query("UPDATE tally_known SET answer = regexp_replace(answer, ',[0-9]+,([0-9]+,[0-9]+)]', ',90,\\1]', 'g')")


def test_a_site_of_which_nothing_changed_is_not_counted_again(hq: Headquarters) -> None:
    first, _ = received(hq, 2, programme="P04")
    received(hq, 3, programme="P04")
    assert persons(table()) == 5
    say_ninety(hq)
    assert persons(table()) == persons(table(), "P04") == 180
    first.visit("elsewhere", person_id=first.visitor().entity_id, at="2025-07-01T10:00:00.000+09:00")
    hq.exchange(first)
    assert persons(table()) == 3 + 90
    assert persons(table(msgspec.structs.replace(YEAR, period=month_period(2025, 6)))) == 5


def test_a_session_that_is_changed_afterwards_takes_its_visitors_along(hq: Headquarters) -> None:
    laptop, session = received(hq, 2, programme="P04")
    assert persons(table(), "P04") == 2
    told = {"title": "会", "day": "2026-05-01", "starts": "13:00", "ends": "16:00", "venue": "", "programme": "P01"}
    laptop.write(msgspec.convert(told, kinds.SessionAmended), session)
    hq.exchange(laptop)
    moved = table()
    assert (persons(moved, "P01"), persons(moved, "P04")) == (2, None)


def test_a_session_that_somebody_is_just_changing_is_told_as_it_was(hq: Headquarters) -> None:
    import psycopg

    _, session = received(hq, 2, programme="P04")
    with psycopg.connect(hq.database_url) as sending:
        sending.execute("UPDATE fact_session SET programme = 'P01' WHERE session_id = %s", [session])
        assert persons(table(), "P04") == 2
        sending.commit()
    assert persons(table(), "P01") == 2


def test_a_site_that_moves_to_another_town_is_counted_there(hq: Headquarters) -> None:
    laptop, _ = received(hq, 2)
    asked = msgspec.structs.replace(YEAR, split=Split.MUNICIPALITY)
    assert persons(table(asked), "132292") == 2
    hq.query("UPDATE site SET municipality = '131113' WHERE site_id = %s", laptop.site.site_id)
    assert persons(table(asked), "131113") == 2


def test_whoever_may_see_some_sites_is_told_of_these_alone(hq: Headquarters) -> None:
    first, _ = received(hq, 2)
    second, _ = received(hq, 3)
    assert persons(table()) == 5
    assert persons(table(YEAR, None, second)) == 3
    assert persons(table(YEAR, first.site.site_id)) == 2
    assert persons(table(YEAR, first.site.site_id, second)) == 0


@pytest.mark.parametrize(
    ("period", "is_kept"),
    [
        (month_period(2025, 6), True),
        (free_period(date(2025, 6, 1), date(2025, 6, 3)), True),
        (free_period(date(2025, 6, 2), date(2025, 6, 30)), False),
        (free_period(date(2024, 1, 1), date(2025, 6, 30)), False),
    ],
)
def test_what_is_likely_to_be_asked_again_is_kept(hq: Headquarters, period: Period, is_kept: bool) -> None:
    received(hq, 2)
    asked = msgspec.structs.replace(YEAR, split=Split.NONE, period=period)
    assert persons(table(asked)) == 2
    assert (hq.query("SELECT count(*) FROM tally_known") == [(1,)]) is is_kept
    assert persons(table(asked)) == 2


def test_old_answers_go(hq: Headquarters) -> None:
    from hq.reports.by_site import forget_old

    received(hq, 1)
    year = msgspec.structs.replace(YEAR, split=Split.NONE)
    table(year)
    table(msgspec.structs.replace(year, period=free_period(date(2025, 6, 1), date(2025, 6, 3))))
    today = hq.query("SELECT current_date")[0][0]
    left = []
    for days in (2, 3, 35, 36):
        forget_old(today + timedelta(days=days))
        left += hq.query("SELECT count(*)::int FROM tally_known")
    assert left == [(2,), (1,), (1,), (0,)]


def test_answers_fill_no_disk(hq: Headquarters, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a reader thinks of to ask: beyond some millions none is kept, and all are forgotten."""
    from hq.reports import by_site

    received(hq, 2)
    assert persons(table()) == 2
    kept = hq.query("SELECT * FROM tally_known")
    monkeypatch.setattr(by_site, "_LARGEST", 1)
    june = msgspec.structs.replace(YEAR, period=month_period(2025, 6))
    assert persons(table(june)) == persons(table(june)) == 2
    assert hq.query("SELECT * FROM tally_known") == kept
    by_site.forget_old(date(2026, 11, 21))
    assert hq.query("SELECT count(*) FROM tally_known") == [(0,)]
    assert persons(table()) == 2


def test_persons_of_years_are_counted_before_anybody_asks(hq: Headquarters) -> None:
    from hq.reports.ahead import SPLITS, Ahead

    laptop, _ = received(hq, 2, programme="P04")
    table(msgspec.structs.replace(YEAR, period=month_period(2020, 1)))  # totals are counted first
    ahead, leaves = Ahead(0), iter((False, False, True))
    ahead.count(lambda seconds: next(leaves))
    ahead.count(stay)
    say_ninety(hq)
    for split in SPLITS:
        assert persons(table(msgspec.structs.replace(YEAR, split=split))) == 90, split
    hq.query("DELETE FROM tally_known")
    ahead.count(stay)
    assert hq.query("SELECT count(*) FROM tally_known") == [(0,)]
    laptop.visit("elsewhere", at="2025-07-01T10:00:00.000+09:00")
    hq.exchange(laptop)
    table()
    ahead.count(stay)
    assert hq.query("SELECT count(*) > 12 FROM tally_known") == [(True,)]
