"""The ways from 相談 to 紙の相談票を入力: a scanned slip, and an entry among the tools of the table."""

from functools import partial
from typing import TYPE_CHECKING

from core.card_code import CodeKind
from desktop.ui.screen import Shell

if TYPE_CHECKING:
    from desktop.ui.screens.consultations.view import ConsultationsScreen

_COMMAND = "go.slips"


def stand_slips(screen: "ConsultationsScreen") -> None:
    """Let the screen lead there."""
    screen.scan_takers.append(partial(_take, screen.shell))
    screen.handy.add(_COMMAND)


def _take(shell: Shell, code: str) -> bool:
    if not code.startswith(CodeKind.SLIP):
        return False
    shell.enter_slip(code)
    return True
