"""The printer that is used on this laptop for a size of paper: A4 here, cards on another."""

from desktop.app.desk import Desk
from desktop.app.settings import setting

_LONGEST = 200


def usual_printer(desk: Desk, size: str) -> str:
    """The printer that took this size the last time, else the one of the settings; empty when nobody chose any."""
    return desk.store.settings.get(_name(size)) or setting(desk, "printer")


def use_printer(desk: Desk, size: str, printer: str) -> None:
    """From now on this one for that size."""
    if len(printer) <= _LONGEST and desk.store.settings.get(_name(size)) != printer:
        desk.store.settings.put(_name(size), printer)


def _name(size: str) -> str:
    return f"printing.printer.{size}"
