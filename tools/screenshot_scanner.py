"""A scan while a consultation is written, and the page that tells what to set on the scanner."""

from typing import cast

from core.card_code import Code, CodeKind, new_code, parse
from core.door_results import DoorResult
from core.typed_forms import LAYOUT_SAMPLE
from desktop.devices.wedge import Ending, Trace
from desktop.ui.screens.settings.view import SettingsScreen
from tools.screenshot_door import DOOR
from tools.screenshot_stage import Stage


def scan_elsewhere(stage: Stage) -> None:
    """The answer lies over the page of somebody who writes."""
    stage.open("consultation")
    stage.workplace.do(DOOR[DoorResult.ALREADY]).then(stage.window.scans.scanned.emit, owner=stage.window)
    stage.rest()


def scanner_set_awry(stage: Stage) -> None:
    """A US scanner on a Japanese keyboard with Caps Lock, which ends a code with Tab."""
    stage.window.answer.hide()
    cast(SettingsScreen, stage.open("settings")).choose("scanner")
    stage.rest()
    code = cast(Code, parse(new_code(CodeKind.SCANNER_TEST)))
    typed = (LAYOUT_SAMPLE.replace("]", "[") + code.text).lower()
    stage.shell.scanner_traced.emit(Trace(code, typed, endings=(Ending.TAB,)))
    stage.rest()
