"""Somebody without a card, from any screen: Ctrl and the first digit of the age."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from core.age_band import AgeBand
from desktop.ui.commands import Command
from desktop.ui.screen import Shell

KEYS = {
    AgeBand.AGED_18_19: ("Ctrl+1", "カードのない方を受け付ける（18歳・19歳）"),
    AgeBand.TWENTIES: ("Ctrl+2", "カードのない方を受け付ける（20代）"),
    AgeBand.THIRTIES: ("Ctrl+3", "カードのない方を受け付ける（30代）"),
    AgeBand.FORTIES: ("Ctrl+4", "カードのない方を受け付ける（40代）"),
    AgeBand.FIFTIES: ("Ctrl+5", "カードのない方を受け付ける（50代）"),
    AgeBand.SIXTIES: ("Ctrl+6", "カードのない方を受け付ける（60代）"),
    AgeBand.SEVENTIES: ("Ctrl+7", "カードのない方を受け付ける（70代）"),
    AgeBand.OVER_80: ("Ctrl+8", "カードのない方を受け付ける（80代以上）"),
    AgeBand.UNDER_18: ("Ctrl+9", "カードのない方を受け付ける（18歳未満）"),
    AgeBand.UNKNOWN: ("Ctrl+0", "カードのない方を受け付ける（年代不明）"),
}


class WalkInKeys(QObject):
    """`walk_in(band)` after the reception screen was opened, so that the number is seen."""

    walk_in = Signal(str)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        shell.commands.add(*(self._command(band, key, title) for band, (key, title) in KEYS.items()))

    def _command(self, band: AgeBand, key: str, title: str) -> Command:
        return Command(f"walk_in.{band.value}", title, partial(self._receive, band), key, "plus", (band.value,))

    def _receive(self, band: AgeBand) -> None:
        self._shell.go("reception")
        self.walk_in.emit(band.value)
