"""What can be done at the desk, by name and key."""

from functools import partial
from typing import TYPE_CHECKING

from desktop.ui.commands import Command
from desktop.ui.screens.consultations.remote_command import REMOTE, remote_command

if TYPE_CHECKING:
    from desktop.ui.screens.consultations.view import ConsultationsScreen

WAYS_TO_OPEN = ("consultation.blank", REMOTE, "consultation.group")
"""What ＋ offers."""


def desk_commands(screen: "ConsultationsScreen") -> tuple[Command, ...]:
    """Those of the screen itself; parts beside the form add theirs."""
    here = screen.isVisible
    several = lambda: here() and len(screen.opened.all()) > 1  # noqa: E731
    return (
        Command("consultation.save", "相談を記録する", screen.save, "Ctrl+Return", "check", enabled=here),
        Command("consultation.details", "相談をくわしく書く", screen.toggle_details, "Ctrl+D", "edit", enabled=here),
        Command("consultation.call", "次の方を呼ぶ", screen.calls.press, "Ctrl+N", "sound_on", enabled=here),
        Command("consultation.blank", "番号のない相談", screen.open_blank, "Ctrl+O", "plus", enabled=here),
        remote_command(screen.open_remote),
        Command("consultation.group", "何人かまとめて相談", screen.open_group, "Ctrl+E", "people", enabled=here),
        Command("consultation.close", "この相談を閉じる", screen.leave, "Ctrl+W", "close", enabled=here),
        Command("consultation.next", "次の相談へ", partial(screen.turn, 1), "Ctrl+Tab", "swap", enabled=several),
        Command("consultation.before", "前の相談へ", partial(screen.turn, -1), "Ctrl+Shift+Tab", "swap", (), several),
    )
