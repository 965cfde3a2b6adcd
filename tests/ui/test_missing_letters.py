"""A letter that no typeface has is named before the paper is printed."""

from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.kinds import PersonRegistered
from desktop.app.cards import issue_card
from desktop.app.people import add_person
from desktop.app.settings import change_setting
from desktop.ui.screen import Shell
from desktop.ui.screens.printing.view import PrintScreen
from desktop.ui.widgets.paper_panel import PaperPanel
from tests.printing.reading import text_of
from tests.ui.busy import new_desk
from tests.ui.windows import open_window


@pytest.mark.parametrize(
    ("name", "named"), [("\ue000田 花子😊", ["U+E000", "😊"]), ("𠮷田 花子", []), ("渡邊\U000e0101 花子", [])]
)
def test_a_name_with_it_is_told_beside_the_paper(
    qtbot: QtBot, shell: Shell, tmp_path: Path, clock: FixedClock, name: str, named: list[str]
) -> None:
    desk = new_desk(tmp_path, clock)
    change_setting(desk, "visitor_fields", "name")
    change_setting(desk, "card_shows_name", "on")
    issue_card(desk, add_person(desk, PersonRegistered(age_band="70s", name=name)).person.person_id)
    panel = cast(PrintScreen, open_window(qtbot, shell, desk, "print").screen).panel
    qtbot.waitUntil(lambda: panel.paper is not None, timeout=10_000)
    assert panel.paper is not None
    assert list(panel.paper.missing) == named
    assert _told(panel) == named
    assert ("〓" in text_of(panel.paper.pdf)) == bool(named)
    panel.show_nothing()
    assert panel.missing.isHidden()


def _told(panel: PaperPanel) -> list[str]:
    if panel.missing.isHidden():
        return []
    assert panel.missing.isVisible()
    return panel.missing.sentence.text().partition(": ")[2].split("　")
