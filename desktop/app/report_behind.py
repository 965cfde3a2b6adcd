"""The records behind a figure, with the codes in them named."""

from core.reports.opened import BehindLine, behind_line
from core.reports.table import Asked
from desktop.app.desk import Desk
from desktop.app.reporting import behind, names_here


def behind_lines(desk: Desk, asked: Asked, row: str, column: str) -> tuple[BehindLine, ...]:
    """As `behind`, in words. Raises Problem for what cannot be counted."""
    names = names_here(desk)
    return tuple(behind_line(names, each) for each in behind(desk, asked, row, column))
