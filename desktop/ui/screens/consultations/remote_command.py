"""電話・メールの相談 from anywhere. Light: it is imported before the screen itself."""

from collections.abc import Callable

from desktop.ui.commands import Command

REMOTE = "consultation.remote"
_WORDS = ("でんわ", "denwa", "めーる", "fax")  # no-tr


def remote_command(handler: Callable[[], object]) -> Command:
    """The screen, once it is made, takes the place of whoever only knows the way to it."""
    return Command(REMOTE, "電話・メールの相談を記録", handler, "", "phone", _WORDS)
