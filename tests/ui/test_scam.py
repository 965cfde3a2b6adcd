"""詐欺: whom to call is seen at once, read from afar, and in the way of nothing that was typed."""

from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.facts import GivenHandout
from desktop.app.desk import Desk
from desktop.ui import theme
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.leaflet_printing import LeafletPrinter
from desktop.ui.screens.consultations.view import ConsultationsScreen
from desktop.ui.table.fitting import fitting_pixels
from desktop.ui.table.phrases import TONGUES, phrase_in
from desktop.ui.table.scam import CALLS, DO_NOT, ScamPage
from tests.ui.table_pages import Start, escape, ink, laptop_on, scam


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return partial(laptop_on, qtbot, shell, desk)


def test_a_scam_shows_whom_to_call_and_keeps_what_was_chosen(start: Start) -> None:
    opened = start("consultation")
    screen = cast(ConsultationsScreen, opened.screen)
    QTest.keyClicks(screen.form.topics.search, "T09-02")
    QTest.keyClick(screen.form.topics.search, Qt.Key.Key_Return)
    page = opened.window.table.page()
    assert isinstance(page, ScamPage)
    assert [call.number for call in CALLS] == ["110", "#9110", "188"]
    for told in ("振り込まない・電話を切る", "110", "#9110", "188"):
        assert told in page.face.accessibleName()
    escape()
    opened.settle()
    assert screen.form.isVisible()
    assert screen.form.topics.value() == "T09-02"


def test_one_touch_shows_it_without_any_choice(start: Start) -> None:
    opened = start("consultation")
    QTest.mouseClick(cast(ConsultationsScreen, opened.screen).help, Qt.MouseButton.LeftButton)
    assert isinstance(opened.window.table.page(), ScamPage)


@pytest.mark.parametrize("screen_id", ["today", "people", "settings"])
def test_it_is_recorded_from_anywhere_in_one_touch(start: Start, screen_id: str) -> None:
    opened = start(screen_id)
    QTest.mouseClick(scam(opened).record, Qt.MouseButton.LeftButton)
    opened.settle()
    screen = cast(ConsultationsScreen, opened.window.current())
    assert screen.form.topics.value() == "T09-02"


def test_its_leaflet_is_printed_from_anywhere_in_one_touch(
    start: Start, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = start("today")
    sent: list[tuple[str, ...]] = []
    monkeypatch.setattr(LeafletPrinter, "send", lambda _self, given, _copies, _undo: sent.append(given.ids))
    QTest.mouseClick(scam(opened).paper, Qt.MouseButton.LeftButton)
    opened.settle()
    opened.settle()
    assert len(sent) == 1
    given = [desk.store.facts.one(GivenHandout, identity) for identity in sent[0]]
    assert [each.handout for each in given if each] == ["H07"]


def test_another_topic_that_was_chosen_stays(start: Start) -> None:
    opened = start("consultation")
    screen = cast(ConsultationsScreen, opened.screen)
    QTest.keyClicks(screen.form.topics.search, "T02-01")
    QTest.keyClick(screen.form.topics.search, Qt.Key.Key_Return)
    scam(opened).record.click()
    opened.settle()
    assert screen.form.topics.value() == "T02-01"


@pytest.mark.parametrize("percent", theme.TEXT_SIZES)
@pytest.mark.parametrize("size", [(1366, 728), (1024, 640), (1920, 1040)])
def test_the_numbers_are_read_from_two_metres_and_fit_at_any_size(
    start: Start, qapp: QApplication, percent: int, size: tuple[int, int]
) -> None:
    theme.apply(qapp, percent)
    opened = start("today")
    opened.window.resize(*size)
    page = scam(opened)
    QApplication.sendPostedEvents()
    for row, call in enumerate(CALLS):
        place = page.face.number_place(row)
        pixels = fitting_pixels(call.number, place, wrapped=False)
        assert pixels >= page.face.height() / 7  # 15 mm and more on a laptop: read from far beyond two metres
        assert page.face.rect().contains(place.toRect().adjusted(1, 1, -1, -1))


def test_it_speaks_three_languages_and_turns_to_the_visitor(start: Start) -> None:
    page = scam(start("today"))
    upright = ink(page.face.grab().toImage())
    page.turning.click()
    assert page.face.is_turned
    assert ink(page.face.grab().toImage()) == pytest.approx(upright, rel=0.1)
    for tongue, _name in TONGUES:
        page.tongue._segments[tongue].click()
        assert phrase_in(DO_NOT, tongue) in page.face.accessibleName()
    assert "Do not pay" in page.face.accessibleName()
