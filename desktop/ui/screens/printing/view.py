"""印刷: choose a paper, see it, print or save it."""

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.facts import Attendance, Card, Consultation, Day, OwnHandout, Printing, Session
from desktop.app.desk import Changed
from desktop.ui import theme
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.printing.handout_options import HandoutOptions
from desktop.ui.screens.printing.model import KINDS
from desktop.ui.screens.printing.options import (
    BlankOptions,
    CardOptions,
    DailyOptions,
    Options,
    ScannerOptions,
)
from desktop.ui.screens.printing.plain_words import PlainWordsOptions
from desktop.ui.screens.printing.poster_options import PosterOptions
from desktop.ui.screens.printing.set_options import SetOptions
from desktop.ui.screens.printing.survey_options import SurveyOptions
from desktop.ui.widgets.paper_panel import PaperPanel
from desktop.ui.widgets.side_by_side import SideBySide
from desktop.ui.widgets.stack import Pages
from desktop.ui.widgets.tiles import Tile, TileGrid
from desktop.ui.workplace import Workplace

_SHOWN: dict[str, Changed] = {
    "card": frozenset({Card}),
    "slips": frozenset({Session, Printing}),
    "tickets": frozenset({Session, Printing}),
    "reception_slips": frozenset({Session, Printing}),
    "poster": frozenset({Session}),
    "survey": frozenset({Session}),
    "handouts": frozenset({OwnHandout}),
    "daily": frozenset({Attendance, Consultation, Day}),
}


class KindTile(Tile):
    """A lower tile: there are many sorts of paper."""

    def sizeHint(self) -> QSize:
        return self._row.sizeHint().expandedTo(QSize(theme.px(120), theme.target()))

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize().expandedTo(QSize(theme.px(96), theme.target()))

    def _arrange(self) -> None:
        super()._arrange()
        self._row.setContentsMargins(12, 2, 12, 2)

    def _refresh(self) -> None:
        super()._refresh()
        self.setMinimumHeight(theme.target())


class PrintScreen(Screen):
    """Tiles and options at the left, the paper at the right."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "印刷")
        self.kind = "card"
        self.panel = PaperPanel(workplace, self.tools)
        self.tiles = {
            kind.id: KindTile(kind.title, "", partial(self.choose, kind.id), icon=kind.icon) for kind in KINDS
        }
        self.options: dict[str, Options] = {
            "card": CardOptions(workplace),
            "blank": BlankOptions(workplace),
            "slips": SetOptions(workplace, "slips"),
            "tickets": SetOptions(workplace, "tickets"),
            "reception_slips": SetOptions(workplace, "reception_slips"),
            "handouts": HandoutOptions(workplace),
            "poster": PosterOptions(workplace),
            "survey": SurveyOptions(workplace),
            "daily": DailyOptions(workplace),
            "scanner": ScannerOptions(workplace),
            "plain_words": PlainWordsOptions(workplace),
        }
        self.choices = Pages()
        self.add(SideBySide(self._left(), self.panel, width=528), 1)
        workplace.changed.connect(self._changed)
        self.panel.used.connect(self._used)

    def first_focus(self) -> QWidget:
        return self.tiles[self.kind]

    def shown(self) -> None:
        self.panel.look_for_printers()
        wanted, self.shell.paper = self.shell.paper, ""
        kind, _, what = wanted.partition(":")
        if what:
            self.options[kind].prefer(what)
        self.choose(kind or self.kind)

    def retranslate(self) -> None:
        if self.isVisible():
            self.options[self.kind].refresh()

    def choose(self, kind: str) -> None:
        """Show this paper's options, and the paper."""
        self.kind = kind
        for identity, tile in self.tiles.items():
            tile.setChecked(identity == kind)
        self.choices.show_page(self.options[kind])
        self.options[kind].refresh()

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for tile in self.tiles.values():
            tile.setCheckable(True)
        column.addWidget(TileGrid(list(self.tiles.values()), tile_width=150))
        column.addWidget(self.choices, 1)
        for identity, part in self.options.items():
            self.choices.add(part)
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

    def _used(self) -> None:
        """The same codes never go on a second sheet by mistake: the next one is shown at once."""
        if self.kind == "blank":
            self._ask("blank")

    def _changed(self, changed: Changed) -> None:
        if self.isVisible() and changed & _SHOWN.get(self.kind, frozenset()):
            self.options[self.kind].refresh()
