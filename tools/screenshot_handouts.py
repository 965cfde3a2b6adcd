"""Pictures of handouts: the bar of the consultation desk, the list of the settings, the editor, versions."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from core.handouts import Register
from desktop.app.own_handouts import open_draft, save_draft
from desktop.ui.screens.consultations.view import ConsultationsScreen
from desktop.ui.screens.handouts.section import HandoutsSection
from desktop.ui.screens.printing.view import PrintScreen
from desktop.ui.screens.settings.view import SettingsScreen
from tools.screenshot_days import PIN

if TYPE_CHECKING:
    from tools.screenshot_stage import Stage


def _asked(stage: "Stage", topic: str) -> ConsultationsScreen:
    screen = cast(ConsultationsScreen, stage.open("consultation"))
    screen.open_blank()
    screen.form.choose_topic(topic)
    stage.rest()
    return screen


def handout_bar(stage: "Stage") -> None:
    """A topic is chosen, its handout is one touch away."""
    _asked(stage, "T02-01")


def handout_again(stage: "Stage") -> None:
    """Printed for this visit already."""
    _asked(stage, "T02-01").handouts.ask_why()
    stage.rest()


def handout_list(stage: "Stage") -> None:
    """設定 › 配布資料."""
    _section(stage)


def handout_editor(stage: "Stage") -> None:
    """A text with something to mend and something to make easier."""
    section = _section(stage)
    section.edit_chosen()
    stage.rest()
    editor = section.editor
    editor.turn_to(Register.EASY)
    text = editor.panes[Register.EASY].text()
    editor.panes[Register.EASY].set_text(
        text.replace("{設定|せってい}", "設定", 1).replace("（電波）", "（ラジオ）", 1)
    )
    editor.look()
    editor.flush()
    stage.rest()


def handout_versions(stage: "Stage") -> None:
    """What was written when, and by whom."""
    section = _section(stage)

    def write_one() -> None:
        desk = stage.workplace.desk()
        draft = open_draft(desk, "H01")
        save_draft(desk, replace(draft, en="Connecting to Wi-Fi here"))

    stage.jobs.database(write_one, owner=section)
    stage.rest()
    section.show_versions()
    stage.rest()


def handout_shelf(stage: "Stage") -> None:
    """印刷 › 配布資料."""
    screen = cast(PrintScreen, stage.open("print"))
    screen.choose("handouts")
    stage.rest()


def _section(stage: "Stage") -> HandoutsSection:
    screen = cast(SettingsScreen, stage.open("settings"))
    screen.choose("handouts")
    stage.rest()
    stage.unlock(PIN)
    section = cast(HandoutsSection, screen.section("handouts"))
    section.show_list()
    stage.rest()
    return section


HANDOUTS = {
    "print-handouts": handout_shelf,
    "handout-bar": handout_bar,
    "handout-again": handout_again,
    "handout-list": handout_list,
    "handout-editor": handout_editor,
    "handout-versions": handout_versions,
}
