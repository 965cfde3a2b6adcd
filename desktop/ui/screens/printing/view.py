"""印刷: choose a paper, see it, print or save it."""

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.facts import Attendance, Card, Consultation, Day, Session
from desktop.app.desk import Changed
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.printing.model import KINDS
from desktop.ui.screens.printing.options import (
    BlankOptions,
    CardOptions,
    DailyOptions,
    Options,
    ScannerOptions,
    SetOptions,
)
from desktop.ui.screens.printing.plain_words import PlainWordsOptions
from desktop.ui.widgets.paper_panel import PaperPanel
from desktop.ui.widgets.side_by_side import SideBySide
from desktop.ui.widgets.tiles import Tile, TileGrid
from desktop.ui.workplace import Workplace

_SHOWN: dict[str, Changed] = {
    "card": frozenset({Card}),
    "slips": frozenset({Session}),
    "tickets": frozenset({Session}),
    "daily": frozenset({Attendance, Consultation, Day}),
}


class PrintScreen(Screen):
    """Tiles and options at the left, the paper at the right."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "印刷")
        self.kind = "card"
        self.panel = PaperPanel(workplace, self.tools)
        self.tiles = {kind.id: Tile(kind.title, "", partial(self.choose, kind.id), icon=kind.icon) for kind in KINDS}
        self.options: dict[str, Options] = {
            "card": CardOptions(workplace),
            "blank": BlankOptions(workplace),
            "slips": SetOptions(workplace, "slips"),
            "tickets": SetOptions(workplace, "tickets"),
            "daily": DailyOptions(workplace),
            "scanner": ScannerOptions(workplace),
            "plain_words": PlainWordsOptions(workplace),
        }
        self.choices = QStackedWidget()
        self.add(SideBySide(self._left(), self.panel, width=376), 1)
        workplace.changed.connect(self._changed)

    def first_focus(self) -> QWidget:
        return self.tiles[self.kind]

    def shown(self) -> None:
        self.panel.look_for_printers()
        wanted, self.shell.paper = self.shell.paper, ""
        self.choose(wanted or self.kind)

    def retranslate(self) -> None:
        if self.isVisible():
            self.options[self.kind].refresh()

    def choose(self, kind: str) -> None:
        """Show this paper's options, and the paper."""
        self.kind = kind
        for identity, tile in self.tiles.items():
            tile.setChecked(identity == kind)
        self.choices.setCurrentWidget(self.options[kind])
        self.options[kind].refresh()

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for tile in self.tiles.values():
            tile.setCheckable(True)
        column.addWidget(TileGrid(list(self.tiles.values()), tile_width=180))
        column.addWidget(self.choices, 1)
        for identity, part in self.options.items():
            self.choices.addWidget(part)
            part.changed.connect(partial(self._ask, identity))
        return left

    def _ask(self, kind: str) -> None:
        if kind != self.kind:
            return
        asked = self.options[kind].asked()
        if asked is None:
            self.panel.show_nothing()
        else:
            self.panel.ask(asked)

    def _changed(self, changed: Changed) -> None:
        if self.isVisible() and changed & _SHOWN.get(self.kind, frozenset()):
            self.options[self.kind].refresh()
