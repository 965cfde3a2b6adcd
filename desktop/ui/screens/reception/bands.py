"""Age bands to touch: one touch receives somebody who has no card."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from core.age_band import AgeBand
from desktop.ui.age_bands import band_text
from desktop.ui.i18n import language
from desktop.ui.screens.reception.walk_in_keys import KEYS
from desktop.ui.widgets.buttons import Button, TextButton
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.tiles import TileGrid


def _width() -> int:
    """Five in a row in Japanese; the English words are longer."""
    return 104 if language() == "ja" else 126


class BandTiles(QWidget):
    """`chosen(band, with_card)`; `ask_for_card` asks the band of the holder of a blank card instead."""

    chosen = Signal(str, bool)
    cancelled = Signal()

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now, self._last = now, (AgeBand.UNKNOWN, float("-inf"))
        self.title = Text("カードのない方", "heading")
        self.with_card = Button("カードも作る", icon="card_new")
        self.with_card.setCheckable(True)
        self.with_card.hint("オンにして年代を押すと、新しいカードの番号を作って受け付けます。")
        self.cancel = TextButton("やめる", self.cancelled.emit)
        self.cancel.hide()
        self.buttons = {band: Button(band_text(band), partial(self._touched, band)) for band in AgeBand}
        for band, button in self.buttons.items():
            button.setStyleSheet("padding: 0 4px")
            button.hint(KEYS[band][0])
        self.grid = TileGrid(list(self.buttons.values()), tile_width=_width())
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title, 1)
        head.addWidget(self.cancel)
        head.addWidget(self.with_card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.grid)

    def ask_for_card(self, wanted: bool) -> None:
        """Whether the next touch is for the holder of the card that was just read."""
        self.title.say("このカードの方の年代を押してください" if wanted else "カードのない方")
        self.cancel.setVisible(wanted)
        self.with_card.setVisible(not wanted)
        if wanted:
            self.buttons[AgeBand.SEVENTIES].setFocus()

    def retranslate(self) -> None:
        """The bands in the language of the window."""
        for band, button in self.buttons.items():
            button.say(band_text(band))
        self.grid.set_tile_width(_width())

    def _touched(self, band: AgeBand) -> None:
        if self._is_double_click(band):
            return
        with_card = self.with_card.isChecked() and self.with_card.isVisibleTo(self)
        self.with_card.setChecked(False)
        self.chosen.emit(band.value, with_card)

    def _is_double_click(self, band: AgeBand) -> bool:
        """A couple is two touches; a trembling hand's second click of the same touch is nobody."""
        (before, at), now = self._last, self._now()
        is_same = before is band and (now - at) * 1000 < QApplication.doubleClickInterval()
        if not is_same:
            self._last = (band, now)
        return is_same
