"""印刷 › 配布資料: several handouts for the shelf, in one register; nobody is recorded as having got one."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.facts import GivenHandout
from core.handouts import Register
from desktop.app.desk import Desk
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.printing.handout_options import HandoutOptions
from desktop.ui.screens.printing.view import PrintScreen
from tests.helpers.accessibility import problems
from tests.helpers.sites import fixed_clock
from tests.printing.reading import text_of
from tests.ui.busy import new_desk
from tests.ui.windows import Opened, open_window


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path, fixed_clock())


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    made = open_window(qtbot, shell, desk, "print")
    made.screen.choose("handouts")  # type: ignore[attr-defined]
    made.settle()
    return made


def options(opened: Opened) -> HandoutOptions:
    return cast(HandoutOptions, cast(PrintScreen, opened.screen).options["handouts"])


def see(opened: Opened, words: str) -> None:
    """Wait until the paper that is shown says so."""
    panel = cast(PrintScreen, opened.screen).panel
    opened.qtbot.waitUntil(lambda: panel.paper is not None and words in "".join(text_of(panel.paper.pdf).split()))


def test_those_that_are_ticked_stand_in_one_leaflet_and_nothing_is_recorded(opened: Opened) -> None:
    see(opened, "Wi-Fi（ワイファイ）につなぐ")
    options(opened).boxes["H08"].click()
    see(opened, "災害のときのスマホ")
    options(opened).register._segments["easy"].click()
    see(opened, "さいがい")
    assert options(opened).register.value() == Register.EASY
    assert opened.desk.store.facts.where(GivenHandout, "1", []) == []


def test_with_none_ticked_there_is_no_paper(opened: Opened) -> None:
    see(opened, "Wi-Fi（ワイファイ）につなぐ")
    options(opened).boxes["H01"].click()
    opened.settle()
    assert cast(PrintScreen, opened.screen).panel.paper is None


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_or_untold(
    opened: Opened, qapp: QApplication, language: i18n.Language, percent: int
) -> None:
    theme.apply(qapp, percent)
    i18n.install(language)
    opened.window.resize(1366, 728)
    opened.screen.shown()
    opened.settle()
    assert problems(options(opened)) == []
