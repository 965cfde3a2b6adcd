"""The measurements themselves run, on very little; nothing here looks at how long anything took."""

from pathlib import Path

import pytest

from benchmarks import camera, cards, daily_sheet, handout, importing, piles, scan, search, start
from benchmarks.big_site import BigSite, fill, small_desk


@pytest.fixture
def site(tmp_path: Path) -> BigSite:
    """Thirty people, their day open."""
    desk = small_desk(tmp_path)
    cards = fill(desk, 30)
    desk.store.close()
    return BigSite(tmp_path, cards)


def test_scans_go_through_the_real_window(site: BigSite) -> None:
    figures = scan.measured(site, people=30, scans=2)
    assert [figure.target is not None for figure in figures] == [True, True, True, True, False, False]
    assert all(figure.value > 0 for figure in figures)


def test_the_camera_receives_through_the_real_window(tmp_path: Path) -> None:
    look, wait, *_ = camera.measured(tmp_path, cards=1, looks=3, seconds=1.5)
    assert look.floor
    assert wait.value > 0


def test_searches_are_asked_of_the_use_case(site: BigSite) -> None:
    figures = search.measured(site.data, queries=30)
    assert all(figure.floor for figure in figures)


def test_the_window_tells_first_paint_and_readiness_in_this_order(
    site: BigSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    opened = start.program_window(site.data, idle_ms=0)
    assert 0 < opened.painted_ms < opened.window_ms < opened.ready_ms
    assert opened.passphrase_ms > 0
    assert start.bare_window(idle_ms=50).painted_ms > 0


def test_the_daily_sheet_is_drawn_twice(tmp_path: Path) -> None:
    first, again = daily_sheet.measured(tmp_path, lines=2, runs=1)
    assert first.value > 0
    assert again.floor


def test_leaflets_are_recorded_and_drawn(tmp_path: Path) -> None:
    one, three, first = handout.measured(tmp_path, runs=1)
    assert one.floor
    assert three.target is not None
    assert first.value > 0


def test_a_table_is_taken_in_by_the_real_command() -> None:
    whole, again, wait = importing.measured(people=30, in_the_window=70)
    assert whole.target is not None
    assert all(figure.value > 0 for figure in (whole, again, wait))


def test_sheets_of_cards_are_drawn() -> None:
    (sheets,) = cards.measured(cards=12, runs=1)
    assert sheets.floor
    assert sheets.value > 0


def test_piles_of_paper_are_typed_into_the_real_window(tmp_path: Path) -> None:
    slips, machine, survey, others = piles.measured(tmp_path, sheets=2)
    assert slips.value > machine.value > 0
    assert survey.value > others.value / 2 > 0
