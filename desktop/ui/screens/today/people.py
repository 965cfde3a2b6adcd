"""Who works today: one touch marks somebody as here, another as gone."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.app.overview import Worker
from desktop.ui.screens.today.model import worker_text
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.tiles import Tile, TileGrid


class Workers(QWidget):
    """`touched(worker)`. Compact: names alone, for the open day."""

    touched = Signal(object)

    def __init__(self, *, compact: bool = False) -> None:
        super().__init__()
        self._compact = compact
        self._shown: tuple[Worker, ...] = ()
        self.none = Text("担当者は、「設定」で登録できます。登録がなくても開場できます。", "muted")
        self.grid = TileGrid(tile_width=150 if compact else 180)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text("今日の担当者", "heading"))
        column.addWidget(self.none)
        column.addWidget(self.grid)

    def show_workers(self, workers: Sequence[Worker]) -> None:
        """Tiles are made anew only when something changed, so that the keyboard stays where it is."""
        self.none.setVisible(not workers)
        if tuple(workers) == self._shown:
            return
        self._shown = tuple(workers)
        focused = [tile.hasFocus() for tile in self.grid.tiles()]
        self.grid.set_tiles([self._tile(worker) for worker in workers])
        tiles = self.grid.tiles()
        if True in focused and focused.index(True) < len(tiles):
            tiles[focused.index(True)].setFocus()

    def retranslate(self) -> None:
        """The tiles in the language of the window."""
        shown, self._shown = self._shown, ()
        self.show_workers(shown)

    def _tile(self, worker: Worker) -> QPushButton:
        name, touched = worker.supporter.display_name, partial(self.touched.emit, worker)
        icon = "check_circle" if worker.duty else "person"
        tile: QPushButton
        if self._compact:
            tile = Button(name, touched, icon=icon)
            tile.setAccessibleDescription(worker_text(worker))
            tile.setToolTip(worker_text(worker))
        else:
            tile = Tile(name, worker_text(worker), touched, icon=icon)
        tile.setCheckable(True)
        tile.setChecked(worker.duty is not None)
        return tile
