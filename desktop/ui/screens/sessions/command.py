"""電話の予約 from anywhere. Light: it is imported before the screen itself."""

from collections.abc import Callable

from desktop.ui.commands import Command

BOOKINGS = "sessions.bookings"
_WORDS = ("よやく", "yoyaku", "denwa")  # no-tr


def bookings_command(handler: Callable[[], object]) -> Command:
    """The screen, once it is made, takes the place of whoever only knows the way to it."""
    return Command(BOOKINGS, "電話の予約", handler, "Ctrl+T", "phone", _WORDS)
