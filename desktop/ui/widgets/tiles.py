"""Tiles to touch, and the grid that lays them out by the width there is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.theme.icons import pixmap
from desktop.ui.widgets.flow import FlowGrid
from desktop.ui.widgets.text import Text

_HEIGHT = 72
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 0,
    Qt.Key.Key_Down: 0,
}


class Tile(QPushButton):
    """A big button: title, a line below it, an icon, and the key that does the same, which is only shown."""

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        handler: Callable[[], object] | None = None,
        *,
        icon: str = "",
        key_hint: str = "",
    ) -> None:
        super().__init__()
        self.setProperty("kind", "tile")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAutoDefault(True)
        self._title, self._subtitle = Text(title, "strong"), Text(subtitle, "caption")
        self._icon_name, self._icon, self._key_hint = icon, QLabel(), Text(key_hint, "caption", wrap=False)
        self._row = QHBoxLayout(self)
        self._arrange()
        self._refresh()
        if handler is not None:
            self.clicked.connect(lambda: handler())

    def say(self, title: str, subtitle: str = "", **values: object) -> None:
        """Other words on the same tile; `values` fill both."""
        self._title.say(title, **values)
        self._subtitle.say(subtitle, **values)
        self._refresh()

    def sizeHint(self) -> QSize:
        return self._row.sizeHint().expandedTo(QSize(theme.px(120), theme.px(_HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize().expandedTo(QSize(theme.px(96), theme.px(_HEIGHT)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:  # the tile hears of it before its parts do
            self._title.retranslate()
            self._subtitle.retranslate()
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._refresh()

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        words.addStretch()
        row = self._row
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self._key_hint, 0, Qt.AlignmentFlag.AlignTop)
        for child in (self._title, self._subtitle, self._icon, self._key_hint):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _refresh(self) -> None:
        self._subtitle.setVisible(bool(self._subtitle.text()))
        self._key_hint.setVisible(bool(self._key_hint.text()))
        self._icon.setVisible(bool(self._icon_name))
        if self._icon_name:
            self._icon.setPixmap(pixmap(self._icon_name, "key"))
        name = " ".join(filter(None, (self._title.text(), self._subtitle.text())))
        self.setAccessibleName(name)
        key = self._key_hint.text()
        self.setAccessibleDescription(tr("キー {key}", key=key) if key else "")
        self.setMinimumHeight(theme.px(_HEIGHT))
        self.updateGeometry()


class TileGrid(QWidget):
    """Tiles side by side, each at least `tile_width` wide (at 100 % text); arrow keys walk over them."""

    def __init__(self, tiles: Sequence[QPushButton] = (), *, tile_width: int = 200, gap: int = 12) -> None:
        super().__init__()
        self._tile_width = tile_width
        self._grid = FlowGrid(self, theme.px(tile_width), gap)
        self.set_tiles(tiles)

    def set_tiles(self, tiles: Sequence[QPushButton]) -> None:
        """Show these instead of the present ones, which are deleted."""
        self._grid.clear()
        for tile in tiles:
            self._grid.addWidget(tile)
            tile.show()
            tile.installEventFilter(self)
        self.updateGeometry()

    def set_tile_width(self, width: int) -> None:
        """Another least width of a tile, at 100 % text."""
        self._tile_width = width
        self._grid.set_least_width(theme.px(width))

    def tiles(self) -> list[QPushButton]:
        """The tiles in order."""
        found = [item.widget() for item in map(self._grid.itemAt, range(self._grid.count())) if item]
        return [widget for widget in found if isinstance(widget, QPushButton)]

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = self._step(Qt.Key(event.key()))
            if step and isinstance(watched, QPushButton):
                return self._walk(watched, step)
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._grid.set_least_width(theme.px(self._tile_width))

    def _step(self, key: Qt.Key) -> int:
        columns = self._grid.columns(self.width())
        return {Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}.get(key, _STEPS.get(key, 0))

    def _walk(self, origin: QPushButton, step: int) -> bool:
        tiles = self.tiles()
        goal = tiles.index(origin) + step
        if 0 <= goal < len(tiles):
            tiles[goal].setFocus(Qt.FocusReason.TabFocusReason)
        return True
